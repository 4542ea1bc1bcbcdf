"""A review that is not saved yet is kept beside the copy and taken up again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabdesk.services.plan_drafts import draft_of
from rehabdesk.services.review_keeping import (
    forget_review,
    keep_review,
    kept_path,
    kept_review,
)
from rehabdesk.services.reviews import new_review
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.store.diary import Diary

from .conftest import Book


@pytest.fixture
def copy(book: Book, tmp_path: Path) -> Iterator[Diary]:
    book.plan(1, 0, book.item("clamshell"))
    path = tmp_path / "copy.rehab"
    share_copy(book.diary, book.at(5), path, ShareWish())
    with Diary.open(path, book.at(6)) as diary:
        yield diary


def test_there_and_back(copy: Diary, book: Book) -> None:
    draft = new_review(copy).with_comment(book.at(6), "<b>x</b>", day=book.day(1))
    plan = draft_of(copy.plans.versions()[0])
    plan = plan.with_changed(dataclasses.replace(plan.items[0], sets=5))
    draft = dataclasses.replace(draft, author="Ms Adler", plan=plan)
    assert keep_review(copy, draft)
    found = kept_review(copy, book.tr)
    assert found.author == "Ms Adler"
    assert (found.review.id, found.review.diary_id) == (draft.review.id, copy.id)
    assert [(one.id, one.text, one.day) for one in found.review.comments] == [
        (one.id, one.text, one.day) for one in draft.review.comments
    ]
    assert found.plan is not None
    assert found.plan.items[0].sets == 5
    forget_review(copy)
    assert kept_review(copy, book.tr).is_empty


def test_an_empty_review_is_not_kept(copy: Diary, book: Book) -> None:
    draft = new_review(copy).with_comment(book.at(6), "x")
    keep_review(copy, draft)
    assert not keep_review(copy, draft.without_comment(draft.review.comments[0].id))
    assert not kept_path(copy.path).exists()


@pytest.mark.parametrize("content", [b"", b'{"format": "rehabdesk-plan"', b"\x00" * 50])
def test_what_is_no_review_of_this_copy_is_left_alone(
    content: bytes, copy: Diary, book: Book
) -> None:
    path = kept_path(copy.path)
    path.write_bytes(content)
    assert kept_review(copy, book.tr).is_empty
    forget_review(copy)
    assert path.read_bytes() == content


def test_where_nothing_can_be_written_nothing_is_said(copy: Diary, book: Book) -> None:
    kept_path(copy.path).mkdir()
    assert not keep_review(copy, new_review(copy).with_comment(book.at(6), "x"))
