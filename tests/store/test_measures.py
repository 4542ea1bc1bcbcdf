"""Own activities, ratings, totals and self-tests: what goes in comes back, once a day, undone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.measures import (
    ActivityPain,
    ActivityRating,
    ChangeRating,
    OwnActivity,
    QuestionnaireTotal,
)
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import SelfTestResult
from rehabdesk.domain.text import message
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary

LABEL = message("change", "Something done")
DAY = dt.date(2026, 6, 1)
AT = dt.datetime(2026, 6, 1, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))

BOULE = OwnActivity("a1", "Boule", 1)
STAIRS = OwnActivity("a2", "Stairs to the flat", 0, DAY)
RATING = ActivityRating("r1", DAY, AT, "a1", 4.0)
PAIN = ActivityPain("p1", DAY, None, Activity.RUNNING, None, backfilled=True)
CHANGE = ChangeRating("c1", DAY, AT, -3, "since the move")
TOTAL = QuestionnaireTotal("q1", DAY, "LEFS", 61.5, "clinic", backfilled=True)
HELD = SelfTestResult("s1", DAY, AT, "sl_stance", "", Side.LEFT, 31.5, (20.0, 31.5), 2.0)
STOPPED = SelfTestResult(
    "s2", DAY, None, "side_plank", "knees", Side.RIGHT, None, (), 6.0, True, "ouch", True
)


def fill(diary: Diary) -> None:
    measures = diary.measures
    measures.save_own_activity(BOULE)
    measures.save_own_activity(STAIRS)
    measures.save_rating(RATING)
    measures.save_activity_pain(PAIN)
    measures.save_change_rating(CHANGE)
    measures.save_total(TOTAL)
    diary.self_tests.add(HELD)
    diary.self_tests.add(STOPPED)


def test_what_goes_in_comes_back(diary: Diary) -> None:
    with diary.change(LABEL):
        fill(diary)
    assert diary.measures.own_activities() == [STAIRS, BOULE]
    assert diary.measures.ratings() == [RATING]
    assert diary.measures.activity_pain() == [PAIN]
    assert diary.measures.change_ratings() == [CHANGE]
    assert diary.measures.totals() == [TOTAL]
    assert diary.self_tests.results() == [HELD, STOPPED]
    assert diary.problems() == []


def test_a_later_rating_of_a_day_takes_the_place_of_the_earlier(diary: Diary) -> None:
    with diary.change(LABEL):
        fill(diary)
    with diary.change(LABEL):
        diary.measures.save_rating(dataclasses.replace(RATING, id="r2", value=7.0))
        diary.measures.save_activity_pain(dataclasses.replace(PAIN, id="p2", value=0.0))
        diary.measures.save_change_rating(dataclasses.replace(CHANGE, id="c2", value=2))
    assert [(one.id, one.value) for one in diary.measures.ratings()] == [("r1", 7.0)]
    assert [(one.id, one.value) for one in diary.measures.activity_pain()] == [("p1", 0.0)]
    assert [(one.id, one.value) for one in diary.measures.change_ratings()] == [("c1", 2)]
    # What it was before is kept.
    assert len(diary.history.of(Kind.ACTIVITY_PAIN, "p1")) == 1


def test_everything_can_be_undone_and_done_again(diary: Diary) -> None:
    stack = UndoStack()
    with diary.change(LABEL) as recorder:
        fill(diary)
    stack.push(recorder.changes)
    stack.undo(diary)
    assert diary.measures.own_activities() == []
    assert diary.measures.ratings() == []
    assert diary.measures.activity_pain() == []
    assert diary.measures.change_ratings() == []
    assert diary.measures.totals() == []
    assert diary.self_tests.results() == []
    stack.redo(diary)
    assert diary.measures.ratings() == [RATING]
    assert diary.self_tests.results() == [HELD, STOPPED]


def test_deleted_rows_are_kept_and_not_shown(diary: Diary) -> None:
    with diary.change(LABEL):
        fill(diary)
    with diary.change(LABEL):
        diary.measures.delete(Kind.QUESTIONNAIRE_TOTAL, "q1")
        diary.self_tests.delete("s1")
    assert diary.measures.totals() == []
    assert diary.self_tests.results() == [STOPPED]
    assert len(list(diary.whole_rows.all(Kind.SELF_TEST_RESULT))) == 2


@pytest.mark.parametrize(
    ("save", "row"),
    [
        ("save_rating", dataclasses.replace(RATING, value=10.5)),
        ("save_rating", dataclasses.replace(RATING, own_activity_id="nobody")),
        ("save_activity_pain", dataclasses.replace(PAIN, value=-0.1)),
        ("save_change_rating", dataclasses.replace(CHANGE, value=4)),
        ("save_total", dataclasses.replace(TOTAL, name="")),
        ("save_own_activity", dataclasses.replace(BOULE, position=-1)),
    ],
)
def test_the_file_itself_refuses_what_cannot_be(diary: Diary, save: str, row: object) -> None:
    with diary.change(LABEL):
        diary.measures.save_own_activity(dataclasses.replace(BOULE, id="a1"))
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        getattr(diary.measures, save)(row)
