"""A picture of shapes and words in points (1/72 inch), for paper and for a page of HTML.

Shapes are written as SVG. Words are kept apart from them: on paper the typesetter sets them in the
document's own letters, in HTML they become text of the picture. The same calls always give the
same bytes.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from rehabdesk.reports.typesetting import printable

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

#: The name by which every reader of SVG knows the format; nothing is fetched from there.
_NAMESPACE: Final = "http:" + "//www.w3.org/2000/svg"
#: How wide a letter is on average, in parts of its size; for guessing the length of a word.
_LETTER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place of a picture.

    Attributes:
        x: Where they begin, have their middle, or end.
        y: Their base line.
        text: Plain text.
        size: Of the letters, in points.
        anchor: What `x` means.
        weight: 400, 600 or 700.
        colour: Of the letters.
    """

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor
    weight: int
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture.

    Attributes:
        width: In points.
        height: In points.
        shapes: What is drawn, as SVG elements.
        words: What is written over it.
    """

    width: float
    height: float
    shapes: str
    words: tuple[Words, ...]

    def without_words(self) -> bytes:
        """Return the shapes alone as an SVG file."""
        size = f'width="{number(self.width)}" height="{number(self.height)}"'
        text = f'<svg xmlns="{_NAMESPACE}" viewBox="{self._box}" {size}>{self.shapes}</svg>'
        return text.encode()

    def inline(self, name: str) -> str:
        """Return the whole picture as an SVG element for a page of HTML.

        Args:
            name: What it shows, for those who do not see it.
        """
        written = "".join(_written(one) for one in self.words)
        return (
            f'<svg viewBox="{self._box}" role="img" aria-label="{html.escape(printable(name))}">'
            f"{self.shapes}{written}</svg>"
        )

    @property
    def _box(self) -> str:
        return f"0 0 {number(self.width)} {number(self.height)}"


def number(value: float) -> str:
    """Return a length with two decimals at most, always written the same way."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def place(value: float) -> str:
    """Return a coordinate with one decimal at most: a tenth of a point cannot be seen."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def guessed_width(text: str, size: float) -> float:
    """Return about how wide words are; good enough to keep labels apart."""
    return len(text) * size * _LETTER


def _written(words: Words) -> str:
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    weight = "" if words.weight == 400 else f' font-weight="{words.weight}"'
    return (
        f'<text x="{number(words.x)}" y="{number(words.y)}" font-size="{number(words.size)}"'
        f' fill="{words.colour}"{anchor}{weight}>{html.escape(printable(words.text))}</text>'
    )


@dataclass(slots=True)
class Canvas:
    """A picture in the making; what comes later lies over what came before.

    Attributes:
        width: In points.
        height: In points.
    """

    width: float
    height: float
    _shapes: list[str] = field(default_factory=list)
    _words: list[Words] = field(default_factory=list)

    def picture(self) -> Picture:
        """Return what has been drawn."""
        return Picture(self.width, self.height, "".join(self._shapes), tuple(self._words))

    def line(self, start: Point, end: Point, colour: str, width: float, *, dash: str = "") -> None:
        """Draw a straight line; `dash` is lengths of dash and gap."""
        self.polyline((start, end), colour, width, dash=dash)

    def polyline(
        self, points: Sequence[Point], colour: str, width: float, *, dash: str = ""
    ) -> None:
        """Draw a line through points."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(
            f'<path d="{_through(points)}" fill="none" stroke="{colour}"'
            f' stroke-width="{number(width)}" stroke-linejoin="round"{dashes}/>'
        )

    def area(
        self,
        pieces: Iterable[Sequence[Point]],
        fill: str,
        *,
        opacity: float = 1.0,
        stroke: str = "",
        width: float = 0.0,
        dash: str = "",
    ) -> None:
        """Fill polygons as one shape, with a line around them if `stroke` is a colour."""
        path = "".join(f"{_through(piece)}Z" for piece in pieces)
        faint = f' fill-opacity="{number(opacity)}"' if opacity < 1.0 else ""
        edge = (
            f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linejoin="round"'
            if stroke
            else ""
        )
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._shapes.append(f'<path d="{path}" fill="{fill}"{faint}{edge}{dashes}/>')

    def box(
        self,
        corner: Point,
        width: float,
        height: float,
        fill: str,
        *,
        stroke: str = "",
        line: float = 0.0,
        radius: float = 0.0,
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        edge = f' stroke="{stroke}" stroke-width="{number(line)}"' if stroke else ""
        round_ = f' rx="{number(radius)}"' if radius else ""
        self._shapes.append(
            f'<rect x="{number(corner[0])}" y="{number(corner[1])}" width="{number(width)}"'
            f' height="{number(height)}" fill="{fill}"{round_}{edge}/>'
        )

    def dot(
        self, at: Point, radius: float, fill: str, *, stroke: str = "", line: float = 0.0,
        opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Draw a disc."""
        edge = f' stroke="{stroke}" stroke-width="{number(line)}"' if stroke else ""
        faint = f' opacity="{number(opacity)}"' if opacity < 1.0 else ""
        self._shapes.append(
            f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}"'
            f' fill="{fill}"{faint}{edge}/>'
        )

    def dots(self, at: Iterable[Point], radius: float, colour: str, opacity: float) -> None:
        """Draw many discs of one size and colour."""
        # Lines of next to no length with round ends: one shape for all of them.
        path = "".join(f"M{place(x)} {place(y)}h.01" for x, y in at)
        if path:
            self._shapes.append(
                f'<path d="{path}" fill="none" stroke="{colour}" stroke-opacity="{number(opacity)}"'
                f' stroke-width="{number(2 * radius)}" stroke-linecap="round"/>'
            )

    def squares(self, at: Iterable[Point], half: float, colour: str, line: float) -> None:
        """Draw many hollow squares of one size and colour."""
        side = number(2 * half)
        path = "".join(
            f"M{place(x - half)} {place(y - half)}h{side}v{side}h-{side}Z" for x, y in at
        )
        if path:
            self._shapes.append(
                f'<path d="{path}" fill="#FFFFFF" stroke="{colour}" stroke-width="{number(line)}"/>'
            )

    def hatch(
        self,
        pieces: Iterable[Sequence[Point]],
        colour: str,
        width: float,
        pitch: float,
        *,
        rising: bool = True,
    ) -> None:
        """Hatch polygons with slanted lines, cut off at their edges.

        Every hatching starts from one grid, so that neighbouring pieces continue each other.
        """
        found: list[str] = []
        for piece in pieces:
            for start, end in hatch_lines(piece, pitch, rising=rising):
                found.append(_through((start, end)))
        if found:
            self._shapes.append(
                f'<path d="{"".join(found)}" fill="none" stroke="{colour}"'
                f' stroke-width="{number(width)}"/>'
            )

    def write(
        self,
        at: Point,
        text: str,
        size: float,
        colour: str,
        *,
        anchor: Anchor = "start",
        weight: int = 400,
    ) -> None:
        """Write words on a base line."""
        if text:
            self._words.append(Words(at[0], at[1], text, size, anchor, weight, colour))


def _through(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{place(x)} {place(y)}" for x, y in points)


def hatch_lines(
    polygon: Sequence[Point], pitch: float, *, rising: bool = True
) -> list[tuple[Point, Point]]:
    """Return the pieces of slanted lines (45 degrees) that lie within a polygon.

    Args:
        polygon: At least three corners; it may be hollow.
        pitch: The distance between lines, along x.
        rising: From the lower left to the upper right, else from the upper left down.
    """
    slope = -1.0 if rising else 1.0
    # On a line y = slope * x + offset the offset tells which line it is.
    offsets = [y - slope * x for x, y in polygon]
    found = []
    for step in range(math.ceil(min(offsets) / pitch), math.floor(max(offsets) / pitch) + 1):
        crossings = _crossings(polygon, offsets, step * pitch)
        found += [
            ((first, slope * first + step * pitch), (second, slope * second + step * pitch))
            for first, second in zip(crossings[::2], crossings[1::2], strict=False)
            if second - first > 0.05
        ]
    return found


def _crossings(polygon: Sequence[Point], offsets: Sequence[float], level: float) -> list[float]:
    """Return where a slanted line crosses the edges of a polygon, as x from left to right."""
    crossings = []
    for index, (x, _) in enumerate(polygon):
        before = offsets[index - 1] - level
        here = offsets[index] - level
        if (before < 0.0) != (here < 0.0):
            part = before / (before - here)
            crossings.append(polygon[index - 1][0] + part * (x - polygon[index - 1][0]))
    return sorted(crossings)
