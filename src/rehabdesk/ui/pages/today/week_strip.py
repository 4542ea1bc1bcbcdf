"""Seven days in a row, each with its highest pain; days without entries are simply open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.theme import Theme

CELL = 36


class WeekStrip(QWidget):
    """A picture of the week; its accessible description says the same in words."""

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self._monday = dt.date.min
        self._today = dt.date.min
        self._values: Mapping[dt.date, float] = {}
        self._checked: frozenset[dt.date] = frozenset()
        self.setAccessibleName(tr("week", "This week"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_week(
        self, day: dt.date, values: Mapping[dt.date, float], checked: frozenset[dt.date]
    ) -> None:
        """Show the week of a day."""
        self._today = day
        self._monday = day - dt.timedelta(days=day.weekday())
        self._values, self._checked = values, checked
        spoken = [
            self._tr(
                "week", "{day}: {value}", day=self._tr.date(one, "weekday"), value=self._number(one)
            )
            for one in self._days()
            if one in values
        ]
        self.setAccessibleDescription(self._tr.list_of(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """Return seven cells with their names and marks."""
        tokens = self._theme.tokens
        cell = tokens.scaled(CELL)
        return QSize(7 * (cell + 12), cell + tokens.type_px["caption"] + 22)

    def minimumSizeHint(self) -> QSize:
        """Return seven cells without gaps."""
        return QSize(7 * self._theme.tokens.scaled(CELL), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = self.width() / 7
        for index, day in enumerate(self._days()):
            self._paint_day(painter, day, QRectF(index * column, 0, column, self.height()))
        painter.end()

    def _paint_day(self, painter: QPainter, day: dt.date, room: QRectF) -> None:
        tokens = self._theme.tokens
        colours = tokens.colours
        side = float(tokens.scaled(CELL))
        cell = QRectF(room.center().x() - side / 2, 3, side, side)
        font = QFont(self.font())
        centre = Qt.AlignmentFlag.AlignCenter
        if day in self._values:
            fill = tokens.pain_fill(self._values[day])
            painter.setBrush(QColor(fill))
            painter.setPen(QPen(QColor(colours["text"]), 1.4))
            painter.drawRoundedRect(cell, 7, 7)
            font.setPixelSize(tokens.type_px["row"])
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(tokens.on(fill)))
            painter.drawText(cell, centre, self._number(day))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(QColor(colours["control"]), 1.2, Qt.PenStyle.DotLine)
            painter.setPen(QPen(QColor(colours["border"]), 1.2) if day > self._today else pen)
            painter.drawRoundedRect(cell, 7, 7)
        if day == self._today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours["primary"]), 2.4))
            painter.drawRoundedRect(cell.adjusted(-2.5, -2.5, 2.5, 2.5), 9, 9)
        font.setPixelSize(tokens.type_px["caption"])
        today = day == self._today
        font.setWeight(QFont.Weight.DemiBold if today else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colours["text" if today else "text2"]))
        below = QRectF(room.left(), cell.bottom() + 5, room.width(), tokens.type_px["caption"] + 6)
        name = self._tr.date(day, "weekday_short")
        painter.drawText(below, centre, name + (" ✓" if day in self._checked else ""))

    def _days(self) -> list[dt.date]:
        if self._monday == dt.date.min:
            return []
        return [self._monday + dt.timedelta(days=offset) for offset in range(7)]

    def _number(self, day: dt.date) -> str:
        return self._tr.number(self._values[day], None)
