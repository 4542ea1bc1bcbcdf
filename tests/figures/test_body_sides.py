"""The side views are a human leg, and every region on them can be found and clicked."""

from __future__ import annotations

import itertools

import pytest

from rehabdesk.domain.regions import Joint, Side, View
from rehabdesk.figures.body.frames import x_is_flipped
from rehabdesk.figures.body.hits import TOLERANCE_CM, hits
from rehabdesk.figures.body.loading import load_view
from rehabdesk.figures.body.model import BodyView, Line, RegionShape
from rehabdesk.figures.body.polygons import (
    Box,
    area,
    contains,
    crossings,
    distance_to_edge,
    edges,
    intersection,
)
from rehabdesk.services.catalogue import load_regions

SIDE_VIEWS = (View.INNER, View.OUTER)
#: The map's smallest usual scale and the smallest thing to click, in pixels.
PIXELS_PER_CM = 5.0
SMALLEST_TARGET = 36.0
#: The region each close-up is mainly there for.
CLOSEUPS = (
    (View.INNER, Joint.KNEE, "knee_inner"),
    (View.OUTER, Joint.KNEE, "knee_outer"),
    (View.OUTER, Joint.HIP, "hip_outer"),
)


@pytest.fixture(scope="module", params=SIDE_VIEWS)
def view(request: pytest.FixtureRequest) -> BodyView:
    return load_view(request.param)


def _width_at(view: BodyView, y: float) -> tuple[float, float]:
    """Return where the outline is at a height: the back and the front x."""
    found = [
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in edges(view.outline)
        if (a[1] <= y) != (b[1] <= y)
    ]
    return min(found), max(found)


def _heights(top: float, bottom: float) -> list[float]:
    return [top + step / 10 for step in range(round((bottom - top) * 10) + 1)]


def _regions(view: BodyView) -> dict[str, RegionShape]:
    return {shape.where.region: shape for shape in view.shapes(Side.LEFT)}


def test_outline_is_a_simple_curve(view: BodyView) -> None:
    assert crossings(view.outline) == []


def test_kneecap_breaks_the_front_contour(view: BodyView) -> None:
    fronts = {y: _width_at(view, y)[1] for y in _heights(51, 64)}
    peak = max(_heights(54, 61), key=lambda y: fronts[y])
    assert peak == pytest.approx(57.3, abs=1.0)
    assert fronts[peak] - min(fronts[y] for y in _heights(51, 54)) > 0.8
    assert fronts[peak] - min(fronts[y] for y in _heights(61, 64)) > 0.8


def test_shin_bone_bump_lies_below_the_kneecap(view: BodyView) -> None:
    """The tibial tuberosity is a small bump of its own between the tendon and the shin."""
    hollow = min(_width_at(view, y)[1] for y in _heights(61.5, 63.6))
    bump = max(_width_at(view, y)[1] for y in _heights(63.6, 65))
    assert 0.02 < bump - hollow < 0.5


def test_back_contour_has_its_landmarks(view: BodyView) -> None:
    backs = {y: _width_at(view, y)[0] for y in _heights(10, 100)}
    buttock = min(_heights(10, 30), key=lambda y: backs[y])
    calf = min(_heights(60, 90), key=lambda y: backs[y])
    knee = max(_heights(50, 65), key=lambda y: backs[y])
    tendon = max(_heights(80, 98), key=lambda y: backs[y])
    fold = max(_heights(22, 34), key=lambda y: backs[round(y + 0.5, 1)] - backs[round(y - 0.5, 1)])
    assert buttock == pytest.approx(19.5, abs=1.5)
    assert fold == pytest.approx(28, abs=1.0)
    assert knee == pytest.approx(57.3, abs=1.2)
    assert calf == pytest.approx(71, abs=1.0)
    assert tendon == pytest.approx(93, abs=1.5)
    assert backs[buttock] < backs[calf] - 5


def test_depths_are_those_of_an_adult(view: BodyView) -> None:
    """Centimetres from back to front, of a person 175 cm tall."""
    depths = {y: _width_at(view, y) for y in (20.0, 38.0, 57.3, 71.0, 92.0)}
    measured = {y: front - back for y, (back, front) in depths.items()}
    assert 22 < measured[20.0] < 26
    assert 16 < measured[38.0] < 19
    assert 12 < measured[57.3] < 13.6
    assert 12 < measured[71.0] < 14
    assert 7 < measured[92.0] < 8.5


def test_foot_points_forward_and_stands_on_the_ground(view: BodyView) -> None:
    foot = [point for point in view.outline if point[1] > 98]
    toe, heel = max(foot), min(foot)
    assert max(point[1] for point in foot) == pytest.approx(108.5, abs=0.15)
    assert toe[0] == pytest.approx(19.6, abs=0.6)
    assert 24.5 < toe[0] - heel[0] < 27


def test_only_the_inner_side_shows_the_arch() -> None:
    def lift(view: BodyView) -> float:
        """How far the sole is off the ground under the middle of the foot."""
        sole = [y for x, y in view.outline if 4 < x < 8 and y > 105]
        return 108.5 - min(sole)

    assert lift(load_view(View.INNER)) > 1
    assert lift(load_view(View.OUTER)) < 0.5


def test_inner_ankle_bone_is_higher_than_the_outer_one() -> None:
    def middle(view: BodyView) -> float:
        box = Box(-2.0, 93.0, 3.0, 99.5)
        bones = [line for line in view.lines if line.weight > 0.85 and _is_in(line, box)]
        assert len(bones) == 1
        ys = [y for _, y in bones[0].points]
        return (min(ys) + max(ys)) / 2

    inner, outer = middle(load_view(View.INNER)), middle(load_view(View.OUTER))
    assert inner == pytest.approx(95.3, abs=0.6)
    assert 0.8 < outer - inner < 2.5


def _is_in(line: Line, box: Box) -> bool:
    return all(box.holds(point) for point in line.points)


def test_drawings_have_every_region_the_catalogue_puts_on_them(view: BodyView) -> None:
    catalogue = load_regions()
    wanted = {region.id for region in catalogue if view.view in region.views}
    drawn = set(_regions(view))
    assert wanted - drawn == set()
    assert drawn <= {region.id for region in catalogue if region.sided}


def test_one_drawing_serves_both_legs(view: BodyView) -> None:
    left, right = view.shapes(Side.LEFT), view.shapes(Side.RIGHT)
    assert [shape.where.mirrored for shape in left] == [shape.where for shape in right]
    assert [shape.pieces for shape in left] == [shape.pieces for shape in right]
    assert x_is_flipped(view.view, Side.LEFT) != x_is_flipped(view.view, Side.RIGHT)


def test_regions_are_simple_and_whole(view: BodyView) -> None:
    for region, shape in _regions(view).items():
        assert len(shape.pieces) == 1, region
        assert crossings(shape.pieces[0]) == [], region


def test_regions_do_not_overlap(view: BodyView) -> None:
    for one, other in itertools.combinations(view.shapes(Side.LEFT), 2):
        common = intersection(one.pieces[0], other.pieces[0])
        assert sum(map(area, common)) == 0, f"{one.where} and {other.where}"


def test_a_click_on_an_anchor_means_its_region(view: BodyView) -> None:
    for region, shape in _regions(view).items():
        assert contains(shape.pieces[0], shape.anchor), region
        found = hits(view, *shape.anchor, side=Side.LEFT)
        assert found[0].where == shape.where
        assert found[0].distance_cm == 0


def test_numbers_beside_narrow_regions_are_off_the_body(view: BodyView) -> None:
    outside = {
        region: shape.label for region, shape in _regions(view).items() if shape.badge_is_outside
    }
    narrow = {"knee_front_above", "knee_front", "knee_front_below", "knee_back"}
    assert narrow <= set(outside)
    for region, label in outside.items():
        assert not contains(view.outline, label), region
        # A badge is 22 px wide and must not touch the body.
        assert distance_to_edge(view.outline, label) * PIXELS_PER_CM > 11, region
    for one, other in itertools.combinations(outside.values(), 2):
        apart = max(abs(one[0] - other[0]), abs(one[1] - other[1]))
        assert apart * PIXELS_PER_CM > 24


def test_regions_are_large_enough_to_click(view: BodyView) -> None:
    for region, shape in _regions(view).items():
        box = Box.of(shape.pieces[0])
        reach = 2 * (TOLERANCE_CM + shape.reach)
        assert (box.width + reach) * PIXELS_PER_CM >= SMALLEST_TARGET, region
        assert (box.height + reach) * PIXELS_PER_CM >= SMALLEST_TARGET, region


@pytest.mark.parametrize(
    ("region", "forward"),
    [("knee_front", True), ("thigh_front", True), ("calf", False), ("buttock_deep", False)],
)
def test_regions_reach_the_contour(view: BodyView, region: str, forward: bool) -> None:
    """Nothing that can hurt is left between a region and the edge of the body."""
    shape = _regions(view)[region]
    back, front = _width_at(view, shape.anchor[1])
    xs = [
        a[0] + (shape.anchor[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in edges(shape.pieces[0])
        if (a[1] <= shape.anchor[1]) != (b[1] <= shape.anchor[1])
    ]
    edge = max(xs) if forward else min(xs)
    assert edge == pytest.approx(front if forward else back, abs=0.02)


@pytest.mark.parametrize(("name", "joint", "region"), CLOSEUPS)
def test_closeups_show_their_region_whole_with_its_number_inside(
    name: View, joint: Joint, region: str
) -> None:
    closeup = load_view(name).closeups[joint]
    shapes = {shape.where.region: shape for shape in closeup.regions}
    assert all(closeup.box.holds(point) for point in shapes[region].pieces[0])
    for shape in shapes.values():
        assert contains(shape.pieces[0], shape.label), shape.where
        assert closeup.box.holds(shape.label)


def test_outer_and_inner_knee_closeups_show_the_kneecap_too() -> None:
    for name in SIDE_VIEWS:
        closeup = load_view(name).closeups[Joint.KNEE]
        shown = {shape.where.region for shape in closeup.regions}
        assert {"knee_front_above", "knee_front", "knee_front_below", "knee_back"} <= shown
