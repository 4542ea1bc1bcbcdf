"""Paints the cards of the library."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.regions import Side
from rehabdesk.ui.icons import icon_pixmap
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf, FigureWish
from rehabdesk.ui.pages.plan.stars import star
from rehabdesk.ui.theme.theme import Theme

CARD_ROLE = Qt.ItemDataRole.UserRole
GAP = 12
#: Cards are as wide as fits, but not narrower than this at 100 % text.
LEAST_WIDTH = 214
#: The figure's share of a card's width; on wide cards it keeps the height of 180.
_FIGURE_SHARE = 0.62
_FIGURE_MOST = 180
_EDGE = 14
#: The figure begins below the upper half of star and button.
_FIGURE_TOP = 24
_NAME_LINES = 2
_PURPOSE_LINES = 2


@dataclass(frozen=True, slots=True)
class CardTexts:
    """What a card says.

    Attributes:
        exercise: The exercise.
        name: Its name.
        purpose: What it is for.
        chips: Level and equipment, as short words.
        favourite: Whether it is a favourite.
        in_plan: Whether it is in the plan.
    """

    exercise: Exercise
    name: str
    purpose: str
    chips: tuple[str, ...]
    favourite: bool
    in_plan: bool


class CardPart(enum.Enum):
    """The parts of a card that do something of their own."""

    CARD = enum.auto()
    ADD = enum.auto()
    STAR = enum.auto()


class CardPainter(QStyledItemDelegate):
    """Paints figure, name, purpose, chips, star and the button that adds it to the plan."""

    def __init__(self, theme: Theme, shelf: FigureShelf, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._shelf = theme, shelf
        self._lines: dict[tuple[str, int, bool], list[str]] = {}
        self._icons: dict[str, QPixmap] = {}
        #: How many columns there are and the size of their cells; set by the view.
        self.columns = 1
        self.cell = QSize(LEAST_WIDTH, LEAST_WIDTH)
        self.ratio = 1.0
        self.side = Side.RIGHT
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and icons of the theme in force."""
        tokens = self._theme.tokens
        self._name_font = _font(tokens.type_px["row"], QFont.Weight.DemiBold)
        self._caption = _font(tokens.type_px["caption"], QFont.Weight.Normal)
        self._name_metrics = QFontMetrics(self._name_font)
        self._caption_metrics = QFontMetrics(self._caption)
        self._lines.clear()
        self._icons.clear()

    def height_of(self, width: int) -> int:
        """Return how high cards are at a width."""
        texts = (
            self._name_metrics.lineSpacing() * _NAME_LINES
            + self._caption_metrics.lineSpacing() * _PURPOSE_LINES
            + self._chip_height
        )
        return _FIGURE_TOP + self._figure_height(width) + texts + 12 + 4 + 8 + 12 + 2

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a card with the gap after it."""
        return self.cell

    def card_rect(self, cell: QRect) -> QRect:
        """Return where the card is in its cell: the first and the last touch the edges."""
        if self.columns < 1 or cell.width() < 1:
            return cell
        column = min(round(cell.left() / cell.width()), self.columns - 1)
        width = cell.width() - GAP + GAP // self.columns
        left = cell.left() + round(column * GAP / self.columns)
        return QRect(left, cell.top(), width, cell.height() - GAP)

    def part_at(self, cell: QRect, point: QPoint) -> CardPart:
        """Return what a click at a point means."""
        card = self.card_rect(cell)
        if self._add_rect(card).contains(point):
            return CardPart.ADD
        return CardPart.STAR if self._star_rect(card).contains(point) else CardPart.CARD

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a card."""
        texts = index.data(CARD_ROLE)
        if not isinstance(texts, CardTexts):
            return
        card = self.card_rect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option.state)
        top = self._paint_figure(painter, card, texts)
        self._paint_texts(painter, card, top, texts)
        self._paint_add(painter, card, in_plan=texts.in_plan)
        self._paint_star(painter, card, chosen=texts.favourite)
        painter.restore()

    @property
    def _target(self) -> int:
        return self._theme.tokens.target["min"]

    @property
    def _chip_height(self) -> int:
        return self._caption_metrics.height() + 6

    def _figure_height(self, width: int) -> int:
        return min(round(width * _FIGURE_SHARE), _FIGURE_MOST)

    def _add_rect(self, card: QRect) -> QRect:
        size = self._target
        return QRect(card.right() - size - 7, card.top() + 8, size, size)

    def _star_rect(self, card: QRect) -> QRect:
        size = self._target
        return QRect(card.left() + 8, card.top() + 8, size, size)

    def _paint_ground(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        tokens = self._theme.tokens
        colours, radius = tokens.colours, tokens.radius["card"]
        room = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(QColor(colours["border"]), 1)
        if state & QStyle.StateFlag.State_HasFocus:
            pen = QPen(QColor(colours["focus"]), 3)
            room.adjust(1, 1, -1, -1)
        elif state & QStyle.StateFlag.State_MouseOver:
            pen = QPen(QColor(colours["control"]), 1)
        painter.setPen(pen)
        painter.setBrush(QColor(colours["surface"]))
        painter.drawRoundedRect(room, radius, radius)

    def _paint_figure(self, painter: QPainter, card: QRect, texts: CardTexts) -> int:
        """Paint the figure and return where the texts begin; without one they begin higher up."""
        height = self._figure_height(card.width())
        if not self._shelf.has(texts.exercise):
            return card.top() + 8 + self._target + 8
        wish = FigureWish(
            texts.exercise.id, self.side, card.width() - 2 * _EDGE, height, self.ratio
        )
        picture = self._shelf.picture(texts.exercise, wish)
        if picture is not None:
            size = picture.deviceIndependentSize()
            left = card.left() + (card.width() - size.width()) / 2
            painter.drawPixmap(
                QPointF(left, card.top() + _FIGURE_TOP + (height - size.height()) / 2), picture
            )
        return card.top() + _FIGURE_TOP + height + 12

    def _paint_texts(self, painter: QPainter, card: QRect, top: int, texts: CardTexts) -> None:
        colours = self._theme.tokens.colours
        width = card.width() - 2 * _EDGE
        x, y = card.left() + _EDGE, top
        bottom = card.bottom() - 12 - self._chip_height - 8
        painter.setPen(QColor(colours["text"]))
        painter.setFont(self._name_font)
        names = self._lines_of(texts.name, width, _NAME_LINES, name=True)
        y = _draw_lines(painter, names, x, y, self._name_metrics)
        line = self._caption_metrics.lineSpacing()
        most = max((bottom - y - 4) // line, 0)
        painter.setPen(QColor(colours["text2"]))
        painter.setFont(self._caption)
        purpose = self._lines_of(texts.purpose, width, most, name=False)
        _draw_lines(painter, purpose, x, y + 4, self._caption_metrics)
        self._paint_chips(painter, card, texts.chips)

    def _paint_chips(self, painter: QPainter, card: QRect, chips: tuple[str, ...]) -> None:
        colours = self._theme.tokens.colours
        x, right = card.left() + _EDGE, card.right() - _EDGE
        y = card.bottom() - 12 - self._chip_height
        for text in chips:
            room = right - x - 16
            if room < self._theme.tokens.scaled(32):
                return
            shown = self._caption_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = self._caption_metrics.horizontalAdvance(shown) + 16
            pill = QRectF(x + 0.5, y + 0.5, width, self._chip_height - 1)
            painter.setPen(QPen(QColor(colours["border"]), 1))
            painter.setBrush(QColor(colours["surface2"]))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(QColor(colours["text2"]))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
            x += width + 6

    def _paint_add(self, painter: QPainter, card: QRect, *, in_plan: bool) -> None:
        tokens = self._theme.tokens
        colours, radius = tokens.colours, tokens.radius["button"]
        room = self._add_rect(card)
        painter.setBrush(QColor(colours["soft" if in_plan else "surface"]))
        painter.setPen(QPen(QColor(colours["primary" if in_plan else "control"]), 1))
        painter.drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        picture = self._icon("tick" if in_plan else "add")
        size = picture.deviceIndependentSize()
        at = room.center() - QPoint(round(size.width() / 2), round(size.height() / 2))
        painter.drawPixmap(at + QPoint(1, 1), picture)

    def _paint_star(self, painter: QPainter, card: QRect, *, chosen: bool) -> None:
        colours = self._theme.tokens.colours
        room = QRectF(self._star_rect(card))
        radius = self._theme.tokens.scaled(9)
        painter.setPen(QPen(QColor(colours["primary" if chosen else "control"]), 1.6))
        painter.setBrush(QColor(colours["primary"]) if chosen else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(star(room.center(), radius)))

    def _icon(self, name: str) -> QPixmap:
        if name not in self._icons:
            tokens = self._theme.tokens
            size, colour = tokens.scaled(20), tokens.colours["primary"]
            self._icons[name] = icon_pixmap(name, colour, size, max(self.ratio, 2.0))
        return self._icons[name]

    def _lines_of(self, text: str, width: int, most: int, *, name: bool) -> list[str]:
        key = (text, width * 100 + most, name)
        if key not in self._lines:
            metrics = self._name_metrics if name else self._caption_metrics
            self._lines[key] = wrapped(text, metrics.horizontalAdvance, width, most)
        return self._lines[key]


def wrapped(text: str, advance: Callable[[str], int], width: int, most: int) -> list[str]:
    """Return a text in at most so many lines; what does not fit ends in an ellipsis.

    Args:
        text: Words.
        advance: Returns how wide a text is.
        width: How wide lines may be.
        most: How many lines there may be.
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and advance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words and lines:
        lines[-1] += " " + " ".join(words)
    return [_cut(line, advance, width) for line in lines]


def _cut(line: str, advance: Callable[[str], int], width: int) -> str:
    if advance(line) <= width:
        return line
    while line and advance(line + "…") > width:
        line = line[:-1]
    return line.rstrip(" ,.;:") + "…"


def _draw_lines(painter: QPainter, lines: list[str], x: int, y: int, metrics: QFontMetrics) -> int:
    for line in lines:
        painter.drawText(x, y + metrics.ascent(), line)
        y += metrics.lineSpacing()
    return y


def _font(pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
