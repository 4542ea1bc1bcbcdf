from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabdesk.services.language import translator_for
from rehabdesk.ui.charts.board import BoardItem, ChartBoard
from rehabdesk.ui.charts.day_panel import DayLine
from rehabdesk.ui.charts.model import Level, PainChartData, PainSeries
from rehabdesk.ui.charts.pain_chart import LEAST_DAYS, PainChart
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.theme.tokens import load_tokens

# A window that is shown by itself; it is of no account inside the main window.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

FIRST = dt.date(2026, 1, 5).toordinal()
DAYS = 200


@pytest.fixture
def style(theme: Theme) -> ChartStyle:
    return ChartStyle.of(theme.tokens, QApplication.font())


def make_series(key: str = "a", level: float = 5.0, gap: tuple[int, int] = (60, 75)) -> PainSeries:
    rng = np.random.default_rng(3)
    mean = level + np.sin(np.arange(DAYS) / 9.0)
    values = np.clip(np.round(mean + rng.normal(0, 1, DAYS)), 0, 10)
    values[slice(*gap)] = mean[slice(*gap)] = np.nan
    line = Level(2.0, FIRST + 14, "worthwhile change: 2 points", "worthwhile change")
    return PainSeries(
        key, "Inner knee", "left", "now 4.0", FIRST, values, mean, mean - 1, mean + 1, line
    )


@pytest.fixture
def chart(qtbot: QtBot, style: ChartStyle) -> PainChart:
    chart = PainChart(translator_for(), style)
    qtbot.addWidget(chart)
    chart.resize(720, 380)
    second = make_series("b", 3.0)
    chart.show_data(PainChartData("Pain now, 0–10", (make_series(), second), "no entries", "Words"))
    chart.show_period(FIRST + 100, FIRST + 150)
    chart.show()
    return chart


def picture(chart: PainChart) -> QImage:
    return chart.grab().toImage()


def wheel(chart: PainChart, x: float, turn: int, modifiers: Qt.KeyboardModifier) -> QWheelEvent:
    place = QPointF(x, 150)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart._view.viewport(), event)
    return event


def test_the_period_stays_within_the_data_and_a_little_more(chart: PainChart):
    chart.pan(10_000)
    first, last = chart.period
    assert last - first == pytest.approx(50)
    assert FIRST + DAYS - 1 < last <= FIRST + DAYS + 10
    chart.pan(-10_000)
    assert FIRST - 10 <= chart.period[0] < FIRST
    chart.zoom(1000)
    assert chart.period == pytest.approx(chart.reach)
    for _ in range(40):
        chart.zoom(0.5)
    assert chart.period[1] - chart.period[0] == pytest.approx(LEAST_DAYS)


def test_the_value_axis_is_never_zoomed(chart: PainChart):
    for act in (lambda: chart.zoom(0.1), lambda: chart.pan(40), lambda: chart.zoom(30)):
        act()
        assert chart._box.viewRange()[1] == [0.0, 10.0]
        assert chart.frame.y(10) < chart.frame.y(0)


def test_the_wheel_zooms_about_its_place_and_then_lets_the_page_scroll(chart: PainChart):
    x = chart.frame.x(FIRST + 140)
    plain = Qt.KeyboardModifier.NoModifier
    assert wheel(chart, x, 120, plain).isAccepted()
    assert chart.period[1] - chart.period[0] == pytest.approx(50 / 1.2)
    assert chart.frame.x(FIRST + 140) == pytest.approx(x, abs=0.01)
    assert wheel(chart, x, 120, Qt.KeyboardModifier.ShiftModifier).isAccepted()
    assert chart.period[1] - chart.period[0] == pytest.approx(50 / 1.2)
    chart.zoom(1000)
    assert not wheel(chart, x, -120, plain).isAccepted()


def test_keys_move_and_zoom(qtbot: QtBot, chart: PainChart):
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chart.period == pytest.approx((FIRST + 112.5, FIRST + 162.5))
    qtbot.keyClick(chart, Qt.Key.Key_Minus)
    assert chart.period[1] - chart.period[0] == pytest.approx(75)
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.period[0] == pytest.approx(chart.reach[0])
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.period[1] == pytest.approx(chart.reach[1])
    with qtbot.waitSignal(chart.reset_wanted):
        qtbot.keyClick(chart, Qt.Key.Key_0)


def test_the_cursor_walks_day_by_day_and_the_period_follows(qtbot: QtBot, chart: PainChart):
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.day == FIRST + 150
    with qtbot.waitSignal(chart.day_pointed) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert told.args == [FIRST + 151]
    assert chart.period[1] > FIRST + 151
    chart.point_at(FIRST + 76)
    qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert chart.day == FIRST + 59
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.day is None


def test_the_cursor_stops_at_the_ends(qtbot: QtBot, chart: PainChart):
    chart.point_at(FIRST + DAYS - 1)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.day == FIRST + DAYS - 1


def test_the_mouse_points_at_the_day_below_it(qtbot: QtBot, chart: PainChart):
    frame = chart.frame
    inside = QPoint(round(frame.x(FIRST + 120)), round(frame.y(9)))
    qtbot.mouseMove(chart._view.viewport(), inside)
    assert chart.day == FIRST + 120
    qtbot.mouseMove(chart._view.viewport(), QPoint(5, 5))
    assert chart.day is None


def test_a_double_click_asks_for_the_period_back(qtbot: QtBot, chart: PainChart):
    with qtbot.waitSignal(chart.reset_wanted):
        qtbot.mouseDClick(chart._view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 150))


def test_what_is_painted_while_moving_equals_what_is_painted_at_once(chart: PainChart):
    day = 11.0 / chart.frame.px_per_day
    picture(chart)
    for _ in range(3):
        chart.pan(day)
        moved = picture(chart)
    # Another period in between makes the chart paint the same one directly.
    there = chart.period
    chart.zoom(2)
    picture(chart)
    chart.show_period(*there)
    direct = picture(chart)
    # Places differ by less than a pixel, which shows at the edges of lines alone.
    near = unlike(moved, direct)
    chart.pan(day * 4)
    assert near < 0.25 * unlike(moved, picture(chart))


def unlike(one: QImage, other: QImage) -> float:
    """Return the share of colour values that differ much."""
    size = one.sizeInBytes()
    first, second = (np.frombuffer(i.constBits(), np.uint8, size).astype(int) for i in (one, other))
    return float((np.abs(first - second) > 48).mean())


def test_other_data_is_not_painted_from_the_old_picture(chart: PainChart):
    for _ in range(3):
        chart.pan(1)
        before = picture(chart)
    chart.show_data(PainChartData("Pain now, 0–10", (make_series(level=8.0),), "no entries"))
    there = chart.period
    after = picture(chart)
    chart.zoom(2)
    picture(chart)
    chart.show_period(*there)
    direct = picture(chart)
    assert unlike(after, direct) < 0.25 * unlike(before, direct)


def test_another_theme_is_painted_at_once(chart: PainChart):
    assert picture(chart).pixelColor(2, 200).name().upper() == "#FFFFFF"
    dark = load_tokens("dark")
    chart.restyle(ChartStyle.of(dark, QApplication.font()))
    assert picture(chart).pixelColor(2, 200).name().upper() == dark.colours["surface"].upper()


def test_the_gap_is_hatched_and_the_line_is_not_bridged(chart: PainChart, theme: Theme):
    chart.show_period(FIRST + 50, FIRST + 85)
    image, frame = picture(chart), chart.frame
    ink = theme.tokens.colours["series1"].upper()

    def inks(day: float) -> int:
        x = round(frame.x(day))
        column = range(math.ceil(frame.plot.top()), math.floor(frame.plot.bottom()))
        return sum(image.pixelColor(x, y).name().upper() == ink for y in column)

    assert inks(FIRST + 55.3) > 0
    assert all(inks(FIRST + day + 0.3) == 0 for day in range(61, 74))
    hatch = {image.pixelColor(x, round(frame.y(9.5))).name() for x in _span(frame, 62, 72)}
    assert len(hatch) > 2


def _span(frame: object, first: int, last: int) -> range:
    return range(round(frame.x(FIRST + first)), round(frame.x(FIRST + last)))  # type: ignore[attr-defined]


@pytest.fixture
def board(qtbot: QtBot, style: ChartStyle) -> ChartBoard:
    board = ChartBoard(translator_for(), style)
    qtbot.addWidget(board)
    board.resize(500, 700)
    items = [
        BoardItem(PainChartData("Pain", (make_series(),), "no entries", "First")),
        BoardItem(PainChartData("Pain", (make_series("b", 3.0),), "no entries", "Second")),
        BoardItem(PainChartData("Pain", (make_series("c", 6.0),), "no entries", "Third")),
    ]
    board.show_items(items, compact=True)
    board.show()
    return board


def test_charts_of_a_board_move_together(qtbot: QtBot, board: ChartBoard):
    with qtbot.assertNotEmitted(board.moved):
        board.show_period(FIRST + 20, FIRST + 80)
    with qtbot.waitSignal(board.moved):
        board.charts[1].pan(10)
    assert {chart.period for chart in board.charts} == {(FIRST + 30.0, FIRST + 90.0)}


def test_a_board_tells_the_day_and_only_the_day_that_is_pointed_at(qtbot: QtBot, board: ChartBoard):
    board.show_period(FIRST + 20, FIRST + 80)
    chart = board.charts[1]
    with qtbot.waitSignal(board.day_wanted):
        chart.point_at(FIRST + 40)
    assert board.panel.isVisible()
    assert "14 February 2026" in chart.accessibleDescription()
    board.tell_day(FIRST + 41, [DayLine("of another day")])
    assert "of another day" not in board.panel.text
    board.tell_day(FIRST + 40, [DayLine("Inner knee: 4", "a note")])
    assert chart.accessibleDescription() == "14 February 2026. Inner knee: 4. a note."
    chart.point_at(None)
    assert not board.panel.isVisible()
    assert chart.accessibleDescription() == "Second"


def test_charts_of_several_regions_stand_in_columns_where_there_is_room(board: ChartBoard):
    def columns() -> int:
        return len({chart.mapTo(board, QPoint()).x() for chart in board.charts})

    assert columns() == 1
    board.resize(900, 700)
    board.arrange()
    board.layout().activate()
    assert columns() == 2


def test_dragging_moves_the_period_and_nothing_else(qtbot: QtBot, chart: PainChart):
    view = chart._view.viewport()
    start, end = QPoint(300, 150), QPoint(420, 230)
    first, last = chart.period
    per_day = chart.frame.px_per_day
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        place = QPointF(start + (end - start) * step / 8)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            view.mapToGlobal(place),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, event)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    moved = chart.period[0] - first
    assert moved == pytest.approx(-120 / per_day, abs=20 / per_day)
    assert chart.period[1] - chart.period[0] == pytest.approx(last - first)
    assert chart._box.viewRange()[1] == [0.0, 10.0]
