"""When the questions are asked, told day by day. Day 0 is Monday 1 June 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import Sleep
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.safety import AgeBand, Cause, FlagState, GateState, Urgency
from rehabdesk.services.check_ins import save_check_in
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.safety.due import questions_due
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.safety.gate import SafetyFirstError, gate_sentence, training_gate
from rehabdesk.services.safety.recording import (
    answer_questions,
    ask_questions,
    correct_answer,
    save_seen,
)
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.services.safety.settings import (
    emergency_number,
    say_step,
    set_age_band,
    set_emergency_number,
)
from rehabdesk.services.sessions import start_session
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary

KNEE = SidedRegion("knee_inner", Side.LEFT)
GROIN = SidedRegion("groin", Side.LEFT)
RULES = load_safety_rules()


class Person:
    """Somebody with a diary who answers "none of these" unless told otherwise."""

    def __init__(self, diary: Diary, at) -> None:
        self.diary, self.at = diary, at

    def rate(self, day: int, value: float, where=KNEE, hour: int = 20, **more) -> None:
        record_pain(self.diary, self.at(day, hour), where, value, **more)

    def due(self, day: int, hour: int = 20):
        return questions_due(self.diary, self.at(day, hour))

    def causes(self, day: int, hour: int = 20) -> set[str]:
        return {one.value for one in self.due(day, hour).causes}

    def answer(self, day: int, *ticked: str, hour: int = 20, only=tuple(Urgency)) -> None:
        due = self.due(day, hour)
        for urgency in due.urgencies:
            if urgency in only:
                asked = due.of(urgency)
                names = {name for flag in asked for name in flag.ticks()}
                answer_questions(
                    self.diary, self.at(day, hour), due.causes[0], asked, names & set(ticked)
                )


@pytest.fixture
def person(tmp_path, clock, book) -> Person:
    with Diary.create(tmp_path / "new.rehab", clock) as diary:
        set_age_band(diary, AgeBand.FROM_25_TO_49)
        yield Person(diary, book.at)


@pytest.fixture
def settled(person) -> Person:
    """After the first questions, with a knee in the diary."""
    person.rate(0, 4)
    person.answer(0)
    assert person.causes(0) == set()
    return person


def test_everything_is_asked_first_and_unanswered_is_not_no(person):
    due = person.due(0)
    assert due.causes == (Cause.FIRST_USE,)
    assert due.urgencies == tuple(Urgency)
    assert {one.urgency for one in due.needed} == {
        Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.NOT_SUITABLE,
    }  # fmt: skip
    for group in (Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.NOT_SUITABLE):
        assert training_gate(person.diary, person.at(0)).state is GateState.ASK
        person.answer(0, only=[group])
    gate = training_gate(person.diary, person.at(0))
    assert gate.state is GateState.OPEN
    assert gate.due.urgencies == (Urgency.SOON, Urgency.ROUTINE)
    assert not gate.due.waits


def test_without_an_age_nothing_begins(tmp_path, clock):
    with Diary.create(tmp_path / "n.rehab", clock) as diary:
        flags = RULES.flags
        answer_questions(diary, clock, Cause.FIRST_USE, flags, ())
        assert questions_due(diary, clock).age_needed
        assert training_gate(diary, clock).state is GateState.ASK
        set_age_band(diary, AgeBand.NOT_SAID)
        assert training_gate(diary, clock).state is GateState.OPEN


def test_growing_older_asks_what_was_never_asked(settled):
    assert settled.causes(1) == set()
    set_age_band(settled.diary, AgeBand.OVER_65)
    assert [one.id for one in settled.due(1).flags] == ["frail_fall"]


def test_a_new_region_asks_again_and_an_old_one_does_not(settled):
    settled.rate(3, 2)
    assert settled.causes(3) == set()
    settled.rate(3, 2, KNEE.mirrored)
    assert settled.causes(3) == {"new_region"}
    assert settled.due(3).urgencies == (Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.SOON)
    settled.answer(3)
    assert settled.causes(4) == set()


@pytest.mark.parametrize(("minutes", "asked"), [(60, False), (61, True)])
def test_what_is_entered_within_the_hour_was_known(settled, minutes, asked):
    later = FixedClock(settled.at(0).now() + dt.timedelta(minutes=minutes))
    record_pain(settled.diary, later, GROIN, 2)
    assert (questions_due(settled.diary, later).causes == (Cause.NEW_REGION,)) is asked


def test_a_new_region_filled_in_for_an_earlier_day_was_known(settled):
    record_pain(settled.diary, settled.at(3), GROIN, 5, day=dt.date(2026, 5, 30))
    assert settled.causes(3) == set()


HIGH = {
    "one day": ([(3, 7)], set()),
    "two days": ([(3, 7), (4, 7)], {"high_pain"}),
    "just below": ([(3, 7), (4, 6.9)], set()),
    "twice on a day": ([(3, 8), (3, 9)], set()),
    "six days apart": ([(3, 7), (9, 7)], {"high_pain"}),
    "seven days apart": ([(3, 7), (10, 7)], set()),
}


@pytest.mark.parametrize(("ratings", "causes"), HIGH.values(), ids=HIGH)
def test_pain_of_seven_on_two_days(settled, ratings, causes):
    for day, value in ratings:
        settled.rate(day, value)
    assert settled.causes(ratings[-1][0]) == causes


def test_pain_that_stays_high_asks_once_a_week(settled):
    asked = []
    for day in range(1, 25):
        settled.rate(day, 8)
        if "high_pain" in settled.causes(day):
            asked.append(day)
            settled.answer(day)
    assert asked == [2, 9, 16, 23]


def test_new_night_pain_asks_once(settled):
    save_check_in(settled.diary, settled.at(2), settled.at(2).now().date(), Sleep.WOKE_OTHERWISE)
    assert settled.causes(2) == set()
    save_check_in(settled.diary, settled.at(3), settled.at(3).now().date(), Sleep.WOKE_WITH_PAIN)
    assert settled.causes(3) == {"night_pain"}
    settled.answer(3, hour=21)
    save_check_in(settled.diary, settled.at(9), settled.at(9).now().date(), Sleep.WOKE_WITH_PAIN)
    assert settled.causes(9) == set(), "no longer new"


@pytest.mark.parametrize(("day", "causes"), [(28, set()), (29, {"night_pain"})])
def test_night_pain_is_new_again_after_four_weeks(settled, day, causes):
    settled.rate(0, 3, activities=(Activity.NIGHT,), hour=19)
    settled.rate(day, 3, activities=(Activity.NIGHT,))
    assert settled.causes(day) == causes


def test_all_is_asked_monthly(settled):
    assert settled.causes(29) == set()
    due = settled.due(30)
    assert due.causes == (Cause.MONTHLY,)
    assert due.urgencies == tuple(Urgency)
    assert {"not_better", "rising"} <= {one.id for one in due.flags}
    assert training_gate(settled.diary, settled.at(30)).state is GateState.ASK
    settled.answer(30)
    assert settled.causes(59) == set()
    assert settled.causes(60) == {"monthly"}


def test_what_was_answered_this_week_is_not_asked_again_with_the_month(settled):
    settled.rate(25, 3, GROIN)
    settled.answer(25)
    assert {one.urgency for one in settled.due(30).flags} >= {Urgency.NOT_SUITABLE}
    assert "ces" not in {one.id for one in settled.due(30).flags}


def test_a_flare_asks(settled):
    ask_questions(settled.diary, settled.at(5))
    assert settled.causes(5, hour=21) == {"flare"}
    assert "giving_way" in {one.id for one in settled.due(5, 21).flags}
    settled.answer(5, hour=21)
    assert settled.causes(5, hour=22) == set()


def test_all_can_be_gone_through_by_choice(settled):
    clock = settled.at(2)
    due = questions_due(settled.diary, clock, chosen_at=clock.now())
    assert due.urgencies == tuple(Urgency)
    answer_questions(settled.diary, clock, Cause.CHOSEN, due.of(Urgency.EMERGENCY), ())
    left = questions_due(settled.diary, clock, chosen_at=clock.now())
    assert left.urgencies == tuple(Urgency)[1:]
    assert settled.due(2).causes == (), "left half-way, nothing is owed"


def test_a_check_left_half_way_goes_on_where_it_was(settled):
    settled.rate(3, 2, GROIN)
    settled.answer(3, only=[Urgency.EMERGENCY])
    assert settled.due(4).urgencies == (Urgency.SAME_DAY, Urgency.SOON)
    assert len(settled.diary.safety.checks()) == 2


# ------------------------------------------------------------------ the gate and being seen


def test_no_session_until_it_is_seen_and_pain_can_always_be_written_down(book, clock):
    book.plan(1, 0, book.item("bridge"))
    locked = RULES.flag("locked")
    answer_questions(book.diary, clock, Cause.CHOSEN, [locked], ["locked"])
    with pytest.raises(SafetyFirstError, match="health professional"):
        start_session(book.diary, clock)
    record_pain(book.diary, clock, KNEE, 8)
    answer_questions(book.diary, clock, Cause.CHOSEN, [locked], [])
    assert training_gate(book.diary, clock).state is GateState.STOP, "a later no lifts no stop"
    (flag,) = raised_flags(book.diary)
    assert flag.state is FlagState.NO_LATER
    today = clock.now().date()
    with pytest.raises(InputError, match="who has seen"):
        save_seen(book.diary, clock, [flag], today, "  ")
    with pytest.raises(InputError, match="still to come"):
        save_seen(book.diary, clock, [flag], today + dt.timedelta(1), "Dr A")
    with pytest.raises(InputError, match="from that day on"):
        save_seen(book.diary, clock, [flag], today - dt.timedelta(1), "Dr A")
    assert book.diary.safety.clearances() == []
    save_seen(book.diary, clock, [flag], today, " Dr  A ", "Rest a week.")
    assert training_gate(book.diary, clock).state is GateState.OPEN
    (flag,) = raised_flags(book.diary)
    assert (flag.state, flag.clearance.who, flag.clearance.day) == (FlagState.SEEN, "Dr A", today)
    start_session(book.diary, clock)


def test_a_clearance_given_before_counts_for_what_is_not_suitable(book, clock):
    flag = RULES.flag("ns_hip_replacement")
    answer_questions(book.diary, clock, Cause.CHOSEN, [flag], [flag.id])
    before = clock.now().date() - dt.timedelta(20)
    save_seen(book.diary, clock, raised_flags(book.diary), before, "The surgeon")
    assert training_gate(book.diary, clock).allows_training


def test_a_slip_can_be_corrected_and_is_remembered(book, clock):
    flag = RULES.flag("ces")
    answer_questions(book.diary, clock, Cause.CHOSEN, [flag], ["ces.bowels"])
    (raised,) = raised_flags(book.diary)
    correct_answer(book.diary, raised.answer, yes=False)
    assert training_gate(book.diary, clock).allows_training
    (before,) = book.diary.history.of(Kind.SAFETY_ANSWER, raised.answer.id)
    assert (before.before["yes"], before.before["symptoms"]) == (1, '["bowels"]')


def test_undo_takes_answers_and_being_seen_back(book, clock):
    flag, stack = RULES.flag("dvt"), UndoStack()
    stack.push(answer_questions(book.diary, clock, Cause.CHOSEN, [flag], [flag.id]))
    stack.push(save_seen(book.diary, clock, raised_flags(book.diary), clock.now().date(), "Dr B"))
    assert training_gate(book.diary, clock).allows_training
    stack.undo(book.diary)
    assert training_gate(book.diary, clock).state is GateState.STOP
    stack.undo(book.diary)
    assert training_gate(book.diary, clock).allows_training
    assert raised_flags(book.diary) == ()
    stack.redo(book.diary)
    assert training_gate(book.diary, clock).state is GateState.STOP


def test_a_tick_that_was_not_asked_is_our_mistake(book, clock):
    with pytest.raises(ValueError, match="not asked"):
        answer_questions(book.diary, clock, Cause.CHOSEN, [RULES.flag("ces")], ["dvt"])


def test_flags_of_a_time_for_the_report(book):
    for day, name in ((0, "cancer"), (10, "sleep"), (20, "locked")):
        flag = RULES.flag(name)
        answer_questions(book.diary, book.at(day), Cause.CHOSEN, [flag], [name])
    found = raised_flags(book.diary, book.day(5), book.day(20))
    assert [(one.answer.flag, one.day) for one in found] == [
        ("locked", book.day(20)), ("sleep", book.day(10)),
    ]  # fmt: skip


def test_the_emergency_number_is_a_setting(book, clock):
    step = RULES.flag("sepsis_unwell").next_step
    assert say_step(book.tr, step, emergency_number(book.diary)).startswith(
        "Call your emergency number now"
    )
    set_emergency_number(book.diary, " 1 1 2 ")
    assert say_step(book.tr, step, emergency_number(book.diary)).startswith("Call 1 1 2 now")
    with pytest.raises(InputError):
        set_emergency_number(book.diary, "1" * 31)


def test_the_gate_says_why_in_one_kind_sentence(person):
    gate = training_gate(person.diary, person.at(0))
    assert "safety questions come before" in gate_sentence(gate).text
    person.answer(0)
    assert gate_sentence(training_gate(person.diary, person.at(0))) is None
