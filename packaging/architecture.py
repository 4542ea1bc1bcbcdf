"""Draws the layers and what imports what, from the import graph itself: `docs/architecture.svg`.

usage: python packaging/architecture.py [--check]

Rows are the layers of the import rules in `pyproject.toml`, boxes the packages with the first line
of their description, lines their imports at run time. `--check` fails if the drawing in `docs` is
not what it would be now.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
import textwrap
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import grimp

PACKAGE = "rehabdesk"
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "architecture.svg"

#: The name by which every reader of SVG knows the format; nothing is fetched from there.
_NAMESPACE: Final = "http:" + "//www.w3.org/2000/svg"
_WIDTH: Final = 960
_MARGIN: Final = 24
_BOX_HEIGHT: Final = 78
_ROW_GAP: Final = 62
_BOX_GAP: Final = 28
_WIDEST: Final = 420
_LETTER: Final = 6.6
_INK: Final = "#1F2729"
_SOFT: Final = "#4C5557"
_EDGE: Final = "#857D70"
_FILL: Final = "#FFFFFF"
_GROUND: Final = "#F6F3EE"
#: One colour for the lines of each row, so that they can be followed.
_LINES: Final = ("#1D5C63", "#A8501F", "#5B4B8A", "#2C6A45", "#6B5443", "#4C5557")


@dataclass(frozen=True, slots=True)
class Box:
    """A package in the drawing.

    Attributes:
        name: Its name.
        row: Its layer, 0 at the top.
        x: Its left edge.
        y: Its upper edge.
        width: Its width.
        about: What it is for.
    """

    name: str
    row: int
    x: int
    y: int
    width: int
    about: str


def layers() -> list[list[str]]:
    """Return the packages of each layer, the highest first; optional ones are left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (rows,) = (one["layers"] for one in contracts if one["id"] == "layers")
    return [row.split(" | ") for row in rows if not row.startswith("(")]


def edges() -> set[tuple[str, str]]:
    """Return which package imports which when the program runs."""
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    found = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = (top(module), top(imported))
            if all(pair) and pair[0] != pair[1]:
                found.add(pair)
    return found


def top(module: str) -> str:
    """Return the package of a module below the program's own, or "" for that itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and not parts[1].startswith("__") else ""


def about(name: str) -> str:
    """Return the first line of a package's description."""
    spec = importlib.util.find_spec(f"{PACKAGE}.{name}")
    if spec is None or spec.origin is None:
        return ""
    text = ast.get_docstring(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0].replace("`", "")


def place(rows: Sequence[Sequence[str]]) -> dict[str, Box]:
    """Return the boxes, each row centred."""
    boxes = {}
    for row, names in enumerate(rows):
        room = _WIDTH - 2 * _MARGIN - _BOX_GAP * (len(names) - 1)
        width = min(_WIDEST, room // len(names))
        whole = width * len(names) + _BOX_GAP * (len(names) - 1)
        left = (_WIDTH - whole) // 2
        y = _MARGIN + row * (_BOX_HEIGHT + _ROW_GAP)
        for column, name in enumerate(names):
            x = left + column * (width + _BOX_GAP)
            boxes[name] = Box(name, row, x, y, width, about(name))
    return boxes


def drawing() -> str:
    """Return the drawing as an SVG document."""
    rows = layers()
    boxes = place(rows)
    height = 2 * _MARGIN + len(rows) * _BOX_HEIGHT + (len(rows) - 1) * _ROW_GAP
    parts = [
        f'<svg xmlns="{_NAMESPACE}" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" font-family="sans-serif">',
        "<title>Packages of RehabDesk in their layers, and what each imports</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="{_GROUND}"/>',
        *lines(boxes, edges()),
        *(part for box in boxes.values() for part in box_parts(box)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def lines(boxes: Mapping[str, Box], pairs: set[tuple[str, str]]) -> list[str]:
    """Return a curve for each import, from the lower edge of a box to the upper edge of another."""
    out, into = defaultdict(list), defaultdict(list)
    for source, target in pairs:
        out[source].append(target)
        into[target].append(source)

    def port(box: Box, others: list[str], other: str) -> int:
        """Return where on a box's edge a line begins or ends, so that none lie on each other."""
        ordered = sorted(others, key=lambda name: (boxes[name].x + boxes[name].width / 2, name))
        return box.x + round(box.width * (ordered.index(other) + 1) / (len(ordered) + 1))

    parts = []
    for source, target in sorted(pairs):
        start, end = boxes[source], boxes[target]
        x1, y1 = port(start, out[source], target), start.y + _BOX_HEIGHT
        x2, y2 = port(end, into[target], source), end.y
        bend = round((y2 - y1) * 0.5)
        colour = _LINES[start.row % len(_LINES)]
        parts.append(
            f'<path d="M{x1},{y1} C{x1},{y1 + bend} {x2},{y2 - bend} {x2},{y2 - 6}" fill="none" '
            f'stroke="{colour}" stroke-width="1.4"><title>{source} imports {target}</title></path>'
        )
        parts.append(f'<path d="M{x2 - 4},{y2 - 8} h8 L{x2},{y2} z" fill="{colour}"/>')
    return parts


def box_parts(box: Box) -> list[str]:
    """Return a box with its name and, in at most three lines, what it is for."""
    letters = int((box.width - 20) / _LETTER)
    told = textwrap.wrap(box.about, letters, max_lines=3, placeholder=" …")
    middle = box.x + box.width // 2
    first = box.y + 24
    return [
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{_BOX_HEIGHT}" rx="10" '
        f'fill="{_FILL}" stroke="{_EDGE}"/>',
        f'<text x="{middle}" y="{first}" text-anchor="middle" font-size="16" font-weight="600" '
        f'fill="{_INK}">{escape(box.name)}</text>',
        *(
            f'<text x="{middle}" y="{first + 16 * number}" text-anchor="middle" font-size="12" '
            f'fill="{_SOFT}">{escape(line)}</text>'
            for number, line in enumerate(told, 1)
        ),
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the drawing, or tell whether it is what it should be."""
    made = drawing()
    if "--check" in arguments:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == made:
            return 0
        print("docs/architecture.svg is not up to date: ./dev diagram")
        return 1
    TARGET.write_text(made, encoding="utf-8")
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
