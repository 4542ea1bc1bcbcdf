"""The guided session: every second of it on a clock of the test's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from rehabdesk.domain.plan import (
    ExerciseSide,
    PainLimits,
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
    SetDone,
)
from rehabdesk.services.library import load_library
from rehabdesk.services.pain_limits import Zone, load_traffic_light
from rehabdesk.services.player import Player, Stage
from rehabdesk.services.player_steps import (
    EasierTaken,
    ItemSkipped,
    Moved,
    PainRated,
    SetFinished,
)
from rehabdesk.services.session_state import SessionState, planned_sets

LEFT, RIGHT, BOTH, NONE = ExerciseSide
CLAM = PlanItem(
    "clam", 0, "clamshell", "hip_strength", BOTH, 2, 3, hold_s=2, rest_s=30, times_a_week=3,
    lift_s=2, lower_s=3,
)  # fmt: skip
BRIDGE = PlanItem("bridge", 1, "bridge", "hip_strength", NONE, 1, 2, times_a_week=3)
PLANK = PlanItem(
    "plank", 2, "side_plank_knees", "hip_strength", LEFT, 1, None, hold_s=20, times_a_week=3
)
#: Seconds of one repetition of CLAM, and of a whole set.
REP, SET = 7, 21


def state_of(*items: PlanItem, sets: Sequence[SetDone] = (), place: str = "") -> SessionState:
    version = PlanVersion("v", 1, None, "", "", items)  # type: ignore[arg-type]
    session = Session("s", None, None, "v", "", SessionStatus.PARTIAL, running=True, place=place)  # type: ignore[arg-type]
    return SessionState(session, version, items, tuple(sets or planned_sets("s", items)))


def player_of(*items: PlanItem, limits: PainLimits | None = None) -> Player:
    state = state_of(*items)
    if limits:
        state = dataclasses.replace(
            state, version=dataclasses.replace(state.version, limits=limits)
        )
    return Player(state, load_traffic_light(), usual)


def usual(exercise: str):
    library = load_library()
    return library[exercise].dosage if exercise in library else None


def where(player: Player) -> tuple[str, ExerciseSide, int]:
    return player.item.id, player.current.side, player.current.number


def done(player: Player) -> list[int | None]:
    return [one.done for one in player.sets]


def test_nothing_moves_until_the_person_begins():
    player = player_of(CLAM)
    player.advance(1000)
    assert (player.stage, player.seconds, player.phase) == (Stage.READY, 0, "rest")
    player.toggle()
    assert (player.stage, player.phase, player.seconds_left) == (Stage.MOVING, "lift", 2)


@pytest.mark.parametrize(
    ("seconds", "repetition", "phase", "left"),
    [
        (0, 1, "lift", 2),
        (1.2, 1, "lift", 1),
        (2, 1, "hold", 2),
        (3.9, 1, "hold", 1),
        (4, 1, "lower", 3),
        (6.5, 1, "lower", 1),
        (7, 2, "lift", 2),
        (13.99, 2, "lower", 1),
        (20.9, 3, "lower", 1),
    ],
)
def test_a_set_in_its_tempo(seconds, repetition, phase, left):
    player = player_of(CLAM)
    player.toggle()
    player.advance(seconds)
    assert (player.repetition, player.phase, player.seconds_left) == (repetition, phase, left)


def test_small_steps_of_time_add_up_to_the_same():
    player = player_of(CLAM)
    player.toggle()
    for _ in range(700):
        player.advance(0.01)
    assert (player.repetition, player.phase) == (2, "lift")


def test_a_whole_session_by_the_clock_alone():
    player = player_of(CLAM, BRIDGE, PLANK)
    player.toggle()
    player.advance(SET)
    assert (player.stage, player.seconds_left, where(player)) == (
        Stage.RESTING, 30, ("clam", LEFT, 2),
    )  # fmt: skip
    player.advance(29)
    assert player.seconds_left == 1
    player.advance(1 + SET)  # the second set of the same side begins by itself
    assert (player.stage, where(player)) == (Stage.RESTING, ("clam", RIGHT, 1))
    player.advance(30 + 500)  # the other side waits for the person
    assert (player.stage, player.seconds) == (Stage.READY, 0)
    player.toggle()
    player.advance(SET + 30 + SET)
    assert (player.stage, where(player)) == (Stage.READY, ("bridge", NONE, 1))
    assert player.timing.tempo.repetition == 2 + 2  # nothing prescribed: the rule's tempo
    player.toggle()
    player.advance(10)
    player.toggle()
    assert (player.phase, player.seconds_left) == ("lift", 2)
    player.advance(2)
    assert (player.phase, player.seconds_left, player.timing.timed) == ("hold", 20, True)
    player.advance(19.9)
    assert (player.seconds_left, player.stage) == (1, Stage.MOVING)
    player.advance(0.1)
    assert (player.stage, done(player)) == (Stage.OVER, [3, 3, 3, 3, 2, 20])
    steps = player.take_steps()
    assert [type(one) for one in steps] == [SetFinished] * 4 + [
        Moved,
        SetFinished,
        Moved,
        SetFinished,
    ]
    assert player.take_steps() == []


def test_pause_stops_the_time_in_sets_and_rests():
    player = player_of(CLAM)
    player.toggle()
    player.advance(3)
    player.toggle()
    player.advance(100)
    assert (player.paused, player.seconds) == (True, 3)
    player.toggle()
    player.advance(SET - 3 + 10)
    player.pause()
    player.pause()
    player.advance(100)
    assert (player.stage, player.seconds_left, player.paused) == (Stage.RESTING, 20, True)


def test_next_saves_what_was_done_and_ends_the_rest():
    player = player_of(CLAM, BRIDGE)
    player.toggle()
    player.advance(2 * REP + 3)
    player.next()
    assert (done(player)[0], player.stage) == (2, Stage.RESTING)
    player.next()
    assert (player.stage, where(player)) == (Stage.MOVING, ("clam", LEFT, 2))
    player.next()  # nothing done yet: on to the other side, the set stays open
    assert (player.stage, where(player)) == (Stage.READY, ("clam", RIGHT, 1))
    player.next()
    assert where(player) == ("bridge", NONE, 1)
    player.next()
    assert player.stage is Stage.OVER
    assert done(player) == [2, None, None, None, None]
    player.back()
    assert (player.stage, where(player)) == (Stage.READY, ("bridge", NONE, 1))


def test_back_begins_the_set_again_then_goes_to_the_one_before():
    player = player_of(CLAM)
    player.toggle()
    player.advance(SET)
    player.back()  # in the rest: the set that was just done
    assert (player.stage, where(player)) == (Stage.READY, ("clam", LEFT, 1))
    player.toggle()
    player.advance(REP)
    player.back()
    assert (where(player), player.seconds) == (("clam", LEFT, 1), 0)
    player.back()
    assert where(player) == ("clam", LEFT, 1)
    player.toggle()
    player.advance(SET)
    player.next()
    player.back()
    assert where(player) == ("clam", LEFT, 1)
    assert done(player)[0] == 3  # going back loses nothing


def test_correcting_the_last_set_also_upwards():
    player = player_of(CLAM)
    player.correct(5)
    assert player.take_steps() == []
    player.toggle()
    player.advance(SET)
    player.rate(1)
    player.take_steps()
    player.correct(5)
    assert player.take_steps() == [SetFinished(player.sets[0].id, 5, 1)]
    player.correct(-2)
    assert player.sets[0].done == 0


@pytest.mark.parametrize(
    ("pain", "zone"), [(0, Zone.GREEN), (2, Zone.GREEN), (3, Zone.AMBER), (5, Zone.AMBER)]
)
def test_green_and_amber_go_on(pain, zone):
    player = player_of(CLAM)
    player.toggle()
    player.advance(3)
    player.rate(pain)
    assert (player.zone, player.runs) == (zone, True)
    assert player.take_steps() == [PainRated(player.current.id, pain)]
    player.advance(SET - 3)
    assert player.take_steps() == [SetFinished(player.last.id, 3, pain)]


def test_red_stops_the_exercise_and_offers_no_way_on():
    player = player_of(CLAM, BRIDGE)
    player.toggle()
    player.advance(8)
    player.rate(6)
    assert (player.stage, player.zone, player.runs) == (Stage.STOPPED, Zone.RED, False)
    before = (player.seconds, where(player))
    for act in (player.toggle, player.next, player.back, player.pause):
        act()
    player.advance(60)
    assert (player.stage, (player.seconds, where(player))) == (Stage.STOPPED, before)
    player.take_steps()
    player.skip("pain")
    assert done(player) == [1, None, None, None, None]
    assert [one.skipped for one in player.sets] == [False, True, True, True, False]
    assert where(player) == ("bridge", NONE, 1)
    assert player.take_steps() == [
        SetFinished(player.sets[0].id, 1, 6), ItemSkipped("clam", "pain"), Moved("bridge"),
    ]  # fmt: skip


def test_a_plans_own_limit_stops_earlier():
    player = player_of(CLAM, limits=PainLimits(1, 3))
    player.rate(3)
    assert player.stage is Stage.READY
    player.rate(4)
    assert player.stage is Stage.STOPPED


def test_a_slip_of_the_finger_can_be_corrected_and_then_waits():
    player = player_of(CLAM)
    player.toggle()
    player.advance(5)
    player.rate(7)
    player.rate(2)
    assert (player.stage, player.paused, player.seconds) == (Stage.MOVING, True, 5)
    player.toggle()
    player.advance(SET - 5)
    assert player.last.pain == 2


def test_the_easier_version_after_red_keeps_what_hurt():
    player = player_of(CLAM)
    player.toggle()
    player.advance(1)
    player.rate(8)
    player.take_steps()
    player.take_easier("iso_hip_abduction")
    assert player.take_steps() == [EasierTaken("clam", "iso_hip_abduction")]
    assert {one.exercise for one in player.sets} == {"iso_hip_abduction"}
    assert (player.stage, player.pain, where(player)) == (Stage.READY, None, ("clam", LEFT, 1))
    tempo = usual("iso_hip_abduction")
    assert player.timing.tempo.hold == tempo.hold_s
    player.rate(1)
    player.toggle()
    player.advance(3 * player.timing.tempo.repetition)
    assert (player.sets[0].done, player.sets[0].pain) == (3, 8)
    player.rate(0)
    assert player.sets[0].pain == 0  # the rest has its own rating, and it is about this set


def test_easier_in_the_middle_saves_the_repetitions_and_goes_to_the_next_set():
    player = player_of(CLAM)
    player.toggle()
    player.advance(REP + 1)
    player.rate(7)
    player.take_easier("iso_hip_abduction")
    assert (player.sets[0].done, player.sets[0].pain, player.sets[0].exercise) == (
        1,
        7,
        "clamshell",
    )
    assert (where(player), player.current.exercise) == (("clam", LEFT, 2), "iso_hip_abduction")


def test_easier_in_words_keeps_the_exercise():
    player = player_of(CLAM)
    player.take_easier(None)
    assert (player.take_steps(), player.current.exercise) == ([], "clamshell")


def test_pain_rated_in_the_rest_is_about_the_set_before_it():
    player = player_of(CLAM)
    player.toggle()
    player.advance(SET)
    player.rate(6)
    assert (player.stage, player.sets[0].pain) == (Stage.STOPPED, 6)
    player.take_easier("iso_hip_abduction")
    assert (player.stage, where(player)) == (Stage.READY, ("clam", LEFT, 2))
    assert player.sets[0].exercise == "clamshell"


def test_skipping_and_leaving_keep_what_was_done():
    player = player_of(CLAM, BRIDGE)
    player.skip("no time")
    assert [one.skip_reason for one in player.sets] == ["no time"] * 4 + [""]
    player.toggle()
    player.advance(6)
    player.leave()
    assert (player.stage, done(player)[-1]) == (Stage.OVER, 1)


def test_walking_goes_on_instead_of_being_held():
    walk = PlanItem("w", 0, "walk_retraining", "walking", NONE, 1, None, hold_s=300, times_a_week=3)
    player = player_of(walk)
    assert (player.timing.moves_on, player.timing.tempo.lift) == (True, 0)
    player.toggle()
    player.advance(61)
    player.next()
    assert done(player) == [61]


def test_it_begins_where_the_session_was_left():
    sets = planned_sets("s", [CLAM, BRIDGE])
    sets[0] = dataclasses.replace(sets[0], done=3)
    player = Player(state_of(CLAM, BRIDGE, sets=sets, place="clam"), load_traffic_light(), usual)
    assert (player.stage, where(player), player.last) == (Stage.READY, ("clam", LEFT, 2), None)
    assert player.item_share("clam") == 0.25
    over = [dataclasses.replace(one, done=1) for one in sets]
    ended = Player(state_of(CLAM, BRIDGE, sets=over), load_traffic_light(), usual)
    assert ended.stage is Stage.OVER
