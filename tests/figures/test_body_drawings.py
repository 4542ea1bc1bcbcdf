"""The drawings that ship: complete, well formed, and like a human being."""

from __future__ import annotations

import functools
import itertools
import json
from pathlib import Path

import pytest

from rehabdesk.domain.regions import Joint, Side, View
from rehabdesk.figures.body.curves import Point
from rehabdesk.figures.body.loading import load_view, read_view
from rehabdesk.figures.body.model import BodyView, RegionShape
from rehabdesk.figures.body.polygons import area, contains, crossings, intersection

FRONT_AND_BACK = (View.FRONT, View.BACK)
#: The regions each drawing must have (source: the table of regions and views).
REGIONS = {
    View.FRONT: {
        "knee_inner",
        "knee_front",
        "knee_front_above",
        "knee_front_below",
        "knee_outer",
        "groin",
        "hip_front_upper",
        "thigh_front",
        "thigh_inner",
        "shin_front",
        "ankle_foot",
    },
    View.BACK: {
        "knee_back",
        "hip_outer",
        "buttock_upper",
        "buttock_deep",
        "sit_bone",
        "thigh_back",
        "calf",
        "low_back_side",
        "low_back_mid",
        "ankle_foot",
    },
}

drawing = functools.cache(load_view)


def shapes_of_left(view: View, closeup: Joint | None = None) -> tuple[RegionShape, ...]:
    return drawing(view).shapes(Side.LEFT, closeup)


def contour(view: View, y: float) -> list[float]:
    """Where the outline crosses a height, x > 0, from the inside out."""
    points = drawing(view).outline
    found = []
    for (ax, ay), (bx, by) in itertools.pairwise((*points, points[0])):
        if (ay > y) != (by > y):
            found.append(ax + (y - ay) * (bx - ax) / (by - ay))
    return sorted(x for x in found if x > 0)


def heights(first: float, last: float) -> list[float]:
    return [first + 0.1 * step for step in range(round((last - first) * 10) + 1)]


def width(view: View, y: float) -> float:
    inner, outer = contour(view, y)
    return outer - inner


@pytest.mark.parametrize("view", FRONT_AND_BACK)
def test_every_region_of_the_table_is_on_its_drawing(view: View) -> None:
    ids = {shape.where.region for shape in drawing(view).regions}
    assert ids >= REGIONS[view]


@pytest.mark.parametrize("view", FRONT_AND_BACK)
def test_sided_regions_are_there_twice_and_the_middle_once(view: View) -> None:
    sides: dict[str, list[Side]] = {}
    for shape in drawing(view).regions:
        sides.setdefault(shape.where.region, []).append(shape.where.side)
    middle = sides.pop("low_back_mid", [Side.NONE])
    assert middle == [Side.NONE]
    assert all(found == [Side.LEFT, Side.RIGHT] for found in sides.values())


@pytest.mark.parametrize("view", FRONT_AND_BACK)
def test_left_is_at_positive_x_and_right_is_its_exact_mirror(view: View) -> None:
    for left in shapes_of_left(view):
        if left.where.side is Side.NONE:
            continue
        right = drawing(view).shape(left.where.mirrored)
        assert right is not None
        assert all(x > -0.3 for piece in left.pieces for x, _ in piece)
        assert [{(-x, y) for x, y in piece} for piece in left.pieces] == [
            set(piece) for piece in right.pieces
        ]
        assert right.anchor == (-left.anchor[0], left.anchor[1])
        assert right.label == (-left.label[0], left.label[1])


@pytest.mark.parametrize("view", FRONT_AND_BACK)
def test_the_outline_is_symmetric_and_does_not_cross_itself(view: View) -> None:
    outline = drawing(view).outline
    assert crossings(outline) == []
    for x, y in outline[:: len(outline) // 60]:
        nearest = min(abs(-x - other) + abs(y - height) for other, height in outline)
        assert nearest < 0.2


@pytest.mark.parametrize("view", FRONT_AND_BACK)
@pytest.mark.parametrize("closeup", [None, Joint.KNEE, Joint.HIP])
def test_anchors_are_inside_their_region_and_the_body(view: View, closeup: Joint | None) -> None:
    for shape in drawing(view).shapes(None, closeup):
        assert any(contains(piece, shape.anchor) for piece in shape.pieces), shape.where
        assert contains(drawing(view).outline, shape.anchor), shape.where


@pytest.mark.parametrize("view", FRONT_AND_BACK)
def test_a_region_is_one_piece_and_simple(view: View) -> None:
    for shape in drawing(view).regions:
        assert len(shape.pieces) == 1, shape.where
        assert crossings(shape.pieces[0]) == [], shape.where


@pytest.mark.parametrize("view", FRONT_AND_BACK)
def test_neighbours_do_not_overlap(view: View) -> None:
    for one, other in itertools.combinations(drawing(view).regions, 2):
        shared = [
            area(part)
            for mine in one.pieces
            for theirs in other.pieces
            for part in intersection(mine, theirs)
        ]
        assert sum(shared) < 0.05, (one.where, other.where)


@pytest.mark.parametrize("view", FRONT_AND_BACK)
def test_regions_stay_on_the_body_and_in_the_picture(view: View) -> None:
    for shape in drawing(view).regions:
        for piece in shape.pieces:
            assert min(y for _, y in piece) > drawing(view).clip_top + 1
            on_body = sum(map(area, intersection(piece, drawing(view).outline)))
            assert on_body == pytest.approx(area(piece), rel=0.001)


def test_numbers_of_narrow_regions_stand_beside_the_body_and_apart() -> None:
    inner = [s for s in drawing(View.FRONT).regions if s.where.region == "knee_inner"]
    for shape in inner:
        assert shape.badge_is_outside
        assert not contains(drawing(View.FRONT).outline, shape.label)
    # Two badges of 22 pixels at 5 pixels per centimetre.
    assert abs(inner[0].label[0] - inner[1].label[0]) > 22 / 5


class TestTheBodyIsHuman:
    def test_the_contour_is_widest_at_the_trochanter(self) -> None:
        widest = max(heights(0, 108), key=lambda y: max(contour(View.FRONT, y)))
        assert 19 < widest < 25

    def test_the_waist_is_narrower_than_the_hips(self) -> None:
        assert max(contour(View.FRONT, -4)) < 0.75 * max(contour(View.FRONT, 22))

    def test_the_inner_ankle_is_higher_than_the_outer(self) -> None:
        inner = min(heights(92, 99), key=lambda y: contour(View.FRONT, y)[0])
        outer = max(heights(92, 99), key=lambda y: contour(View.FRONT, y)[-1])
        assert inner == pytest.approx(95.6, abs=0.6)
        assert 96.3 < outer < 98

    def test_the_outer_calf_bulge_is_flatter_than_the_inner(self) -> None:
        def bulge(side: int, sign: float) -> float:
            peak = max(heights(64, 78), key=lambda y: sign * contour(View.FRONT, y)[side])
            here = contour(View.FRONT, peak)[side]
            below = contour(View.FRONT, 86)[side]
            above = contour(View.FRONT, 60.5)[side]
            return sign * (here - (above + below) / 2)

        assert bulge(0, -1) > 0
        assert bulge(-1, 1) > 0

    def test_there_is_a_dip_above_and_below_the_knee(self) -> None:
        outer = {y: contour(View.FRONT, y)[-1] for y in (54.3, 57.2, 60.4)}
        assert outer[57.2] > outer[54.3]
        assert outer[57.2] > outer[60.4]
        inner = {y: contour(View.FRONT, y)[0] for y in (52.0, 55.5, 62.9)}
        assert inner[55.5] < inner[52.0]
        assert inner[55.5] < inner[62.9]

    @pytest.mark.parametrize("view", FRONT_AND_BACK)
    def test_the_leg_tapers(self, view: View) -> None:
        thigh, knee, calf, ankle = (width(view, y) for y in (33, 57.5, 69, 91.5))
        assert thigh > calf > ankle
        assert 9.5 < knee < 11
        assert thigh > 1.4 * knee
        assert ankle < 0.65 * calf

    def test_it_stands_on_the_sole(self) -> None:
        for view in FRONT_AND_BACK:
            assert drawing(view).box.bottom == pytest.approx(108.9, abs=0.5)

    def test_both_drawings_have_one_contour_above_the_ankle(self) -> None:
        for y in heights(0, 90)[::20]:
            assert contour(View.BACK, y) == pytest.approx(contour(View.FRONT, y), abs=0.05)


class TestCloseUps:
    @pytest.mark.parametrize("view", FRONT_AND_BACK)
    def test_knee_and_hip_are_there(self, view: View) -> None:
        assert set(drawing(view).closeups) == {Joint.KNEE, Joint.HIP}

    def test_the_knee_shows_the_five_regions_of_its_front(self) -> None:
        assert {s.where.region for s in shapes_of_left(View.FRONT, Joint.KNEE)} == {
            "knee_inner",
            "knee_front",
            "knee_outer",
            "knee_front_above",
            "knee_front_below",
        }

    def test_the_hip_shows_groin_and_outer_hip(self) -> None:
        ids = {s.where.region for s in shapes_of_left(View.FRONT, Joint.HIP)}
        assert {"groin", "hip_outer", "hip_front_upper"} <= ids

    def test_the_back_of_the_hip_shows_the_buttock(self) -> None:
        ids = {s.where.region for s in shapes_of_left(View.BACK, Joint.HIP)}
        assert {"buttock_upper", "buttock_deep", "sit_bone", "hip_outer"} <= ids

    @pytest.mark.parametrize("view", FRONT_AND_BACK)
    def test_both_sides_have_the_same_regions(self, view: View) -> None:
        for joint in drawing(view).closeups:
            left = {s.where.region for s in drawing(view).shapes(Side.LEFT, joint)}
            right = {s.where.region for s in drawing(view).shapes(Side.RIGHT, joint)}
            assert left == right


class TestReading:
    SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))

    def written(self, folder: Path, **changes: object) -> Path:
        record = {
            "view": "front",
            "mirror": True,
            "clip_top": 0,
            "fade": 1,
            "outline": [[x, y, 0] for x, y in self.SQUARE],
            "regions": {"knee_front": {"polygon": [[2, 2], [20, 2], [20, 8]], "anchor": [8, 4]}},
        }
        record.update(changes)
        path = folder / "front.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        return path

    def test_half_a_body_becomes_a_whole(self, tmp_path: Path) -> None:
        view: BodyView = read_view(self.written(tmp_path))
        assert area(view.outline) == pytest.approx(200)

    def test_a_region_is_clipped_to_the_body(self, tmp_path: Path) -> None:
        left, _ = read_view(self.written(tmp_path)).regions
        points: list[Point] = [point for piece in left.pieces for point in piece]
        assert max(x for x, _ in points) == pytest.approx(10)

    def test_an_unknown_key_is_a_mistake(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="colour"):
            read_view(self.written(tmp_path, colour="red"))

    def test_a_region_beside_the_body_is_a_mistake(self, tmp_path: Path) -> None:
        away = {"groin": {"polygon": [[50, 50], [60, 50], [60, 60]], "anchor": [55, 55]}}
        with pytest.raises(ValueError, match="groin"):
            read_view(self.written(tmp_path, regions=away))

    def test_a_closeup_of_an_unknown_region_is_a_mistake(self, tmp_path: Path) -> None:
        closeup = {"centre": [5, 5], "width": 5, "height": 5, "regions": {"elbow": {}}}
        with pytest.raises(ValueError, match="elbow"):
            read_view(self.written(tmp_path, closeups={"knee": closeup}))

    def test_no_such_drawing(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            read_view(tmp_path / "none.json")
