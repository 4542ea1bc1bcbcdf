"""What somebody who looked at a shared copy sends back: comments, and a changed plan if they like.

A review is a plan file of version 2 (`docs/formats.md`). It names the diary it is about, so that it
cannot be taken into somebody else's.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import OWN_PREFIX
from rehabdesk.domain.review import Comment
from rehabdesk.domain.text import message
from rehabdesk.services.library import load_library
from rehabdesk.services.plan_file_records import UUID, CommentRecord, ReviewRecord, clean_text
from rehabdesk.services.plan_rules import load_plan_rule

#: More comments than anybody writes.
MOST_COMMENTS = 200
#: A comment may be as many times as long as other texts of a plan.
_LONG = 4
_EARLIEST = dt.date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Review:
    """The review in a plan file.

    Attributes:
        id: UUID; the same review has the same one however often it is sent.
        diary_id: UUID of the diary it is about.
        based_on: The number of the plan version that was in force in the copy; 0 for none.
        comments: The comments, in the order they were written.
    """

    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    diary_id: str = ""
    based_on: int = 0
    comments: tuple[Comment, ...] = ()


def longest_comment() -> int:
    """Return how many signs a comment may have."""
    return _LONG * load_plan_rule().longest_text


def review_of_record(record: ReviewRecord, author: str, name: str) -> Review:
    """Return the review of a file.

    Args:
        record: The review as it stands in the file.
        author: Who wrote the file.
        name: The file's name, for the sentences.

    Raises:
        InputError: Something in it is not as it should be.
    """
    if len(record.comments) > MOST_COMMENTS:
        raise InputError(
            message(
                "plan file error",
                "“{name}” has {count} comments; a review can have up to {most}.",
                name=name,
                count=len(record.comments),
                most=MOST_COMMENTS,
            )
        )
    ids = [record.id, record.diary, *(one.id for one in record.comments)]
    once = len({one.id for one in record.comments}) == len(record.comments)
    if not once or any(UUID.fullmatch(one) is None for one in ids):
        raise InputError(
            message("plan file error", "The ids in “{name}” are not as they should be.", name=name)
        )
    comments = tuple(_comment(one, author, name) for one in record.comments)
    return Review(record.id, record.diary, max(0, record.based_on), comments)


def record_of_review(review: Review) -> ReviewRecord:
    """Return a review as a file has it."""
    return ReviewRecord(
        id=review.id,
        diary=review.diary_id,
        based_on=review.based_on,
        comments=[
            CommentRecord(
                id=one.id, text=one.text, made_at=one.made_at, day=one.day, exercise=one.exercise
            )
            for one in review.comments
        ],
    )


def check_comment(text: str) -> str:
    """Return the text of a comment without what does not belong into one.

    Raises:
        InputError: It is empty or too long.
    """
    cleaned = clean_text(text).strip()
    if not cleaned:
        raise InputError(message("review error", "The comment is empty."))
    if len(cleaned) > longest_comment():
        raise InputError(
            message(
                "review error", "A comment can have up to {most} signs.", most=longest_comment()
            )
        )
    return cleaned


def _comment(record: CommentRecord, author: str, name: str) -> Comment:
    own = record.exercise.removeprefix(OWN_PREFIX)
    known = (
        not record.exercise
        or record.exercise in load_library()
        or (record.exercise.startswith(OWN_PREFIX) and UUID.fullmatch(own) is not None)
    )
    whole = (
        known
        and record.made_at.utcoffset() is not None
        and not (record.day is not None and record.exercise)
        and (record.day is None or record.day >= _EARLIEST)
    )
    if not whole:
        raise InputError(
            message(
                "plan file error",
                "A comment in “{name}” is not as it should be: {text_given}.",
                name=name,
                text_given=clean_text(record.text)[:60],
            )
        )
    text = check_comment(record.text)
    return Comment(record.id, text, author, record.made_at, record.day, record.exercise)
