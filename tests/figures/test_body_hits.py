"""Left and right, and what a click means."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.domain.pain import Spot
from rehabdesk.domain.regions import Joint, Side, SidedRegion, View
from rehabdesk.figures.body.frames import Frame, closeup_frame, whole_frame, x_is_flipped
from rehabdesk.figures.body.hits import TOLERANCE_CM, Hit, hits
from rehabdesk.figures.body.loading import load_view
from rehabdesk.figures.body.polygons import Box

drawing = functools.cache(load_view)
LEFT, RIGHT = Side.LEFT, Side.RIGHT
MAP_SCALE = 5.2
#: The smallest thing one can be asked to click, in pixels.
TARGET = 36


def first(view: View, x: float, y: float) -> SidedRegion:
    return hits(drawing(view), x, y)[0].where


def frame(view: View, side: Side | None = None) -> Frame:
    return Frame(view, side, None, 5.0, (100.0, 50.0), Box(-20, -10, 20, 110))


class TestLeftAndRight:
    """A pain must never be entered for the other leg."""

    def test_in_the_front_view_the_persons_left_is_at_the_right(self) -> None:
        assert frame(View.FRONT).to_screen(10, 20) == (150, 150)
        assert not frame(View.FRONT).left_side_first

    def test_in_the_back_view_the_persons_left_is_at_the_left(self) -> None:
        assert frame(View.BACK).to_screen(10, 20) == (50, 150)
        assert frame(View.BACK).left_side_first

    @pytest.mark.parametrize(
        ("view", "side", "front_is_at_the_left"),
        [
            (View.OUTER, LEFT, True),
            (View.OUTER, RIGHT, False),
            (View.INNER, LEFT, False),
            (View.INNER, RIGHT, True),
        ],
    )
    def test_which_way_a_leg_faces(self, view: View, side: Side, front_is_at_the_left: bool):
        placed = frame(view, side)
        assert placed.front_first is front_is_at_the_left
        assert (placed.to_screen(10, 0)[0] < placed.to_screen(0, 0)[0]) is front_is_at_the_left

    @pytest.mark.parametrize("side", [None, Side.NONE])
    def test_a_leg_without_a_side_is_refused(self, side: Side | None) -> None:
        with pytest.raises(ValueError, match="needs a side"):
            x_is_flipped(View.OUTER, side)

    def test_a_click_on_the_viewers_right_of_the_front_view_is_the_left_knee(self) -> None:
        placed = whole_frame(drawing(View.FRONT), 348, 610)
        x, y = placed.from_screen(348 / 2 + 50, placed.to_screen(0, 57)[1])
        assert first(View.FRONT, x, y) == SidedRegion("knee_front", LEFT)

    def test_a_click_on_the_viewers_right_of_the_back_view_is_the_right_knee(self) -> None:
        placed = whole_frame(drawing(View.BACK), 348, 610)
        x, y = placed.from_screen(348 / 2 + 50, placed.to_screen(0, 57)[1])
        assert first(View.BACK, x, y) == SidedRegion("knee_back", RIGHT)

    def test_the_big_toe_is_inside_and_the_little_toe_outside(self) -> None:
        # The lowest point of the foot is the big toe; it is nearer to the midline than the middle.
        left_foot = [p for p in drawing(View.FRONT).outline if p[0] > 0 and p[1] > 104]
        lowest = max(left_foot, key=lambda point: point[1])
        middle = (min(x for x, _ in left_foot) + max(x for x, _ in left_foot)) / 2
        assert lowest[0] < middle

    @pytest.mark.parametrize("side", [LEFT, RIGHT])
    @pytest.mark.parametrize("view", [View.FRONT, View.BACK])
    @pytest.mark.parametrize("joint", [Joint.KNEE, Joint.HIP])
    def test_a_closeup_shows_the_side_it_says(self, view: View, side: Side, joint: Joint) -> None:
        placed = closeup_frame(drawing(view), joint, side, 400, 400)
        middle = placed.from_screen(200, 200)
        assert middle[0] > 0 if side is LEFT else middle[0] < 0
        assert placed.flipped is (view is View.BACK)

    def test_in_the_closeup_of_the_left_knee_inside_is_at_the_viewers_left(self) -> None:
        view = drawing(View.FRONT)
        placed = closeup_frame(view, Joint.KNEE, LEFT, 400, 400)
        inner = view.shape(SidedRegion("knee_inner", LEFT), Joint.KNEE)
        outer = view.shape(SidedRegion("knee_outer", LEFT), Joint.KNEE)
        assert inner is not None
        assert outer is not None
        assert placed.to_screen(*inner.anchor)[0] < 200 < placed.to_screen(*outer.anchor)[0]

    def test_a_closeup_needs_left_or_right(self) -> None:
        with pytest.raises(ValueError, match="left or the right"):
            closeup_frame(drawing(View.FRONT), Joint.KNEE, Side.NONE, 400, 400)


@given(
    st.sampled_from(list(View)),
    st.sampled_from([LEFT, RIGHT]),
    st.floats(-20, 20),
    st.floats(-10, 110),
)
def test_there_and_back_again(view: View, side: Side, x: float, y: float) -> None:
    placed = frame(view, side)
    assert placed.from_screen(*placed.to_screen(x, y)) == pytest.approx((x, y), abs=1e-9)


def test_a_spot_is_stored_in_body_coordinates() -> None:
    placed = frame(View.BACK)
    assert placed.spot(*placed.to_screen(4.123, 9.9)) == Spot(View.BACK, 4.12, 9.9)


@pytest.mark.parametrize("view", [View.FRONT, View.BACK])
def test_the_whole_drawing_fits_its_rectangle(view: View) -> None:
    box = whole_frame(drawing(view), 348, 610, margin=8).screen_box()
    assert box.top == pytest.approx(8)
    assert box.bottom == pytest.approx(602)
    assert box.left >= 8
    assert box.right <= 340
    assert (box.left + box.right) / 2 == pytest.approx(174)


def test_one_scale_for_several_drawings() -> None:
    assert whole_frame(drawing(View.FRONT), 348, 610, scale=4.5).scale == 4.5


def test_a_wider_rectangle_shows_more_of_the_body() -> None:
    closeup = drawing(View.FRONT).closeups[Joint.KNEE]
    shown = closeup_frame(drawing(View.FRONT), Joint.KNEE, LEFT, 600, 400).visible
    assert shown.height == pytest.approx(closeup.box.height)
    assert shown.width == pytest.approx(closeup.box.height * 1.5)


class TestHits:
    @pytest.mark.parametrize("view", [View.FRONT, View.BACK])
    def test_a_click_on_an_anchor_means_its_region(self, view: View) -> None:
        for shape in drawing(view).regions:
            assert hits(drawing(view), *shape.anchor)[0] == Hit(shape.where, 0.0)

    @pytest.mark.parametrize("view", [View.FRONT, View.BACK])
    def test_a_click_inside_a_region_always_means_it(self, view: View) -> None:
        for shape in drawing(view).regions:
            for x, y in shape.pieces[0][::7]:
                inside = (
                    x + (shape.anchor[0] - x) * 0.02,
                    y + (shape.anchor[1] - y) * 0.02,
                )
                if shape.distance(inside) == 0:
                    assert hits(drawing(view), *inside)[0].where == shape.where

    def test_between_two_regions_both_are_offered(self) -> None:
        found = hits(drawing(View.FRONT), 7.4, 57)
        assert {hit.where.region for hit in found[:2]} == {"knee_inner", "knee_front"}
        assert all(0 < hit.distance_cm < 0.5 for hit in found[:2])

    @pytest.mark.parametrize(
        ("y", "nearest"), [(44.55, "thigh_front"), (45.05, "knee_front_above")]
    )
    def test_the_nearest_comes_first(self, y: float, nearest: str) -> None:
        found = hits(drawing(View.FRONT), 9.8, y)
        assert found[0].where.region == nearest
        assert 0 < found[0].distance_cm < found[1].distance_cm

    def test_a_main_region_counts_as_nearer(self) -> None:
        # Nearer to the kneecap's edge by a hair, but the inner knee is the narrower target.
        found = hits(drawing(View.FRONT), 7.42, 57)
        assert [hit.where.region for hit in found[:2]] == ["knee_inner", "knee_front"]
        assert found[0].distance_cm > found[1].distance_cm

    def test_between_the_knees_the_nearer_inner_knee_comes_first(self) -> None:
        assert first(View.FRONT, 3.2, 58) == SidedRegion("knee_inner", LEFT)
        assert first(View.FRONT, -3.2, 58) == SidedRegion("knee_inner", RIGHT)

    def test_far_from_the_body_nothing_is_meant(self) -> None:
        assert hits(drawing(View.FRONT), 40, 57) == ()

    def test_a_region_with_reach_is_found_from_farther_away(self) -> None:
        inner = drawing(View.FRONT).shape(SidedRegion("knee_inner", LEFT))
        assert inner is not None
        edge = min(x for x, y in inner.pieces[0] if abs(y - 58) < 0.5)
        assert hits(drawing(View.FRONT), edge - TOLERANCE_CM - inner.reach + 0.1, 58)
        assert not hits(drawing(View.FRONT), edge - TOLERANCE_CM - inner.reach - 0.2, 58)

    def test_in_a_closeup_only_its_regions_are_meant(self) -> None:
        view = drawing(View.FRONT)
        assert hits(view, 9.8, 80, side=LEFT)[0].where.region == "shin_front"
        assert hits(view, 9.8, 80, side=LEFT, closeup=Joint.KNEE) == ()

    @pytest.mark.parametrize("view", [View.FRONT, View.BACK])
    def test_every_region_offers_at_least_36_pixels(self, view: View) -> None:
        step = 0.4
        seen: dict[SidedRegion, list[tuple[float, float]]] = {}
        won: dict[SidedRegion, int] = {}
        box = drawing(view).box
        for row in range(int((box.height + 4) / step)):
            for column in range(int((box.right + 4) / step)):
                point = ((column + 0.5) * step - 1, box.top - 2 + row * step)
                found = hits(drawing(view), *point)
                for hit in found:
                    seen.setdefault(hit.where, []).append(point)
                if found:
                    won[found[0].where] = won.get(found[0].where, 0) + 1
        least = TARGET / MAP_SCALE
        for shape in drawing(view).shapes(LEFT):
            area = Box.of(seen[shape.where])
            whole_width = area.width * (1 if shape.where.side is LEFT else 2)
            assert whole_width + step >= least, shape.where
            assert area.height + step >= least, shape.where
            # Where it is the first one offered, there is room for more than a fingertip.
            assert won[shape.where] * step * step > 0.6 * least**2, shape.where
