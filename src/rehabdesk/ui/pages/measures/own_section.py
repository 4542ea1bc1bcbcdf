"""Own activities: choosing up to five, rating them, and how the ratings went."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rehabdesk.domain.measures import OwnActivity
from rehabdesk.domain.text import Translator
from rehabdesk.services.measures.recording import NAME_MAX
from rehabdesk.services.measures.rules import load_rules
from rehabdesk.services.measures.series import OwnActivitySeries, average_change
from rehabdesk.ui.charts.measure_chart import MeasureData, MeasureSeries
from rehabdesk.ui.pages.measures.ability_pad import AbilityPad
from rehabdesk.ui.pages.measures.reading import MeasuresReading
from rehabdesk.ui.pages.measures.series_panel import SeriesPanel
from rehabdesk.ui.pages.measures.words import due_text, verdict_of_rating
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label

HIGHEST = 10.0


class OwnSection(QWidget):
    """Two cards: rating, and how it went."""

    add_wanted = Signal(str)
    #: The id of an activity that is not to be asked any more.
    leave_wanted = Signal(str)
    #: Ratings by the ids of the activities.
    rate_wanted = Signal(object)

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self.pads: dict[str, AbilityPad] = {}
        self._asked: tuple[OwnActivity, ...] = ()
        self.card = Card(tr("own activities", "What do you want to be able to do again?"), " ")
        self._hint = label("", "subtitle", wrap=True)
        self.card.body.addWidget(self._hint)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.card.body.addLayout(self._rows)
        self.card.body.addWidget(self._make_add())
        self.save = button(tr("own activities", "Save ratings"), "primary")
        self.save.clicked.connect(self._save)
        self.card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.over_time = Card(tr("own activities", "How it went"))
        self._average = label("", "subtitle", wrap=True)
        self._note = label("", "meta", wrap=True)
        self._panels = QVBoxLayout()
        self._panels.setSpacing(16)
        for part in (self._average, self._note):
            self.over_time.body.addWidget(part)
        self.over_time.body.addLayout(self._panels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.card)
        column.addWidget(self.over_time)

    @property
    def is_dirty(self) -> bool:
        """Whether something was entered and is not saved yet."""
        return bool(self.ratings) or bool(self.name.text().strip())

    @property
    def ratings(self) -> dict[str, float]:
        """What was rated and is not saved yet, by the ids of the activities."""
        return {
            row_id: float(pad.rating)
            for row_id, pad in self.pads.items()
            if pad.rating is not None and pad.property("touched")
        }

    def set_read_only(self) -> None:
        """Show what was entered, and ask nothing: this is somebody's copy."""
        self.card.hide()

    @property
    def has_results(self) -> bool:
        """Whether there is anything to look at."""
        return not self.over_time.isHidden()

    def forget(self) -> None:
        """Drop what was entered: it is saved, or for another diary."""
        for pad in self.pads.values():
            pad.setProperty("touched", False)
        self._update()

    def forget_name(self) -> None:
        """Drop the name that was typed: it is saved, or for another diary."""
        self.name.clear()

    def show_reading(self, reading: MeasuresReading) -> None:
        """Show a diary; what was rated and is not saved stays."""
        asked = tuple(one.activity for one in reading.own if one.activity.ended is None)
        if asked != self._asked:
            self._show_rows(asked)
        today = {one.own_activity_id: one.value for one in reading.own_today}
        for one in reading.own:
            pad = self.pads.get(one.activity.id)
            if pad is None:
                continue
            before = [point for point in one.points if point.day < reading.day]
            said = self._tr.date(before[-1].day, "day_month") if before else ""
            pad.show_before(before[-1].value if before else None, said)
            if not pad.property("touched"):
                value = today.get(one.activity.id)
                pad.show_rating(None if value is None else round(value))
        most = load_rules().own_activities.most
        self._hint.setText(
            self._tr(
                "own activities",
                "Choose up to {count} things that matter to you, in your own words: a walk, the"
                " stairs at home, kneeling in the garden. 0 means you cannot do it, 10 as before"
                " the problem. Rate them every two weeks.",
                count=most,
            )
        )
        self._adding.setVisible(len(asked) < most)
        self.card.meta.setText(
            due_text(self._tr, reading.due.own_activities, reading.day) if asked else ""
        )
        self._show_over_time(reading.own)
        self._update()

    def _make_add(self) -> QWidget:
        tr = self._tr
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("own activities", "An activity in your own words"))
        self.name.setPlaceholderText(tr("own activities", "For example: stairs at home"))
        self.name.setMaxLength(NAME_MAX)
        self.name.returnPressed.connect(self._add)
        self.name.textChanged.connect(lambda _: self._update())
        self.add = button(
            tr("own activities", "Add"), "", tr("own activities", "Add this activity")
        )
        self.add.clicked.connect(self._add)
        self._adding = QWidget()
        row = QHBoxLayout(self._adding)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(self.name, 1)
        row.addWidget(self.add)
        return self._adding

    def _show_rows(self, asked: tuple[OwnActivity, ...]) -> None:
        kept = self.ratings
        clear_layout(self._rows)
        self.pads.clear()
        self._asked = asked
        for one in asked:
            self._rows.addWidget(self._head(one))
            pad = AbilityPad(self._tr, self._theme)
            pad.setAccessibleName(one.name)
            if self.pads:
                pad.leave_out_ends()
            pad.rated.connect(lambda _, pad=pad: self._touched(pad))
            pad.committed.connect(self._save)
            self.pads[one.id] = pad
            self._rows.addWidget(pad)
            if one.id in kept:
                pad.rate(round(kept[one.id]))

    def _head(self, one: OwnActivity) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(one.name, "row", wrap=True), 1)
        text = self._tr("own activities", "Leave off")
        leave = button(text, "quiet", f"{text}: {one.name}")
        leave.setToolTip(
            self._tr("own activities", "It is not asked any more. Its ratings are kept.")
        )
        leave.clicked.connect(lambda _=False, row_id=one.id: self.leave_wanted.emit(row_id))
        row.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _show_over_time(self, own: tuple[OwnActivitySeries, ...]) -> None:
        shown = [one for one in own if one.points]
        clear_layout(self._panels)
        self.over_time.setVisible(bool(shown))
        tr = self._tr
        average = average_change(own)
        self._average.setVisible(average is not None)
        if average is not None:
            self._average.setText(
                tr(
                    "own activities",
                    "Average of {count} activities: {before} on {first}, {now} on {last};"
                    " {verdict}.",
                    count=average.count,
                    before=tr.number(round(average.first.value, 1)),
                    first=tr.date(average.first.day, "day_month"),
                    now=tr.number(round(average.last.value, 1)),
                    last=tr.date(average.last.day, "day_month"),
                    verdict=verdict_of_rating(tr, average.changed),
                )
            )
        rules = load_rules().own_activities
        self._note.setText(
            tr(
                "own activities",
                "The line through a dot is the usual error. One activity has to change by"
                " {one} points, the average by {average}, to be more than that.",
                one=tr.number(int(rules.error_one)),
                average=tr.number(int(rules.error_average)),
            )
        )
        for one in shown:
            panel = SeriesPanel(tr, self._theme)
            series = MeasureSeries("", tuple((p.day, p.value) for p in one.points), one.error)
            panel.show_data(
                _name(tr, one),
                _line(tr, one),
                MeasureData((series,), 0.0, HIGHEST, 2.0),
                (tr("measures table", "Day"), tr("measures table", "Rating")),
                [(tr.date(p.day), tr.number(p.value)) for p in reversed(one.points)],
            )
            self._panels.addWidget(panel)

    def _touched(self, pad: AbilityPad) -> None:
        pad.setProperty("touched", True)
        self._update()

    def _update(self) -> None:
        self.save.setVisible(bool(self.pads))
        self.save.setEnabled(bool(self.ratings))
        why = "" if self.ratings else self._tr("own activities", "Rate an activity first")
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)
        self.add.setEnabled(bool(self.name.text().strip()))

    def _add(self) -> None:
        if self.name.text().strip():
            self.add_wanted.emit(self.name.text())

    def _save(self) -> None:
        if self.ratings:
            self.rate_wanted.emit(self.ratings)


def _name(tr: Translator, one: OwnActivitySeries) -> str:
    if one.activity.ended is None:
        return one.activity.name
    return tr("own activities", "{name} (left off)", name=one.activity.name)


def _line(tr: Translator, one: OwnActivitySeries) -> str:
    first, last = one.points[0], one.points[-1]
    if one.changed is None:
        return tr(
            "own activities",
            "{now} on {day}.",
            now=tr.number(last.value),
            day=tr.date(last.day, "day_month"),
        )
    return tr(
        "own activities",
        "{before} on {first}, {now} on {last}; {verdict}.",
        before=tr.number(first.value),
        first=tr.date(first.day, "day_month"),
        now=tr.number(last.value),
        last=tr.date(last.day, "day_month"),
        verdict=verdict_of_rating(tr, one.changed),
    )
