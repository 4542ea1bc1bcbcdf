"""The figures' files, the drawing they become, and the picture for paper."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from rehabdesk.domain.regions import Side
from rehabdesk.figures.mannequin.description import (
    figure_ids,
    load_description,
    read_description,
)
from rehabdesk.figures.mannequin.drawing import Bounds, Fill, Outline, SoftSpot, Stroke
from rehabdesk.figures.mannequin.figure import Figure, load_figure
from rehabdesk.figures.mannequin.motion import Tempo, eased, pose_at
from rehabdesk.figures.mannequin.outlines import area, disc, hull, row
from rehabdesk.figures.mannequin.svg import svg
from rehabdesk.figures.mannequin.tones import PAPER, mixed
from rehabdesk.resources import resource_path
from rehabdesk.services.measures.rules import load_self_tests

EXERCISES = 55


def exercise_ids() -> set[str]:
    """Return the ids of the library's exercises."""
    return {path.stem for path in resource_path("exercises").glob("*.json")}


def self_test_figures() -> set[str]:
    """Return the figures that self-tests are shown with; most are those of exercises."""
    tests = load_self_tests().values()
    versions = {version.figure for one in tests for version in one.versions}
    return {one.figure for one in tests} | versions - {""}


def test_every_exercise_and_self_test_has_a_figure_and_every_figure_is_of_one() -> None:
    assert len(exercise_ids()) == EXERCISES
    assert set(figure_ids()) == exercise_ids() | self_test_figures()


@pytest.mark.parametrize("exercise", figure_ids())
def test_file_is_complete(exercise: str) -> None:
    description = load_description(exercise)
    assert description.exercise == exercise
    assert description.poses[0] != description.poses[-1] or description.cycle
    assert description.arrows
    assert 1 <= len(description.muscles) <= 2
    azimuth, elevation = description.camera
    assert -180 <= azimuth <= 180
    assert 0 < elevation <= 40


def write(folder: Path, change: dict[str, Any]) -> Path:
    raw = json.loads(resource_path("figures", "bridge.json").read_text(encoding="utf-8"))
    raw.update(change)
    path = folder / "bridge.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "change",
    [
        {"exercise": "clamshell"},
        {"poses": []},
        {"sides": "left"},
        {"muscles": ["right_biceps"]},
        {"colour": "red"},
        {"camera": [72]},
        {"contacts": ["nose"]},
        {"shown": 2},
        {"props": [{"kind": "trampoline"}]},
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_description(write(tmp_path, change))


def test_limb_cannot_be_tied_to_two_kinds_of_things(tmp_path: Path) -> None:
    raw = json.loads(resource_path("figures", "bridge.json").read_text(encoding="utf-8"))
    raw["poses"][1]["right_leg"] = {"how": "angles"}
    path = write(tmp_path, {"poses": raw["poses"]})
    with pytest.raises(ValueError, match="cannot become"):
        Figure(read_description(path)).pose(0.5)


def test_later_pose_names_only_what_changes() -> None:
    first, last = load_description("bridge").poses
    assert first.right_leg == last.right_leg
    assert first.root.at == last.root.at
    assert first.root.turn != last.root.turn


@pytest.mark.parametrize("exercise", figure_ids())
def test_movement_is_smooth(exercise: str) -> None:
    """No joint jumps: in sixty steps none moves farther than a hand's width."""
    figure = load_figure(exercise)
    places = [figure.skeleton(step / 60) for step in range(61)]
    for name in ("right_ankle", "left_ankle", "right_wrist", "left_wrist", "pelvis", "right_knee"):
        points = [skeleton.landmark(name) for skeleton in places]
        steps = [
            sum((b - a) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
            for one, other in pairwise(points)
        ]
        assert max(steps) < 0.035, name


def test_curve_goes_through_every_pose() -> None:
    poses = load_description("hip_circles").poses
    for index, pose in enumerate(poses):
        assert pose_at(poses, index / (len(poses) - 1)) == pose


@pytest.mark.parametrize("exercise", ["hip_circles", "walk_retraining", "run_cadence"])
def test_rounds_go_on_without_a_jump(exercise: str) -> None:
    figure = load_figure(exercise)
    cycle = figure.description.cycle
    assert cycle is not None
    before, after = (
        figure.skeleton(figure.moment(Tempo(), cycle + shift)).landmark("right_ankle")
        for shift in (-0.001, 0.001)
    )
    assert sum((a - b) ** 2 for a, b in zip(before, after, strict=True)) ** 0.5 < 0.01
    assert figure.moment(Tempo(), 2.25 * cycle) == pytest.approx(0.25)


def test_drawing_is_the_same_every_time() -> None:
    first = load_figure("clamshell").drawing(0.3, ghost=True, arrow=True)
    second = load_figure("clamshell").drawing(0.3, ghost=True, arrow=True)
    assert first == second
    assert svg(first) == svg(second)


def test_bounds_stay_the_same_during_the_movement() -> None:
    figure = load_figure("sit_to_stand")
    assert figure.drawing(0.0).bounds == figure.drawing(0.6, arrow=True).bounds


@pytest.mark.parametrize("exercise", figure_ids())
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_everything_is_within_the_bounds(exercise: str, side: Side) -> None:
    figure = load_figure(exercise, side)
    for moment in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawing = figure.drawing(moment, arrow=True)
        box = drawing.bounds.grown(0.012)
        for item in drawing.items:
            if isinstance(item, Fill):
                points = [point for polygon in item.polygons for point in polygon]
            elif isinstance(item, Stroke):
                points = list(item.points)
            else:
                continue
            assert all(box.left <= x <= box.right for x, _ in points), moment
            assert all(box.top <= y <= box.bottom for _, y in points), moment


@pytest.mark.parametrize("exercise", figure_ids())
def test_filled_pieces_all_turn_the_same_way(exercise: str) -> None:
    """Otherwise the non-zero rule would cut holes where they overlap."""
    for item in load_figure(exercise).drawing(0.5).items:
        if isinstance(item, Fill):
            assert all(area(polygon) > -1e-7 for polygon in item.polygons), item.ink


def test_one_row_is_one_outline_unless_it_bends() -> None:
    straight = [(0.0, 0.0, 0.03), (0.1, 0.0, 0.025), (0.2, 0.01, 0.02)]
    bent = [(0.0, 0.0, 0.03), (0.1, 0.0, 0.025), (0.1, 0.1, 0.02)]
    assert len(row(straight)) == 1
    assert len(row(bent)) == 2


def test_ball_within_its_neighbour_adds_nothing() -> None:
    assert row([(0.0, 0.0, 0.05), (0.01, 0.0, 0.02)]) == [disc((0.0, 0.0, 0.05))]


def test_hull_holds_its_balls() -> None:
    outline = hull([(0.0, 0.0, 0.05), (0.2, 0.0, 0.03)])
    xs = [x for x, _ in outline]
    assert min(xs) == pytest.approx(-0.05, abs=1e-3)
    assert max(xs) == pytest.approx(0.23, abs=1e-3)


TIMES = [
    (0.0, "lift", 0.0),
    (1.0, "lift", 0.5),
    (2.0, "hold", 1.0),
    (2.5, "hold", 1.0),
    (3.5, "lower", 0.0),
    (6.2, "rest", 0.0),
    (7.6, "lift", 0.5),
]


@pytest.mark.parametrize(("seconds", "phase", "moment"), TIMES)
def test_tempo(seconds: float, phase: str, moment: float) -> None:
    tempo = Tempo(lift=2.0, hold=1.0, lower=3.0, rest=0.6)
    assert tempo.phase(seconds)[0] == phase
    if phase != "lower":
        assert tempo.moment(seconds) == pytest.approx(moment)
    else:
        assert tempo.moment(seconds) == pytest.approx(eased(1 - 0.5 / 3))


def test_easing_starts_and_ends_slowly() -> None:
    assert eased(0.05) < 0.01
    assert eased(0.95) > 0.99
    assert eased(0.5) == pytest.approx(0.5)
    assert eased(-1) == 0
    assert eased(2) == 1


@pytest.mark.parametrize("exercise", figure_ids())
def test_paper_picture_is_black_and_white_and_well_formed(exercise: str) -> None:
    figure = load_figure(exercise)
    text = svg(figure.drawing(figure.shown, ghost=True, arrow=True))
    root = ET.fromstring(text)  # noqa: S314
    assert root.tag.endswith("svg")
    for colour in set(re.findall(r"#[0-9A-F]{6}", text)):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert max(red, green, blue) - min(red, green, blue) <= 12, colour
    assert PAPER["muscle"] in text
    assert PAPER["arrow"] in text


def test_paper_picture_covers_the_bounds_asked_for() -> None:
    drawing = load_figure("bridge").drawing(0.0)
    text = svg(drawing, bounds=Bounds(-1.0, -0.5, 1.0, 0.5), print_scale=100)
    assert 'viewBox="-10000 -5000 20000 10000"' in text
    assert 'width="200.0" height="100.0"' in text


def test_shadows_and_glow_stay_off_the_paper() -> None:
    drawing = load_figure("bridge").drawing(1.0)
    assert any(isinstance(item, SoftSpot) for item in drawing.items)
    assert "ellipse" not in svg(drawing)
    assert any(isinstance(item, Fill) and item.lit for item in drawing.items)
    outlines = sum(
        isinstance(item, Outline) or (isinstance(item, Fill) and not item.lit)
        for item in drawing.items
    )
    assert svg(drawing).count("<path") == outlines


def test_mixing_colours() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mixed("#102030", "#FFFFFF", 0.0) == "#102030"
