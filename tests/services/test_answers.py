"""What is gathered for the answers: which days, which dose, which region, which words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from rehabdesk.analysis.episodes import holm
from rehabdesk.analysis.estimate import Refusal
from rehabdesk.analysis.link import LinkEstimate, estimate_link
from rehabdesk.analysis.outcome import LinkOutcome
from rehabdesk.analysis.trend import estimate_change, estimate_trend
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import (
    ExerciseSide,
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.adherence import DayMark
from rehabdesk.services.answers.answers import (
    change_answer,
    link_answer,
    link_answer_of,
    link_answers,
    trend_answer,
)
from rehabdesk.services.answers.as_json import change_row, link_row
from rehabdesk.services.answers.cache import AnswerCache
from rehabdesk.services.answers.material import Material, Period, read_material
from rehabdesk.services.answers.page import read_answers
from rehabdesk.services.answers.primary import choose_primary_region
from rehabdesk.services.answers.routine import find_routine
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.doses import read_book
from rehabdesk.services.language import translator_for
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.LEFT)
GROIN = SidedRegion("groin", Side.RIGHT)
EVERY_DAY = tuple(range(1, 8))


def back(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def tr() -> Translator:
    return translator_for()


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "my.rehab", clock) as made:
        yield made


def rate(
    diary: Diary, where: SidedRegion, ratings: Mapping[int, float], kind: PainKind = PainKind.NOW
) -> None:
    """Add ratings by days before today."""
    rows = [
        (back(days).isoformat(), None, where.region, where.side.value, kind.value, value, "", 0,
         None)
        for days, value in ratings.items()
    ]  # fmt: skip
    with diary.change(message("test", "Filled"), undoable=False):
        diary.pain.insert_many(rows)


def plan(
    diary: Diary, days: int, *exercises: tuple[str, str], weekdays: tuple[int, ...] = EVERY_DAY
) -> PlanVersion:
    """Prescribe one set a day of each (exercise, routine), from days before today on."""
    items = tuple(
        PlanItem(
            str(uuid.uuid4()), place, exercise, routine, ExerciseSide.LEFT, reps=10,
            weekdays=weekdays,
        )
        for place, (exercise, routine) in enumerate(exercises)
    )  # fmt: skip
    number = len(diary.plans.versions()) + 1
    version = PlanVersion(str(uuid.uuid4()), number, back(days), "", "", items)
    with diary.change(message("test", "Plan"), undoable=False):
        diary.plans.add_version(version)
    return version


def sessions(
    diary: Diary,
    version: PlanVersion,
    days: Iterable[int],
    status: SessionStatus = SessionStatus.DONE,
    routine: str = "",
) -> None:
    with diary.change(message("test", "Sessions"), undoable=False):
        for one in days:
            diary.sessions.add(
                Session(str(uuid.uuid4()), back(one), None, version.id, routine, status)
            )


def read(diary: Diary, clock: FixedClock, period: Period | None = None) -> Material:
    return read_material(diary, clock, load_regions(), period=period)


def uneven(days: int, start: int = 0) -> dict[int, float]:
    """Ratings that go up and down over weeks, without any link to anything."""
    rng = np.random.default_rng(7)
    walk = np.cumsum(rng.normal(0, 0.7, days)) * 0.4 + rng.normal(0, 0.6, days)
    values = np.clip(np.round(5 + walk - walk.mean()), 0, 10).tolist()
    return {start + number: value for number, value in enumerate(values)}


# Which dose


def test_the_hip_dose_takes_what_counts_as_hip_strengthening(diary: Diary, clock: FixedClock):
    version = plan(
        diary, 9, ("clamshell", "hip_strength"), ("calf_stretch", "stretching"),
        ("side_lying_hip_abduction", "knee_strength"),
    )  # fmt: skip
    sessions(diary, version, [9, 8, 7], routine="hip_strength")
    rate(diary, KNEE, {9: 4, 1: 4})
    material = read(diary, clock)
    # Two exercises count, one of them inside another routine; only one was done on three days.
    assert [one.prescribed for one in material.doses] == [2.0] * 9
    assert [one.performed for one in material.doses] == [1.0] * 3 + [0.0] * 6
    # Without a session today its day is not over; 3 of 18 sets.
    assert material.doses[-1].day == back(1)
    assert link_answer(material, KNEE).basis.adherence_share == pytest.approx(3 / 18)


def test_another_routine_is_found_by_its_name(diary: Diary, clock: FixedClock, tr: Translator):
    version = plan(diary, 5, ("clamshell", "hip_strength"), ("own:x", "Evening walk"))
    sessions(diary, version, [5, 4], routine="Evening walk")
    book = read_book(diary)
    routine = find_routine(book, "evening WALK", tr)
    material = read_material(diary, clock, load_regions(), routine=routine)
    assert [one.performed for one in material.doses] == [1.0, 1.0, 0.0, 0.0, 0.0]
    assert tr.say(material.routine.name) == "Evening walk"
    assert find_routine(book, "Hip strengthening", tr).is_hip
    assert find_routine(book, "hip_strength", tr).is_hip
    with pytest.raises(InputError):
        find_routine(book, "juggling", tr)


def test_the_daily_value_is_of_one_kind(diary: Diary, clock: FixedClock):
    rate(diary, KNEE, {5: 2, 3: 4})
    rate(diary, KNEE, {5: 9, 4: 8}, PainKind.WORST)
    rate(diary, KNEE, {3: 6})
    series = read(diary, clock).series[KNEE]
    np.testing.assert_equal(series.values, [2, np.nan, 5])
    with diary.change(message("test", "Kind")):
        diary.settings.set_value_kind(KNEE, PainKind.WORST)
    material = read(diary, clock)
    np.testing.assert_equal(material.series[KNEE].values, [9, 8])
    assert link_answer(material, KNEE).basis.kind is PainKind.WORST


# Which days


def test_an_episode_begins_after_more_than_28_silent_days(diary: Diary, clock: FixedClock):
    rate(diary, KNEE, {100: 5, 71: 5, 42: 4})
    assert read(diary, clock).episode.first == back(100)
    # 28 days between the entries of days 71 and 42; one more cuts.
    rate(diary, HIP, {130: 3})
    assert read(diary, clock).episode.first == back(100)


def test_sessions_and_other_kinds_of_rating_end_a_silence(diary: Diary, clock: FixedClock):
    version = plan(diary, 200, ("clamshell", "hip_strength"))
    rate(diary, KNEE, {120: 5, 10: 4})
    assert read(diary, clock).episode.first == back(10)
    sessions(diary, version, [95, 70], SessionStatus.SKIPPED)
    rate(diary, HIP, {45: 3}, PainKind.WORST)
    sessions(diary, version, [30])
    assert read(diary, clock).episode.first == back(120)


def test_a_note_that_nothing_was_done_is_no_session(diary: Diary, clock: FixedClock):
    version = plan(diary, 200, ("clamshell", "hip_strength"))
    rate(diary, KNEE, {60: 5, 10: 4})
    sessions(diary, version, range(11, 60), SessionStatus.NOT_DONE)
    assert read(diary, clock).episode.first == back(10)


def test_the_answer_takes_the_whole_present_episode(
    diary: Diary, clock: FixedClock, tr: Translator
):
    rate(diary, KNEE, uneven(60) | uneven(50, 100))
    rate(diary, HIP, {105: 4, 104: 4})
    material = read(diary, clock)
    answer = trend_answer(material, KNEE)
    assert (answer.basis.first, answer.basis.last, answer.estimate.n) == (back(59), TODAY, 60)
    gone = trend_answer(material, HIP)
    assert (gone.estimate.refusal, gone.estimate.n) == (Refusal.TOO_LITTLE_DATA, 0)
    assert "since 19 Apr 2026" in tr.say(gone.patient)


def test_a_region_never_rated_is_told_so(diary: Diary, clock: FixedClock, tr: Translator):
    for answer in (link_answer, trend_answer, change_answer):
        found = answer(read(diary, clock), KNEE)
        assert tr.say(found.patient) == "There are no pain entries of this region yet."
        assert (found.estimate.n, found.estimate.span_days) == (0, 0)
        assert found.estimate.refusal is Refusal.TOO_LITTLE_DATA


# The estimates themselves


def linked(diary: Diary) -> None:
    """A diary of 160 days: pain is 3 points lower after three weeks of the routine."""
    version = plan(diary, 160, ("clamshell", "hip_strength"))
    done = [day for day in range(160, 0, -1) if (day // 20) % 2 == 0]
    sessions(diary, version, done)
    exposed, pain = 0.0, {}
    rng = np.random.default_rng(3)
    for day in range(160, -1, -1):
        pain[day] = float(np.clip(round(6 - 3 * exposed + rng.normal(0, 0.5), 1), 0, 10))
        exposed = np.exp(-0.1) * exposed + (1 - np.exp(-0.1)) * (day in set(done))
    rate(diary, KNEE, pain)


def test_answers_equal_the_engine_called_by_hand(diary: Diary, clock: FixedClock, tr: Translator):
    linked(diary)
    days = list(range(161))
    pain = [dict(_values(diary, KNEE))[back(160 - day)] for day in days]
    done = [1.0 if ((160 - day) // 20) % 2 == 0 and day < 160 else 0.0 for day in days]
    material = read(diary, clock)
    by_hand = estimate_link(days, pain, done)
    found = link_answer(material, KNEE)
    assert found.estimate == by_hand
    assert found.outcome is LinkOutcome.CLEAR
    assert -4 < by_hand.effect < -2
    row = link_row(found, tr)
    assert row["effect"] == by_hand.effect
    assert row["adherence_share"] == pytest.approx(np.mean(done[:-1]))
    assert trend_answer(material, KNEE).estimate == estimate_trend(days, pain)
    assert change_answer(material, KNEE).estimate == estimate_change(days, pain)
    assert change_row(change_answer(material, KNEE), tr)["conf_mcid"] is not None


def _values(diary: Diary, where: SidedRegion) -> list[tuple[dt.date, float]]:
    return [(one.day, one.mean) for one in diary.pain.daily_values(where, PainKind.NOW)]


def test_a_chosen_period_is_exploratory_and_never_clear(
    diary: Diary, clock: FixedClock, tr: Translator
):
    linked(diary)
    whole = link_answer(read(diary, clock), KNEE)
    chosen = link_answer(read(diary, clock, Period(back(160), TODAY)), KNEE)
    assert whole.estimate == chosen.estimate
    assert (whole.outcome, chosen.outcome) == (LinkOutcome.CLEAR, LinkOutcome.POSSIBLE)
    assert (whole.basis.exploratory, chosen.basis.exploratory) == (False, True)
    assert "not yet firm" in tr.say(chosen.patient)
    part = link_answer(read(diary, clock, Period(back(100), back(20))), KNEE)
    assert (part.basis.first, part.basis.last) == (back(100), back(20))
    nothing = link_answer(read(diary, clock, Period(back(400), back(300))), KNEE)
    assert "in this period" in tr.say(nothing.patient)


def test_without_a_prescription_the_refusal_says_so(
    diary: Diary, clock: FixedClock, tr: Translator
):
    rate(diary, KNEE, uneven(60))
    found = link_answer(read(diary, clock), KNEE)
    assert found.estimate.refusal is Refusal.BARELY_VARIED
    assert "No hip strengthening was prescribed" in tr.say(found.patient)
    assert "skip" not in tr.say(found.patient)
    assert found.basis.adherence_share is None
    rate(diary, HIP, {3: 4, 2: 4})
    few = link_answer(read(diary, clock), HIP)
    assert "2 in 2 days" in tr.say(few.patient)


# Several regions


def test_the_primary_region_stands_alone_and_holm_is_for_the_others(
    diary: Diary, clock: FixedClock, tr: Translator
):
    linked(diary)
    rate(diary, HIP, uneven(120))
    rate(diary, GROIN, {day: value + day % 2 for day, value in uneven(100).items() if value < 9})
    choose_primary_region(diary, load_regions(), HIP)
    material = read(diary, clock)
    found = link_answers(material)
    assert found[HIP].is_primary
    assert found[HIP].adjusted_p is None
    raw = [found[KNEE].estimate.p_value, found[GROIN].estimate.p_value]
    assert [found[KNEE].adjusted_p, found[GROIN].adjusted_p] == list(holm(raw))
    assert "Holm, 2 regions" in tr.say(found[KNEE].notes[0])
    assert found[HIP].notes == ()
    assert link_answer(material, KNEE) == found[KNEE]
    assert link_answer(material, HIP) == found[HIP]


def test_what_is_clear_by_itself_may_not_be_clear_among_many(diary: Diary, clock: FixedClock):
    linked(diary)
    material = read(diary, clock)
    estimate = LinkEstimate(-1.5, -2.6, -0.4, 0.006, 90, 100)
    alone = link_answer_of(material, KNEE, estimate, None, 0)
    among = link_answer_of(material, KNEE, estimate, 0.018, 3)
    lost = link_answer_of(material, KNEE, estimate, 0.06, 10)
    assert [one.outcome for one in (alone, among, lost)] == [
        LinkOutcome.CLEAR,
        LinkOutcome.POSSIBLE,
        LinkOutcome.WIDE,
    ]


#: Estimates of every class and the beginning of what the patient reads.
CLASSES = [
    (LinkEstimate(-1.6, -2.6, -0.6, 0.001, 150, 180), "Pain tended to be lower"),
    (LinkEstimate(1.1, 0.4, 1.9, 0.004, 150, 180), "Pain tended to be higher"),
    (LinkEstimate(-0.8, -1.5, -0.1, 0.03, 150, 180), "A possible link, not yet firm"),
    (LinkEstimate(-0.1, -0.7, 0.5, 0.7, 150, 180), "Your diary suggests the routine makes less"),
    (LinkEstimate(1.0, -1.3, 3.3, 0.4, 150, 180), "We cannot see a clear link yet"),
]


@pytest.mark.parametrize(("estimate", "begins"), CLASSES)
def test_every_class_has_its_words(
    diary: Diary, clock: FixedClock, tr: Translator, estimate: LinkEstimate, begins: str
):
    linked(diary)
    answer = link_answer_of(read(diary, clock), KNEE, estimate, None, 0)
    assert tr.say(answer.patient).startswith(begins)
    assert link_row(answer, tr)["text_patient"].startswith(begins)
    assert "95 %" in tr.say(answer.physio) or "p =" in tr.say(answer.physio)


@pytest.mark.parametrize("refusal", list(Refusal))
def test_no_refusal_asks_for_skipped_sessions(
    diary: Diary, clock: FixedClock, tr: Translator, refusal: Refusal
):
    linked(diary)
    estimate = LinkEstimate(None, None, None, None, 30, 40, refusal, 6.0, 0.05, 0.02)
    answer = link_answer_of(read(diary, clock), KNEE, estimate, None, 0)
    text = tr.say(answer.patient)
    assert answer.outcome.value == refusal.value
    assert "skip" not in text.replace("do not skip sessions just to create data", "")
    assert link_row(answer, tr)["effect"] is None


# Keeping and not keeping


def test_the_page_gets_the_primary_region_and_those_shown(diary: Diary, clock: FixedClock):
    linked(diary)
    rate(diary, HIP, uneven(60))
    rate(diary, GROIN, uneven(50))
    cache = AnswerCache()
    first = read_answers(diary, clock, load_regions(), (HIP,), cache)
    assert set(first.regions) == {KNEE, HIP}
    assert first.primary.where == KNEE
    again = read_answers(diary, clock, load_regions(), (HIP, GROIN), cache)
    assert again.regions[KNEE] is first.regions[KNEE]
    assert GROIN in again.regions
    record_pain(diary, clock, KNEE, 9)
    later = read_answers(diary, clock, load_regions(), (HIP,), cache)
    assert later.revision > first.revision
    assert later.regions[KNEE] is not first.regions[KNEE]


def test_adherence_is_the_same_whoever_looks(diary: Diary, clock: FixedClock):
    version = plan(diary, 6, ("clamshell", "hip_strength"))
    sessions(diary, version, [6, 5])
    sessions(diary, version, [4], SessionStatus.SKIPPED)
    sessions(diary, version, [3], SessionStatus.NOT_DONE)
    sessions(diary, version, [2], SessionStatus.PARTIAL)
    rate(diary, KNEE, {6: 5})
    picture = read_answers(diary, clock, load_regions(), (), AnswerCache()).adherence
    assert picture.marks == (
        DayMark.DONE,
        DayMark.DONE,
        DayMark.SKIPPED,
        DayMark.NOT_DONE,
        DayMark.PARTIAL,
        DayMark.UNLOGGED,
    )
    # The skip is in the denominator: 2.5 of 6.
    assert (picture.headline.performed, picture.headline.prescribed) == (2.5, 6.0)
