"""Curves and polygons of the drawings, against hand-computed and brute-force values."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabdesk.figures.body.curves import (
    Polygon,
    flatten,
    mirrored,
    ribbon,
    smooth_curve,
    stretch,
)
from rehabdesk.figures.body.polygons import (
    Box,
    area,
    contains,
    crossings,
    distance_to_edge,
    intersection,
)

SQUARE: Polygon = ((0, 0), (4, 0), (4, 4), (0, 4))


def test_curve_passes_through_its_points_with_a_sixth_of_the_neighbours_chord() -> None:
    curve = smooth_curve([(0, 0), (3, 0), (6, 3), (6, 9)], closed=False)
    assert [cubic[0] for cubic in curve] == [(0, 0), (3, 0), (6, 3)]
    # Tangent at (3, 0): a sixth of (6, 3) - (0, 0).
    assert curve[1][1] == (4, 0.5)
    # The end has only one neighbour: a sixth of (6, 9) - (6, 3).
    assert curve[2][2] == (6, 8)


def test_softness_zero_makes_a_corner() -> None:
    curve = smooth_curve([(0, 0), (3, 0, 0), (3, 3)], closed=False)
    assert curve[0][2] == (3, 0)
    assert curve[1][1] == (3, 0)


def test_closed_curve_returns_to_its_start() -> None:
    curve = smooth_curve(SQUARE, closed=True)
    assert len(curve) == 4
    assert curve[-1][3] == (0, 0)


def test_too_few_points_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 2"):
        smooth_curve([(0, 0), (1, 1)], closed=True)


@settings(max_examples=25)
@given(st.floats(1, 30), st.floats(0.005, 0.2))
def test_flattened_circle_stays_within_its_flatness(radius: float, flatness: float) -> None:
    points = [
        (radius * math.cos(turn * math.pi / 16), radius * math.sin(turn * math.pi / 16))
        for turn in range(32)
    ]
    curve = smooth_curve(points, closed=True)
    coarse = flatten(curve, closed=True, flatness=flatness)
    for point in flatten(curve, closed=True, flatness=flatness / 20):
        assert distance_to_edge(coarse, point) <= flatness


def test_mirroring_keeps_the_sense_of_rotation() -> None:
    triangle = ((1.0, 0.0), (2.0, 0.0), (2.0, 1.0))
    assert mirrored(triangle) == ((-2, 1), (-2, 0), (-1, 0))


def test_ribbon_is_widest_in_the_middle_and_thin_at_its_ends() -> None:
    line = tuple((x / 10, 0.0) for x in range(101))
    outline = ribbon(line, 2.0, "both", thin=0.25)
    top = dict(outline[:101])
    assert top[5.0] == pytest.approx(1.0)
    assert top[0.0] == pytest.approx(0.25)
    assert ribbon(line, 2.0, "start", thin=0.25)[100] == pytest.approx((10, 1))
    assert ribbon(line, 2.0, "end", thin=0.25)[0] == pytest.approx((0, 1))
    assert {y for _, y in ribbon(line, 2.0, "none")} == {1.0, -1.0}


def test_stretch_cuts_both_ends_and_spaces_evenly() -> None:
    corner = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0))
    assert stretch(corner, 0.25, 0.75, 5) == ((2, 0), (3, 0), (4, 0), (4, 1), (4, 2))


def test_area_of_a_concave_polygon() -> None:
    letter_l = ((0, 0), (3, 0), (3, 1), (1, 1), (1, 3), (0, 3))
    assert area(letter_l) == 5
    assert contains(letter_l, (0.5, 2.5))
    assert not contains(letter_l, (2, 2))
    assert distance_to_edge(letter_l, (2, 2)) == 1


def test_a_bow_tie_crosses_itself_and_a_square_does_not() -> None:
    assert crossings(((0, 0), (2, 2), (2, 0), (0, 2))) == [(1, 1)]
    assert crossings(SQUARE) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (((2, 2), (6, 2), (6, 6), (2, 6)), 4.0),
        (((1, 1), (2, 1), (2, 2), (1, 2)), 1.0),
        (((-1, -1), (5, -1), (5, 5), (-1, 5)), 16.0),
        (((5, 5), (6, 5), (6, 6)), 0.0),
        # Shares an edge and corners with the square.
        (((0, 0), (2, 0), (2, 4), (0, 4)), 8.0),
        (SQUARE, 16.0),
        # A comb of which two teeth reach in.
        (((-1, 6), (-1, 2), (1, 2), (1, 5), (3, 5), (3, 2), (5, 2), (5, 6)), 4.0),
    ],
)
def test_common_part_with_a_square(other: Polygon, expected: float) -> None:
    assert sum(map(area, intersection(other, SQUARE))) == pytest.approx(expected, abs=1e-4)


def test_two_teeth_give_two_pieces() -> None:
    comb = ((-1, 6), (-1, 2), (1, 2), (1, 5), (3, 5), (3, 2), (5, 2), (5, 6))
    assert sorted(area(piece) for piece in intersection(comb, SQUARE)) == pytest.approx([2, 2])


def star(radii: list[float], x: float, y: float) -> Polygon:
    count = len(radii)
    return tuple(
        (
            x + radius * math.cos(2 * math.pi * index / count),
            y + radius * math.sin(2 * math.pi * index / count),
        )
        for index, radius in enumerate(radii)
    )


STARS = st.builds(
    star,
    st.lists(st.floats(0.5, 4), min_size=3, max_size=14),
    st.floats(-2, 2),
    st.floats(-2, 2),
)


@given(STARS, STARS)
def test_a_point_is_in_the_common_part_if_it_is_in_both(one: Polygon, other: Polygon) -> None:
    pieces = intersection(one, other)
    for step in range(400):
        point = (-6 + 0.6 * (step % 20) + 0.0123, -6 + 0.6 * (step // 20) + 0.0077)
        if min(distance_to_edge(one, point), distance_to_edge(other, point)) < 1e-4:
            continue
        in_both = contains(one, point) and contains(other, point)
        assert any(contains(piece, point) for piece in pieces) == in_both


def test_boxes() -> None:
    box = Box.of(SQUARE)
    assert (box.width, box.height) == (4, 4)
    assert box.meets(Box(4, 4, 5, 5))
    assert not box.meets(Box(4.1, 0, 5, 1))
