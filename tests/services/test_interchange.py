"""Diaries as JSON: nothing lost, nothing doubled, nothing foreign let in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn, Sleep, Stiffness
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality, Spot, Spread
from rehabdesk.domain.plan import (
    Band,
    ExerciseSide,
    OwnExercise,
    PainLimits,
    Pause,
    PlanItem,
    PlanVersion,
    Reminder,
    Session,
    SessionStatus,
    SetDone,
    SetUnit,
)
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.domain.text import message
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.interchange import importing
from rehabdesk.services.interchange.exporting import diary_json, export_json
from rehabdesk.services.interchange.importing import (
    DiaryImportResult,
    add_diary_file,
    read_diary_file,
)
from rehabdesk.services.progress import CancelledError
from rehabdesk.store.diary import Diary

TODAY = dt.date(2026, 6, 17)
DAY = dt.date(2026, 6, 1)
AT = dt.datetime(2026, 6, 1, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30)))
KNEE = SidedRegion("knee_inner", Side.LEFT)
LABEL = message("change", "x")


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


@pytest.fixture
def make(tmp_path: Path, clock: FixedClock) -> Iterator[Callable[[str], Diary]]:
    made: list[Diary] = []

    def new(name: str) -> Diary:
        made.append(Diary.create(tmp_path / f"{name}.rehab", clock))
        return made[-1]

    yield new
    for diary in made:
        diary.close()


def fill(diary: Diary) -> Diary:
    """Put something of everything into a diary, changed and deleted rows too."""
    full = PainEntry(
        uid(1),
        DAY,
        AT,
        KNEE,
        PainKind.WORST,
        5.7,
        Spot(View.FRONT, 4.7, 57.123456789),
        Spread.LOCALISED,
        (Quality.ACHE, Quality.NUMB),
        (Activity.STAIRS_DOWN,),
        "Ümlaut “quotes” \n emoji 🦵 <b>\u2028",
        backfilled=True,
    )
    middle = SidedRegion("low_back_mid", Side.NONE)
    with diary.change(LABEL):
        diary.pain.add(full)
        diary.pain.add(PainEntry(uid(2), DAY, None, middle, PainKind.NOW, 0.1 + 0.2))
        diary.pain.insert_many([(DAY.isoformat(), None, "groin", "right", "now", 3.0, "", 0, "k")])
        diary.check_ins.save(CheckIn(uid(3), DAY, Sleep.GOOD, Stiffness.FROM_10_TO_30, "note"))
        diary.settings.set_value_kind(KNEE, PainKind.WORST)
        diary.settings.set("primary", "knee_inner:left")
        diary.plans.add_own_exercise(
            OwnExercise(uid(4), "Boule", "boule", True, "Throw gently.", "standing", "iVBORw0K")
        )
        items = (
            PlanItem(
                uid(5),
                0,
                "clamshell",
                "hip_strength",
                ExerciseSide.LEFT,
                3,
                12,
                2,
                45,
                3,
                lift_s=2,
                lower_s=3,
                load="1 kg",
                band=Band.LIGHT,
                note="slowly",
                fixed=True,
            ),
            PlanItem(
                uid(6), 1, f"own:{uid(4)}", "boule", ExerciseSide.NONE, weekdays=(2, 6), cue="ha"
            ),
        )
        diary.plans.add_version(
            PlanVersion(uid(7), 1, DAY, "Mine", "why", items, PainLimits(1, 4), "Ms Adler")
        )
        diary.sessions.add(
            Session(
                uid(8),
                DAY,
                AT,
                uid(7),
                "boule",
                SessionStatus.SKIPPED,
                "rain",
                "n",
                True,
                running=True,
                finished_at=AT,
                effort=6,
                pain_before=2.0,
                pain_after=0.1 + 0.2,
                pain_next_morning=1.0,
                place=uid(5),
            )
        )
        diary.sets.add(
            SetDone(
                uid(number),
                uid(8),
                uid(5),
                "clamshell",
                ExerciseSide.LEFT,
                number - 60,
                SetUnit.REPS,
                12,
                done,
                "sore",
                done is None,
                2.5,
                done == 12,
            )
            for number, done in ((61, 12), (62, None))
        )
        diary.plan_extras.save_pause(Pause(uid(71), DAY, DAY, "away"))
        diary.plan_extras.save_pause(Pause(uid(72), DAY))
        diary.plan_extras.set_favourite("bridge", True)
        diary.plan_extras.save_reminder(Reminder(uid(73), dt.time(18, 30), (1, 3), False))
    # What other parts of the program keep: a file each.
    for path in sorted((Path(__file__).parent / "data" / "whole_diary").glob("*.json")):
        bring(diary, path.read_bytes())
    with diary.change(LABEL):
        diary.pain.update(PainEntry(uid(2), DAY, None, middle, PainKind.NOW, 4.0))
        diary.pain.delete(uid(1))
        diary.check_ins.save(CheckIn(uid(9), DAY, Sleep.WOKE_OTHERWISE, None, "other"))
    with diary.change(LABEL):
        diary.pain.restore(uid(1))
        diary.pain.delete(uid(2))
    return diary


def rows_of(diary: Diary) -> int:
    return sum(len(list(diary.whole_rows.all(kind))) for kind in Kind)


def bring(diary: Diary, data: bytes) -> DiaryImportResult:
    return add_diary_file(diary, read_diary_file(data, "d.json", load_regions(), TODAY))


def document(**parts: object) -> dict[str, Any]:
    return {"format": "rehabdesk-diary", "version": 1, **parts}


def test_there_and_back_is_identical(make: Callable[[str], Diary]) -> None:
    first = fill(make("first"))
    data = diary_json(first)
    second = make("second")
    result = bring(second, data)
    assert (result.added, result.already_there, result.later) == (rows_of(first), 0, 0)
    assert diary_json(second) == data
    assert second.pain.between(None, None) == first.pain.between(None, None)
    assert second.pain.between(None, None, deleted=True) == first.pain.between(
        None, None, deleted=True
    )
    assert second.plans.versions() == first.plans.versions()
    assert second.plans.own_exercises() == first.plans.own_exercises()
    assert second.plan_extras.pauses() == first.plan_extras.pauses()
    assert second.plan_extras.reminders() == first.plan_extras.reminders()
    assert second.plan_extras.favourites() == {"bridge"}
    assert second.sets.between(None, None) == first.sets.between(None, None)
    assert second.sessions.between(None, None) == first.sessions.between(None, None)
    for row_id in (uid(1), uid(2)):
        assert second.history.of(Kind.PAIN_ENTRY, row_id) == first.history.of(
            Kind.PAIN_ENTRY, row_id
        )
    assert len(second.history.of(Kind.PAIN_ENTRY, uid(2))) == 2


def test_every_column_of_every_kind_is_carried(make: Callable[[str], Diary]) -> None:
    first, second = fill(make("first")), make("second")
    bring(second, diary_json(first))
    for kind in Kind:
        before = sorted(first.whole_rows.all(kind), key=lambda row: str(row["id"]))
        after = sorted(second.whole_rows.all(kind), key=lambda row: str(row["id"]))
        assert before
        assert after == before
    assert list(second.whole_rows.past()) == list(first.whole_rows.past())


def test_importing_again_adds_nothing(make: Callable[[str], Diary]) -> None:
    diary = fill(make("first"))
    data = diary_json(diary)
    revision = diary.revision
    result = bring(diary, data)
    assert (result.added, result.already_there) == (0, rows_of(diary))
    assert diary.revision == revision
    assert diary_json(diary) == data


def test_two_diaries_are_merged(make: Callable[[str], Diary]) -> None:
    first, second = fill(make("first")), make("second")
    with second.change(LABEL):
        second.pain.add(PainEntry(uid(50), DAY, None, KNEE, PainKind.NOW, 1.0))
        second.check_ins.save(CheckIn(uid(51), DAY, note="mine"))
        item = PlanItem(uid(52), 0, "bridge", "hip_strength", ExerciseSide.BOTH)
        second.plans.add_version(PlanVersion(uid(53), 1, DAY, "Second", "", (item,)))
    result = bring(second, diary_json(first))
    assert [one.id for one in second.pain.between(None, None)].count(uid(50)) == 1
    assert len(second.pain.between(None, None)) == 3
    assert second.check_ins.for_day(DAY) == CheckIn(uid(51), DAY, note="mine")
    assert [(one.number, one.id) for one in second.plans.versions()] == [
        (1, uid(53)),
        (2, uid(7)),
    ]
    assert len(second.plans.versions()[1].items) == 2
    assert (result.added, result.already_there) == (rows_of(first) - 1, 1)


def test_what_the_diary_has_stays_and_newer_is_told(make: Callable[[str], Diary]) -> None:
    diary = make("first")
    content = document(
        pain_entries=[
            {"id": uid(1), "day": "2026-06-01", "region": "groin", "side": "left", "value": 3}
        ]
    )
    bring(diary, json.dumps(content).encode())
    content["pain_entries"][0] |= {"value": 4, "changed_at": "2026-06-02T08:00:00.000Z"}
    result = bring(diary, json.dumps(content).encode())
    assert (result.added, result.already_there, result.later) == (0, 1, 1)
    assert diary.pain.between(None, None)[0].value == 3.0


HAND_WRITTEN = document(
    plan_versions=[
        {
            "number": 1,
            "from_day": "2026-06-01",
            "title": "Start",
            "items": [
                {"exercise": "clamshell", "routine": "hip_strength", "times_a_week": 3},
                {"exercise": "bridge", "routine": "hip_strength", "times_a_week": 3},
            ],
        }
    ],
    sessions=[{"day": "2026-06-03", "routine": "hip_strength", "status": "done"}],
    check_ins=[{"day": "2026-06-01", "sleep": "good"}],
    pain_entries=[
        {"day": "2026-06-01", "region": "knee_inner", "side": "left", "value": 5},
        {"day": "2026-06-01", "region": "knee_inner", "side": "left", "value": 5},
        {"day": "2026-06-02", "region": "low_back_mid", "side": "none", "value": 4.5},
    ],
)


def test_a_diary_can_be_written_by_hand(make: Callable[[str], Diary]) -> None:
    data = json.dumps(HAND_WRITTEN, indent=4).encode()
    diary = make("first")
    assert bring(diary, b"\xef\xbb\xbf" + data).added == 8
    entries = diary.pain.between(None, None)
    assert [(one.value, one.kind) for one in entries] == [
        (5.0, PainKind.NOW),
        (5.0, PainKind.NOW),
        (4.5, PainKind.NOW),
    ]
    (version,) = diary.plans.versions()
    assert [item.exercise for item in version.items] == ["clamshell", "bridge"]
    assert diary.sessions.between(None, None)[0].plan_version_id == version.id
    again = bring(diary, data)
    assert (again.added, again.already_there) == (0, 8)
    other = make("other")
    bring(other, data)
    assert diary_json(other) == diary_json(diary)


class Stopper:
    """Stops once something has been reported."""

    def __init__(self) -> None:
        self.reports = 0

    def report(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.reports += 1

    def cancelled(self) -> bool:
        return self.reports > 0


def test_stopping_leaves_no_trace(
    make: Callable[[str], Diary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 1)
    full, empty = fill(make("first")), make("second")
    file = read_diary_file(diary_json(full), "d.json", load_regions(), TODAY)
    with pytest.raises(CancelledError):
        add_diary_file(empty, file, Stopper())
    assert empty.revision == 0
    assert all(not list(empty.whole_rows.all(kind)) for kind in Kind)
    target = tmp_path / "out.json"
    target.write_text("before")
    with pytest.raises(CancelledError):
        export_json(full, target, Stopper())
    assert target.read_text() == "before"


def test_files_are_replaced_whole(make: Callable[[str], Diary], tmp_path: Path) -> None:
    diary = fill(make("first"))
    target = tmp_path / "out.json"
    target.write_text("before")
    export_json(diary, target)
    assert target.read_bytes() == diary_json(diary)
    assert not [one for one in tmp_path.iterdir() if one.suffix == ".new"]
    with pytest.raises(InputError, match="The diary itself"):
        export_json(diary, diary.path)
    with pytest.raises(InputError, match="cannot be written"):
        export_json(diary, tmp_path / "missing" / "out.json")
    with pytest.raises(InputError, match="cannot be written"):
        export_json(diary, tmp_path)


def test_an_export_is_one_line_per_row(make: Callable[[str], Diary]) -> None:
    diary = fill(make("first"))
    inside = sum(len(list(diary.whole_rows.all(one))) for one in (Kind.PLAN_ITEM, Kind.SET_DONE))
    lines = diary_json(diary).decode().split("\n")
    assert sum(line.startswith('{"id":') for line in lines) == rows_of(diary) - inside
    assert json.loads("\n".join(lines))["format"] == "rehabdesk-diary"


values = st.floats(0, 10, allow_nan=False).map(lambda value: value + 0.0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    entries=st.lists(
        st.tuples(
            st.dates(dt.date(1900, 1, 1), TODAY),
            values,
            st.text(max_size=40).filter(lambda text: "\x00" not in text),
        ),
        max_size=8,
    )
)
def test_any_entries_come_back(
    entries: list[tuple[dt.date, float, str]], tmp_path: Path, clock: FixedClock
) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    with (
        Diary.create(tmp_path / "a.rehab", clock) as first,
        Diary.create(tmp_path / "b.rehab", clock) as second,
    ):
        with first.change(LABEL):
            for number, (day, value, note) in enumerate(entries):
                first.pain.add(
                    PainEntry(uid(number), day, None, KNEE, PainKind.NOW, value, note=note)
                )
        data = diary_json(first)
        bring(second, data)
        assert diary_json(second) == data
        assert second.pain.between(None, None) == first.pain.between(None, None)
