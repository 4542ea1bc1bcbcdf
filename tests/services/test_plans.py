"""Plans: templates, drafts, versions, what a change changes, pauses and reminders."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import Position
from rehabdesk.domain.plan import (
    Band,
    ExerciseSide,
    OwnExercise,
    PainLimits,
    PlanItem,
    Reminder,
)
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.library import load_library
from rehabdesk.services.pain_limits import Zone, load_traffic_light
from rehabdesk.services.plan_drafts import PlanDraft, draft_from_template, draft_of, item_of
from rehabdesk.services.plan_rules import (
    estimated_minutes,
    group_by_position,
    item_seconds,
    plan_warnings,
)
from rehabdesk.services.plan_templates import load_templates
from rehabdesk.services.plan_texts import dosage_text, plan_changes
from rehabdesk.services.plans import (
    current_version,
    delete_pause,
    due_reminder,
    end_pause,
    save_own_exercise,
    save_plan,
    save_reminder,
    start_pause,
)

LIBRARY = load_library()
#: A picture of 1 by 1 as its head says; the rest is nothing.
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\1" * 2 + b"0" * 9


def draft(*names: str) -> PlanDraft:
    made = PlanDraft(title="Mine")
    for name in names:
        made = made.with_exercise(LIBRARY[name])
    return made


def test_templates_are_whole_small_and_lead_somewhere():
    templates = load_templates()
    ids = [one.id for one in templates]
    assert ids == [
        "sore_start", "hip_strength_1", "hip_strength_2", "hip_strength_3", "front_knee",
        "inner_knee", "outer_hip", "maintenance",
    ]  # fmt: skip
    for one in templates:
        assert one.next is None or one.next in ids
        assert all(region in load_regions() for region in one.regions)
        assert one.source
        exercises = [LIBRARY[item.exercise] for item in one.items]
        assert len({item.id for item in exercises}) == len(one.items) <= 5
        assert all(exercise.level <= one.level + 1 for exercise in exercises)
    # What presses on a sore outer hip is not prescribed for one.
    outer = next(one for one in templates if one.id == "outer_hip")
    assert {"cross_body_glute", "itb_tfl"}.isdisjoint(item.exercise for item in outer.items)


def test_every_template_can_be_saved(book):
    for number, template in enumerate(load_templates()):
        made = draft_from_template(template, book.index, book.tr, ExerciseSide.LEFT)
        save_plan(book.diary, book.at(number), made, book.index, book.day(number))
        saved = current_version(book.diary, book.day(number))
        assert saved.title == book.tr.say(template.title)
        assert plan_warnings(saved.items) == []
        assert 3 <= estimated_minutes(saved.items) <= 45
    sides = {item.exercise: item.side for item in saved.items}
    assert sides["step_up"] is ExerciseSide.LEFT


def test_a_draft_is_edited_step_by_step():
    made = draft("clamshell", "bridge", "figure4")
    clam, bridge, stretch = made.items
    assert [item.position for item in made.items] == [0, 1, 2]
    assert made.moved(stretch.id, 0).items[0].exercise == "figure4"
    assert [one.position for one in made.moved(clam.id, 2).items] == [0, 1, 2]
    assert [one.exercise for one in made.without(bridge.id).items] == ["clamshell", "figure4"]
    slower = dataclasses.replace(bridge, lower_s=4)
    assert made.with_changed(slower).item(bridge.id).lower_s == 4
    assert (clam.side, bridge.side) == (ExerciseSide.BOTH, ExerciseSide.NONE)
    assert (clam.sets, clam.reps, clam.hold_s, clam.times_a_week) == (3, 12, 2, 3)


def test_a_change_is_a_new_version_and_the_old_one_stays(book):
    first = draft("clamshell", "bridge")
    save_plan(book.diary, book.at(0), first, book.index, book.day(0))
    (one,) = book.diary.plans.versions()
    again = draft_of(one).with_exercise(LIBRARY["step_up"])
    changes = save_plan(book.diary, book.at(10), again, book.index, book.day(12))
    versions = book.diary.plans.versions()
    assert versions[0] == one
    assert [item.exercise for item in versions[1].items] == ["clamshell", "bridge", "step_up"]
    assert {item.id for item in versions[1].items}.isdisjoint(item.id for item in one.items)
    assert current_version(book.diary, book.day(11)) == one
    assert current_version(book.diary, book.day(12)).number == 2
    assert current_version(book.diary, book.day(-1)) is None
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert book.diary.plans.versions() == [one]


def test_what_was_prescribed_cannot_be_rewritten(book):
    made = draft("clamshell")
    save_plan(book.diary, book.at(10), made, book.index, book.day(0))  # the first: any day
    with pytest.raises(InputError, match="today at the earliest"):
        save_plan(book.diary, book.at(10), made, book.index, book.day(9))
    save_plan(book.diary, book.at(10), made, book.index, book.day(10))


BAD = {
    "no sets": {"sets": 0},
    "negative sets": {"sets": -3},
    "too many": {"sets": 21},
    "no reps": {"reps": 0},
    "no time": {"reps": None, "hold_s": None},
    "neither": {"times_a_week": None},
    "both": {"weekdays": (1,)},
    "eight days": {"times_a_week": 8},
    "negative rest": {"rest_s": -1},
    "unknown": {"exercise": "no_such"},
    "long cue": {"cue": "x" * 1001},
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_an_impossible_dosage_is_refused(book, change):
    made = draft("clamshell")
    wrong = dataclasses.replace(made.items[0], **change)
    with pytest.raises(InputError):
        save_plan(book.diary, book.at(0), made.with_changed(wrong), book.index, book.day(0))
    assert book.diary.plans.versions() == []


def test_limits_are_checked_and_kept(book):
    made = dataclasses.replace(draft("clamshell"), limits=PainLimits(3, 2))
    with pytest.raises(InputError, match="limits"):
        save_plan(book.diary, book.at(0), made, book.index, book.day(0))
    made = dataclasses.replace(made, limits=PainLimits(1, 4), author="Ms Adler")
    save_plan(book.diary, book.at(0), made, book.index, book.day(0))
    saved = current_version(book.diary, book.day(0))
    assert (saved.limits, saved.author) == (PainLimits(1, 4), "Ms Adler")


@pytest.mark.parametrize(
    ("pain", "limits", "zone"),
    [
        (0, None, Zone.GREEN),
        (2, None, Zone.GREEN),
        (2.5, None, Zone.AMBER),
        (3, None, Zone.AMBER),
        (5, None, Zone.AMBER),
        (6, None, Zone.RED),
        (10, None, Zone.RED),
        (2, PainLimits(1, 4), Zone.AMBER),
        (5, PainLimits(1, 4), Zone.RED),
    ],
)
def test_traffic_light(pain, limits, zone):
    assert load_traffic_light().zone(pain, limits) is zone


def test_the_next_morning():
    light = load_traffic_light()
    assert light.morning_is_worse(3, 4) is True
    assert light.morning_is_worse(3, 3.5) is False
    assert light.morning_is_worse(None, 4) is None
    assert light.morning_is_worse(3, None) is None


def test_minutes_by_hand():
    # 2 sides × 3 sets × 12 × (2 + 2 + 2) s and 5 rests of 45 s: 432 + 225.
    clam = item_of(LIBRARY["clamshell"])
    assert item_seconds(clam) == 6 * 12 * 6 + 5 * 45
    # A timed set: 600 s, nothing to rest.
    walk = item_of(LIBRARY["walk_retraining"])
    assert item_seconds(walk) == 600
    assert estimated_minutes([clam, walk]) == -(-(657 + 600 + 30) // 60)
    assert estimated_minutes([]) == 0
    # No tempo: two seconds each way.
    assert item_seconds(item_of(LIBRARY["mini_squat"])) == 3 * 12 * 4 + 2 * 60


def test_more_than_five_exercises_are_warned_of_with_the_reason(book):
    names = ["clamshell", "bridge", "step_up", "quad_set", "figure4"]
    assert plan_warnings(draft(*names).items) == []
    (warning,) = plan_warnings(draft(*names, "wall_sit").items)
    assert "kept up more often" in book.tr.say(warning)


def test_items_are_grouped_by_position_lying_first(book):
    made = draft("step_up", "clamshell", "bridge", "mini_squat")
    strange = dataclasses.replace(made.items[0], id="x", exercise="gone")
    groups = group_by_position([*made.items, strange], book.index)
    assert [(place, [one.exercise for one in items]) for place, items in groups] == [
        (Position.LYING, ["bridge"]),
        (Position.SIDE_LYING, ["clamshell"]),
        (Position.STANDING, ["step_up", "mini_squat"]),
        (None, ["gone"]),
    ]


def test_dosage_in_words(book):
    full = PlanItem(
        "i", 0, "clamshell", "hip_strength", ExerciseSide.LEFT, 3, 12, 2, 45, None, (1, 4), "",
        2, 3, "1 kg", Band.LIGHT,
    )  # fmt: skip
    assert dosage_text(full, book.tr) == (
        "3 × 12 · left side · hold 2 s · 2 s there, 3 s back · rest 45 s · light band · 1 kg · "
        "on Mon and Thu"
    )
    walk = item_of(LIBRARY["walk_retraining"])
    assert dosage_text(walk, book.tr) == "1 × 10 min · 5 times a week"
    once = dataclasses.replace(full, reps=None, hold_s=30, weekdays=(), times_a_week=1)
    assert "3 × 30 s" in dosage_text(once, book.tr)
    assert dosage_text(once, book.tr).endswith("once a week")


def said(book, old, new):
    return [book.tr.say(one.text) for one in plan_changes(old, new, book.index, book.tr)]


def test_what_changes_is_said_in_the_order_of_the_new_plan(book):
    old = draft("clamshell", "bridge", "figure4")
    clam, bridge, stretch = old.items
    more = dataclasses.replace(clam, sets=4)
    new = PlanDraft("Mine").with_items([more, bridge, item_of(LIBRARY["quad_set"])])
    assert said(book, old, new) == [
        "Clamshell: 4 × 12 · each side · hold 2 s · 2 s there, 2 s back · rest 45 s · "
        "3 times a week instead of 3 × 12 · each side · hold 2 s · 2 s there, 2 s back · "
        "rest 45 s · 3 times a week.",
        "New: Quad set – 2 × 10 · each side · hold 5 s · rest 20 s · 7 times a week.",
        "No longer: Figure-4 buttock stretch.",
    ]
    assert said(book, old, old) == []
    assert said(book, None, draft("quad_set"))[0].startswith("New: Quad set")
    assert said(book, old, old.moved(stretch.id, 0)) == ["The exercises come in another order."]
    named = dataclasses.replace(old, title="Other", limits=PainLimits(1, 4))
    assert said(book, old, named) == [
        "It is called “Other” now.",
        "Pain limits: green up to 1, amber up to 4.",
    ]
    fixed = old.with_changed(dataclasses.replace(bridge, fixed=True))
    assert said(book, old, fixed) == ["Bridge: the dosage is to stay as it is."]
    hint = old.with_changed(dataclasses.replace(bridge, cue="{x} <b>"))
    assert said(book, old, hint) == ["Bridge: another hint."]


def test_pauses(book):
    start_pause(book.diary, book.day(2), None, "A trip")
    (pause,) = book.diary.plan_extras.pauses()
    with pytest.raises(InputError, match="already"):
        start_pause(book.diary, book.day(9), book.day(10))
    changes = end_pause(book.diary, pause.id, book.day(5))
    assert book.diary.plan_extras.pauses()[0].last == book.day(5)
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert book.diary.plan_extras.pauses()[0].last is None
    with pytest.raises(InputError, match="before it begins"):
        start_pause(book.diary, book.day(1), book.day(0))
    end_pause(book.diary, pause.id, book.day(1))
    assert book.diary.plan_extras.pauses() == []
    start_pause(book.diary, book.day(9), book.day(10))
    delete_pause(book.diary, book.diary.plan_extras.pauses()[0].id)
    assert book.diary.plan_extras.pauses() == []


def test_own_exercises_with_a_picture(book):
    own = OwnExercise("00000000-0000-4000-8000-000000000001", " Stairs ", "work")
    save_own_exercise(book.diary, own, PNG)
    save_own_exercise(book.diary, dataclasses.replace(own, name="Stairs at work", picture="eA=="))
    (kept,) = book.diary.plans.own_exercises()
    assert (kept.name, kept.picture) == ("Stairs at work", "eA==")
    for wrong in (b"<svg>", PNG + b"0" * 1_000_001):
        with pytest.raises(InputError, match="picture"):
            save_own_exercise(book.diary, own, wrong)
    with pytest.raises(InputError, match="name"):
        save_own_exercise(book.diary, dataclasses.replace(own, name="  "))


def test_reminders_speak_once_at_their_time(book):
    evening = Reminder("r1", dt.time(18, 30), (1, 3))
    late = Reminder("r2", dt.time(22, 0), (), enabled=False)
    save_reminder(book.diary, evening)
    save_reminder(book.diary, late)
    reminders = book.diary.plan_extras.reminders()
    assert reminders == [evening, late]
    noon, night = book.at(0, 12).now(), book.at(0, 23).now()
    assert due_reminder(reminders, noon, book.at(0, 18).now()) is None
    assert due_reminder(reminders, noon, night) == evening
    assert due_reminder(reminders, night, book.at(1, 23).now()) is None  # Tuesday
    # Asleep since Sunday: Monday's time has passed meanwhile.
    assert due_reminder(reminders, book.at(-1, 12).now(), book.at(0, 19).now()) == evening
