"""A review that is not saved yet is kept in a file beside the copy it is about."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Translator
from rehabdesk.services.plan_files import FILE_MAX, SUFFIX, read_plan_file
from rehabdesk.services.reviews import ReviewDraft, new_review, write_review

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


def kept_path(copy: Path) -> Path:
    """Return where the unsaved review of a copy is kept."""
    return copy.with_name(f"{copy.stem} review not saved{SUFFIX}")


def keep_review(diary: Diary, draft: ReviewDraft) -> bool:
    """Keep a review as it is now; an empty one is not kept.

    Returns:
        Whether it is kept; nothing can be written beside a copy in a read-only folder.
    """
    if draft.is_empty:
        forget_review(diary)
        return False
    try:
        write_review(draft, diary.plans.own_exercises(), kept_path(diary.path))
    except InputError:
        return False
    return True


def kept_review(diary: Diary, tr: Translator) -> ReviewDraft:
    """Return the review of a copy that was kept, or an empty one.

    What cannot be read, or is about another diary, is left alone.
    """
    path = kept_path(diary.path)
    if not path.exists():
        return new_review(diary)
    try:
        file = read_plan_file(path, tr)
    except InputError:
        return new_review(diary)
    if file.review is None or file.review.diary_id != diary.id:
        return new_review(diary)
    return ReviewDraft(file.review, file.draft.author, file.draft if file.has_plan else None)


def forget_review(diary: Diary) -> None:
    """Take away what was kept; a file of that name that is about something else stays."""
    path = kept_path(diary.path)
    with contextlib.suppress(OSError):
        if path.stat().st_size <= FILE_MAX and diary.id.encode() in path.read_bytes():
            path.unlink()
