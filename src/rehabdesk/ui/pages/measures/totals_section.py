"""Totals of questionnaires that were filled in on paper: name, total, day, and nothing else."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rehabdesk.domain.measures import QuestionnaireTotal
from rehabdesk.domain.self_test import Better
from rehabdesk.domain.text import Translator
from rehabdesk.services.measures.recording import NAME_MAX
from rehabdesk.services.measures.rules import load_rules
from rehabdesk.services.measures.series import TotalSeries
from rehabdesk.ui.charts.measure_chart import MeasureData, MeasureSeries
from rehabdesk.ui.pages.measures.reading import MeasuresReading
from rehabdesk.ui.pages.measures.series_panel import SeriesPanel
from rehabdesk.ui.pages.measures.words import verdict_of_total
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label
from rehabdesk.ui.widgets.date_field import DateField


class NameBox(QComboBox):
    """The names that are known; any other can be typed."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change a name."""
        event.ignore()


class TotalsSection(QWidget):
    """A card to enter a total, and one for each questionnaire."""

    #: Name, total as it was typed, day.
    save_wanted = Signal(str, str, object)
    #: The id of a total that is to be deleted.
    delete_wanted = Signal(str)

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self._looking = False
        self.card = Card(tr("questionnaires", "The total of a questionnaire"))
        hint = tr(
            "questionnaires",
            "Many questionnaires belong to somebody, so their questions are not in here. Fill one"
            " in on paper and keep its total.",
        )
        self.card.body.addWidget(label(hint, "subtitle", wrap=True))
        self.card.body.addLayout(self._make_fields())
        self.about = label("", "meta", wrap=True)
        self.card.body.addWidget(self.about)
        self.save = button(tr("questionnaires", "Save the total"), "primary")
        self.save.clicked.connect(self._save)
        self.card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.card)
        column.addLayout(self._cards)
        self._update()

    @property
    def is_dirty(self) -> bool:
        """Whether a total was typed and is not saved yet."""
        return bool(self.score.text().strip())

    def set_read_only(self) -> None:
        """Show what was entered, and ask nothing: this is somebody's copy."""
        self.card.hide()
        self._looking = True

    @property
    def has_results(self) -> bool:
        """Whether there is anything to look at."""
        return self._cards.count() > 0

    def forget(self) -> None:
        """Drop what was typed: it is saved, or for another diary."""
        self.score.clear()

    def show_reading(self, reading: MeasuresReading) -> None:
        """Show a diary; what was typed and is not saved stays."""
        self.day.set_latest(reading.day)
        if not self.is_dirty:
            self.day.show_day(reading.day)
        clear_layout(self._cards)
        for one in reading.totals:
            self._cards.addWidget(self._make_card(one))

    def _make_fields(self) -> QGridLayout:
        tr = self._tr
        self.name = NameBox()
        self.name.setEditable(True)
        self.name.addItems([one.name for one in load_rules().questionnaires])
        self.name.setCurrentIndex(-1)
        line = self.name.lineEdit()
        if line is not None:
            line.setMaxLength(NAME_MAX)
        self.score = QLineEdit()
        self.score.setMaxLength(20)
        self.day = DateField(tr, tr("questionnaires", "Day it was filled in"))
        fields = (
            (tr("questionnaires", "Name"), self.name),
            (tr("questionnaires", "Total"), self.score),
            (tr("questionnaires", "Day it was filled in"), self.day),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (text, field) in enumerate(fields):
            field.setAccessibleName(text)
            grid.addWidget(label(text, "row", wrap=True), row, 0)
            grid.addWidget(field, row, 1)
        self.name.currentTextChanged.connect(lambda _: self._update())
        self.score.textChanged.connect(lambda _: self._update())
        self.score.returnPressed.connect(self._save)
        return grid

    def _make_card(self, one: TotalSeries) -> Card:
        tr = self._tr
        latest = one.totals[-1]
        card = Card(one.name, _range(tr, one))
        panel = SeriesPanel(tr, self._theme)
        known = one.known
        points = tuple((total.day, total.score) for total in one.totals)
        series = MeasureSeries("", points, known.error if known else None)
        data = MeasureData.fitting((series,), known.high if known else latest.score or 1.0)
        panel.show_data(
            "",
            _line(tr, one),
            data,
            (tr("measures table", "Day"), tr("measures table", "Total")),
            [(tr.date(total.day), tr.number(total.score)) for total in reversed(one.totals)],
        )
        panel.chart.setAccessibleName(one.name)
        card.body.addWidget(panel)
        if not self._looking:
            card.body.addLayout(self._make_delete(latest))
        return card

    def _make_delete(self, latest: QuestionnaireTotal) -> QHBoxLayout:
        text = self._tr(
            "questionnaires",
            "Delete the total of {day}",
            day=self._tr.date(latest.day, "day_month"),
        )
        delete = button(text, "quiet", f"{text}: {latest.name}")
        delete.clicked.connect(lambda _=False: self.delete_wanted.emit(latest.id))
        row = QHBoxLayout()
        row.addWidget(delete)
        row.addStretch(1)
        return row

    def _update(self) -> None:
        ready = bool(self.name.currentText().strip() and self.score.text().strip())
        self.save.setEnabled(ready)
        why = "" if ready else self._tr("questionnaires", "It needs a name and a total")
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)
        known = load_rules().questionnaire(self.name.currentText())
        self.about.setVisible(known is not None)
        if known is not None:
            values = {"low": round(known.low), "high": round(known.high)}
            text = (
                self._tr("questionnaires", "{low} to {high}, higher is better.", **values)
                if known.better is Better.HIGHER
                else self._tr("questionnaires", "{low} to {high}, lower is better.", **values)
            )
            self.about.setText(text)

    def _save(self) -> None:
        if self.save.isEnabled():
            day: dt.date = self.day.day
            self.save_wanted.emit(self.name.currentText(), self.score.text(), day)


def _range(tr: Translator, one: TotalSeries) -> str:
    if one.known is None:
        return ""
    low, high = round(one.known.low), round(one.known.high)
    return tr("questionnaires", "{low} to {high}", low=low, high=high)


def _line(tr: Translator, one: TotalSeries) -> str:
    first, last = one.totals[0], one.totals[-1]
    now = tr.number(last.score)
    day = tr.date(last.day, "day_month")
    if len(one.totals) == 1:
        return tr("questionnaires", "{now} on {day}.", now=now, day=day)
    values = {
        "before": tr.number(first.score),
        "first": tr.date(first.day, "day_month"),
        "now": now,
        "last": day,
    }
    if one.changed is None:
        return tr(
            "questionnaires",
            "{before} on {first}, {now} on {last}; its usual error is not known here.",
            **values,
        )
    return tr(
        "questionnaires",
        "{before} on {first}, {now} on {last}; {verdict}.",
        verdict=verdict_of_total(tr, one.changed),
        **values,
    )
