"""From a table to the diary: what is added, when nothing is, and how often."""

from __future__ import annotations

import csv
import datetime as dt
import sqlite3
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion, SessionStatus
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.importing import adding
from rehabdesk.services.importing.adding import ImportResult, add_import
from rehabdesk.services.importing.batch import ImportPreview
from rehabdesk.services.importing.dates import DateOrder
from rehabdesk.services.importing.mapping import ImportMapping, PainColumn, RoutineColumn
from rehabdesk.services.importing.table_preview import preview_table
from rehabdesk.services.importing.tables import read_table
from rehabdesk.services.language import translator_for
from rehabdesk.services.progress import CancelledError
from rehabdesk.store.diary import Diary

KNEE = SidedRegion("knee_front", Side.RIGHT)
HIP = SidedRegion("hip_outer", Side.LEFT)
PAIN = PainColumn("pain", KNEE)


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "d.rehab", clock) as made:
        yield made


def preview(text: str, clock: FixedClock, *columns: PainColumn, **more: object) -> ImportPreview:
    mapping = ImportMapping("day", columns or (PAIN,), **more)
    return preview_table(read_table(text.encode(), "x.csv"), mapping, clock)


def bring(diary: Diary, text: str, clock: FixedClock, *columns: PainColumn, **more: object):
    return add_import(diary, preview(text, clock, *columns, **more))


def test_ratings_come_in_as_they_are(diary: Diary, clock: FixedClock) -> None:
    result = bring(diary, "day,pain\n2020-01-01,5.7\n2020-01-02,\n2020-01-03,0\n", clock)
    assert (result.entries, result.sessions, result.already_there) == (2, 0, 0)
    assert [(one.day.isoformat(), one.value) for one in diary.pain.between(None, None)] == [
        ("2020-01-01", 5.7),
        ("2020-01-03", 0.0),
    ]
    entry = diary.pain.between(None, None)[0]
    assert (entry.where, entry.kind, entry.at) == (KNEE, PainKind.AVERAGE, None)
    assert result.changes.kinds == {Kind.PAIN_ENTRY, Kind.REGION_SETTING}
    assert not result.changes.undoable


def test_the_first_entries_of_a_region_set_its_kind(diary: Diary, clock: FixedClock) -> None:
    with diary.change(message("change", "x")):
        diary.pain.add(PainEntry("1", dt.date(2020, 1, 1), None, HIP, PainKind.NOW, 3.0))
    columns = (PainColumn("a", KNEE, PainKind.WORST), PainColumn("b", KNEE), PainColumn("c", HIP))
    bring(diary, "day,a,b,c\n2020-01-01,5,4,3\n", clock, *columns)
    assert diary.settings.value_kind(KNEE) is PainKind.WORST
    assert diary.settings.value_kind(HIP) is PainKind.NOW


def test_the_same_rows_add_nothing_again(diary: Diary, clock: FixedClock) -> None:
    text = "day,pain\n2020-01-01,5\n2020-01-01,5\n2020-01-01 08:00,5\n2020-01-02,6\n"
    assert bring(diary, text, clock).entries == 4
    revision = diary.revision
    again = bring(diary, text, clock)
    assert (again.entries, again.already_there) == (0, 4)
    assert diary.revision == revision
    longer = bring(diary, text + "2020-01-03,6\n2020-01-02,7\n", clock)
    assert (longer.entries, longer.already_there) == (2, 4)


def test_a_file_that_begins_with_the_newest_day_is_stored_by_day(
    diary: Diary, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "CHUNK", 3)
    cells = ["03,7", "02,2", "02,9", "02,1", "01,5", "03,4", "02,0"]
    text = "day,pain\n" + "".join(f"2020-01-{cell}\n" for cell in cells)
    assert bring(diary, text, clock).entries == 7
    # Within a day as in the file: it may be the order in which they were felt.
    wanted = [("01", 5), ("02", 2), ("02", 9), ("02", 1), ("02", 0), ("03", 7), ("03", 4)]
    shown = [(one.day.strftime("%d"), one.value) for one in diary.pain.between(None, None)]
    assert shown == wanted
    with sqlite3.connect(tmp_path / "d.rehab") as raw:
        sql = "SELECT substr(day, 9), value FROM pain_entry ORDER BY rowid"
        assert raw.execute(sql).fetchall() == wanted
    raw.close()
    upside_down = "day,pain\n" + "".join(f"2020-01-{cell}\n" for cell in reversed(cells))
    assert bring(diary, upside_down, clock).already_there == 7


def test_days_written_otherwise_are_the_same_rows(diary: Diary, clock: FixedClock) -> None:
    bring(diary, "day,pain\n2020-01-13,5.0\n", clock)
    assert bring(diary, "pain;day\n5;13.01.2020\n", clock).entries == 0


def test_one_bad_row_keeps_all_out(diary: Diary, clock: FixedClock) -> None:
    text = "day,pain\n2020-01-01,5\n2020-01-02,11\nsoon,nan\n2020-01-04\n"
    found = preview(text, clock)
    assert not found.ready
    tr = translator_for("en")
    assert found.rejections(tr) == [
        "Line 3: pain goes from 0 to 10, but the cell says 11.",
        "Line 4: “soon” is not a date.",
        "Line 4: “nan” is not a number.",
        "Line 5: the number of cells is 1, but 2 in the first line.",
    ]
    assert found.rejections(tr, limit=3)[3:] == ["1 more line cannot be taken."]
    with pytest.raises(InputError, match="cannot be taken, so nothing was imported"):
        add_import(diary, found)
    assert diary.revision == 0


def test_an_ambiguous_date_is_asked_about(diary: Diary, clock: FixedClock) -> None:
    text = "day,pain\n03/04/2020,5\n05/04/2020,5\n"
    found = preview(text, clock)
    with pytest.raises(InputError, match="“03/04/2020” could mean two days"):
        add_import(diary, found)
    result = bring(diary, text, clock, date_order=DateOrder.DMY)
    assert result.entries == 2
    assert diary.pain.days()[0] == dt.date(2020, 4, 3)


def test_nothing_to_import_is_said(diary: Diary, clock: FixedClock) -> None:
    with pytest.raises(InputError, match="nothing to import"):
        bring(diary, "day,pain\n2020-01-01,\n", clock)


@pytest.mark.parametrize(
    ("mapping", "part"),
    [
        (ImportMapping("day"), "which column has pain"),
        (ImportMapping("pain", (PAIN,)), "“pain” cannot mean two things"),
        (ImportMapping("day", (PAIN, PainColumn("x", KNEE))), "Two columns"),
        (ImportMapping("day", (), (RoutineColumn("walk", 8),)), "1 to 7 times"),
        (ImportMapping("date", (PAIN,)), "no column “date”"),
    ],
)
def test_mappings_that_make_no_sense(mapping: ImportMapping, part: str, clock: FixedClock) -> None:
    table = read_table(b"day,pain,x,walk\n2020-01-01,1,1,1\n", "x.csv")
    with pytest.raises(InputError, match=part):
        preview_table(table, mapping, clock)


WALKS = "day,pain,walk,swim\n2020-01-01,5,1,0\n2020-01-02,5,0,0\n2020-01-03,5,2,1\n"


def walks(diary: Diary, clock: FixedClock, text: str = WALKS) -> ImportResult:
    routines = (RoutineColumn("walk", 3), RoutineColumn("swim", 1))
    return bring(diary, text, clock, routines=routines)


def test_a_routine_makes_sessions_and_a_plan(diary: Diary, clock: FixedClock) -> None:
    assert walks(diary, clock).sessions == 3
    sessions = diary.sessions.between(None, None)
    assert [(one.day.day, one.routine, one.status) for one in sessions] == [
        (1, "walk", SessionStatus.DONE),
        (3, "walk", SessionStatus.DONE),
        (3, "swim", SessionStatus.DONE),
    ]
    (version,) = diary.plans.versions()
    assert (version.title, version.number, version.from_day) == (
        "imported",
        1,
        dt.date(2020, 1, 1),
    )
    assert [(item.routine, item.times_a_week) for item in version.items] == [
        ("walk", 3),
        ("swim", 1),
    ]
    own = {f"own:{one.id}": one.name for one in diary.plans.own_exercises()}
    assert [own[item.exercise] for item in version.items] == ["walk", "swim"]
    assert {one.plan_version_id for one in sessions} == {version.id}


def test_a_routine_imported_again_adds_nothing(diary: Diary, clock: FixedClock) -> None:
    walks(diary, clock)
    again = walks(diary, clock, WALKS + "2020-01-04,5,1,0\n")
    assert (again.entries, again.sessions, again.already_there) == (1, 1, 6)
    assert len(diary.plans.versions()) == 1
    assert len(diary.plans.own_exercises()) == 2


def test_what_was_prescribed_then_stays_prescribed(diary: Diary, clock: FixedClock) -> None:
    bridge = PlanItem("i1", 0, "bridge", "hip_strength", ExerciseSide.BOTH, times_a_week=3)
    own = PlanVersion("v1", 4, dt.date(2019, 12, 1), "mine", "", (bridge,))
    with diary.change(message("change", "x")):
        diary.plans.add_version(own)
    walks(diary, clock)
    before, made = diary.plans.versions()
    assert before == own
    assert made.number == 5
    assert [item.routine for item in made.items] == ["hip_strength", "walk", "swim"]
    assert [item.position for item in made.items] == [0, 1, 2]


@dataclass
class Watcher:
    """Stops after some reports."""

    stop_after: int
    reports: list[tuple[int, int]]

    def report(self, done: int, total: int) -> None:
        self.reports.append((done, total))

    def cancelled(self) -> bool:
        return len(self.reports) >= self.stop_after


def test_stopping_leaves_no_trace(
    diary: Diary, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "CHUNK", 2)
    days = [(dt.date(2020, 1, 1) + dt.timedelta(n)).isoformat() for n in range(7)]
    found = preview("day,pain\n" + "".join(f"{day},3\n" for day in days), clock)
    watcher = Watcher(2, [])
    with pytest.raises(CancelledError):
        add_import(diary, found, watcher)
    assert watcher.reports == [(2, 7), (4, 7)]
    assert diary.revision == 0
    assert diary.pain.between(None, None) == []
    assert diary.settings.value_kind(KNEE) is PainKind.NOW
    whole = Watcher(99, [])
    assert add_import(diary, found, whole).entries == 7
    assert whole.reports[-1] == (7, 7)


def test_names_are_text_and_nothing_else(diary: Diary, clock: FixedClock) -> None:
    name = "'); DROP TABLE pain_entry; --"
    text = f'day,pain,"{name}"\n2020-01-01,5,1\n'
    bring(diary, text, clock, routines=(RoutineColumn(name, 2),))
    assert diary.sessions.between(None, None)[0].routine == name
    assert len(diary.pain.between(None, None)) == 1


def test_a_real_diary(diary: Diary, clock: FixedClock, real_data: Path) -> None:
    path = real_data / "knee_diary_2015_2018.csv"
    table = read_table(path.read_bytes(), path.name)
    mapping = ImportMapping(
        "date", (PainColumn("kneePain", KNEE),), (RoutineColumn("climbing", 3),)
    )
    result = add_import(diary, preview_table(table, mapping, clock))
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert result.entries == len(rows) == 1133
    entries = diary.pain.between(None, None)
    assert [(one.day.isoformat(), one.value) for one in entries] == [
        (row["date"], float(row["kneePain"])) for row in rows
    ]
    mean = statistics.fmean(float(row["kneePain"]) for row in rows)
    assert diary.pain.regions()[0].mean == pytest.approx(mean, abs=1e-12)
    climbed = [row["date"] for row in rows if float(row["climbing"]) > 0]
    assert [one.day.isoformat() for one in diary.sessions.between(None, None)] == climbed


def test_ids_are_uuids(diary: Diary, clock: FixedClock, tmp_path: Path) -> None:
    walks(diary, clock)
    diary.close()
    raw = sqlite3.connect(tmp_path / "d.rehab")
    ids = [row[0] for row in raw.execute("SELECT id FROM pain_entry UNION SELECT id FROM session")]
    raw.close()
    assert len(set(ids)) == 6
    assert all(len(one) == 36 and one[14] == "4" for one in ids)
