"""A review: written beside a shared copy, shown before it is taken, taken once."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from rehabdesk.domain.errors import DiaryError, InputError
from rehabdesk.domain.review import SharedCopy
from rehabdesk.services.diaries import close_diary, open_diary
from rehabdesk.services.plan_drafts import draft_of
from rehabdesk.services.plan_files import PlanFile, parse_plan_file, read_plan_file
from rehabdesk.services.plans import current_version
from rehabdesk.services.review_files import MOST_COMMENTS
from rehabdesk.services.review_texts import preview_words
from rehabdesk.services.reviews import (
    PlanState,
    ReviewDraft,
    new_review,
    preview_review,
    take_review,
    write_review,
)
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary

from .conftest import Book


def reviewed(
    book: Book, folder: Path, *, with_plan: bool = True, name: str = "r.rehabplan"
) -> Path:
    """Share the diary on day 5, comment on it and change its plan on day 6, return the file."""
    copy = folder / f"copy of {name}.rehab"
    share_copy(book.diary, book.at(5), copy, ShareWish())
    opened = open_diary(copy, book.at(6))
    draft = dataclasses.replace(new_review(opened.diary), author="Ms Adler")
    draft = draft.with_comment(book.at(6), "Well done.", day=book.day(2))
    draft = draft.with_comment(book.at(6), "Slower.", exercise="clamshell")
    draft = draft.with_comment(book.at(6), "See you <b>soon</b>.")
    if with_plan:
        version = current_version(opened.diary, book.day(5))
        assert version is not None
        plan = draft_of(version)
        item = dataclasses.replace(plan.items[0], sets=4)
        draft = dataclasses.replace(draft, plan=plan.with_changed(item))
    write_review(draft, opened.diary.plans.own_exercises(), folder / name)
    close_diary(opened.diary)
    return folder / name


@pytest.fixture
def planned(book: Book) -> Book:
    book.plan(1, 0, book.item("clamshell"))
    return book


def read(book: Book, path: Path) -> PlanFile:
    return read_plan_file(path, book.tr)


def test_the_whole_way(planned: Book, tmp_path: Path) -> None:
    diary, tr = planned.diary, planned.tr
    file = read(planned, reviewed(planned, tmp_path))
    preview = preview_review(diary, file, tr, planned.day(7))
    assert (len(preview.comments), preview.known, preview.moved_on) == (3, 0, False)
    assert preview.plan_state is PlanState.NEW
    words = preview_words(preview, file.draft.author, diary, tr)
    assert words[:2] == ["Review by Ms Adler", "3 new comments"]
    assert "See you <b>soon</b>." in words[4]
    assert any("4" in line and "Clamshell" in line for line in words[5:])
    changes = take_review(diary, planned.at(7), file, tr, planned.day(8))
    found = diary.comments.all()
    assert [(one.text, one.author, one.day, one.exercise, one.seen) for one in found] == [
        ("Well done.", "Ms Adler", planned.day(2), "", False),
        ("Slower.", "Ms Adler", None, "clamshell", False),
        ("See you <b>soon</b>.", "Ms Adler", None, "", False),
    ]
    first, second = diary.plans.versions()
    assert (first.number, second.number, second.from_day) == (1, 2, planned.day(8))
    assert (second.items[0].sets, second.author) == (4, "Ms Adler")
    assert changes.undoable


def test_taking_it_twice_adds_nothing(planned: Book, tmp_path: Path) -> None:
    diary, tr = planned.diary, planned.tr
    file = read(planned, reviewed(planned, tmp_path))
    take_review(diary, planned.at(7), file, tr, planned.day(8))
    revision = diary.revision
    preview = preview_review(diary, file, tr, planned.day(9))
    assert (preview.comments, preview.known, preview.plan_state) == ((), 3, PlanState.TAKEN)
    assert preview.is_nothing
    assert take_review(diary, planned.at(9), file, tr, planned.day(9)).rows == ()
    assert diary.revision == revision
    assert len(diary.plans.versions()) == 2


def test_undone_and_taken_again(planned: Book, tmp_path: Path) -> None:
    diary, tr = planned.diary, planned.tr
    file = read(planned, reviewed(planned, tmp_path))
    stack = UndoStack()
    stack.push(take_review(diary, planned.at(7), file, tr, planned.day(8)))
    stack.undo(diary)
    assert (diary.comments.all(), len(diary.plans.versions())) == ([], 1)
    assert preview_review(diary, file, tr, planned.day(8)).plan_state is PlanState.NEW
    take_review(diary, planned.at(8), file, tr, planned.day(8))
    assert (len(diary.comments.all()), len(diary.plans.versions())) == (3, 2)


def test_comments_alone(planned: Book, tmp_path: Path) -> None:
    diary, tr = planned.diary, planned.tr
    file = read(planned, reviewed(planned, tmp_path, with_plan=False))
    assert not file.has_plan
    preview = preview_review(diary, file, tr, planned.day(7))
    assert preview.plan_state is PlanState.NONE
    take_review(diary, planned.at(7), file, tr, planned.day(7))
    assert (len(diary.comments.all()), len(diary.plans.versions())) == (3, 1)
    both = read(planned, reviewed(planned, tmp_path, name="s.rehabplan"))
    take_review(diary, planned.at(7), both, tr, None)
    assert (len(diary.comments.all()), len(diary.plans.versions())) == (6, 1)


def test_a_plan_that_moved_on_is_said(planned: Book, tmp_path: Path) -> None:
    file = read(planned, reviewed(planned, tmp_path))
    planned.plan(2, 6, planned.item("bridge"))
    preview = preview_review(planned.diary, file, planned.tr, planned.day(7))
    assert preview.moved_on
    words = preview_words(preview, "", planned.diary, planned.tr)
    assert any("has changed since the copy was made" in line for line in words)


def test_another_persons_diary(planned: Book, tmp_path: Path) -> None:
    file = read(planned, reviewed(planned, tmp_path))
    with Diary.create(tmp_path / "other.rehab", planned.at(7)) as other:
        for work in (
            lambda: preview_review(other, file, planned.tr, planned.day(7)),
            lambda: take_review(other, planned.at(7), file, planned.tr, planned.day(7)),
        ):
            with pytest.raises(InputError, match="about another diary than “other”"):
                work()
        assert other.revision == 0


def test_a_day_that_has_passed_takes_nothing(planned: Book, tmp_path: Path) -> None:
    file = read(planned, reviewed(planned, tmp_path))
    revision = planned.diary.revision
    with pytest.raises(InputError, match="today at the earliest"):
        take_review(planned.diary, planned.at(7), file, planned.tr, planned.day(6))
    assert planned.diary.comments.all() == []
    assert planned.diary.revision == revision


def test_an_empty_review_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing in the review"):
        write_review(ReviewDraft(), (), tmp_path / "r.rehabplan")
    assert list(tmp_path.iterdir()) == []


def test_a_review_never_replaces_a_diary(planned: Book, tmp_path: Path) -> None:
    draft = new_review(planned.diary).with_comment(planned.at(5), "x")
    with pytest.raises(InputError, match="is a diary and was not replaced"):
        write_review(draft, (), planned.diary.path)


UUID = "00000000-0000-4000-8000-000000000001"
OTHER = "00000000-0000-4000-8000-000000000002"
COMMENT = {"id": UUID, "text": "x", "made_at": "2026-06-01T10:00:00+02:00"}
REFUSED = {
    "no time zone": ({"comments": [COMMENT | {"made_at": "2026-06-01T10:00:00"}]}, "A comment in"),
    "no exercise": ({"comments": [COMMENT | {"exercise": "../../x"}]}, "A comment in"),
    "day and exercise": (
        {"comments": [COMMENT | {"exercise": "bridge", "day": "2026-06-01"}]}, "A comment in",
    ),
    "long ago": ({"comments": [COMMENT | {"day": "0026-06-01"}]}, "A comment in"),
    "no day": ({"comments": [COMMENT | {"day": "yesterday"}]}, "comments.*day"),
    "empty": ({"comments": [COMMENT | {"text": "\u202e \n"}]}, "comment is empty"),
    "long": ({"comments": [COMMENT | {"text": "x" * 10_000}]}, "can have up to"),
    "too many": ({"comments": [COMMENT] * (MOST_COMMENTS + 1)}, "has 201 comments"),
    "twice": ({"comments": [COMMENT, COMMENT]}, "ids in"),
    "no id": ({"comments": [COMMENT | {"id": "../x"}]}, "ids in"),
    "unknown name": ({"comments": [COMMENT | {"run": "x"}]}, "run"),
    "no diary": ({"diary": "'; DROP TABLE comment; --"}, "ids in"),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(
    parts: dict[str, object], sentence: str, planned: Book
) -> None:
    review = {"id": UUID, "diary": OTHER, "comments": [COMMENT]} | parts
    data = {"format": "rehabdesk-plan", "version": 2, "review": review}
    with pytest.raises(InputError, match=sentence):
        parse_plan_file(json.dumps(data).encode(), "r.rehabplan", planned.tr)


def test_versions_and_reviews_go_together(planned: Book) -> None:
    review = {"id": UUID, "diary": OTHER, "comments": [COMMENT]}
    item = {"exercise": "bridge", "reps": 10, "times_a_week": 3}
    for parts in (
        {"version": 1, "review": review, "items": [item]},
        {"version": 2, "items": [item]},
        {"version": 2, "review": review | {"comments": []}},
        {"version": 3, "review": review},
    ):
        data = {"format": "rehabdesk-plan", **parts}
        with pytest.raises(InputError):
            parse_plan_file(json.dumps(data).encode(), "r.rehabplan", planned.tr)


def test_half_a_file(planned: Book, tmp_path: Path) -> None:
    path = reviewed(planned, tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match="is not whole or is not JSON"):
        read(planned, path)


def test_a_large_file_is_not_read(planned: Book, tmp_path: Path) -> None:
    path = tmp_path / "big.rehabplan"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(InputError, match="too large for a plan"):
        read(planned, path)


def test_a_copy_is_read_at_its_own_time(planned: Book, tmp_path: Path) -> None:
    def moment(name: str, **wish: object) -> object:
        path = tmp_path / name
        share_copy(planned.diary, planned.at(5), path, ShareWish(**wish))  # type: ignore[arg-type]
        with Diary.open(path, planned.at(90)) as shared:
            assert shared.shared is not None
            return shared.shared.shown_at

    assert moment("a.rehab") == planned.at(5).now()
    night = SharedCopy(planned.at(6, 1).now(), None, planned.day(5), notes=True, name=True)
    assert night.shown_at == planned.at(5).now()
    assert moment("b.rehab", last=planned.day(3)) == planned.at(3).now()


def test_a_copy_cannot_take_a_review(planned: Book, tmp_path: Path) -> None:
    file = read(planned, reviewed(planned, tmp_path))
    (copy,) = tmp_path.glob("copy*.rehab")
    with Diary.open(copy, planned.at(7)) as shared, pytest.raises(DiaryError, match="shared copy"):
        take_review(shared, planned.at(7), file, planned.tr, planned.day(7))
