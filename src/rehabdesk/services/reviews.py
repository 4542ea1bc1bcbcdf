"""Reviews: put together beside a shared copy, and taken into the diary it was made of."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import OwnExercise
from rehabdesk.domain.review import Comment
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.plan_drafts import PlanDraft, draft_of
from rehabdesk.services.plan_files import (
    PlanFile,
    PlanPreview,
    preview_plan_file,
    take_plan_file,
    write_plan_file,
)
from rehabdesk.services.plans import current_version
from rehabdesk.services.review_files import Review, check_comment

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_NAMESPACE = uuid.UUID("d5a0c9b2-3a55-4f43-9c1e-6d3f6f6f0a77")


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """A review while it is being written.

    Attributes:
        review: The comments so far, and what they are about.
        author: Who writes it.
        plan: The changed plan, or None if it stays as it is.
    """

    review: Review = field(default_factory=Review)
    author: str = ""
    plan: PlanDraft | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send."""
        return not self.review.comments and self.plan is None

    def with_comment(
        self, clock: Clock, text: str, *, day: dt.date | None = None, exercise: str = ""
    ) -> ReviewDraft:
        """Return the review with one more comment.

        Args:
            clock: Tells the present.
            text: What is said.
            day: The day it is about, if it is about one.
            exercise: The exercise it is about, if it is about one.

        Raises:
            InputError: The comment is empty or too long.
        """
        made = Comment(str(uuid.uuid4()), check_comment(text), "", clock.now(), day, exercise)
        return self.with_comments((*self.review.comments, made))

    def without_comment(self, comment_id: str) -> ReviewDraft:
        """Return the review without a comment."""
        return self.with_comments(
            tuple(one for one in self.review.comments if one.id != comment_id)
        )

    def with_comments(self, comments: tuple[Comment, ...]) -> ReviewDraft:
        """Return the review with these comments."""
        review = dataclasses.replace(self.review, comments=comments)
        return dataclasses.replace(self, review=review)


class PlanState(enum.Enum):
    """What becomes of the plan of a review."""

    #: There is none in it.
    NONE = enum.auto()
    #: Taking it makes a new version.
    NEW = enum.auto()
    #: It has been taken already.
    TAKEN = enum.auto()
    #: It is the same as the plan in force.
    SAME = enum.auto()


@dataclass(frozen=True, slots=True)
class ReviewPreview:
    """What taking a review would change.

    Attributes:
        comments: The comments that are new.
        known: How many of its comments are in the diary already.
        plan_state: What becomes of its plan.
        plan: What the plan would change, if it is new.
        moved_on: Whether the plan in force is another than the one that was looked at.
    """

    comments: tuple[Comment, ...]
    known: int
    plan_state: PlanState
    plan: PlanPreview | None
    moved_on: bool

    @property
    def is_nothing(self) -> bool:
        """Whether everything in it is in the diary already."""
        return not self.comments and self.plan_state is not PlanState.NEW


def new_review(diary: Diary) -> ReviewDraft:
    """Return an empty review of the diary that is looked at."""
    shared = diary.shared
    moment = shared.shown_at if shared is not None else diary.clock.now()
    day = diary_day(moment)
    version = current_version(diary, day)
    based_on = version.number if version is not None else 0
    return ReviewDraft(Review(diary_id=diary.id, based_on=based_on))


def write_review(draft: ReviewDraft, own: Sequence[OwnExercise], target: Path) -> None:
    """Write a review to send back, which appears complete or not at all.

    Args:
        draft: The review.
        own: The diary's own exercises.
        target: The file; one of that name is replaced.

    Raises:
        InputError: There is nothing in the review, or the file cannot be written there.
    """
    if draft.is_empty:
        raise InputError(message("review error", "There is nothing in the review yet."))
    plan = draft.plan or PlanDraft()
    write_plan_file(dataclasses.replace(plan, author=draft.author), own, target, draft.review)


def preview_review(diary: Diary, file: PlanFile, tr: Translator, day: dt.date) -> ReviewPreview:
    """Return what taking a review would change on a day; nothing is changed by asking.

    Raises:
        InputError: It is about another diary.
    """
    review = _review_for(diary, file)
    known = {one.id for one in diary.comments.all()}
    new = tuple(one for one in review.comments if one.id not in known)
    state, plan = _plan_state(diary, file), None
    if state is PlanState.NEW:
        plan = preview_plan_file(diary, file, tr, day)
    version = current_version(diary, day)
    present = version.number if version is not None else 0
    moved_on = state is PlanState.NEW and present != review.based_on
    return ReviewPreview(new, len(review.comments) - len(new), state, plan, moved_on)


def take_review(
    diary: Diary, clock: Clock, file: PlanFile, tr: Translator, from_day: dt.date | None
) -> Changes:
    """Take a review into the diary as one change; what is there already is not added again.

    Args:
        diary: The open diary.
        clock: Tells the present.
        file: The review.
        tr: The person's language.
        from_day: The first day its plan is in force, or None to take the comments alone.

    Raises:
        InputError: It is about another diary, or its plan cannot be taken.
        DiaryError: The diary cannot be written; nothing was changed.
    """
    review = _review_for(diary, file)
    with diary.change(message("change", "Review taken")) as recorder:
        present = {one.id for one in diary.comments.all()}
        ever = diary.comments.known()
        for one in review.comments:
            if one.id not in ever:
                diary.comments.add(one)
            elif one.id not in present:
                diary.comments.restore(one.id)
        if from_day is not None and _plan_state(diary, file) is PlanState.NEW:
            taken = _version_id(review.id)
            used = any(row["id"] == taken for row in diary.whole_rows.all(Kind.PLAN_VERSION))
            take_plan_file(diary, clock, file, tr, from_day, None if used else taken)
    return recorder.changes


def _review_for(diary: Diary, file: PlanFile) -> Review:
    if file.review is None:
        raise InputError(message("review error", "This is a plan, not a review."))
    if file.review.diary_id != diary.id:
        raise InputError(
            message(
                "review error",
                "This review is about another diary than “{name}”; nothing was taken.",
                name=diary.path.stem,
            )
        )
    return file.review


def _plan_state(diary: Diary, file: PlanFile) -> PlanState:
    if file.review is None or not file.has_plan:
        return PlanState.NONE
    versions = diary.plans.versions()
    taken = _version_id(file.review.id)
    if any(one.id == taken for one in versions):
        return PlanState.TAKEN
    latest = max(versions, key=lambda one: one.number, default=None)
    if latest is not None and _content(file.draft) == _content(draft_of(latest)):
        return PlanState.SAME
    return PlanState.NEW


def _content(draft: PlanDraft) -> object:
    items = tuple(dataclasses.replace(one, id="") for one in draft.items)
    return items, draft.title, draft.limits


def _version_id(review_id: str) -> str:
    """Return the id of the version a review becomes, so that taking it twice is noticed."""
    return str(uuid.uuid5(_NAMESPACE, review_id))


def exercises_of(diary: Diary) -> tuple[str, ...]:
    """Return the exercises that can be commented on: all that were prescribed, the latest first."""
    versions = sorted(diary.plans.versions(), key=lambda one: -one.number)
    return tuple(dict.fromkeys(item.exercise for one in versions for item in one.items))
