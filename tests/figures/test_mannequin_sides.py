"""Which side is which: handedness, the working side, and mirroring."""

from __future__ import annotations

import msgspec
import pytest

from rehabdesk.domain.regions import Side
from rehabdesk.figures.mannequin.bones import knee_flexion
from rehabdesk.figures.mannequin.camera import Camera
from rehabdesk.figures.mannequin.description import figure_ids, load_description
from rehabdesk.figures.mannequin.drawing import FigureDrawing, Outline, SoftSpot, Stroke
from rehabdesk.figures.mannequin.figure import Figure, load_figure
from rehabdesk.figures.mannequin.pose import (
    ArmAngles,
    FlatFoot,
    Landmark,
    LegAngles,
    Pose,
    Root,
    mirrored,
)
from rehabdesk.figures.mannequin.skeleton import solve
from rehabdesk.figures.mannequin.vectors import cross, distance, dot

STANDING = Pose(
    root=Root(at=(0.0, 0.0, 0.53)),
    left_leg=FlatFoot(at=(-0.055, 0.0)),
    right_leg=FlatFoot(at=(0.055, 0.0)),
    right_arm=ArmAngles(shoulder=(0.0, 150.0, 0.0)),
)
FRONT = Camera.around(0, 0)


def test_world_is_right_handed() -> None:
    right, forward, up = solve(STANDING).trunk.pelvis_frame
    assert dot(cross(right, forward), up) == pytest.approx(1.0)


def test_raised_right_hand_is_on_the_viewers_left_from_the_front() -> None:
    skeleton = solve(STANDING)
    hand = FRONT.point(skeleton.landmark("right_hand"))
    head = FRONT.point(skeleton.landmark("head"))
    assert hand[0] < head[0] - 0.1
    assert hand[1] < FRONT.point(skeleton.right_arm.shoulder)[1]


def test_from_behind_the_right_hand_is_on_the_viewers_right() -> None:
    camera = Camera.around(180, 0)
    assert camera.point(solve(STANDING).landmark("right_hand"))[0] > 0.1


def test_from_the_right_the_figure_looks_to_the_viewers_right_and_its_right_leg_is_near() -> None:
    camera = Camera.around(90, 0)
    skeleton = solve(STANDING)
    toe, heel = skeleton.landmark("right_toe"), skeleton.landmark("right_heel")
    assert camera.point(toe)[0] > camera.point(heel)[0]
    assert camera.depth(skeleton.right_leg.knee) < camera.depth(skeleton.left_leg.knee)


@pytest.mark.parametrize(
    ("hip", "axis", "sign"),
    [((40.0, 0.0, 0.0), 1, 1.0), ((-20.0, 0.0, 0.0), 1, -1.0), ((0.0, 30.0, 0.0), 0, 1.0)],
)
def test_hip_angles_move_the_right_leg_forward_back_and_out(
    hip: tuple[float, float, float], axis: int, sign: float
) -> None:
    pose = msgspec.structs.replace(STANDING, right_leg=LegAngles(hip=hip))
    skeleton = solve(pose)
    assert (skeleton.right_leg.knee[axis] - skeleton.right_leg.hip[axis]) * sign > 0.05


def test_turning_the_hip_outwards_takes_the_bent_legs_foot_inwards() -> None:
    bent = LegAngles(hip=(90.0, 0.0, 30.0), knee=90.0)
    skeleton = solve(msgspec.structs.replace(STANDING, right_leg=bent, left_leg=bent))
    assert skeleton.right_leg.ankle[0] < skeleton.right_leg.knee[0] - 0.1
    assert skeleton.left_leg.ankle[0] > skeleton.left_leg.knee[0] + 0.1


def test_knee_bends_backwards_only_when_it_should() -> None:
    bent = LegAngles(knee=70.0)
    assert knee_flexion(solve(msgspec.structs.replace(STANDING, right_leg=bent)).right_leg) == (
        pytest.approx(70.0)
    )
    wrong = LegAngles(knee=-15.0)
    assert knee_flexion(solve(msgspec.structs.replace(STANDING, right_leg=wrong)).right_leg) == (
        pytest.approx(-15.0)
    )


def test_mirroring_twice_changes_nothing() -> None:
    for exercise in figure_ids():
        for pose in load_description(exercise).poses:
            assert mirrored(mirrored(pose)) == pose


@pytest.mark.parametrize("exercise", figure_ids())
def test_the_working_side_is_the_one_that_was_asked_for(exercise: str) -> None:
    """What one side does at every moment, the other does when the other side is chosen."""
    right, left = load_figure(exercise, Side.RIGHT), load_figure(exercise, Side.LEFT)
    for moment in (0.0, 0.4, 1.0):
        one, other = right.skeleton(moment), left.skeleton(moment)
        for name in ("ankle", "knee", "toe", "wrist", "elbow"):
            x, y, z = one.landmark(f"right_{name}")
            assert distance(other.landmark(f"left_{name}"), (-x, y, z)) < 1e-9


MOVING_LEG = (
    "side_lying_hip_abduction",
    "straight_leg_raise",
    "standing_hip_abduction",
    "standing_hip_extension",
    "prone_hip_extension",
    "donkey_kick",
    "fire_hydrant",
    "heel_slide",
    "seated_knee_extension",
    "hamstring_curl",
    "quad_stretch",
    "hamstring_strap",
)


@pytest.mark.parametrize("exercise", MOVING_LEG)
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_a_left_exercise_moves_the_left_leg(exercise: str, side: Side) -> None:
    figure = load_figure(exercise, side)
    assert figure.description.moves == (f"{side.value}_leg",)
    assert moved(figure, f"{side.value}_ankle") > 0.1
    assert moved(figure, f"{side.other.value}_ankle") < 0.02


def moved(figure: Figure, name: Landmark) -> float:
    return distance(figure.skeleton(0).landmark(name), figure.skeleton(1).landmark(name))


@pytest.mark.parametrize("exercise", figure_ids())
def test_the_other_sides_picture_is_the_mirror_image(exercise: str) -> None:
    right = load_figure(exercise, Side.RIGHT).drawing(0.7, arrow=True, ghost=True)
    left = load_figure(exercise, Side.LEFT).drawing(0.7, arrow=True, ghost=True)
    assert left.bounds.left == pytest.approx(-right.bounds.right, abs=1e-6)
    assert left.bounds.right == pytest.approx(-right.bounds.left, abs=1e-6)
    assert len(left.items) == len(right.items)
    for role in ("skin", "shirt", "shorts", "shoe", "muscle", "arrow", "ghost"):
        a, b = reach(right, role), reach(left, role)
        assert b == pytest.approx((-a[1], -a[0], a[2], a[3]), abs=0.004), role


def reach(drawing: FigureDrawing, role: str) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom of everything of one role."""
    points = [
        point
        for item in drawing.items
        if not isinstance(item, SoftSpot) and item.ink.role == role
        for polygon in ((item.points,) if isinstance(item, Stroke) else item.polygons)
        for point in polygon
    ]
    if not points:
        return (0.0, 0.0, 0.0, 0.0)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), max(xs), min(ys), max(ys))


@pytest.mark.parametrize("exercise", figure_ids())
def test_muscles_are_marked_on_the_working_side(exercise: str) -> None:
    description = load_description(exercise)
    if description.sides == "each":
        sides = {name.partition("_")[0] for name in description.muscles}
        assert "right" in sides
    figure = Figure(description, Side.LEFT)
    expected = {
        name.replace("right_", "L").replace("left_", "right_").replace("L", "left_")
        for name in description.muscles
    }
    assert set(figure.description.muscles) == expected


def test_outlines_use_the_roles_of_the_drawing() -> None:
    drawing = load_figure("bridge").drawing(1.0, ghost=True)
    dashed = [item for item in drawing.items if isinstance(item, Outline) and item.dashed]
    assert [item.ink.role for item in dashed] == ["ghost_line"]
