"""One change is one transaction, knows what it touched, and can be taken back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
import uuid

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality, Spot, Spread
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.domain.text import message
from rehabdesk.store.diary import Diary
from rehabdesk.store.rows import ConflictError

KNEE = SidedRegion("knee_inner", Side.LEFT)
DAY = dt.date(2026, 11, 20)
LABEL = message("change", "Something done")


def entry(value: float = 4.0, **more: object) -> PainEntry:
    made = PainEntry(str(uuid.uuid4()), DAY, None, KNEE, PainKind.NOW, value)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def add(diary: Diary, one: PainEntry) -> None:
    with diary.change(LABEL):
        diary.pain.add(one)


def test_everything_about_an_entry_comes_back_as_it_went_in(diary: Diary) -> None:
    full = entry(
        3.3000000000000003,
        at=dt.datetime(2026, 11, 20, 7, 5, tzinfo=dt.timezone(dt.timedelta(hours=-9, minutes=-30))),
        kind=PainKind.WORST,
        spot=Spot(View.INNER, -3.25, 41.0625),
        spread=Spread.REGIONAL,
        qualities=(Quality.SHARP, Quality.ACHE),
        activities=(Activity.STAIRS_DOWN,),
        note="=1+1 <b>‘’'; DROP TABLE pain_entry; --\n\u202e\U0001f9b5",
        backfilled=True,
    )
    add(diary, full)
    assert diary.pain.get(full.id) == full
    assert diary.pain.on_day(DAY) == [full]


def test_a_change_says_what_it_touched_and_numbers_the_state(diary: Diary) -> None:
    assert diary.revision == 0
    one = entry(4)
    with diary.change(LABEL) as recorder:
        diary.pain.add(one)
        diary.pain.update(dataclasses.replace(one, value=5.0))
    added, changed = recorder.changes.rows
    assert (added.before, added.kind, added.id) == (None, Kind.PAIN_ENTRY, one.id)
    assert added.after is not None
    assert added.after["value"] == 4.0
    assert changed.before == added.after
    assert changed.after is not None
    assert changed.after["value"] == 5.0
    assert recorder.changes.revision == diary.revision == 1
    assert recorder.changes.kinds == {Kind.PAIN_ENTRY}


def test_a_change_of_nothing_is_no_change(diary: Diary) -> None:
    one = entry()
    add(diary, one)
    with diary.change(LABEL) as recorder:
        diary.pain.update(one)
    assert recorder.changes.rows == ()
    assert not recorder.changes.undoable
    assert diary.revision == 1
    assert diary.history.of(Kind.PAIN_ENTRY, one.id) == []


def test_an_exception_takes_everything_back(diary: Diary) -> None:
    def fail() -> None:
        with diary.change(LABEL):
            diary.pain.add(entry())
            diary.settings.set("a", "b")
            diary.pain.add(entry(1 / 0))

    with pytest.raises(ZeroDivisionError):
        fail()
    assert diary.pain.between(None, None) == []
    assert diary.settings.get("a") is None
    assert diary.revision == 0
    add(diary, entry())  # the diary is usable afterwards
    assert diary.revision == 1


def test_a_nested_change_joins_the_outer_one(diary: Diary, clock: FixedClock) -> None:
    with diary.change(LABEL) as outer:
        diary.pain.add(entry(1))
        with diary.change(message("change", "Inner")) as inner:
            diary.pain.add(entry(2))
        assert [row.after["value"] for row in inner.changes.rows if row.after] == [2.0]
        with pytest.raises(RuntimeError):
            assert outer.changes
        with Diary.open(diary.path, clock) as other:
            assert other.pain.between(None, None) == []  # nothing is committed yet
    assert outer.changes.label == LABEL
    assert [row.after["value"] for row in outer.changes.rows if row.after] == [1.0, 2.0]
    assert diary.revision == 1


def test_a_failed_inner_change_cannot_be_committed_by_swallowing_it(diary: Diary) -> None:
    def outer() -> None:
        with diary.change(LABEL):
            diary.pain.add(entry(1))
            with pytest.raises(ZeroDivisionError), diary.change(LABEL):
                diary.pain.add(entry(1 / 0))

    with pytest.raises(RuntimeError, match="part of this change"):
        outer()
    assert diary.pain.between(None, None) == []


def test_writes_belong_inside_a_change(diary: Diary) -> None:
    with pytest.raises(RuntimeError, match="inside"):
        diary.pain.add(entry())


def test_what_no_file_may_hold_is_refused_by_the_file(diary: Diary) -> None:
    bad = [entry(10.5), entry(float("nan")), entry(where=SidedRegion("x", "up"))]  # type: ignore[arg-type]
    for one in bad:
        with pytest.raises((sqlite3.IntegrityError, AttributeError)), diary.change(LABEL):
            diary.pain.add(one)
    assert diary.pain.between(None, None) == []


def test_foreign_keys_are_on(diary: Diary) -> None:
    rows = [("2026-11-20", None, "no such version", "hip", "done", "", "", 0, None)]
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        diary.sessions.insert_many(rows)


def test_a_number_of_another_library_never_reaches_the_file(diary: Diary) -> None:
    numpy = pytest.importorskip("numpy")
    one = entry(numpy.float64(4.5))
    add(diary, one)
    assert type(diary.pain.on_day(DAY)[0].value) is float
    with pytest.raises(TypeError), diary.change(LABEL):
        diary.settings.set("n", numpy.int64(3))


def test_deleting_is_soft_and_can_be_taken_back(diary: Diary) -> None:
    one = entry()
    add(diary, one)
    with diary.change(LABEL):
        diary.pain.delete(one.id)
    assert diary.pain.get(one.id) is None
    assert diary.pain.between(None, None, deleted=True) == [one]
    with diary.change(LABEL):
        diary.pain.restore(one.id)
    assert diary.pain.on_day(DAY) == [one]


def test_what_is_not_there_cannot_be_changed(diary: Diary) -> None:
    with pytest.raises(DiaryError, match="no longer"), diary.change(LABEL):
        diary.pain.update(entry())
    one = entry()
    add(diary, one)
    with diary.change(LABEL):
        diary.pain.delete(one.id)
    with pytest.raises(DiaryError, match="no longer"), diary.change(LABEL):
        diary.pain.update(dataclasses.replace(one, value=1.0))
    with pytest.raises(DiaryError, match="no longer"), diary.change(LABEL):
        diary.pain.delete(one.id)


def test_each_change_keeps_what_the_row_was_before(diary: Diary) -> None:
    one = entry(0.1 + 0.2, note="first")
    add(diary, one)
    with diary.change(LABEL):
        diary.pain.update(dataclasses.replace(one, value=7.0, note="second"))
    with diary.change(LABEL):
        diary.pain.delete(one.id)
    first, second = diary.history.of(Kind.PAIN_ENTRY, one.id)
    assert (first.before["value"], first.before["note"]) == (0.1 + 0.2, "first")
    assert (second.before["value"], second.before["note"]) == (7.0, "second")
    assert second.before["deleted_at"] is None
    assert diary.pain.from_state(first.before) == one


def test_undo_refuses_what_was_changed_since(diary: Diary) -> None:
    one, other = entry(1), entry(2)
    with diary.change(LABEL) as recorder:
        diary.pain.add(one)
        diary.pain.add(other)
    with diary.change(LABEL):
        diary.pain.update(dataclasses.replace(one, value=9.0))
    with pytest.raises(ConflictError):
        diary.apply(LABEL, recorder.changes.rows, forward=False)
    # All or nothing: the other one is still there.
    assert {found.value for found in diary.pain.on_day(DAY)} == {9.0, 2.0}


def test_undo_of_adding_can_be_done_again(diary: Diary) -> None:
    one = entry(1)
    with diary.change(LABEL) as recorder:
        diary.pain.add(one)
    undone = diary.apply(LABEL, recorder.changes.rows, forward=False)
    assert diary.pain.on_day(DAY) == []
    assert undone.rows
    assert undone.revision == 2
    diary.apply(LABEL, recorder.changes.rows, forward=True)
    assert diary.pain.on_day(DAY) == [one]


def test_a_bulk_import_names_its_kind_and_is_not_undone_row_by_row(diary: Diary) -> None:
    row = ("2026-11-20", None, "groin", "left", "now", 2.5, "", 0, "file:1")
    with diary.change(LABEL) as recorder:
        assert diary.pain.insert_many([row, row]) == 1
    assert recorder.changes.kinds == {Kind.PAIN_ENTRY}
    assert not recorder.changes.undoable
    assert diary.revision == 1
    with diary.change(LABEL) as recorder:
        assert diary.pain.insert_many([row]) == 0
    assert recorder.changes.kinds == frozenset()
    assert diary.revision == 1


def test_ids_made_in_bulk_are_random_uuids(diary: Diary) -> None:
    rows = [("2026-11-20", None, "groin", "left", "now", 2.5, "", 0, None)] * 300
    with diary.change(LABEL):
        diary.pain.insert_many(rows)
    ids = [uuid.UUID(one.id) for one in diary.pain.on_day(DAY)]
    assert len(set(ids)) == 300
    assert {(one.version, one.variant) for one in ids} == {(4, uuid.RFC_4122)}
    assert all(str(uuid.UUID(one.id)) == one.id for one in diary.pain.on_day(DAY))


def test_plain_settings_and_kinds(diary: Diary) -> None:
    assert diary.settings.value_kind(KNEE) is PainKind.NOW
    with diary.change(LABEL):
        diary.settings.set_value_kind(KNEE, PainKind.WORST)
        diary.settings.set("theme", "dark")
    with diary.change(LABEL) as recorder:
        diary.settings.set_value_kind(KNEE, PainKind.AVERAGE)
        diary.settings.set("theme", "light")
    assert diary.settings.value_kind(KNEE) is PainKind.AVERAGE
    assert diary.settings.value_kind(KNEE.mirrored) is PainKind.NOW
    assert diary.settings.get("theme") == "light"
    assert recorder.changes.kinds == {Kind.REGION_SETTING, Kind.DIARY_SETTING}
    diary.apply(LABEL, recorder.changes.rows, forward=False)
    assert diary.settings.value_kind(KNEE) is PainKind.WORST
    assert diary.settings.get("theme") == "dark"
