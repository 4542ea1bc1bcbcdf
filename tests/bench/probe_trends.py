"""Charts: python probe_trends.py program|bare [ARRAYS] cold|warm.

Both say how long it takes from "wanted" to painted (`page`), how long one frame takes when a
window of a fifth of the time is moved (`frames`), and how much memory is in use then (`memory`).
Cold, numpy and pyqtgraph are imported on the way, as at the first look of a day; warm, they are
imported before.
"""

from __future__ import annotations

# ruff: noqa: ICN001, PLC0415 - what is measured is imported where it is measured.
import json
import sys
import time
from pathlib import Path

from common import SIZE, Frames, memory_mb, on_page, say, when_painted

FRAMES = 60
WINDOW = 0.2
STEP = 0.01


def program(temperature: str) -> None:
    """RehabDesk, idle on Today, until the charts of Trends are painted."""

    def ready(start, _today):
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QGraphicsView

        if temperature == "warm":
            import rehabdesk.ui.pages.trends.page  # noqa: F401
        began = time.perf_counter()

        def shown():
            view = page.board.charts[0].findChild(QGraphicsView).viewport()
            when_painted(view, lambda: painted(view))

        def painted(view):
            took = time.perf_counter() - began
            QTimer.singleShot(300, lambda: pan(took, view))

        def pan(took, view):
            from PySide6.QtWidgets import QApplication

            used = memory_mb()
            board = page.board
            first, last = board.days
            span = last - first
            board.show_period(first, first + WINDOW * span)
            frames = Frames(QApplication.instance(), view)
            chart = board.charts[0]
            times = _times(lambda: frames.one(lambda: chart.pan(STEP * span)))
            say(page=took, frames=times, memory=used, points=_points(chart))

        start.window.show_page("trends")
        page = start.window.current_page
        page.shown.connect(shown)

    on_page("today", ready)


def _points(chart) -> int:
    return sum(one.values.size for one in chart.data.series)


def bare(arrays: str, temperature: str) -> None:
    """A window that is painted already, until a plain PlotWidget of the same arrays is, too."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(*SIZE)
    window.show()
    raw = json.loads(Path(arrays).read_text())
    width, height = raw["size"]
    series = [{name: bytes.fromhex(text) for name, text in one.items()} for one in raw["series"]]

    def go():
        if temperature == "warm":
            import numpy
            import pyqtgraph
        began = time.perf_counter()
        import numpy
        import pyqtgraph

        plot = pyqtgraph.PlotWidget()
        plot.setDownsampling(auto=True, mode="peak")
        plot.setClipToView(True)
        for one in series:
            arrays = {name: numpy.frombuffer(data) for name, data in one.items()}
            days = arrays.pop("days")
            plot.plot(days, arrays.pop("values"), pen=None, symbol="o", symbolSize=4)
            for line in arrays.values():
                plot.plot(days, line, connect="finite")
        plot.setYRange(0, 10)
        plot.setMinimumSize(width, height)
        plot.setMaximumSize(width, height)
        window.setCentralWidget(plot)

        def painted():
            took = time.perf_counter() - began
            QTimer.singleShot(300, lambda: pan(took))

        def pan(took):
            used = memory_mb()
            first, last = days_of(series)
            span = last - first
            plot.setXRange(first, first + WINDOW * span, padding=0)
            frames = Frames(app, plot.viewport())
            at = first

            def move():
                nonlocal at
                at += STEP * span
                plot.setXRange(at, at + WINDOW * span, padding=0)

            times = _times(lambda: frames.one(move))
            say(page=took, frames=times, memory=used)

        def days_of(series):
            days = [numpy.frombuffer(one["days"]) for one in series]
            return min(one[0] for one in days), max(one[-1] for one in days)

        when_painted(plot.viewport(), painted)

    when_painted(window, lambda: QTimer.singleShot(200, go))
    app.exec()


def arrays() -> None:
    """What the program's chart shows, and how large it is, as JSON."""

    def ready(_start, page):
        import numpy

        chart = page.board.charts[0]

        def one(series):
            days = numpy.arange(series.values.size, dtype=float) + series.first_day
            found = {
                "days": days,
                "values": series.values,
                "mean": series.mean,
                "low": series.low,
                "high": series.high,
            }
            return {
                name: numpy.asarray(array, dtype=float).tobytes().hex()
                for name, array in found.items()
                if array is not None
            }

        say(
            size=[chart.width(), chart.height()],
            series=[one(series) for series in chart.data.series],
        )

    on_page("trends", ready)


def _times(make_one) -> list[float]:
    for _ in range(5):
        make_one()
    times = []
    for _ in range(FRAMES):
        began = time.perf_counter()
        make_one()
        times.append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    {"program": program, "bare": bare, "arrays": arrays}[sys.argv[1]](*sys.argv[2:])
