"""Adherence below a pain chart: weeks, cells, flags, and one time axis."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabdesk.services.language import translator_for
from rehabdesk.ui.charts.adherence_model import AdherenceData, CellMark
from rehabdesk.ui.charts.board import BoardItem, ChartBoard
from rehabdesk.ui.charts.marks import Marker, Span, flag_rows, flags
from rehabdesk.ui.charts.model import PainChartData, PainSeries
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.theme.tokens import load_tokens

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

MONDAY = dt.date(2026, 1, 5).toordinal()
NAMES = {mark: mark.value for mark in CellMark}
DONE, PART, REST, PAUSED = CellMark.DONE, CellMark.PARTIAL, CellMark.REST, CellMark.PAUSED


def adherence(
    cells: list[CellMark],
    prescribed: list[float],
    performed: list[float],
    first: int = MONDAY,
    markers: tuple[Marker, ...] = (),
    spans: tuple[Span, ...] = (),
) -> AdherenceData:
    return AdherenceData(
        "Hips", "Hips: how much", first, tuple(cells), np.array(prescribed), np.array(performed),
        np.full(len(cells), 0.5), "smoothed 50 %", NAMES, "In words.", markers, spans,
    )  # fmt: skip


def steady(days: int, first: int = MONDAY) -> AdherenceData:
    return adherence([DONE] * days, [2.0] * days, [2.0] * days, first)


def pain(days: int, first: int = MONDAY, key: str = "a") -> PainChartData:
    values = np.full(days, 4.0)
    return PainChartData("Pain", (PainSeries(key, "Knee", "left", "now", first, values, values),))


@pytest.fixture
def style(theme: Theme) -> ChartStyle:
    return ChartStyle.of(theme.tokens, QApplication.font())


@pytest.fixture
def board(qtbot: QtBot, style: ChartStyle) -> ChartBoard:
    made = ChartBoard(translator_for(), style)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_weeks_divide_what_was_done_by_what_was_prescribed():
    # From Wednesday on; the pause leaves the denominator, too much is no credit.
    data = adherence(
        [DONE, PART, REST, PAUSED, PAUSED, DONE, CellMark.SKIPPED],
        [4, 4, 0, 4, 4, 2, 2],
        [4, 1, 0, 0, 0, 9, 0],
        MONDAY + 2,
    )
    first, second = data.weeks
    assert (first.monday, first.prescribed, first.performed) == (MONDAY, 8, 5)
    assert first.share == pytest.approx(5 / 8)
    assert (second.monday, second.share) == (MONDAY + 7, 0.5)
    nothing = adherence([REST, REST], [0, 0], [0, 0])
    assert [one.share for one in nothing.weeks] == [None]


def test_the_legend_names_what_occurs():
    data = adherence([REST, DONE, PAUSED], [0, 1, 1], [0, 1, 0])
    assert data.marks == (DONE, REST, PAUSED)


def test_the_panel_carries_the_time_axis_of_the_chart_above(qtbot: QtBot, board: ChartBoard):
    board.show_items([BoardItem(pain(120))], compact=False)
    (chart,) = board.charts
    own = chart.frame.axis.height()
    board.show_adherence(steady(120))
    panel = board.adherence
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    assert chart.frame.axis.height() < own
    assert panel.width() == chart.width()
    frame = panel._frame(chart.frame)
    assert frame.x(MONDAY + 50) == chart.frame.x(MONDAY + 50)
    assert (frame.plot.left(), frame.plot.right()) == (
        chart.frame.plot.left(),
        chart.frame.plot.right(),
    )
    board.show_adherence(None)
    assert board.adherence is None
    assert chart.frame.axis.height() == own


def test_single_days_go_where_the_period_is_long(board: ChartBoard):
    board.show_items([BoardItem(pain(3000))], compact=False)
    board.show_adherence(steady(3000))
    panel = board.adherence
    assert panel is not None
    board.show_period(MONDAY, MONDAY + 84)
    assert panel.shows_days
    tall = panel.height()
    board.show_all()
    assert not panel.shows_days
    assert panel.height() < tall


def test_the_panel_follows_charts_that_are_made_anew(board: ChartBoard):
    board.show_items([BoardItem(pain(100))], compact=False)
    board.show_adherence(steady(100))
    board.resize(1300, 800)
    board.show_items([BoardItem(pain(100, key=key)) for key in "abc"], compact=True)
    panel = board.adherence
    assert panel is not None
    assert panel.isVisible()
    # Three small charts in two columns leave a cell of the grid; all keep their own axes.
    left, right = board.charts[2], panel
    assert right.mapTo(board, right.rect().topLeft()).x() > left.width() / 2
    assert all(chart.frame.axis.height() > 5 for chart in board.charts)


def test_done_and_not_done_are_told_apart_without_colour(board: ChartBoard):
    board.show_items([BoardItem(pain(28))], compact=False)
    pictures = set()
    for mark in CellMark:
        board.show_adherence(adherence([mark] * 28, [2.0] * 28, [1.0] * 28))
        assert board.adherence is not None
        panel = board.adherence
        top = panel._bars_rect(panel._frame(board.charts[0].frame)).bottom()
        grey = panel.grab(panel.rect().adjusted(60, round(top) + 8, -200, -40)).toImage()
        grey = grey.convertToFormat(grey.Format.Format_Grayscale8)
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == len(CellMark)


def test_plan_changes_run_through_chart_and_panel(
    qtbot: QtBot, board: ChartBoard, style: ChartStyle
):
    marker = Marker(MONDAY + 40, "v2 A little more", "v2")
    data = pain(84)
    marked = PainChartData(data.title, data.series, markers=(marker,))
    board.show_items([BoardItem(marked)], compact=False)
    board.show_adherence(adherence([REST] * 84, [0.0] * 84, [0.0] * 84, markers=(marker,)))
    board.show_all()
    (chart,), panel = board.charts, board.adherence
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    x = chart.frame.x(MONDAY + 39.5)
    ink = style.colour("series3")
    for widget, rows in ((chart, range(60, 200)), (panel, range(40, 120))):
        image = widget.grab().toImage()
        near = [
            min(
                abs(image.pixelColor(round(x) + dx, y).red() - ink.red())
                + abs(image.pixelColor(round(x) + dx, y).blue() - ink.blue())
                for dx in (-1, 0, 1)
            )
            for y in rows
        ]
        # Dashed: a good part of the way has its colour, but not all of it.
        share = sum(one < 60 for one in near) / len(near)
        assert 0.3 < share < 0.95


def test_flags_that_are_near_stack_or_get_shorter(style: ChartStyle):
    wide = [Marker(0, "v1 Gentle start", "v1"), Marker(400, "v2 A little more", "v2")]
    assert [(one.text, one.row) for one in flags(wide, style, 2.0)] == [
        ("v1 Gentle start", 0),
        ("v2 A little more", 0),
    ]
    near = [(one.text, one.row) for one in flags(wide, style, 0.2)]
    assert near[0][1] != near[1][1] or near[0][0] == "v1"
    assert flag_rows((), style, 1.0) == 0


@given(st.lists(st.integers(0, 400), max_size=8, unique=True), st.floats(0.05, 20))
def test_flags_never_touch(days: list[int], scale: float):
    style = _style()
    found = flags([Marker(day, f"v{day} A new title", f"v{day}") for day in days], style, scale)
    for row in (0, 1):
        ends = -1e9
        for one in (flag for flag in found if flag.row == row):
            assert one.marker.day * scale >= ends
            ends = one.marker.day * scale + one.width
    if days:
        assert found


def _style() -> ChartStyle:

    return ChartStyle.of(load_tokens("light"), QApplication.font())
