"""Own activities, pain on activities, overall change, totals: kept, undone, shown, due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity, PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.self_test import AffectedSide
from rehabdesk.domain.text import message
from rehabdesk.services.measures import due, recording, series
from rehabdesk.services.measures.recording import Trial
from rehabdesk.services.measures.results import self_test_summaries
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary

ZONE = dt.timezone(dt.timedelta(hours=2))
START = dt.date(2026, 3, 2)
KNEE = SidedRegion("knee_inner", Side.LEFT)
TESTS = load_self_tests()


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def at(number: int, hour: int = 20) -> FixedClock:
    return FixedClock(dt.datetime.combine(day(number), dt.time(hour), ZONE))


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "d.rehab", clock) as made:
        yield made


def own(diary: Diary, name: str) -> str:
    recording.add_own_activity(diary, name)
    return next(one.id for one in diary.measures.own_activities() if one.name == name)


def test_up_to_five_own_activities(diary: Diary) -> None:
    for name in ("Boule", "Stairs", "Garden", "Tram", "Choir"):
        own(diary, name)
    with pytest.raises(InputError, match="5 activities"):
        recording.add_own_activity(diary, "Dancing")
    first = diary.measures.own_activities()[0]
    recording.end_own_activity(diary, at(0), first.id)
    recording.add_own_activity(diary, "Dancing")
    names = [one.name for one in diary.measures.own_activities() if one.ended is None]
    assert names == ["Stairs", "Garden", "Tram", "Choir", "Dancing"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("  ", "needs a name"), ("boule", "in the list already"), ("x" * 121, "up to 120")],
)
def test_names_that_cannot_be(diary: Diary, name: str, sentence: str) -> None:
    own(diary, "Boule")
    with pytest.raises(InputError, match=sentence):
        recording.add_own_activity(diary, name)


def test_an_activity_that_comes_back_keeps_its_ratings(diary: Diary) -> None:
    boule = own(diary, "Boule")
    recording.rate_own_activities(diary, at(0), {boule: 3})
    recording.end_own_activity(diary, at(1), boule)
    recording.add_own_activity(diary, "boule")
    (one,) = series.own_activity_series(diary)
    assert (one.activity.id, one.activity.ended, len(one.points)) == (boule, None, 1)


def test_ratings_over_time_with_their_error(diary: Diary) -> None:
    boule, stairs = own(diary, "Boule"), own(diary, "Stairs")
    recording.rate_own_activities(diary, at(0), {boule: 2, stairs: 4})
    recording.rate_own_activities(diary, at(14), {boule: 5, stairs: 5})
    found = series.own_activity_series(diary)
    assert [(one.activity.name, one.changed) for one in found] == [
        ("Boule", True),
        ("Stairs", False),
    ]
    assert [(point.day, point.value) for point in found[0].points] == [(day(0), 2), (day(14), 5)]
    average = series.average_change(found)
    assert average is not None
    assert (average.first.value, average.last.value, average.count) == (3.0, 5.0, 2)
    assert (average.error, average.changed) == (2, True)


def test_an_activity_that_was_added_does_not_change_the_average(diary: Diary) -> None:
    boule, stairs = own(diary, "Boule"), own(diary, "Stairs")
    recording.rate_own_activities(diary, at(0), {boule: 2})
    recording.rate_own_activities(diary, at(14), {boule: 3, stairs: 10})
    average = series.average_change(series.own_activity_series(diary))
    assert average is not None
    assert (average.first.value, average.last.value, average.changed) == (2.0, 3.0, False)


def test_no_average_without_two_days_or_a_shared_activity(diary: Diary) -> None:
    boule, stairs = own(diary, "Boule"), own(diary, "Stairs")
    assert series.average_change(series.own_activity_series(diary)) is None
    recording.rate_own_activities(diary, at(0), {boule: 2})
    assert series.average_change(series.own_activity_series(diary)) is None
    recording.rate_own_activities(diary, at(14), {stairs: 3})
    assert series.average_change(series.own_activity_series(diary)) is None


def test_did_not_do_it_is_never_zero(diary: Diary) -> None:
    ratings = {Activity.RUNNING: None, Activity.KNEELING: 0.0, Activity.SITTING: 4.0}
    recording.rate_activity_pain(diary, at(0), ratings)
    found = {one.activity: one for one in series.activity_pain_series(diary)}
    assert found[Activity.RUNNING].points == ()
    assert found[Activity.RUNNING].not_done == (day(0),)
    assert [point.value for point in found[Activity.KNEELING].points] == [0.0]
    assert Activity.WALKING not in found


def test_pain_at_night_is_no_activity(diary: Diary) -> None:
    with pytest.raises(InputError):
        recording.rate_activity_pain(diary, at(0), {Activity.NIGHT: 3})
    with pytest.raises(InputError, match="0 to 10"):
        recording.rate_activity_pain(diary, at(0), {Activity.RISING: 2, Activity.KNEELING: 11})
    assert diary.measures.activity_pain() == []


def test_overall_change(diary: Diary) -> None:
    recording.rate_change(diary, at(28), 2, "more stairs")
    assert [(one.day, one.value, one.note) for one in series.change_ratings(diary)] == [
        (day(28), 2, "more stairs")
    ]
    with pytest.raises(InputError, match="seven answers"):
        recording.rate_change(diary, at(28), 4)


def test_totals_without_items(diary: Diary) -> None:
    recording.add_total(diary, at(40), "lefs", 40, day(0))
    recording.add_total(diary, at(40), "LEFS", 49, day(30))
    recording.add_total(diary, at(40), "My clinic’s form", 7, day(1))
    recording.add_total(diary, at(40), "My clinic’s form", 70, day(31))
    found = series.total_series(diary)
    assert [(one.name, one.changed) for one in found] == [
        ("LEFS", True),
        # Its error is not known, so nothing is said of the change.
        ("My clinic’s form", None),
    ]
    with pytest.raises(InputError, match="LEFS goes from 0 to 80"):
        recording.add_total(diary, at(40), "LEFS", 81, day(0))
    with pytest.raises(InputError, match="still to come"):
        recording.add_total(diary, at(40), "LEFS", 60, day(41))


def test_self_tests_are_kept_side_by_side_as_one_change(diary: Diary) -> None:
    stack = UndoStack()
    trials = [Trial(Side.LEFT, (12.0, 20.5), 2), Trial(Side.RIGHT, (50.0,))]
    stack.push(recording.record_self_test(diary, at(0), TESTS["sl_stance"], trials))
    left, right = diary.self_tests.results()
    assert (left.score, left.tries, left.pain, left.stopped) == (20.5, (12.0, 20.5), 2.0, False)
    # Longer than the longest there is; pain was not said.
    assert (right.score, right.pain) == (45.0, None)
    stack.undo(diary)
    assert diary.self_tests.results() == []


PAIN = {"5 goes on": (5, False), "5.5 stops": (5.5, True), "6 stops": (6, True)}


@pytest.mark.parametrize("row", PAIN.values(), ids=PAIN)
def test_pain_above_five_stops_a_test(diary: Diary, row: tuple[float, bool]) -> None:
    pain, stopped = row
    trial = Trial(Side.LEFT, (30.0,), pain)
    recording.record_self_test(diary, at(0), TESTS["hip_abd_hold"], [trial])
    (one,) = diary.self_tests.results()
    assert (one.stopped, one.counts) == (stopped, not stopped)


def test_a_test_that_was_stopped_before_the_first_try_has_no_score(diary: Diary) -> None:
    recording.record_self_test(diary, at(0), TESTS["hip_abd_hold"], [Trial(Side.LEFT, (), 7)])
    (one,) = diary.self_tests.results()
    assert (one.score, one.tries, one.stopped) == (None, (), True)


@pytest.mark.parametrize(
    ("test", "trials", "version"),
    [
        ("sl_stance", [Trial(Side.NONE, (3.0,))], ""),
        ("sl_stance", [Trial(Side.LEFT, (3.0,)), Trial(Side.LEFT, (4.0,))], ""),
        ("sl_stance", [], ""),
        ("sl_stance", [Trial(Side.LEFT, (3.0,))], "feet"),
        ("side_plank", [Trial(Side.LEFT, (3.0,))], ""),
        ("chair30", [Trial(Side.LEFT, (3.0, 3.0))], "adapted"),
        ("sl_stance", [Trial(Side.LEFT, (3.0,)), Trial(Side.RIGHT, (-1.0,))], ""),
    ],
)
def test_what_a_test_cannot_have_is_refused_whole(
    diary: Diary, test: str, trials: list[Trial], version: str
) -> None:
    with pytest.raises(InputError):
        recording.record_self_test(diary, at(0), TESTS[test], trials, version)
    assert diary.self_tests.results() == []


def test_the_affected_side_changes_the_formula(diary: Diary) -> None:
    trials = [Trial(Side.LEFT, (40.0,)), Trial(Side.RIGHT, (20.0,))]
    recording.record_self_test(diary, at(0), TESTS["slb_hold"], trials)
    assert recording.affected_side(diary) is AffectedSide.UNKNOWN
    (before,) = self_test_summaries(diary)
    recording.set_affected_side(diary, AffectedSide.LEFT)
    (after,) = self_test_summaries(diary)
    assert before.symmetry is not None
    assert after.symmetry is not None
    assert (before.symmetry.percent, before.symmetry.side) == (50.0, Side.RIGHT)
    assert (after.symmetry.percent, after.symmetry.side) == (200.0, Side.LEFT)
    assert after.left_of_right is not None
    assert after.left_of_right.percent == 200.0


def test_the_affected_side_may_be_something_else_in_the_file(diary: Diary) -> None:
    with diary.change(message("change", "x")):
        diary.settings.set("affected_side", "sideways")
    assert recording.affected_side(diary) is AffectedSide.UNKNOWN


def rate(diary: Diary, number: int, value: float, kind: PainKind = PainKind.NOW) -> None:
    record_pain(diary, at(number), KNEE, value, kind=kind)


def test_nothing_is_due_in_an_empty_diary_or_on_the_first_day(diary: Diary) -> None:
    assert due.measures_due(diary, day(0)).names == ()
    rate(diary, 0, 3)
    assert due.measures_due(diary, day(0)).names == ()
    assert due.measures_due(diary, day(2)).names == ()


# name: day; what is due then of a diary begun on day 0 in which everything was done on day 3
DUE_DAYS: dict[str, tuple[int, tuple[str, ...]]] = {
    "the day itself": (3, ()),
    "13 days later": (16, ()),
    "14 days later: own activities and pain on activities": (17, ("own", "pain")),
    "27 days later": (30, ("own", "pain")),
    "28 days later: everything": (31, ("own", "pain", "change", "tests")),
}


@pytest.mark.parametrize("row", DUE_DAYS.values(), ids=DUE_DAYS)
def test_what_is_due(diary: Diary, row: tuple[int, tuple[str, ...]]) -> None:
    number, names = row
    rate(diary, 0, 3)
    boule = own(diary, "Boule")
    recording.rate_own_activities(diary, at(3), {boule: 2})
    recording.rate_activity_pain(diary, at(3), {Activity.RUNNING: None})
    recording.rate_change(diary, at(3), 0)
    recording.record_self_test(diary, at(3), TESTS["slb_hold"], [Trial(Side.LEFT, (9.0,))])
    assert due.measures_due(diary, day(number)).names == names


def test_the_first_time_is_due_after_three_days_and_change_after_four_weeks(diary: Diary) -> None:
    rate(diary, 0, 3)
    assert due.measures_due(diary, day(3)).names == ("own", "pain", "tests")
    assert due.measures_due(diary, day(27)).names == ("own", "pain", "tests")
    assert due.measures_due(diary, day(28)).names == ("own", "pain", "change", "tests")


def test_self_tests_wait_for_the_safety_questions(diary: Diary) -> None:
    rate(diary, 0, 3)
    assert due.measures_due(diary, day(3), may_train=False).names == ("own", "pain")


Enter = Callable[[Diary], None]

# name: what is entered; whether day 10 is a flare day
FLARES: dict[str, tuple[Enter, bool]] = {
    "2 above the usual": (lambda d: rate(d, 10, 5), True),
    "1.9 above": (lambda d: rate(d, 10, 4.9), False),
    "worst pain is not pain now": (lambda d: rate(d, 10, 9, PainKind.WORST), False),
    "the last rating of the day counts": (lambda d: (rate(d, 10, 8), rate(d, 10, 3))[1], False),
    "another region has no usual": (
        lambda d: record_pain(d, at(10), SidedRegion("groin", Side.LEFT), 9) and None, False,
    ),
    "nothing today": (lambda _: None, False),
}  # fmt: skip


@pytest.mark.parametrize("row", FLARES.values(), ids=FLARES)
def test_no_self_tests_on_a_flare_day(diary: Diary, row: tuple[Enter, bool]) -> None:
    enter, answer = row
    for number in range(5, 9):
        rate(diary, number, 3)
    enter(diary)
    found = due.measures_due(diary, day(10))
    assert found.flare_day is answer
    assert ("tests" in found.names) is not answer


def test_the_usual_is_that_of_the_last_four_weeks(diary: Diary) -> None:
    for number in (0, 1, 2, 3):
        rate(diary, number, 1)
    rate(diary, 30, 5)
    # Day 2 is the 28th day before, so two of them count, and three are needed.
    assert not due.measures_due(diary, day(30)).flare_day
    rate(diary, 4, 1)
    assert due.measures_due(diary, day(30)).flare_day


def test_deleting_takes_a_result_out(diary: Diary) -> None:
    recording.record_self_test(diary, at(0), TESTS["slb_hold"], [Trial(Side.LEFT, (9.0,))])
    (one,) = diary.self_tests.results()
    recording.delete_measure(diary, Kind.SELF_TEST_RESULT, one.id)
    assert self_test_summaries(diary) == []
