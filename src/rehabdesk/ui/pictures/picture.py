"""A drawing with its title, its period and the diary's name above it, as PNG and as SVG."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from rehabdesk.ui.pictures.layers import Drawing, Layer
from rehabdesk.ui.theme.tokens import Tokens

#: Pixels of a PNG file for each pixel of the screen.
SCALE = 2.0
#: The same for what goes into an SVG file as an image.
SOFT_SCALE = 3.0
MARGIN = 16.0
_GAP = 10.0
_LEAST_WIDTH = 240.0
#: The name by which every reader of SVG knows the format; nothing is fetched from there.
_SVG = "http:" + "//www.w3.org/2000/svg"
_XLINK = "http:" + "//www.w3.org/1999/xlink"
_FONTS = "Source Sans 3, Segoe UI, Helvetica Neue, Arial, DejaVu Sans, sans-serif"
_BODY = re.compile(r"<defs>\s*(?P<defs>.*?)</defs>\s*(?P<body>.*)</svg>\s*\Z", re.DOTALL)
_FRAME = re.compile(r"\A<svg\b[^>]*>|</svg>\Z")
#: What XML has no place for.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_FILE = re.compile(r'[\x00-\x1f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Something to keep or to send.

    Attributes:
        title: What it shows.
        period: Which days it shows, or "".
        diary: The name of the diary.
        drawing: What is drawn.
    """

    title: str
    period: str
    diary: str
    drawing: Drawing

    @property
    def under_title(self) -> str:
        """What stands below the title."""
        return " · ".join(part for part in (self.period, self.diary) if part)

    @property
    def file_name(self) -> str:
        """A name for its file, without an ending and without anything a path is made of."""
        name = _NO_FILE.sub(" ", f"{self.title} {self.period}").strip(" .")
        return " ".join(name.split())[:_LONGEST_NAME].rstrip(" .")


def image_of(picture: Picture, tokens: Tokens, scale: float = SCALE) -> QImage:
    """Return a picture in pixels.

    Args:
        picture: The picture.
        tokens: The theme it is drawn in.
        scale: Pixels for each pixel of the screen.
    """
    sheet = _Sheet(picture, tokens)
    size = sheet.size * scale
    image = QImage(
        round(size.width()), round(size.height()), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(scale)
    image.fill(QColor(tokens.colours["surface"]))
    painter = QPainter(image)
    try:
        for layer in sheet.layers:
            painter.save()
            _paint(painter, layer)
            painter.restore()
    finally:
        # A painter that outlives its picture ends the program.
        painter.end()
    return image


def png_bytes(picture: Picture, tokens: Tokens) -> bytes:
    """Return a picture as a PNG file, twice as fine as on the screen."""
    return png_of(image_of(picture, tokens))


def png_of(image: QImage) -> bytes:
    """Return pixels as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg_bytes(picture: Picture, tokens: Tokens) -> bytes:
    """Return a picture as an SVG file, in which texts are texts."""
    sheet = _Sheet(picture, tokens)
    width, height = _number(sheet.size.width()), _number(sheet.size.height())
    parts = [
        f'<svg xmlns="{_SVG}" xmlns:xlink="{_XLINK}" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{_FONTS}" role="img">',
        f"<title>{html.escape(picture.title)}</title>",
        f"<desc>{html.escape(picture.under_title)}</desc>",
        f'<rect width="100%" height="100%" fill="{tokens.colours["surface"]}"/>',
    ]
    parts += [_svg_layer(number, layer) for number, layer in enumerate(sheet.layers)]
    return _NOT_XML.sub("", "\n".join((*parts, "</svg>\n"))).encode()


class _Sheet:
    """A picture laid out: the head, and the drawing below it."""

    def __init__(self, picture: Picture, tokens: Tokens) -> None:
        strong, plain = QFont(QApplication.font()), QFont(QApplication.font())
        strong.setPixelSize(tokens.type_px["card_title"])
        strong.setWeight(QFont.Weight.DemiBold)
        plain.setPixelSize(tokens.type_px["caption"])
        self._lines = [
            (picture.title, strong, tokens.colours["text"]),
            (picture.under_title, plain, tokens.colours["text2"]),
        ]
        drawing = picture.drawing
        width = max(drawing.size.width(), _LEAST_WIDTH)
        self._width = width
        top = MARGIN + self._head_height() + _GAP
        self.size = QSizeF(width + 2 * MARGIN, top + drawing.size.height() + MARGIN)
        at = QPointF(MARGIN + (width - drawing.size.width()) / 2, top)
        head = Layer(QRectF(0, 0, self.size.width(), top), self._head)
        self.layers = [head, *(layer.moved(at) for layer in drawing.layers(tokens))]

    def _boxes(self) -> list[tuple[QRectF, str, QFont, str]]:
        boxes, top = [], MARGIN
        wrap = Qt.TextFlag.TextWordWrap
        for text, font, colour in self._lines:
            room = QRectF(0, 0, self._width, 10_000)
            height = QFontMetricsF(font).boundingRect(room, wrap, text).height() if text else 0.0
            boxes.append((QRectF(MARGIN, top, self._width, height), text, font, colour))
            top += height
        return boxes

    def _head_height(self) -> float:
        return sum(box.height() for box, *_ in self._boxes())

    def _head(self, painter: QPainter) -> None:
        for box, text, font, colour in self._boxes():
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(box, Qt.TextFlag.TextWordWrap, text)


def _paint(painter: QPainter, layer: Layer) -> None:
    painter.translate(layer.at)
    if layer.inside:
        painter.setClipRect(layer.box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    layer.draw(painter)


def _svg_layer(number: int, layer: Layer) -> str:
    """Return a layer as a group of its own; what is outside of its box is hidden."""
    x, y = _number(layer.at.x()), _number(layer.at.y())
    if layer.vector is not None:
        content, size = layer.vector
        place = layer.box.translated(layer.at)
        by = _number(place.width() / size.width())
        at = f"{_number(place.x())} {_number(place.y())}"
        return f'<g transform="translate({at}) scale({by})">{_without_frame(content)}</g>'
    draw = partial(_soft, layer) if layer.soft else layer.draw
    content = f'<g transform="translate({x} {y})">{_drawn(draw, number)}</g>'
    if not layer.inside:
        return content
    sizes = [layer.box.x(), layer.box.y(), layer.box.width(), layer.box.height()]
    left, top, width, height = map(_number, sizes)
    return (
        f'<clipPath id="inside{number}"><rect x="{left}" y="{top}" width="{width}"'
        f' height="{height}" transform="translate({x} {y})"/></clipPath>'
        f'<g clip-path="url(#inside{number})">{content}</g>'
    )


def _without_frame(svg: str) -> str:
    """Return what is in an SVG element: not every program knows one inside another."""
    return _FRAME.sub("", svg)


def _drawn(draw: Callable[[QPainter], None], number: int) -> str:
    """Return what a painting is as SVG elements; names in it are those of this layer alone."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    # One unit is one pixel of the screen.
    generator.setSize(QSize(1000, 1000))
    generator.setViewBox(QRect(0, 0, 1000, 1000))
    painter = QPainter(generator)
    draw(painter)
    painter.end()
    found = _BODY.search(bytes(buffer.data().data()).decode("utf-8"))
    if found is None:
        raise TypeError("Qt wrote an SVG file of another shape")
    defs = f"<defs>{found['defs']}</defs>" if found["defs"].strip() else ""
    text = defs + found["body"]
    return re.sub(r'(id="|url\(#)(gradient\d+)', rf"\g<1>layer{number}_\g<2>", text)


def _soft(layer: Layer, painter: QPainter) -> None:
    box = layer.box
    size = box.size() * SOFT_SCALE
    image = QImage(
        round(size.width()), round(size.height()), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    inner = QPainter(image)
    inner.scale(SOFT_SCALE, SOFT_SCALE)
    inner.translate(-box.topLeft())
    inner.setRenderHint(QPainter.RenderHint.Antialiasing)
    layer.draw(inner)
    inner.end()
    painter.drawImage(box, image)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
