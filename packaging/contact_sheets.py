"""Renders the exercise figures to contact sheets, to be looked at.

usage: python packaging/contact_sheets.py [--out FOLDER] [--ids ID,ID…] [--cell WIDTHxHEIGHT]
                                          [--columns N] [--only NAME] [--moments start,0.5,end]

Writes one picture per combination of theme and side, each figure with its start and its end, and
one for paper. Without `--out` they go to `docs/figures/`.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from rehabdesk.domain.regions import Side
from rehabdesk.figures.mannequin.description import figure_ids
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.ui.figures.colours import FigureColours, paper_colours, theme_colours
from rehabdesk.ui.figures.painter import paint_figure
from rehabdesk.ui.theme.tokens import load_tokens

ROOT = Path(__file__).resolve().parents[1]
_LABEL = 20
_GAP = 6


@dataclass(frozen=True)
class Sheet:
    """One contact sheet: a name, colours, and the working side."""

    name: str
    colours: FigureColours
    text: str
    side: Side


def sheets() -> Iterator[Sheet]:
    """Yield the sheets to make."""
    for theme in ("light", "dark"):
        tokens = load_tokens("light" if theme == "light" else "dark")
        for side in (Side.RIGHT, Side.LEFT):
            colours = theme_colours(tokens)
            yield Sheet(f"{theme}_{side.value}", colours, tokens.colours["text"], side)
    yield Sheet("paper_right", paper_colours(), "#14191A", Side.RIGHT)


def render(
    sheet: Sheet, ids: Sequence[str], cell: tuple[int, int], columns: int, moments: Sequence[str]
) -> QImage:
    """Return a contact sheet.

    Args:
        sheet: What it shows.
        ids: The exercises.
        cell: Width and height of one picture in pixels.
        columns: Exercises side by side.
        moments: `start`, `end` or a number from 0 to 1.
    """
    width, height = cell
    rows = math.ceil(len(ids) / columns)
    pair = width * len(moments) + _GAP
    image = QImage(
        columns * pair + _GAP, rows * (height + _LABEL) + _GAP, QImage.Format.Format_RGB32
    )
    image.fill(QColor(sheet.colours.roles["ground"]))
    painter = QPainter(image)
    font = QFont("DejaVu Sans")
    font.setPixelSize(13)
    painter.setFont(font)
    for index, name in enumerate(ids):
        x, y = _GAP + index % columns * pair, _GAP + index // columns * (height + _LABEL)
        figure = load_figure(name, sheet.side)
        painter.setPen(QColor(sheet.text))
        painter.drawText(QRectF(x, y, pair, _LABEL), Qt.AlignmentFlag.AlignLeft, name)
        for column, moment in enumerate(moments):
            end = moment == "end"
            at = {"start": 0.0, "end": figure.shown}.get(moment)
            drawing = figure.drawing(float(moment) if at is None else at, ghost=end, arrow=end)
            rect = QRectF(x + column * width, y + _LABEL, width, height)
            paint_figure(painter, drawing, rect, sheet.colours)
    painter.end()
    return image


def with_palette(image: QImage) -> QImage:
    """Return a picture with its 256 most frequent colours, which makes a small file."""
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    palette = [int(colour) for colour in colours[np.argsort(-counts, kind="stable")][:256]]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)


def figures_of(ids: str) -> Sequence[str]:
    """Return the exercises to show; all if none are named."""
    return ids.split(",") if ids else figure_ids()


def main(arguments: Sequence[str]) -> int:
    """Render the sheets; return the exit code."""
    parser = argparse.ArgumentParser(description="Renders the exercise figures.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "figures")
    parser.add_argument("--ids", default="")
    parser.add_argument("--cell", default="168x150")
    parser.add_argument("--columns", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--moments", default="start,end")
    options = parser.parse_args(arguments)
    app = QGuiApplication.instance() or QGuiApplication([])
    ids = figures_of(options.ids)
    width, _, height = options.cell.partition("x")
    options.out.mkdir(parents=True, exist_ok=True)
    for sheet in sheets():
        if options.only and sheet.name != options.only:
            continue
        image = render(
            sheet, ids, (int(width), int(height)), options.columns, options.moments.split(",")
        )
        path = options.out / f"{sheet.name}.png"
        with_palette(image).save(str(path))
        print(path, f"{path.stat().st_size // 1024} KB")
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
