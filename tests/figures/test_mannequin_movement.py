"""All 55 figures through their whole movement: nothing stretches, sinks, slips or bends wrongly."""

from __future__ import annotations

import math

import pytest

from rehabdesk.domain.regions import Side
from rehabdesk.figures.mannequin import anatomy as body
from rehabdesk.figures.mannequin import pose as given
from rehabdesk.figures.mannequin.arrows import is_clear
from rehabdesk.figures.mannequin.bones import LegBones, Skeleton, knee_flexion, lowest_of_trunk
from rehabdesk.figures.mannequin.description import Block, Contact, figure_ids
from rehabdesk.figures.mannequin.figure import Figure, load_figure
from rehabdesk.figures.mannequin.flesh import all_balls, leg_flesh
from rehabdesk.figures.mannequin.skeleton import shoulder_gives
from rehabdesk.figures.mannequin.vectors import Vec, across, angle, distance, dot, sub, unit

MOMENTS = tuple(step / 12 for step in range(13))
#: What is drawn may sink this far: a third of a line's width.
SINK = 0.006
#: A planted part may move this far, in body heights (0.2 mm of an adult).
SLIP = 0.0001


@pytest.fixture(params=figure_ids())
def figure(request: pytest.FixtureRequest) -> Figure:
    return load_figure(request.param)


def legs(skeleton: Skeleton) -> tuple[LegBones, LegBones]:
    return skeleton.left_leg, skeleton.right_leg


def test_limbs_keep_their_length(figure: Figure) -> None:
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for leg in legs(skeleton):
            assert distance(leg.hip, leg.knee) == pytest.approx(body.THIGH, abs=1e-6)
            assert distance(leg.knee, leg.ankle) == pytest.approx(body.SHANK, abs=1e-6)
        for arm in (skeleton.left_arm, skeleton.right_arm):
            assert distance(arm.shoulder, arm.elbow) == pytest.approx(body.UPPER_ARM, abs=1e-6)
            assert distance(arm.elbow, arm.wrist) == pytest.approx(body.FOREARM, abs=1e-6)
        hips = distance(skeleton.left_leg.hip, skeleton.right_leg.hip)
        assert hips == pytest.approx(2 * body.HIP_HALF_WIDTH, abs=1e-6)


def test_knees_never_bend_backwards(figure: Figure) -> None:
    for moment in MOMENTS:
        for leg in legs(figure.skeleton(moment)):
            assert -1 <= knee_flexion(leg) <= 150, moment


def test_hips_and_ankles_stay_within_what_people_can_do(figure: Figure) -> None:
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for leg in legs(skeleton):
            flexion, abduction = hip_angles(skeleton, leg)
            assert -30 <= flexion <= 135, moment
            assert -40 <= abduction <= 75, moment
            lift = 90 - angle(leg.toe, unit(sub(leg.knee, leg.ankle)))
            # Lying toes (kneeling) are pointed with the help of the body's weight.
            assert -85 <= lift <= 42, moment


def hip_angles(skeleton: Skeleton, leg: LegBones) -> tuple[float, float]:
    """Return flexion and abduction of a thigh, measured in the pelvis."""
    thigh = unit(sub(leg.knee, leg.hip))
    aside, ahead, up = (dot(thigh, axis) for axis in skeleton.trunk.pelvis_frame)
    flexion = math.degrees(math.atan2(ahead, -up)) if math.hypot(ahead, up) > 0.2 else 0.0
    return flexion, math.degrees(math.asin(max(-1.0, min(1.0, aside * leg.sign))))


def test_feet_point_where_shins_do(figure: Figure) -> None:
    for moment in MOMENTS:
        for leg in legs(figure.skeleton(moment)):
            shin = unit(sub(leg.ankle, leg.knee))
            if abs(dot(leg.toe, shin)) < 0.85:
                toe = across(leg.toe, shin, leg.shank_front)
                assert angle(toe, leg.shank_front) < 72, moment


def test_elbows_and_shoulders_stay_within_what_people_can_do(figure: Figure) -> None:
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for arm in (skeleton.left_arm, skeleton.right_arm):
            elbow = angle(sub(arm.elbow, arm.shoulder), sub(arm.wrist, arm.elbow))
            assert elbow <= 150, moment
            assert shoulder_gives(skeleton.trunk, arm) <= 0.03, moment


def test_limbs_reach_what_they_are_tied_to(figure: Figure) -> None:
    for moment in MOMENTS:
        pose, skeleton = figure.pose(moment), figure.skeleton(moment)
        for tied, leg in zip((pose.left_leg, pose.right_leg), legs(skeleton), strict=True):
            if isinstance(tied, given.AnkleAt):
                assert distance(tied.at, leg.ankle) < 0.002, moment
            elif isinstance(tied, given.FlatFoot):
                assert distance((*tied.at, tied.on + body.ANKLE_HEIGHT), leg.ankle) < 0.002, moment
        arms = (skeleton.left_arm, skeleton.right_arm)
        for held, arm in zip((pose.left_arm, pose.right_arm), arms, strict=True):
            if isinstance(held, given.Palm):
                palm = tuple(
                    a + b * body.PALM_RADIUS for a, b in zip(held.at, unit(held.off), strict=True)
                )
                assert distance((palm[0], palm[1], palm[2]), arm.wrist) < 0.002, moment


def test_nothing_is_below_the_floor(figure: Figure) -> None:
    for moment in MOMENTS:
        for centre, radius in all_balls(figure.skeleton(moment)):
            assert centre[2] - radius >= -SINK, moment


def test_no_foot_is_inside_a_step_or_bench(figure: Figure) -> None:
    blocks = [prop for prop in figure.description.props if isinstance(prop, Block) and prop.solid]
    for moment in MOMENTS:
        for leg in legs(figure.skeleton(moment)):
            for row in leg_flesh(leg).foot:
                for centre, radius in row:
                    assert not any(inside(centre, radius, block) for block in blocks), moment


def inside(centre: Vec, radius: float, block: Block) -> bool:
    """Tell whether a ball's underside or middle is in a box, well beyond its surface."""
    x, y, z = centre
    deep = 0.008
    return (
        block.low[0] + deep < x < block.high[0] - deep
        and block.low[1] + deep < y < block.high[1] - deep
        and block.low[2] < z < block.high[2] + radius - deep
    )


def test_contacts_hold(figure: Figure) -> None:
    start = [marks(figure.skeleton(0.0), contact) for contact in figure.description.contacts]
    for moment in MOMENTS:
        skeleton = figure.skeleton(moment)
        for contact, (places, height) in zip(figure.description.contacts, start, strict=True):
            now, low = marks(skeleton, contact)
            for before, after in zip(places, now, strict=True):
                assert distance(before, after) < SLIP, (contact, moment)
            assert low == pytest.approx(height, abs=SLIP), (contact, moment)


def marks(skeleton: Skeleton, contact: Contact) -> tuple[tuple[Vec, ...], float]:
    """Return the points of a contact that stay where they are, and its lowest height."""
    if contact == "trunk":
        return (), lowest_of_trunk(skeleton.trunk)
    if contact == "shoulders":
        x, y, _ = skeleton.landmark("shoulders")
        return ((x, y, 0.0),), lowest_of_trunk(skeleton.trunk)
    side, _, what = contact.partition("_")
    leg = skeleton.left_leg if side == "left" else skeleton.right_leg
    arm = skeleton.left_arm if side == "left" else skeleton.right_arm
    places: dict[str, tuple[Vec, ...]] = {
        "foot": (leg.foot(body.HEEL),),
        "toes": (leg.foot(body.BALL), leg.tip),
        "knee": (leg.knee,),
        "hand": (arm.wrist,),
        "forearm": (arm.elbow,),
    }
    return places[what], 0.0


def test_what_lies_flat_touches(figure: Figure) -> None:
    """Feet, knees, palms and elbows that carry weight touch their surface exactly."""
    for moment in MOMENTS:
        pose, skeleton = figure.pose(moment), figure.skeleton(moment)
        for tied, leg in zip((pose.left_leg, pose.right_leg), legs(skeleton), strict=True):
            if isinstance(tied, given.FlatFoot | given.OnBall | given.OnHeel):
                low = min(c[2] - r for row in leg_flesh(leg).foot for c, r in row)
                assert low == pytest.approx(tied.on, abs=0.002), moment
            elif isinstance(tied, given.Kneeling):
                assert leg.knee[2] == pytest.approx(tied.on + body.KNEE_RADIUS, abs=1e-6)
        if pose.root.rest is not None:
            assert lowest_of_trunk(skeleton.trunk) == pytest.approx(pose.root.rest, abs=1e-9)


def test_feet_start_and_end_on_the_floor_or_on_a_prop(figure: Figure) -> None:
    """On the way a foot may be in the air; at both ends it stands on something."""
    props = figure.description.props
    tops = {0.0} | {prop.high[2] for prop in props if isinstance(prop, Block)}
    for pose in (figure.description.poses[0], figure.description.poses[-1]):
        for tied in (pose.left_leg, pose.right_leg):
            if isinstance(tied, given.FlatFoot | given.OnBall | given.OnHeel | given.Kneeling):
                assert tied.on in tops


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_arrows_stay_clear_of_the_body(figure: Figure, side: Side) -> None:
    drawn = Figure(load_figure(figure.description.exercise).description, side)
    assert drawn.arrow_paths
    for arrow, path in zip(drawn.description.arrows, drawn.arrow_paths, strict=True):
        balls = all_balls(drawn.skeleton(arrow.span[1]))
        seen = [(*drawn.camera.point(centre), radius) for centre, radius in balls]
        assert is_clear(path, seen, 0.02)


def test_what_is_said_to_move_moves(figure: Figure) -> None:
    moments = [figure.skeleton(moment) for moment in MOMENTS]
    for name in figure.description.moves:
        landmark = {"leg": "ankle", "arm": "wrist"}.get(name.partition("_")[2])
        point = name if landmark is None else f"{name.partition('_')[0]}_{landmark}"
        places = [skeleton.landmark(point) for skeleton in moments]
        # A press against a band or towel hardly moves; everything else does.
        assert max(distance(places[0], place) for place in places) > 0.003, name
