"""A picture as a file of its own, with a head above it."""

from __future__ import annotations

import html
import re
from typing import Final

from rehabdesk.reports.drawing.canvas import Picture, number

_NAMESPACE: Final = "http:" + "//www.w3.org/2000/svg"
_FONTS: Final = "Source Sans Pro, Source Sans 3, Segoe UI, Helvetica Neue, Arial, sans-serif"
_TITLE_SIZE: Final = 15.0
_TEXT_SIZE: Final = 10.5
_MARGIN: Final = 14.0
_HEAD: Final = 46.0
_INK, _SOFT_INK, _PAPER = "#1F2729", "#4A5557", "#FFFFFF"
#: What XML has no place for.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def picture_file(picture: Picture, title: str, under_title: str, name: str) -> bytes:
    """Return a picture as an SVG file.

    Args:
        picture: The picture.
        title: What it shows.
        under_title: Which days, and of which diary.
        name: What it shows in a sentence, for those who do not see it.
    """
    width, height = picture.width + 2 * _MARGIN, picture.height + _HEAD + _MARGIN
    size = f'width="{number(width)}" height="{number(height)}"'
    shapes = picture.inline(name)
    inner = shapes[shapes.index(">") + 1 : shapes.rindex("</svg>")]
    lines = (
        f'<svg xmlns="{_NAMESPACE}" {size} viewBox="0 0 {number(width)} {number(height)}"'
        f' font-family="{_FONTS}" role="img">',
        f"<title>{html.escape(title)}</title>",
        f"<desc>{html.escape(f'{under_title}. {name}')}</desc>",
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
        _line(title, 20.0, _TITLE_SIZE, 600, _INK),
        _line(under_title, 36.0, _TEXT_SIZE, 400, _SOFT_INK),
        f'<g transform="translate({number(_MARGIN)} {number(_HEAD)})">{inner}</g>',
        "</svg>\n",
    )
    return _NOT_XML.sub("", "\n".join(lines)).encode()


def _line(text: str, y: float, size: float, weight: int, colour: str) -> str:
    return (
        f'<text x="{number(_MARGIN)}" y="{number(y)}" font-size="{number(size)}"'
        f' font-weight="{weight}" fill="{colour}">{html.escape(text)}</text>'
    )
