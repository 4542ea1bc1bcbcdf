"""Charts of results: their axes, and that odd results are drawn and never out of the picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.services.language import translator_for
from rehabdesk.ui.charts.measure_chart import MeasureChart, MeasureData, MeasureSeries
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.charts.symmetry_chart import SymmetryChart, SymmetryRow
from rehabdesk.ui.theme.theme import Theme

TR = translator_for("en")


def days(*values: float, every: int = 14) -> tuple[tuple[dt.date, float], ...]:
    first = dt.date(2026, 1, 5)
    return tuple((first + dt.timedelta(days=n * every), value) for n, value in enumerate(values))


# name: values, least upper end; lower end, upper end, step
AXES = {
    "seconds up to 45": ((10, 45), 45, 0, 50, 10),
    "one small count": ((3,), 3, 0, 3, 0.5),
    "nothing but zero": ((0, 0), 0, 0, 1, 0.2),
    "degrees below and above level": ((-12, 8), 12, -15, 15, 5),
    "below level alone": ((-12, -3), -1, -12, 0, 2),
    "large totals": ((1200, 900), 80, 0, 1200, 200),
}


@pytest.mark.parametrize("row", AXES.values(), ids=AXES)
def test_axes_begin_at_zero_and_hold_every_value(
    row: tuple[tuple[float, ...], float, float, float, float],
) -> None:
    values, least, low, high, step = row
    found = MeasureData.fitting([MeasureSeries("", days(*values))], least)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.step == pytest.approx(step)
    assert found.low <= min(values)
    assert max(values) <= found.high


@pytest.fixture
def style(theme: Theme) -> Callable[[], ChartStyle]:
    return lambda: ChartStyle.of(theme.tokens, QFont())


def colours(widget: QWidget) -> set[int]:
    picture: QImage = widget.grab().toImage()
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


SERIES = {
    "one result": (MeasureSeries("", days(7), 3),),
    "several of one day": (MeasureSeries("", days(7, 5, 6, every=0), 3),),
    "an error larger than the axis": (MeasureSeries("Left", days(5, 6), 300),),
    "both sides alike": (
        MeasureSeries("Left", days(5, 5), 1), MeasureSeries("Right", days(5, 5), 1),
    ),
    "one side without results": (
        MeasureSeries("Left", days(5, 6), None), MeasureSeries("Right", (), None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("series", SERIES.values(), ids=SERIES)
@pytest.mark.parametrize("width", [240, 600])
def test_odd_results_are_drawn(
    qtbot: QtBot,
    theme: Theme,
    style: Callable[[], ChartStyle],
    series: tuple[MeasureSeries, ...],
    width: int,
) -> None:
    chart = MeasureChart(TR, style)
    qtbot.addWidget(chart)
    chart.resize(width, chart.sizeHint().height())
    blank = colours(chart)
    chart.show_data(MeasureData.fitting(series, 10))
    assert len(colours(chart)) > len(blank)
    ink = ChartStyle.of(theme.tokens, QFont()).ink(0).rgb()
    assert ink in colours(chart)


def row(percent: float | None, low: float | None = None, high: float | None = None) -> SymmetryRow:
    return SymmetryRow("A test with quite a long name", percent, low, high, "36 s · 50 s")


# name: rows; both ends of the axis in percent
REACH = {
    "nothing that can be calculated": ([row(None)], (50, 150)),
    "usual": ([row(72, 6, 138), row(110)], (50, 150)),
    "far below": ([row(10, 0, 20)], (0, 150)),
    "far above": ([row(180)], (50, 200)),
    "beyond everything": ([row(900, 100, None)], (50, 300)),
}


@pytest.mark.parametrize("case", REACH.values(), ids=REACH)
def test_the_axis_of_symmetry_is_widened_and_never_narrowed(
    qtbot: QtBot,
    style: Callable[[], ChartStyle],
    case: tuple[list[SymmetryRow], tuple[float, float]],
) -> None:
    rows, reach = case
    chart = SymmetryChart(TR, style, 10, "within 10 %")
    qtbot.addWidget(chart)
    chart.show_rows(rows)
    chart.resize(420, chart.sizeHint().height())
    assert chart.reach == reach
    for one in (0, 50, 100, 1000):
        assert 0 <= chart.place(one) <= chart.width()
    assert len(colours(chart)) > 3
