"""Other activities, what helped and swelling in a real file."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.load import ActivityLoad, Help, HelpMark, Swelling
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import message
from rehabdesk.store.diary import Diary

LABEL = message("change", "Something done")
DAY = dt.date(2026, 11, 20)
BEFORE = DAY - dt.timedelta(days=1)
WALK = ActivityLoad("a1", DAY, "Walk", 40, 4)
SWIM = ActivityLoad("a2", BEFORE, "Swimming", 1440, 0, backfilled=True)
PILL = HelpMark("h1", DAY, Help.MEDICATION, "the blue one")
LEFT = Swelling("s1", DAY, Side.LEFT)


def test_they_come_back_by_day(diary: Diary) -> None:
    with diary.change(LABEL) as recorder:
        for one in (WALK, SWIM):
            diary.loads.add_activity(one)
        diary.loads.save_help(PILL)
        diary.loads.add_swelling(LEFT)
    assert recorder.changes.kinds == {Kind.ACTIVITY_LOAD, Kind.HELP_MARK, Kind.SWELLING}
    assert diary.loads.activities(None, None) == [SWIM, WALK]
    assert diary.loads.activities(DAY, DAY) == [WALK]
    assert diary.loads.help_marks(None, BEFORE) == []
    assert diary.loads.help_marks(None, None) == [PILL]
    assert diary.loads.swellings(DAY, None) == [LEFT]
    diary.apply(LABEL, recorder.changes.rows, forward=False)
    assert diary.loads.activities(None, None) == []
    assert diary.loads.help_marks(None, None) == []
    assert diary.loads.swellings(None, None) == []


def test_there_is_one_mark_of_a_kind_per_day_and_its_past_is_kept(diary: Diary) -> None:
    with diary.change(LABEL):
        diary.loads.save_help(PILL)
    with diary.change(LABEL):
        diary.loads.save_help(dataclasses.replace(PILL, id="other", note="two"))
    assert diary.loads.help_marks(None, None) == [dataclasses.replace(PILL, note="two")]
    assert [one.before["note"] for one in diary.whole_rows.past()] == ["the blue one"]
    with diary.change(LABEL):
        diary.loads.delete_help(PILL.id)
        diary.loads.save_help(dataclasses.replace(PILL, id="new", note=""))
    assert [one.id for one in diary.loads.help_marks(None, None)] == ["new"]


def test_a_knee_is_swollen_once_a_day(diary: Diary) -> None:
    with diary.change(LABEL):
        diary.loads.add_swelling(LEFT)
        diary.loads.add_swelling(dataclasses.replace(LEFT, id="s2", side=Side.RIGHT))
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        diary.loads.add_swelling(dataclasses.replace(LEFT, id="s3"))
    assert [one.side for one in diary.loads.swellings(None, None)] == [Side.LEFT, Side.RIGHT]


@pytest.mark.parametrize(
    "wrong", [{"minutes": 0}, {"minutes": 1441}, {"effort": 11}, {"effort": -1}, {"activity": ""}]
)
def test_the_file_itself_refuses_what_cannot_be(diary: Diary, wrong: dict[str, object]) -> None:
    one = dataclasses.replace(WALK, **wrong)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        diary.loads.add_activity(one)


def test_the_latest_of_each_activity_is_offered(diary: Diary) -> None:
    with diary.change(LABEL):
        diary.loads.add_activity(WALK)
        diary.loads.add_activity(SWIM)
        diary.loads.add_activity(dataclasses.replace(WALK, id="a3", activity="walk", minutes=20))
    assert [(one.activity, one.minutes) for one in diary.loads.usual_activities(5)] == [
        ("walk", 20), ("Swimming", 1440),
    ]  # fmt: skip
    assert len(diary.loads.usual_activities(1)) == 1
