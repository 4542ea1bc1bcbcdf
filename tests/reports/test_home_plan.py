"""What is on the home plan: order, sides, dosage, days off, the pain row, limits and stop signs."""

from __future__ import annotations

import base64
import datetime as dt
import json

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import Band, ExerciseSide, PainLimits
from rehabdesk.domain.regions import Side
from rehabdesk.reports.home_plan import home_plan_document
from rehabdesk.reports.pages import fit_for_qt
from rehabdesk.resources import resource_path
from rehabdesk.services.home_plan import save_home_plan
from rehabdesk.services.language import translator_for
from rehabdesk.services.rule_texts import pain_limits, stop_parts

TR = translator_for("en_GB")


def dose(desk) -> dict[str, str]:
    (one,) = desk.plan().exercises
    return {part.label: part.value for part in (*one.dose, *one.lines)}


def test_exercises_come_by_position(desk, item) -> None:
    desk.prescribe(*map(item, ("step_up", "bridge", "clamshell", "dead_bug", "sit_to_stand")))
    assert [(one.group, one.name) for one in desk.plan().exercises] == [
        ("Lying down", "Bridge"),
        ("Lying down", "Dead bug"),
        ("Lying on your side", "Clamshell"),
        ("Sitting", "Sit to stand"),
        ("Standing", "Step-up"),
    ]


@pytest.mark.parametrize(
    ("name", "side", "tag", "one_side", "rows", "end"),
    [
        ("clamshell", ExerciseSide.LEFT, "LEFT SIDE", True, ("left",), "2  End"),
        ("clamshell", ExerciseSide.RIGHT, "RIGHT SIDE", True, ("right",), "2  End"),
        ("clamshell", ExerciseSide.BOTH, "BOTH SIDES", False, ("left", "right"),
         "2  End (right side)"),
        ("bridge", ExerciseSide.NONE, "BOTH TOGETHER", False, ("",), "2  End"),
        ("dead_bug", ExerciseSide.NONE, "IN TURN", False, ("",), "2  End"),
    ],
)  # fmt: skip
def test_sides(desk, item, name, side, tag, one_side, rows, end) -> None:
    desk.prescribe(item(name, side=side))
    (one,) = desk.plan().exercises
    assert (one.tag, one.one_side, one.sides) == (tag, one_side, rows)
    assert [picture.caption for picture in one.pictures] == ["1  Start", end]


def test_the_drawing_shows_the_side_that_works(desk, item) -> None:
    desk.prescribe(item("clamshell", side=ExerciseSide.LEFT))
    desk.prescribe(item("clamshell", side=ExerciseSide.RIGHT), from_day=dt.date(2026, 6, 16))
    right = desk.plan().exercises[0].pictures
    desk.prescribe(item("clamshell", side=ExerciseSide.BOTH), from_day=dt.date(2026, 6, 17))
    assert [one.content for one in desk.plan().exercises[0].pictures] == [
        one.content for one in right
    ]
    desk.prescribe(item("clamshell", side=ExerciseSide.LEFT), from_day=dt.date(2026, 6, 17))
    left = desk.plan().exercises[0].pictures
    assert left[1].content != right[1].content
    assert left[0].content != left[1].content


def test_a_whole_dosage(desk, item) -> None:
    desk.prescribe(
        item("clamshell", side=ExerciseSide.BOTH, sets=3, reps=12, hold_s=2, rest_s=120, lift_s=2,
             lower_s=3, band=Band.MEDIUM, load="1 kg", note="Slowly.")
    )  # fmt: skip
    assert dose(desk) == {
        "Sets × reps": "3 × 12 each side",
        "Hold": "2 s",
        "Rest": "2 min",
        "Speed": "2 s there, 3 s back",
        "With:": "medium band and 1 kg",
        "Easier:": "Open the knee only a little, with your back against a wall",
        "Note:": "Slowly.",
    }
    (one,) = desk.plan().exercises
    assert (one.often, one.often_short, one.cue) == (
        "3 times a week.", "3 ×", "Feet together, pelvis quiet.",
    )  # fmt: skip


def test_what_a_timed_exercise_leaves_open(desk, item) -> None:
    desk.prescribe(
        item("wall_sit", sets=2, reps=None, hold_s=30, rest_s=None, times_a_week=7, cue="Mine.")
    )
    parts = dose(desk)
    assert parts["Sets × time"] == "2 × 30 s"
    assert parts["Rest"] == "as you need"
    assert "Hold" not in parts
    assert "Speed" not in parts
    (one,) = desk.plan().exercises
    assert (one.often, one.often_short, one.cue) == ("Every day.", "7 ×", "Mine.")


def test_reps_without_hold_and_tempo(desk, item) -> None:
    desk.prescribe(item("bridge", hold_s=None, lift_s=None, lower_s=None))
    parts = dose(desk)
    assert (parts["Hold"], parts["Speed"]) == ("none", "slow and even")


def test_days_off_are_grey_and_named_only_if_there_are_any(desk, item) -> None:
    desk.prescribe(
        item("bridge", times_a_week=None, weekdays=(1, 3)), item("clamshell", times_a_week=3)
    )
    sheet = home_plan_document(desk.plan(), TR).data["sheet"]
    assert [row["due"] for row in sheet["rows"]] == [
        [True, False, True, False, False, False, False],
        [True] * 7,
    ]
    assert [row["often"] for row in sheet["rows"]] == ["", "3 ×"]
    assert sheet["days"] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert sheet["legend"] == "Grey: a day off for this exercise."
    desk.prescribe(item("clamshell"), from_day=dt.date(2026, 6, 16))
    assert home_plan_document(desk.plan(), TR).data["sheet"]["legend"] == ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PainKind.NOW, "Pain as you fill this in, 0–10"),
        (PainKind.WORST, "Worst pain of the day, 0–10"),
        (PainKind.AVERAGE, "Average pain of the day, 0–10"),
    ],
)
def test_the_pain_row_names_region_side_and_kind(desk, item, kind: PainKind, words: str) -> None:
    desk.prescribe(item("bridge"))
    desk.rate("knee_inner", Side.LEFT, kind)
    plan = desk.plan()
    assert (plan.pain_where, plan.pain_kind) == ("Inner knee, your left", words)


def test_without_ratings_the_region_is_left_open(desk, item) -> None:
    desk.prescribe(item("bridge"))
    pain = home_plan_document(desk.plan(), TR).data["sheet"]["pain"]
    assert pain == {
        "where": "Where it hurts most: ________", "kind": "Worst pain of the day, 0–10",
    }  # fmt: skip


def test_the_name_is_there_only_if_it_is_asked_for(desk, item) -> None:
    desk.prescribe(item("bridge"))
    assert desk.plan().name == ""
    assert desk.plan(name=" Jo ").name == "Jo"


def test_the_plan_in_force_is_printed_else_the_next_one(desk, item) -> None:
    with pytest.raises(InputError, match="no plan to print"):
        desk.plan()
    desk.prescribe(item("step_up"), from_day=dt.date(2026, 8, 1))
    desk.prescribe(item("bridge"), from_day=dt.date(2026, 7, 1))
    assert desk.plan().version == 2
    desk.prescribe(item("clamshell"), from_day=dt.date(2026, 6, 1))
    assert (desk.plan().version, desk.plan().from_day) == (3, dt.date(2026, 6, 1))


def test_a_plan_without_exercises_is_not_printed(desk) -> None:
    desk.prescribe()
    with pytest.raises(InputError, match="no exercises"):
        desk.plan()


@pytest.mark.parametrize(
    ("limits", "ranges"),
    [
        (None, ["0–2", "3–5", "6–10"]),
        (PainLimits(0, 3), ["0", "1–3", "4–10"]),
        (PainLimits(4, 4), ["0–4", "5–10"]),
        (PainLimits(3, 9), ["0–3", "4–9", "10"]),
        (PainLimits(2, 10), ["0–2", "3–10"]),
    ],
)
def test_pain_ranges_leave_no_rating_out(limits: PainLimits | None, ranges: list[str]) -> None:
    assert [one.label for one in pain_limits(limits, TR)] == ranges


def test_the_words_of_each_range(desk) -> None:
    words = [one.value for one in pain_limits(PainLimits(4, 4), TR)]
    assert words[0].startswith("Carry on")
    assert words[-1].startswith("Stop this exercise")


def test_stop_signs_are_short_and_have_sources() -> None:
    data = json.loads(resource_path("rules", "stop_and_call.json").read_text(encoding="utf-8"))
    assert len(data["sources"]) >= 3
    lines = [line for part in stop_parts(TR) for line in part.lines]
    assert 6 <= len(lines) <= 10
    assert max(map(len, lines)) <= 70


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(desk, item, tmp_path) -> None:
    desk.prescribe(item("bridge"))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match="cannot be written"):
        save_home_plan(desk.plan(), TR, tmp_path / "missing" / "p.pdf")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        save_home_plan(desk.plan(), TR, tmp_path / "folder")
    assert sorted(tmp_path.iterdir()) == [*before, tmp_path / "folder"]


def test_an_embedded_drawing_becomes_part_of_the_page() -> None:
    drawing = base64.b64encode(b'<svg viewBox="-10 -20 100 50" width="9"><path d="M0,0"/></svg>')
    page = (
        b'<svg viewBox="0 0 9 9"><image transform="translate(3 4)" '
        b'xlink:href="data:image/svg+xml;base64,'
        + drawing
        + b'" width="200" height="100" preserveAspectRatio="none"/></svg>'
    )
    # Twice as large, its corner (-10, -20) moved to the place of the image.
    assert fit_for_qt(page) == (
        b'<svg stroke-width="0" viewBox="0 0 9 9">'
        b'<g transform="translate(3 4) scale(2.000000 2.000000) '
        b'translate(10.0000 20.0000)"><path d="M0,0"/></g></svg>'
    )


def test_what_is_no_drawing_stays_an_image() -> None:
    image = b'<image xlink:href="data:image/png;base64,AAAA" width="2" height="1"/>'
    assert image in fit_for_qt(b'<svg viewBox="0 0 9 9">' + image + b"</svg>")
