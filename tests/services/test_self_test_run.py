"""One go at a self-test: practice first, the clock, which tries are taken, when pain ends it."""

from __future__ import annotations

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import Side
from rehabdesk.services.measures.recording import Trial
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.services.measures.run import Phase, TestRun

TESTS = load_self_tests()


def begin(test: str) -> TestRun:
    run = TestRun(TESTS[test])
    run.practised()
    return run


def clock(run: TestRun) -> None:
    """Start the clock without the seconds to get ready."""
    run.start()
    run.start()


def hold(run: TestRun, seconds: float) -> None:
    clock(run)
    run.pass_time(seconds)
    run.stop()


@pytest.mark.parametrize("test", sorted(set(TESTS) - {"chair30"}))
def test_practice_comes_first_on_each_side(test: str) -> None:
    run = TestRun(TESTS[test])
    assert run.phase is Phase.PRACTISE
    clock(run)
    run.pass_time(3)
    run.stop()
    assert (run.phase, run.tries) == (Phase.PRACTISE, ())
    run.practised()
    assert run.phase is Phase.READY
    run.enough()
    run.rate(None)
    assert run.phase is (Phase.PRACTISE if TESTS[test].by_side else Phase.DONE)


def test_three_tries_of_which_the_best_counts() -> None:
    run = begin("sl_stance")
    for number, seconds in enumerate((12.34, 30.06, 21.0), 1):
        assert run.try_number == number
        hold(run, seconds)
    assert (run.phase, run.tries, run.score) == (Phase.PAIN, (12.3, 30.1, 21.0), 30.1)
    run.rate(2)
    assert (run.side, run.phase) == (Side.RIGHT, Phase.PRACTISE)
    run.practised()
    hold(run, 40)
    run.enough()
    run.rate(None)
    assert run.phase is Phase.DONE
    assert run.trials == [
        Trial(Side.LEFT, (12.3, 30.1, 21.0), 2),
        Trial(Side.RIGHT, (40.0,), None),
    ]


def test_the_clock_ends_at_the_cap() -> None:
    run = begin("sl_stance")
    clock(run)
    run.pass_time(44.9)
    assert run.phase is Phase.RUNNING
    assert run.part == pytest.approx(44.9 / 45)
    run.pass_time(0.2)
    assert run.tries == (45.0,)


def test_some_seconds_to_get_ready_come_before_the_clock() -> None:
    run = begin("sl_stance")
    run.start()
    assert (run.phase, run.seconds, run.part) == (Phase.LEAD_IN, 5, 0)
    run.pass_time(4.9)
    assert run.phase is Phase.LEAD_IN
    # What is more than the seconds to get ready belongs to the try.
    run.pass_time(0.3)
    assert run.phase is Phase.RUNNING
    assert run.seconds == pytest.approx(0.2)
    run.pass_time(9.8)
    run.stop()
    assert run.tries == (10.0,)
    run.start()
    run.give_up_try()
    assert run.phase is Phase.READY


def test_time_passes_only_while_a_try_runs() -> None:
    run = begin("sl_stance")
    run.pass_time(10)
    assert run.seconds == 0
    hold(run, 5)
    run.pass_time(10)
    assert run.tries == (5.0,)


def test_counting_down_asks_for_the_count_and_the_second_try_counts() -> None:
    run = TestRun(TESTS["chair30"], "arms_crossed")
    assert (run.phase, run.side) == (Phase.READY, Side.NONE)
    clock(run)
    assert run.seconds == 30
    run.pass_time(12.5)
    assert run.seconds == 17.5
    run.pass_time(17.5)
    assert run.phase is Phase.COUNT
    run.enter(14)
    assert (run.phase, run.score) == (Phase.READY, None)
    clock(run)
    run.pass_time(30)
    run.enter(12)
    assert (run.phase, run.score) == (Phase.PAIN, 12)


def test_a_countdown_that_is_stopped_early_does_not_count() -> None:
    run = TestRun(TESTS["chair30"], "arms_crossed")
    hold(run, 29.9)
    assert (run.phase, run.tries) == (Phase.READY, ())


def test_a_score_that_cannot_be_is_refused_and_can_be_typed_again() -> None:
    run = begin("step_down")
    with pytest.raises(InputError):
        run.enter(7)
    assert (run.phase, run.tries) == (Phase.READY, ())
    run.enter(0)
    assert (run.phase, run.tries) == (Phase.PAIN, (0.0,))


def test_a_time_can_be_typed_instead() -> None:
    run = begin("sl_stance")
    run.type_instead()
    assert run.phase is Phase.COUNT
    with pytest.raises(InputError):
        run.enter(-2)
    run.enter(61.5)
    # As with the clock, the test ends at its cap.
    assert (run.phase, run.tries) == (Phase.READY, (45.0,))
    run.type_instead()
    run.give_up_try()
    assert (run.phase, run.tries) == (Phase.READY, (45.0,))
    down = TestRun(TESTS["chair30"], "arms_crossed")
    down.type_instead()
    assert down.phase is Phase.READY


def test_a_try_can_be_given_up_or_taken_back() -> None:
    run = begin("hip_abd_hold")
    clock(run)
    run.pass_time(4)
    run.give_up_try()
    assert (run.phase, run.seconds, run.tries) == (Phase.READY, 0, ())
    hold(run, 8)
    assert run.phase is Phase.PAIN
    run.take_back()
    assert (run.phase, run.tries) == (Phase.READY, ())
    run.take_back()
    assert run.phase is Phase.READY


# name: pain on the first side; where it is then
PAIN = {
    "unknown goes on": (None, Phase.PRACTISE),
    "none": (0, Phase.PRACTISE),
    "5 goes on": (5, Phase.PRACTISE),
    "6 ends the test": (6, Phase.DONE),
}


@pytest.mark.parametrize("row", PAIN.values(), ids=PAIN)
def test_pain_above_five_ends_the_test(row: tuple[float | None, Phase]) -> None:
    pain, phase = row
    run = begin("hip_abd_hold")
    hold(run, 20)
    run.rate(pain)
    assert run.phase is phase
    assert run.stopped is (phase is Phase.DONE)


def test_stopping_because_it_hurts_before_the_first_try() -> None:
    run = TestRun(TESTS["hip_abd_hold"])
    assert not run.begun
    run.enough()
    run.rate(8)
    assert (run.phase, run.begun) == (Phase.DONE, True)
    assert run.trials == [Trial(Side.LEFT, (), 8)]


def test_a_side_left_out_is_missing_and_not_zero() -> None:
    run = begin("slb_hold")
    hold(run, 20)
    run.rate(1)
    run.enough()
    run.rate(None)
    assert run.trials == [Trial(Side.LEFT, (20.0,), 1)]


def test_nothing_is_done_out_of_turn() -> None:
    run = begin("slb_hold")
    run.rate(3)
    run.enter(12)
    run.stop()
    assert (run.phase, run.begun) == (Phase.READY, False)
    hold(run, 5)
    clock(run)
    assert run.phase is Phase.PAIN
