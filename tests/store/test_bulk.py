"""Many rows at once: all of them, in their order, each under an id of its own."""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.plan import PlanVersion
from rehabdesk.domain.text import message
from rehabdesk.store import bulk
from rehabdesk.store.bulk import STATEMENT_ROWS, sorted_uuids
from rehabdesk.store.diary import Diary
from rehabdesk.store.pain_entries import PainRow
from rehabdesk.store.rows import Rows, Value
from rehabdesk.store.sessions import SessionRow

LABEL = message("change", "Imported")
DAY = "2026-11-20"


def row(number: int, key: str | None = None, value: float = 1.0) -> PainRow:
    """Return a row that can be told from others by its note."""
    return (DAY, None, "groin", "left", "now", value, str(number), 0, key)


def stored(diary: Diary, columns: str) -> list[tuple[object, ...]]:
    """Return columns of all rows in the order they were added, as another program sees them."""
    with sqlite3.connect(diary.path) as other:
        rows = other.execute(f"SELECT {columns} FROM pain_entry ORDER BY rowid").fetchall()  # noqa: S608
    other.close()
    return rows


@given(st.integers(0, 400))
def test_ids_are_random_uuids_in_rising_order(count: int) -> None:
    ids = sorted_uuids(count)
    assert len(set(ids)) == count
    assert ids == sorted(ids)
    for one in map(uuid.UUID, ids):
        assert (one.version, one.variant) == (4, uuid.RFC_4122)
    assert [str(uuid.UUID(one)) for one in ids] == ids


@given(st.binary(min_size=16 * 5, max_size=16 * 5))
def test_each_id_uses_all_its_random_bits(drawn: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.urandom", lambda size: drawn[:size])
        ids = sorted_uuids(5)
    parts = [drawn[n : n + 16] for n in range(0, len(drawn), 16)]
    assert ids == sorted(str(uuid.UUID(bytes=part, version=4)) for part in parts)


@pytest.mark.parametrize("chunk", [150, 200, 10_000])
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 150, 200, 399, 400, 451])
def test_all_rows_come_in_once_and_in_their_order(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, count: int, chunk: int
) -> None:
    monkeypatch.setattr(bulk, "CHUNK_ROWS", chunk)
    with diary.change(LABEL):
        # An iterator, as nothing but one pass is promised.
        assert diary.pain.insert_many(row(n, f"key {n}") for n in range(count)) == count
    found = stored(diary, "note, import_key, day, at, region, side, kind, value, backfilled")
    assert found == [
        (str(n), f"key {n}", DAY, None, "groin", "left", "now", 1.0, 0) for n in range(count)
    ]
    assert diary.revision == (1 if count else 0)
    moments = {moment for pair in stored(diary, "created_at, changed_at") for moment in pair}
    assert moments <= {"2026-11-20T19:00:00.000Z"}
    assert len({one for (one,) in stored(diary, "id")}) == count


def test_ids_rise_with_the_rows(diary: Diary) -> None:
    with diary.change(LABEL):
        diary.pain.insert_many(map(row, range(350)))
    ids = [one for (one,) in stored(diary, "id")]
    assert ids == sorted(map(str, ids))


def test_ids_of_two_imports_differ(diary: Diary) -> None:
    for _ in range(2):
        with diary.change(LABEL):
            diary.pain.insert_many(map(row, range(120)))
    assert len(set(stored(diary, "id"))) == 240


def test_a_key_is_taken_once_within_and_across_statements(diary: Diary) -> None:
    keys = [f"key {n % 120}" for n in range(330)]
    with diary.change(LABEL):
        assert diary.pain.insert_many([row(n, key) for n, key in enumerate(keys)]) == 120
    # The first row with a key is the one that stays.
    assert stored(diary, "note") == [(str(n),) for n in range(120)]
    with diary.change(LABEL) as recorder:
        more = [row(n, f"key {n}") for n in range(60, 260)]
        assert diary.pain.insert_many(more) == 140
    assert recorder.changes.kinds == {Kind.PAIN_ENTRY}
    assert [int(str(note)) for (note,) in stored(diary, "note")] == list(range(260))
    with diary.change(LABEL) as recorder:
        assert diary.pain.insert_many(more) == 0
    assert recorder.changes.kinds == frozenset()
    assert diary.revision == 2


def test_a_deleted_row_is_not_brought_back(diary: Diary) -> None:
    rows = [row(n, f"key {n}") for n in range(130)]
    with diary.change(LABEL):
        diary.pain.insert_many(rows)
    gone = diary.pain.on_day(dt.date.fromisoformat(DAY))[70]
    with diary.change(LABEL):
        diary.pain.delete(gone.id)
    with diary.change(LABEL):
        assert diary.pain.insert_many(rows) == 0
    assert diary.pain.get(gone.id) is None


@pytest.mark.parametrize("bad", [0, 99, 100, 229])
def test_one_value_that_no_file_may_hold_keeps_all_out(diary: Diary, bad: int) -> None:
    rows = [row(n, f"key {n}", value=10.5 if n == bad else 3.0) for n in range(230)]
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        diary.pain.insert_many(rows)
    assert stored(diary, "id") == []
    assert diary.revision == 0


def session_row(number: int, version: str) -> SessionRow:
    return (DAY, None, version, "walk", "done", "", str(number), 0, f"key {number % 200}")


def test_sessions_come_in_many_at_once(diary: Diary) -> None:
    plan = PlanVersion("v1", 1, dt.date(2026, 11, 1), "mine", "", ())
    with diary.change(LABEL):
        diary.plans.add_version(plan)
        assert diary.sessions.insert_many(session_row(n, "v1") for n in range(250)) == 200
    sessions = diary.sessions.between(None, None)
    assert [one.note for one in sessions] == [str(n) for n in range(200)]
    assert {(one.plan_version_id, one.routine) for one in sessions} == {("v1", "walk")}
    assert {uuid.UUID(one.id).version for one in sessions} == {4}
    others = [
        (*session_row(n, "none such" if n == 90 else "v1")[:-1], f"other {n}") for n in range(150)
    ]
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        diary.sessions.insert_many(others)
    assert diary.sessions.between(None, None) == sessions


def test_rows_share_statements(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    insert_bulk = Rows.insert_bulk

    def counted(self: Rows, kind: Kind, sql: str, rows: Iterable[Sequence[Value]]) -> int:
        listed = list(rows)
        runs.extend(map(len, listed))
        return insert_bulk(self, kind, sql, listed)

    monkeypatch.setattr(Rows, "insert_bulk", counted)
    with diary.change(LABEL):
        diary.pain.insert_many(map(row, range(2 * STATEMENT_ROWS + 7)))
    cells = len(row(0)) + 1
    assert runs == [STATEMENT_ROWS * cells, STATEMENT_ROWS * cells, 7 * cells]


def test_many_rows_leave_a_sound_file(diary: Diary) -> None:
    with diary.change(LABEL):
        diary.pain.insert_many(row(n, f"key {n}") for n in range(12_345))
    assert diary.problems() == []
    assert len(set(stored(diary, "id"))) == 12_345
