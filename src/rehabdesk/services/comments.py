"""Comments of a review that were taken into the diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.text import message

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


def mark_seen(diary: Diary, comment_id: str, *, seen: bool = True) -> Changes:
    """Say whether the person has looked at a comment.

    Raises:
        DiaryError: There is no such comment, or the diary cannot be written.
    """
    with diary.change(message("change", "Comment looked at")) as recorder:
        diary.comments.set_seen(comment_id, seen=seen)
    return recorder.changes


def delete_comment(diary: Diary, comment_id: str) -> Changes:
    """Take a comment out of the diary; it can be brought back.

    Raises:
        DiaryError: There is no such comment, or the diary cannot be written.
    """
    with diary.change(message("change", "Comment deleted")) as recorder:
        diary.comments.delete(comment_id)
    return recorder.changes
