"""Draws an entry of the history list: time, value, region and side, details, note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.theme import Theme

_TEXTS = Qt.ItemDataRole.UserRole
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_EDGE = 12
_GAP = 8
#: A note of thousands of letters shows its beginning; editing shows all of it.
_LINES_OF_NOTE = 6


@dataclass(frozen=True, slots=True)
class RowTexts:
    """What is painted of an entry.

    Attributes:
        heading: Says the day, for the first entry of a day in a longer list; else None.
        time: Says the time.
        value: 0 to 10.
        name: The region.
        side: `YOUR LEFT`, `YOUR RIGHT` or "".
        kind: Which pain was rated.
        tags: What is unusual about the entry.
        details: Qualities and activities.
        note: The note.
        deleted: Whether it is deleted.
    """

    heading: Callable[[], str] | None
    time: Callable[[], str]
    value: float
    name: str
    side: str
    kind: str
    tags: tuple[str, ...]
    details: str
    note: str
    deleted: bool

    @property
    def shape(self) -> tuple[object, ...]:
        """What the height depends on."""
        parts = (self.name, self.side, self.kind, self.tags, self.details, self.note)
        return (self.heading is None, *parts)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text on the first lines of a row.

    Attributes:
        text: The text.
        look: "name", "side", "kind" or "tag".
        rect: Where it goes, from the row's upper left corner.
    """

    text: str
    look: str
    rect: QRect


@dataclass(frozen=True, slots=True)
class RowPlan:
    """Where everything of a row goes, from its upper left corner.

    Attributes:
        height: The row's height.
        top: Where the entry begins, below the heading.
        pieces: Name, side, kind and tags.
        details: Room for qualities and activities, empty without.
        note: Room for the note, empty without.
        note_text: As much of the note as there is room for.
    """

    height: int
    top: int
    pieces: tuple[Piece, ...]
    details: QRect
    note: QRect
    note_text: str


class RowFonts:
    """The fonts of a row and their measures; made anew when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.name = self._font("row", QFont.Weight.DemiBold)
        self.body = self._font("body", QFont.Weight.Normal)
        self.caption = self._font("caption", QFont.Weight.Normal)
        self.side = self._font("caption", QFont.Weight.Bold)
        self.heading = self._font("body", QFont.Weight.DemiBold)

    def _font(self, use: str, weight: QFont.Weight) -> QFont:
        font = QFont(QApplication.font())
        font.setPixelSize(self._theme.tokens.type_px[use])
        font.setWeight(weight)
        return font

    @cached_property
    def measures(self) -> dict[str, QFontMetrics]:
        """Metrics by look."""
        return {
            "name": QFontMetrics(self.name),
            "side": QFontMetrics(self.side),
            "kind": QFontMetrics(self.caption),
            "tag": QFontMetrics(self.caption),
            "body": QFontMetrics(self.body),
            "heading": QFontMetrics(self.heading),
        }

    def of(self, look: str) -> QFont:
        """Return the font of a look."""
        by_look = {"name": self.name, "side": self.side, "body": self.body}
        return by_look.get(look, self.caption)


class EntryRow(QStyledItemDelegate):
    """Measures and paints rows. Equal rows are measured once."""

    def __init__(self, tr: Translator, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._tr, self._theme, self._view = tr, theme, view
        self._fonts = RowFonts(theme)
        self._plans: dict[tuple[object, ...], RowPlan] = {}
        self._no_time = tr("history", "no time")
        self._some_time = tr.time(dt.time(22, 0))

    def restyle(self) -> None:
        """Forget what was measured with other fonts."""
        self._fonts = RowFonts(self._theme)
        self._plans.clear()

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height a row needs at the list's width."""
        texts = index.data(_TEXTS)
        width = self._view.viewport().width()
        if not isinstance(texts, RowTexts):
            return QSize(width, self._theme.tokens.scaled(56))
        return QSize(width, self.plan(texts, width).height)

    def plan(self, texts: RowTexts, width: int) -> RowPlan:
        """Return where everything of a row goes."""
        key = (width, *texts.shape)
        known = self._plans.get(key)
        if known is None:
            known = self._plans[key] = self._measure(texts, width)
        return known

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row."""
        texts = index.data(_TEXTS)
        if not isinstance(texts, RowTexts):
            return
        plan = self.plan(texts, option.rect.width())
        origin = option.rect.topLeft()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if texts.heading is not None:
            self._paint_heading(painter, option.rect, plan.top, texts.heading())
        self._paint_ground(painter, option.rect.adjusted(0, plan.top, 0, 0), option.state)
        self._paint_time(painter, origin + QPoint(_EDGE, plan.top), texts)
        for piece in plan.pieces:
            self._paint_piece(painter, piece, piece.rect.translated(origin), deleted=texts.deleted)
        colours = self._theme.tokens.colours
        painter.setPen(QColor(colours["text2"]))
        painter.setFont(self._fonts.caption)
        painter.drawText(plan.details.translated(origin), _WRAP, texts.details)
        painter.setPen(QColor(colours["text2" if texts.deleted else "text"]))
        painter.setFont(self._fonts.body)
        painter.drawText(plan.note.translated(origin), _WRAP, plan.note_text)
        painter.restore()

    @property
    def _left(self) -> int:
        """Where the texts begin: after time and badge."""
        return _EDGE + self._time_width + _GAP + self._theme.tokens.scaled(42) + 12

    @property
    def _time_width(self) -> int:
        metrics = self._fonts.measures["kind"]
        return max(
            metrics.horizontalAdvance(self._some_time), metrics.horizontalAdvance(self._no_time)
        )

    def _measure(self, texts: RowTexts, width: int) -> RowPlan:
        measures = self._fonts.measures
        top = 0 if texts.heading is None else measures["heading"].height() + 20
        left = self._left
        room = max(width - left - _EDGE, 60)
        pieces, y = self._flow(texts, left, top + 10, room)
        details = self._block(texts.details, "kind", QRect(left, y + 2, room, 0))
        y = details.bottom() + 1 if texts.details else y
        note_text = self._beginning(texts.note, room)
        note = self._block(note_text, "body", QRect(left, y + 4, room, 0))
        y = note.bottom() + 1 if texts.note else y
        least = top + self._theme.tokens.scaled(34) + 18
        return RowPlan(max(y + 10, least), top, pieces, details, note, note_text)

    def _flow(self, texts: RowTexts, left: int, y: int, room: int) -> tuple[tuple[Piece, ...], int]:
        """Lay name, side, kind and tags out as words; return them and where they end."""
        wanted = [(texts.name, "name"), (texts.side, "side"), (texts.kind, "kind")]
        wanted += [(tag, "tag") for tag in texts.tags]
        line = max(self._fonts.measures["name"].height(), self._pill_height("side"))
        x, pieces = left, []
        for text, look in wanted:
            if not text:
                continue
            metrics = self._fonts.measures[look]
            pill = look in ("side", "tag")
            width = metrics.horizontalAdvance(text) + (20 if pill else 2)
            if x > left and x + width > left + room:
                x, y = left, y + line + 4
            height = line
            if width > room:
                height = metrics.boundingRect(QRect(0, 0, room, 9999), _WRAP, text).height()
                width = room
            pieces.append(Piece(text, look, QRect(x, y, width, height)))
            x += width + _GAP
            y += height - line
        return tuple(pieces), y + line

    def _block(self, text: str, look: str, at: QRect) -> QRect:
        if not text:
            return QRect(at.topLeft(), QSize(0, 0))
        metrics = self._fonts.measures[look]
        room = QRect(0, 0, at.width(), 100_000)
        height = metrics.boundingRect(room, _WRAP, text).height() + 2
        return QRect(at.topLeft(), QSize(at.width(), height))

    def _beginning(self, note: str, width: int) -> str:
        """Return a note, or as much of it as fits some lines."""
        metrics = self._fonts.measures["body"]
        most = metrics.lineSpacing() * _LINES_OF_NOTE + 1
        room = QRect(0, 0, width, 100_000)

        def fits(text: str) -> bool:
            return metrics.boundingRect(room, _WRAP, text).height() <= most

        if fits(note):
            return note
        shortest, longest = 0, len(note)
        while longest - shortest > 1:
            middle = (shortest + longest) // 2
            if fits(note[:middle] + "…"):
                shortest = middle
            else:
                longest = middle
        return note[:shortest].rstrip() + "…"

    def _pill_height(self, look: str) -> int:
        return self._fonts.measures[look].height() + 4

    def _paint_heading(self, painter: QPainter, rect: QRect, height: int, text: str) -> None:
        painter.setFont(self._fonts.heading)
        painter.setPen(QColor(self._theme.tokens.colours["text2"]))
        line = QRect(rect.left() + _EDGE, rect.top() + 10, rect.width() - 2 * _EDGE, height - 14)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        tokens = self._theme.tokens
        colours, radius = tokens.colours, tokens.radius["button"]
        room = QRectF(rect).adjusted(2, 2, -2, -2)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(colours["border"]), 1))
        painter.setBrush(QColor(colours["surface2"]))
        if chosen:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(QColor(colours["soft"]))
            edge = colours["focus"] if focused else colours["primary"]
            painter.setPen(QPen(QColor(edge), 3 if focused else 2))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours["sunken"]))
        painter.drawRoundedRect(room, radius, radius)

    def _paint_time(self, painter: QPainter, at: QPoint, texts: RowTexts) -> None:
        tokens = self._theme.tokens
        badge_height = tokens.scaled(34)
        painter.setFont(self._fonts.caption)
        painter.setPen(QColor(tokens.colours["text2"]))
        middle = Qt.AlignmentFlag.AlignVCenter
        time = QRect(at.x(), at.y() + 9, self._time_width, badge_height)
        painter.drawText(time, Qt.AlignmentFlag.AlignLeft | middle, texts.time())
        badge = QRectF(time.right() + _GAP, time.top(), tokens.scaled(42), badge_height)
        fill = tokens.colours["surface"] if texts.deleted else tokens.pain_fill(texts.value)
        pen = QPen(QColor(tokens.colours["text"]), 1.4)
        if texts.deleted:
            pen = QPen(QColor(tokens.colours["control"]), 1.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(badge, tokens.radius["cell"], tokens.radius["cell"])
        painter.setFont(self._fonts.name)
        painter.setPen(QColor(tokens.colours["text2"] if texts.deleted else tokens.on(fill)))
        number = self._tr.number(texts.value, None)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_piece(self, painter: QPainter, piece: Piece, rect: QRect, *, deleted: bool) -> None:
        colours = self._theme.tokens.colours
        painter.setFont(self._fonts.of(piece.look))
        ink = {"name": "text2" if deleted else "text", "side": "on_soft"}.get(piece.look, "text2")
        if piece.look in ("side", "tag"):
            height = self._pill_height(piece.look)
            pill = QRectF(rect.left(), rect.center().y() + 0.5 - height / 2, rect.width(), height)
            painter.setPen(QPen(QColor(colours["primary" if piece.look == "side" else "control"])))
            painter.setBrush(
                QColor(colours["soft"]) if piece.look == "side" else Qt.BrushStyle.NoBrush
            )
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(QColor(colours[ink]))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, piece.text)
            return
        painter.setPen(QColor(colours[ink]))
        painter.drawText(rect, _WRAP | int(Qt.AlignmentFlag.AlignVCenter), piece.text)
