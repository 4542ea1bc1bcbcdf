"""Fields for a day and for a time of day, in the form of the person's language."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QTimeEdit

from rehabdesk.domain.text import Translator
from rehabdesk.services.language import ENGLISH, PSEUDO

#: Days before are typing errors, as in imports.
EARLIEST = dt.date(1900, 1, 1)


class DateField(QDateEdit):
    """A day, typed or moved with the arrow keys."""

    def __init__(self, tr: Translator, name: str) -> None:
        super().__init__()
        locale = _locale(tr)
        self.setLocale(locale)
        self.setDisplayFormat(_four_digit_years(locale))
        self.setAccessibleName(name)
        _without_arrows(self)
        self.setMinimumDate(_qdate(EARLIEST))

    @property
    def day(self) -> dt.date:
        """The day in the field."""
        date = self.date()
        return dt.date(date.year(), date.month(), date.day())

    def show_day(self, day: dt.date) -> None:
        """Put a day into the field without a signal."""
        self.blockSignals(True)
        self.setDate(_qdate(day))
        self.blockSignals(False)

    def set_latest(self, day: dt.date) -> None:
        """Offer no later day."""
        self.setMaximumDate(_qdate(day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change a day."""
        event.ignore()


class TimeField(QTimeEdit):
    """A time of day in hours and minutes."""

    def __init__(self, tr: Translator, name: str) -> None:
        super().__init__()
        locale = _locale(tr)
        self.setLocale(locale)
        self.setDisplayFormat(locale.timeFormat(QLocale.FormatType.ShortFormat))
        self.setAccessibleName(name)
        _without_arrows(self)

    @property
    def clock_time(self) -> dt.time:
        """The time in the field."""
        time = self.time()
        return dt.time(time.hour(), time.minute())

    def show_time(self, time: dt.time) -> None:
        """Put a time into the field."""
        self.setTime(QTime(time.hour, time.minute))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def _qdate(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _locale(tr: Translator) -> QLocale:
    """Return Qt's rules for the translator's language; the pseudo-language writes as English."""
    return QLocale(ENGLISH if tr.language == PSEUDO else tr.language)


def _four_digit_years(locale: QLocale) -> str:
    """Return the short form of dates, with the century: 20 could be 1920."""
    return re.sub(r"y+", "yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))


def _without_arrows(field: QDateTimeEdit) -> None:
    """Take the tiny arrow buttons away: the arrow keys do the same.

    Under a style sheet, `NoButtons` leaves the text no room; buttons without a width do not.
    """
    field.setStyleSheet(
        "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button"
        " { width: 0; height: 0; border: none; background: transparent; }"
    )
    field.lineEdit().setTextMargins(8, 0, 8, 0)
