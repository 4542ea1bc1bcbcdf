"""Shared copies: a period, with or without notes and name, and nothing else in their bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.errors import DiaryError, InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.plan import OwnExercise, Pause, SessionStatus
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.review import Comment, SharedCopy
from rehabdesk.services.answers.primary import choose_primary_region, primary_region
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.diaries import close_diary, open_diary
from rehabdesk.services.progress import CancelledError
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.services.sharing_rules import RULES
from rehabdesk.store.diary import Diary

from .conftest import LABEL, Book

KNEE = SidedRegion("knee_inner", Side.LEFT)
GROIN = SidedRegion("groin", Side.RIGHT)
#: Words that are written outside the period, or into notes.
HIDDEN = "Zwetschgenkuchen"
NOTE = "Mirabellenmus"
NAME = "Quittenblüte"
BORN = "1971-03-29"


def filled(book: Book) -> Book:
    """Days 0 to 20, a plan change on day 10; notes everywhere; something deleted, changed."""
    clam = book.item("clamshell", note=NOTE)
    book.plan(1, 0, clam, note=HIDDEN)
    second = book.plan(2, 10, book.item("bridge"), note=NOTE)
    third = book.plan(3, 18, book.item("side_plank_knees"), note=HIDDEN)
    diary = book.diary
    with diary.change(LABEL):
        for number in range(21):
            note = NOTE if 12 <= number <= 16 else HIDDEN
            day = book.day(number)
            diary.pain.add(PainEntry(f"p{number}", day, None, KNEE, PainKind.NOW, 3.0, note=note))
            diary.check_ins.save(CheckIn(f"c{number}", day, note=note))
        diary.plan_extras.save_pause(Pause("u1", book.day(1), book.day(2), HIDDEN))
        diary.plan_extras.save_pause(Pause("u2", book.day(11), book.day(13), NOTE))
        diary.plan_extras.set_favourite("bridge", True)
        diary.plans.add_own_exercise(
            OwnExercise("00000000-0000-4000-8000-000000000001", HIDDEN, "r")
        )
        diary.settings.set("person_name", NAME)
        diary.settings.set("birth_date", BORN)
        diary.settings.set("something_else", HIDDEN)
        made_at = book.at(14).now()
        diary.comments.add(Comment("k1", NOTE, "A", made_at, book.day(14)))
        diary.comments.add(Comment("k2", HIDDEN, "A", made_at, book.day(3)))
    with diary.change(LABEL):
        changed = PainEntry("p13", book.day(13), None, KNEE, PainKind.NOW, 3.0, note=NOTE)
        diary.pain.update(dataclasses.replace(changed, note=HIDDEN))
    with diary.change(LABEL):
        diary.pain.update(changed)
        diary.pain.delete("p15")
    book.whole(second, 13, SessionStatus.SKIPPED, skip_reason=NOTE, note=NOTE)
    book.whole(third, 19, SessionStatus.DONE, note=HIDDEN)
    return book


def share(book: Book, target: Path, **wish: object) -> Path:
    period = {"first": book.day(12), "last": book.day(16)}
    share_copy(book.diary, book.at(20), target, ShareWish(**(period | wish)))  # type: ignore[arg-type]
    return target


def test_the_copy_has_the_period_and_says_so(book: Book, tmp_path: Path) -> None:
    copy = share(filled(book), tmp_path / "copy.rehab")
    with Diary.open(copy, book.at(30)) as shared:
        assert shared.id == book.diary.id
        assert shared.shared == SharedCopy(
            book.at(20).now(), book.day(12), book.day(16), notes=True, name=True
        )
        assert [one.id for one in shared.pain.between(None, None)] == ["p12", "p13", "p14", "p16"]
        assert [one.day for one in shared.check_ins.between(None, None)] == [
            book.day(number) for number in range(12, 17)
        ]
        assert [(one.number, one.from_day) for one in shared.plans.versions()] == [
            (2, book.day(12))
        ]
        assert [one.id for one in shared.plan_extras.pauses()] == ["u2"]
        assert [one.id for one in shared.comments.all()] == ["k1"]
        assert [one.note for one in shared.sessions.between(None, None)] == [NOTE]
        assert shared.plan_extras.favourites() == frozenset()
        deleted = [row for kind in Kind for row in shared.whole_rows.all(kind) if row["deleted_at"]]
        assert deleted == []
        assert list(shared.whole_rows.past()) == []
        assert shared.plans.own_exercises() == []
        assert shared.problems() == []


def test_nothing_that_was_left_out_is_in_the_bytes(book: Book, tmp_path: Path) -> None:
    filled(book)
    assert HIDDEN.encode() in book.diary.path.read_bytes() + _side(book.diary.path)
    data = share(book, tmp_path / "a.rehab").read_bytes()
    assert HIDDEN.encode() not in data
    assert NOTE.encode() in data
    assert NAME.encode() in data
    assert BORN.encode() in data
    data = share(book, tmp_path / "b.rehab", notes=False, name=False).read_bytes()
    for words in (HIDDEN, NOTE, NAME, BORN):
        assert words.encode() not in data
    assert sorted(one.name for one in tmp_path.glob("?.rehab*")) == ["a.rehab", "b.rehab"]
    assert list(tmp_path.glob(".*")) == []


def _side(path: Path) -> bytes:
    side = path.with_name(path.name + "-wal")
    return side.read_bytes() if side.exists() else b""


def test_a_copy_is_only_ever_read(book: Book, tmp_path: Path) -> None:
    copy = share(filled(book), tmp_path / "copy.rehab")
    before = copy.read_bytes()
    opened = open_diary(copy, book.at(30))
    assert opened.diary.read_only
    with pytest.raises(DiaryError, match="is a shared copy: it can be looked at, but not changed"):
        opened.diary.change(LABEL)
    close_diary(opened.diary)
    assert copy.read_bytes() == before
    assert sorted(one.name for one in tmp_path.glob("copy*")) == ["copy.rehab"]


def test_no_file_is_replaced(book: Book, tmp_path: Path) -> None:
    filled(book)
    copy = share(book, tmp_path / "copy.rehab")
    before = copy.read_bytes()
    for target in (copy, book.diary.path):
        with pytest.raises(DiaryError, match="exists already and was not replaced"):
            share(book, target)
    assert copy.read_bytes() == before
    with Diary.open(copy, book.at(30)) as shared, pytest.raises(InputError, match="copy already"):
        share_copy(shared, book.at(30), tmp_path / "again.rehab", ShareWish())


@pytest.mark.parametrize(
    ("name", "wish", "sentence"),
    [
        ("copy.pdf", {}, "ends in .rehab"),
        ("copy.rehab", {"last": dt.date(2026, 6, 1)}, "ends before it begins"),
        ("no/copy.rehab", {}, "no folder"),
    ],
)
def test_what_cannot_be_shared(
    name: str, wish: dict[str, object], sentence: str, book: Book, tmp_path: Path
) -> None:
    with pytest.raises((InputError, DiaryError), match=sentence):
        share(filled(book), tmp_path / name, **wish)
    assert [one.name for one in tmp_path.iterdir() if "copy" in one.name] == []


class Impatient:
    def report(self, done: int, _total: int) -> None:
        self.done = done

    def cancelled(self) -> bool:
        return getattr(self, "done", 0) >= 3


def test_stopping_leaves_nothing(book: Book, tmp_path: Path) -> None:
    filled(book)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        share_copy(book.diary, book.at(20), tmp_path / "copy.rehab", ShareWish(), Impatient())
    assert sorted(tmp_path.iterdir()) == before


def test_a_deleted_version_that_something_was_done_of_is_kept(book: Book, tmp_path: Path) -> None:
    version = book.plan(1, 0, book.item("clamshell"), note=HIDDEN)
    book.plan(2, 1, book.item("bridge"))
    book.done(version, 2, {"clamshell": (10, 10)})
    with book.diary.change(LABEL):
        book.diary.plans.delete_version(version.id)
    copy = tmp_path / "copy.rehab"
    share_copy(book.diary, book.at(20), copy, ShareWish(book.day(2)))
    assert HIDDEN.encode() not in copy.read_bytes()
    with Diary.open(copy, book.at(20)) as shared:
        assert len(shared.sessions.between(None, None)) == 1
        assert [one.number for one in shared.plans.versions()] == [2]
        assert shared.problems() == []


def test_the_primary_region_is_that_of_the_whole_diary(book: Book, tmp_path: Path) -> None:
    with book.diary.change(LABEL):
        for number in range(20):
            where = KNEE if number < 14 else GROIN
            entry = PainEntry(f"p{number}", book.day(number), None, where, PainKind.NOW, 3.0)
            book.diary.pain.add(entry)
    regions = load_regions()

    def primary(copy: str) -> object:
        path = tmp_path / copy
        share_copy(book.diary, book.at(20), path, ShareWish(book.day(15)))
        with Diary.open(path, book.at(20)) as shared:
            return primary_region(shared, regions)

    by_rule = primary("a.rehab")
    assert by_rule is not None
    assert (by_rule.where, by_rule.by_person) == (KNEE, False)  # type: ignore[attr-defined]
    choose_primary_region(book.diary, regions, GROIN)
    assert primary("b.rehab") == primary_region(book.diary, regions)


def test_every_kind_says_how_it_is_shared() -> None:
    assert set(RULES) == set(Kind)


def test_every_text_of_a_person_is_named(book: Book) -> None:
    """A column called note or reason is one that can be left out."""
    for kind, rule in RULES.items():
        columns = book.diary._rows.columns(kind)
        texts = {name for name in columns if name == "note" or name.endswith("reason")}
        assert texts <= set(rule.texts) or rule.only_with_notes, kind
        assert {*rule.texts, *rule.empty} <= set(columns)


def test_a_copy_of_an_empty_diary(tmp_path: Path, clock: FixedClock) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        share_copy(diary, clock, tmp_path / "copy.rehab", ShareWish())
    with Diary.open(tmp_path / "copy.rehab", clock) as shared:
        assert shared.pain.between(None, None) == []
