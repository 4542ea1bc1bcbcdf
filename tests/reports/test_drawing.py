"""Charts for paper: what is drawn where, and that it stays as it was looked at."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.figures.body.curves import simplified
from rehabdesk.figures.body.polygons import contains
from rehabdesk.reports.drawing.body_map import BodyPicture, DrawnRegion, draw_body
from rehabdesk.reports.drawing.canvas import Canvas, Picture, hatch_lines, number, place
from rehabdesk.reports.drawing.inks import PAIN, on_pain, step_of
from rehabdesk.reports.drawing.interval import Interval, draw_interval
from rehabdesk.reports.drawing.time_chart import (
    Bar,
    Gap,
    LinePoint,
    Marked,
    PainSeries,
    TimeChart,
    draw_time_chart,
)

GOLDEN = Path(__file__).with_name("golden")


def points(shape: str) -> list[tuple[float, float]]:
    found = re.findall(r"(-?[\d.]+) (-?[\d.]+)", shape)
    return [(float(x), float(y)) for x, y in found]


def chart(**more: object) -> TimeChart:
    knee = PainSeries(
        "Inner knee L", "now 3.0", ((0, 6.0), (1, 5.0), (9, 3.0)),
        ((LinePoint(0.5, 6, 5, 7), LinePoint(1.5, 5, 4, 6)), (LinePoint(9.5, 3, None, None),)),
    )  # fmt: skip
    hip = PainSeries("Outer hip L", "now 3.2", ((0, 2.0), (9, 3.2)), ())
    values: dict[str, object] = {
        "first": dt.date(2026, 6, 1),
        "days": 14,
        "series": (knee, hip),
        "bars": (Bar(0, 7, 0.5), Bar(7, 14, None)),
        "score": ((0.5, 0.5), (7.5, 0.4)),
        "plan": (Marked(2, "v1 Gentle start", "v1"), Marked(3, "v2 More", "v2")),
        "gaps": (Gap(2, 9, "no entries"),),
        "ticks": (Marked(0, "1 Jun"), Marked(7, "8 Jun")),
        "bars_name": ("bars: sets done", "by week"),
    }
    return TimeChart(**(values | more))  # type: ignore[arg-type]


def interval(low: float = -1.5, high: float = 0.4) -> Interval:
    return Interval(-0.8, low, high, -2.0, "worthwhile", "no link", "−0.8", "less", "more")


def body() -> BodyPicture:
    square = ((30.0, 40.0), (50.0, 40.0), (50.0, 60.0), (30.0, 60.0))
    regions = tuple(
        DrawnRegion((tuple((x + shift, y) for x, y in square),), (40.0 + shift, 50.0), value, text)
        for shift, value, text in ((0.0, 2.4, "2.4"), (2.0, 5.0, "5.0"), (30.0, 8.6, "8.6"))
    )
    outline = ((20.0, 20.0), (100.0, 20.0), (100.0, 140.0), (20.0, 140.0))
    return BodyPicture(120.0, 150.0, outline, (), (), regions, "Front", "R", "L", 13.0)


PICTURES = {
    "time_chart.svg": lambda: draw_time_chart(chart(), 400.0, 180.0),
    "interval.svg": lambda: draw_interval(interval(), 180.0),
    "body_map.svg": lambda: draw_body(body()),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_stays_as_it_was_looked_at(name: str) -> None:
    drawn = PICTURES[name]().inline(name)
    assert drawn == (GOLDEN / name).read_text(encoding="utf-8").rstrip("\n")


def words_of(picture: Picture) -> dict[str, tuple[float, float]]:
    return {one.text: (one.x, one.y) for one in picture.words}


# ---------------------------------------------------------------- pain and the routine over time


def test_pain_goes_from_0_to_10_whatever_the_values() -> None:
    low = draw_time_chart(chart(), 400.0, 180.0)
    assert {str(value) for value in range(0, 11, 2)} <= set(words_of(low))
    empty = draw_time_chart(chart(series=()), 400.0, 180.0)
    assert words_of(low)["10"] == words_of(empty)["10"]


def test_charts_side_by_side_have_one_scale_with_and_without_plan_changes() -> None:
    one = draw_time_chart(chart(plan=(Marked(1, "v1"),), most=30), 300.0, 160.0, labels=0.0)
    other = draw_time_chart(chart(plan=(), most=30), 300.0, 160.0, labels=0.0)
    assert words_of(one)["10"] == words_of(other)["10"]
    assert words_of(one)["8 Jun"] == words_of(other)["8 Jun"]
    shorter = draw_time_chart(chart(plan=()), 300.0, 160.0, labels=0.0)
    assert words_of(shorter)["8 Jun"][0] > words_of(other)["8 Jun"][0]


def test_line_is_not_drawn_across_a_gap() -> None:
    picture = draw_time_chart(chart(bars=(), score=(), plan=()), 400.0, 180.0)
    strokes = re.findall(r'<path d="([^"]*)" fill="none" stroke="#1D5C63"', picture.shapes)
    lines = [points(one) for one in strokes if "h.01" not in one]
    widest = max(abs(after[0] - before[0]) for line in lines
                 for before, after in itertools.pairwise(line))  # fmt: skip
    assert widest < 40.0


def test_names_at_the_ends_keep_apart() -> None:
    near = draw_time_chart(chart(), 400.0, 180.0)
    words = words_of(near)
    assert abs(words["Inner knee L"][1] - words["Outer hip L"][1]) >= 22.0


def test_plan_changes_too_near_for_their_names_are_named_in_short_or_not_at_all() -> None:
    many = tuple(Marked(number, f"v{number} A long title", f"v{number}") for number in range(1, 6))
    picture = draw_time_chart(chart(plan=many), 400.0, 180.0)
    flags = sorted((one.y, one.x, one.text) for one in picture.words if one.text.startswith("v"))
    rows = {y for y, _, _ in flags}
    assert len(rows) <= 2
    for row in rows:
        ends = -1.0
        for y, x, text in flags:
            if y == row:
                assert x > ends
                ends = x + len(text) * 8.5 * 0.5
    assert picture.shapes.count('stroke-dasharray="3.4 2.2"') == 5


# ---------------------------------------------------------------- the link


def test_interval_widens_its_axis_and_never_shrinks_it() -> None:
    assert {"−3", "0", "+1"} <= set(words_of(draw_interval(interval(), 180.0)))
    wide = set(words_of(draw_interval(interval(-4.2, 2.3), 180.0)))
    assert {"−5", "+3"} <= wide


# ---------------------------------------------------------------- the body


def test_numbers_stand_on_their_half_and_never_on_each_other() -> None:
    words = words_of(draw_body(body()))
    assert words["2.4"][0] < 60 < words["8.6"][0]
    assert abs(words["2.4"][1] - words["5.0"][1]) >= 14.0


def test_hatching_tells_the_range_without_colour() -> None:
    shapes = draw_body(body()).shapes
    for value in (2.4, 5.0, 8.6):
        assert f'fill="{PAIN[step_of(value)]}"' in shapes
    single, cross = on_pain(5), on_pain(9)
    assert shapes.count(f'stroke="{single}" stroke-width="0.45"') == 1
    assert shapes.count(f'stroke="{cross}" stroke-width="0.45"') == 2


# ---------------------------------------------------------------- the parts


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=3, max_size=9),
    st.floats(1.0, 20.0),
    st.booleans(),
)
def test_hatching_lies_within_its_polygon(
    corners: list[tuple[float, float]], pitch: float, rising: bool
) -> None:
    middle = (sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
    star = sorted(corners, key=lambda one: math.atan2(one[1] - middle[1], one[0] - middle[0]))
    for start, end in hatch_lines(star, pitch, rising=rising):
        across, down = end[0] - start[0], end[1] - start[1]
        assert down == pytest.approx(-across if rising else across, abs=1e-6)
        inside = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        grown = [(x + (x - middle[0]) * 0.01, y + (y - middle[1]) * 0.01) for x, y in star]
        assert contains(star, inside) or contains(grown, inside)


def test_lengths_are_always_written_the_same_way() -> None:
    assert [number(value) for value in (1.0, 1.239, -0.001, 0.5)] == ["1", "1.24", "0", "0.5"]
    assert [place(value) for value in (1.0, 1.26, 100.04)] == ["1", "1.3", "100"]


def test_words_are_escaped_and_turn_nothing_around() -> None:
    canvas = Canvas(10, 10)
    canvas.write((1, 1), "<b>\u202e&", 9, "#000000")
    written = canvas.picture().inline('"<x>')
    assert "&lt;b&gt;&amp;" in written
    assert 'aria-label="&quot;&lt;x&gt;"' in written
    assert "\u202e" not in written


def test_simplified_line_keeps_its_ends_and_stays_near() -> None:
    circle = [(math.cos(angle / 50), math.sin(angle / 50)) for angle in range(250)]
    fewer = simplified(circle, 0.01)
    assert (fewer[0], fewer[-1]) == (circle[0], circle[-1])
    assert len(fewer) < 60
    for x, y in circle:
        near = min(
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / math.hypot(bx - ax, by - ay)
            for (ax, ay), (bx, by) in itertools.pairwise(fewer)
            if min(ax, bx) - 0.1 <= x <= max(ax, bx) + 0.1
        )
        assert near <= 0.0101
