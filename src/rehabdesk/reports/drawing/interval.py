"""An estimate with its interval, on an axis of pain points that never shrinks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rehabdesk.reports.drawing.canvas import Canvas, Picture, guessed_width
from rehabdesk.reports.drawing.inks import INK, SERIES, SOFT, WHITE

_LEAST, _MOST = -3, 1
_SIZE = 8.5


@dataclass(frozen=True, slots=True)
class Interval:
    """What is drawn, with the words around it.

    Attributes:
        effect: The estimate in points.
        low: The lower end of its interval.
        high: The upper end.
        line: Where the worthwhile change lies, a negative number of points.
        line_name: What stands at that line.
        zero_name: What stands at 0.
        effect_text: The estimate as it is written.
        less: What the left end of the axis means.
        more: What the right end means.
    """

    effect: float
    low: float
    high: float
    line: float
    line_name: str
    zero_name: str
    effect_text: str
    less: str
    more: str


def draw_interval(interval: Interval, width: float) -> Picture:
    """Return the drawing; it is 62 points high."""
    canvas = Canvas(width, 62.0)
    first = min(_LEAST, math.floor(interval.low))
    last = max(_MOST, math.ceil(interval.high))

    def x(value: float) -> float:
        return 8 + (width - 16) * (value - first) / (last - first)

    axis, middle = 42.0, 27.0
    for value, dash in ((interval.line, "3 2"), (0.0, "")):
        canvas.line((x(value), 12), (x(value), axis), INK, 1.0, dash=dash)
    # The names stand away from each other: one ends near its line, the other begins near its own.
    wide = guessed_width(interval.line_name, _SIZE)
    edge = max(wide, x(interval.line) + 12)
    canvas.write((edge, 8), interval.line_name, _SIZE, SOFT, anchor="end")
    canvas.write((max(x(0.0) - 12, edge + 8), 8), interval.zero_name, _SIZE, SOFT)
    canvas.line((x(first), axis), (x(last), axis), SOFT, 0.7)
    for value in range(first, last + 1):
        canvas.line((x(value), axis), (x(value), axis + 3), SOFT, 0.7)
        sign = "−" if value < 0 else ("+" if value > 0 else "")
        canvas.write((x(value), axis + 11), f"{sign}{abs(value)}", _SIZE, SOFT, anchor="middle")
    low, high = (x(interval.low), middle), (x(interval.high), middle)
    canvas.line(low, high, WHITE, 5.0)
    canvas.line(low, high, SERIES[0], 2.4)
    for end in (low, high):
        canvas.line((end[0], middle - 4), (end[0], middle + 4), SERIES[0], 1.6)
    canvas.dot((x(interval.effect), middle), 4.4, SERIES[0], stroke=WHITE, line=1.0)
    canvas.write(
        (x(interval.effect), middle - 7), interval.effect_text, _SIZE, INK, anchor="middle",
        weight=600,
    )  # fmt: skip
    canvas.write((0, 61), interval.less, _SIZE, SOFT)
    canvas.write((width, 61), interval.more, _SIZE, SOFT, anchor="end")
    return canvas.picture()
