"""The guided session and the diary: whatever is pressed, both tell the same story."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.plan import (
    ExerciseSide,
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
    SetDone,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.library import load_library
from rehabdesk.services.pain_limits import load_traffic_light
from rehabdesk.services.player import Player
from rehabdesk.services.player_steps import (
    EasierTaken,
    ItemSkipped,
    Moved,
    PainRated,
    SetFinished,
    begin_session,
    save_step,
)
from rehabdesk.services.session_state import SessionState, planned_sets, running_session
from rehabdesk.services.sessions import finish_session, start_session

LEFT, RIGHT, BOTH, NONE = ExerciseSide
ITEMS = (
    PlanItem("clam", 0, "clamshell", "hip_strength", BOTH, 2, 3, 2, 30, 3, lift_s=2, lower_s=3),
    PlanItem("bridge", 1, "bridge", "hip_strength", NONE, 1, 2, times_a_week=3),
    PlanItem("plank", 2, "side_plank_knees", "hip_strength", LEFT, 1, None, 20, times_a_week=3),
)


def usual(exercise: str):
    library = load_library()
    return library[exercise].dosage if exercise in library else None


ACTIONS = ("toggle", "next", "back", "pause", "skip", "easier", "rate", "red", "correct", "wait")


def tell(story: dict[str, SetDone], step: object) -> None:
    """Do to the sets what the diary does for a step."""
    none = {"skipped": False, "skip_reason": ""}
    if isinstance(step, SetFinished):
        changes = {"done": step.done, "pain": step.pain, **none}
        story[step.set_id] = dataclasses.replace(story[step.set_id], **changes)
    elif isinstance(step, PainRated):
        story[step.set_id] = dataclasses.replace(story[step.set_id], pain=step.pain)
    elif isinstance(step, ItemSkipped | EasierTaken):
        skipped = isinstance(step, ItemSkipped)
        changes = (
            {"skipped": True, "skip_reason": step.reason}
            if skipped
            else {"exercise": step.exercise, **none}
        )
        for key, one in list(story.items()):
            if one.plan_item_id == step.item_id and one.done is None:
                story[key] = dataclasses.replace(one, **changes)


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.floats(0.1, 90)), max_size=40))
def test_whatever_is_pressed_the_steps_tell_the_same_story(actions):
    version = PlanVersion("v", 1, None, "", "", ITEMS)  # type: ignore[arg-type]
    session = Session("s", None, None, "v", "", SessionStatus.PARTIAL, running=True)  # type: ignore[arg-type]
    state = SessionState(session, version, ITEMS, tuple(planned_sets("s", ITEMS)))
    player = Player(state, load_traffic_light(), usual)
    story = {one.id: one for one in player.sets}
    for name, amount in actions:
        calls = {
            "skip": lambda: player.skip("x"),
            "easier": lambda: player.take_easier("bridge"),
            "rate": lambda: player.rate(4),
            "red": lambda: player.rate(9),
            "correct": lambda amount=amount: player.correct(int(amount)),
            "wait": lambda amount=amount: player.advance(amount),
        }
        calls.get(name, lambda name=name: getattr(player, name)())()
        for step in player.take_steps():
            tell(story, step)
        assert tuple(story.values()) == player.sets
        assert 0 <= player.done_so_far <= player.current.planned
        assert 0 <= player.part <= 1


def test_every_step_reaches_the_diary(book):
    plan = book.plan(
        1, 0, book.item("clamshell", BOTH, rest_s=30, lift_s=2, lower_s=3), book.item("bridge")
    )
    start_session(book.diary, book.at(0))
    player = Player(running_session(book.diary), load_traffic_light(), usual)

    def save() -> None:
        for step in player.take_steps():
            save_step(book.diary, step)
        assert running_session(book.diary).sets == player.sets

    player.toggle()
    player.advance(50)
    player.rate(4)
    save()
    player.advance(30 + 12)
    player.rate(7)
    save()
    player.take_easier("iso_hip_abduction")
    save()
    player.skip("tired")
    save()
    assert running_session(book.diary).current_item.id == plan.items[1].id
    player.toggle()
    player.advance(500)
    player.correct(12)
    save()
    session_id = running_session(book.diary).session.id
    finish_session(book.diary, book.at(0, 21), session_id)
    with pytest.raises(InputError, match="over already"):
        save_step(book.diary, Moved(plan.items[0].id))


def test_a_session_begins_with_its_pain_entries_in_one_change(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"))
    knee, hip = SidedRegion("knee_inner", Side.LEFT), SidedRegion("hip_outer", Side.RIGHT)
    changes = begin_session(book.diary, book.at(0), plan.items[:1], {knee: 2, hip: 5})
    state = running_session(book.diary)
    assert (state.session.pain_before, len(state.items)) == (5, 1)
    assert {one.where: one.value for one in book.diary.pain.on_day(book.day(0))} == {
        knee: 2,
        hip: 5,
    }
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert running_session(book.diary) is None
    assert book.diary.pain.on_day(book.day(0)) == []


def test_a_session_can_begin_without_ratings(book):
    plan = book.plan(1, 0, book.item("bridge"))
    begin_session(book.diary, book.at(0), plan.items, {})
    assert running_session(book.diary).session.pain_before is None
    with pytest.raises(InputError, match="going on already"):
        begin_session(book.diary, book.at(0), plan.items, {SidedRegion("groin", Side.LEFT): 3})
    assert book.diary.pain.on_day(book.day(0)) == []


def test_pain_in_general_stays_with_the_session(book):
    plan = book.plan(1, 0, book.item("bridge"))
    begin_session(book.diary, book.at(0), plan.items, {}, 4)
    assert running_session(book.diary).session.pain_before == 4
    assert book.diary.pain.on_day(book.day(0)) == []
