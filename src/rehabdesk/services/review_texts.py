"""Reviews in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.domain.review import Comment
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.reviews import PlanState, ReviewPreview

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


def about_words(comment: Comment, index: LibraryIndex, tr: Translator) -> str:
    """Return what a comment is about."""
    if comment.day is not None:
        return tr.date(comment.day, "medium")
    if comment.exercise:
        return index.name(comment.exercise)
    return tr("review", "In general")


def author_words(comment: Comment, tr: Translator) -> str:
    """Return who wrote a comment, and when."""
    when = tr.date(comment.made_at.date(), "medium")
    if comment.author:
        return tr("review", "{author}, {when}", author=comment.author, when=when)
    return when


def plan_words(preview: ReviewPreview, tr: Translator) -> list[str]:
    """Return what becomes of the plan, a sentence for each change."""
    match preview.plan_state:
        case PlanState.NONE:
            return [tr("review", "The plan stays as it is.")]
        case PlanState.TAKEN:
            return [tr("review", "Its plan has been taken already.")]
        case PlanState.SAME:
            return [tr("review", "Its plan is the same as yours.")]
    lines = []
    if preview.moved_on:
        lines.append(
            tr(
                "review",
                "Your plan has changed since the copy was made; look closely at what changes.",
            )
        )
    if preview.plan is not None:
        lines += [tr.say(change.text) for change in preview.plan.changes]
        lines += [tr.say(warning) for warning in preview.plan.warnings]
    return lines or [tr("review", "Nothing but the order or the notes changes in the plan.")]


def comment_count_words(preview: ReviewPreview, tr: Translator) -> str:
    """Return how many comments there are."""
    new, known = len(preview.comments), preview.known
    if not new and not known:
        return tr("review", "There are no comments in it.")
    if not new:
        return tr("review", "You have all of its comments already.")
    words = tr.n("review", "{count} new comment", "{count} new comments", new)
    if known:
        return tr("review", "{new}, {known} you have already", new=words, known=known)
    return words


def preview_words(preview: ReviewPreview, author: str, diary: Diary, tr: Translator) -> list[str]:
    """Return what a review changes, line by line."""
    index = library_index(diary, tr)
    who = tr("review", "Review by {author}", author=author) if author else tr("review", "Review")
    lines = [who, comment_count_words(preview, tr)]
    for comment in preview.comments:
        about = about_words(comment, index, tr)
        lines.append(tr("review", "{about}: {comment}", about=about, comment=comment.text))
    return [*lines, *plan_words(preview, tr)]
