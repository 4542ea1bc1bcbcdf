"""Beside the check-in: other activities, what helped, swelling. Every mark is saved at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.load import HELP_WITH_WORDS, ActivityLoad, Help
from rehabdesk.domain.names import HELP_NAMES
from rehabdesk.domain.pain import NOTE_MAX
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Translator
from rehabdesk.services.load_texts import activity_text
from rehabdesk.services.loads import DayExtras, PeriodLoad
from rehabdesk.ui.pages.today.activity_row import ActivityRow
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, Chips, button, clear_layout, label
from rehabdesk.ui.widgets.flow_box import FlowBox


class ExtrasCard(Card):
    """What else was there on a day."""

    #: Activity, minutes and effort.
    activity_added = Signal(str, int, int)
    #: The id of an activity that is to go.
    activity_removed = Signal(str)
    #: All that helped (list of `Help`), and words by kind.
    helps_marked = Signal(object, object)
    #: All sides that are swollen.
    swelling_marked = Signal(object)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(tr("load", "What else?"), tr("load", "if you like"))
        self._theme, self._tr = theme, tr
        self._day = dt.date.min
        self._known: dict[Help, str] = {}
        self._after: QWidget | None = None
        self._lines: list[QWidget] = []
        self._listed: tuple[Sequence[ActivityLoad], Sequence[ActivityLoad]] = ((), ())
        self.row = ActivityRow(theme, tr)
        self.row.added.connect(self.activity_added)
        self._offers = FlowBox()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.helps = Chips(
            tr("load", "What helped?"),
            [(one.value, tr.say(name)) for one, name in HELP_NAMES.items()],
            several=True,
        )
        self.helps.changed.connect(self._mark)
        self._words = {one: self._word_field(one) for one in HELP_WITH_WORDS}
        self.swelling = Chips(
            tr("load", "Is a knee swollen?"),
            [
                (Side.LEFT.value, tr("load", "Your left")),
                (Side.RIGHT.value, tr("load", "Your right")),
            ],
            several=True,
        )
        self.swelling.changed.connect(
            lambda: self.swelling_marked.emit([Side(key) for key in self.swelling.chosen])
        )
        self._sum = label("", "meta", wrap=True)
        self._sum.setToolTip(
            tr("load", "Load is minutes times effort, of activities and sessions.")
        )
        self.body.addWidget(label(tr("load", "Other activities"), "row"))
        self.body.addLayout(self._list)
        self.body.addWidget(self.row)
        self.body.addWidget(self._offers)
        self.body.addWidget(self._sum)
        self.body.addWidget(label(tr("load", "What helped?"), "row"))
        self.body.addWidget(self.helps)
        for field in self._words.values():
            self.body.addWidget(field)
        self.body.addWidget(label(tr("load", "Is a knee swollen?"), "row"))
        self.body.addWidget(self.swelling)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and is not saved yet."""
        return self.row.typed or bool(self._changed_words())

    @property
    def lines(self) -> list[str]:
        """The activities that are listed, in words."""
        return [line.accessibleName() for line in self._lines]

    @property
    def offers(self) -> list[QWidget]:
        """The buttons that enter an earlier activity again."""
        return self._offers.widgets

    def words(self, kind: Help) -> QLineEdit:
        """The field for words about something that helped."""
        return self._words[kind]

    def show_extras(self, day: dt.date, found: DayExtras) -> None:
        """Show a day; what is being typed about it stays."""
        other_day = day != self._day
        typed = {} if other_day else self._changed_words()
        self._day = day
        if (found.activities, found.offered) != self._listed:
            self._listed = (found.activities, found.offered)
            self._show_activities(found)
        self._offers.setVisible(bool(found.offered))
        self._sum.setText(self._sum_text(found))
        self._sum.setVisible(bool(self._sum.text()))
        self.helps.choose([one.value for one in found.helps])
        self._known = {kind: mark.note for kind, mark in found.helps.items()}
        for kind, field in self._words.items():
            field.setVisible(kind in found.helps)
            field.setText(typed.get(kind, self._known.get(kind, "")))
        self.swelling.choose([one.value for one in found.swollen])
        self._put_in_order()

    def follow(self, widget: QWidget) -> None:
        """Come after a widget in the order of Tab, as the card does on the page."""
        self._after = widget
        self._put_in_order()

    def flush(self) -> None:
        """Save words that were typed, before another day is shown."""
        if self._changed_words():
            self._mark()

    def forget(self) -> None:
        """Begin anew: another diary."""
        self.row.empty()
        self._known = {}
        self._day = dt.date.min
        for field in self._words.values():
            field.clear()
            field.hide()

    def _show_activities(self, found: DayExtras) -> None:
        # Whoever is on a button that goes away goes on where one types.
        focused = QApplication.focusWidget()
        here = [*self._lines, *self._offers.widgets]
        if focused is not None and any(one is focused or one.isAncestorOf(focused) for one in here):
            self.row.name.setFocus(Qt.FocusReason.OtherFocusReason)
        tr = self._tr
        clear_layout(self._list)
        self._lines = [self._line(activity) for activity in found.activities]
        for line in self._lines:
            self._list.addWidget(line)
        self._offers.clear()
        for activity in found.offered:
            text = activity_text(tr, activity)
            one = button(text, "chip", tr("load", "Enter again: {activity}", activity=text))
            again = (activity.activity, activity.minutes, activity.effort)
            one.clicked.connect(lambda _=False, again=again: self.activity_added.emit(*again))
            self._offers.add(one)

    def _put_in_order(self) -> None:
        """Give what is made anew its place: Qt puts it behind everything else."""
        before = self._after
        if before is None:
            return
        row = self.row
        outs = [out for line in self._lines for out in line.findChildren(QPushButton)]
        for one in (
            *outs,
            *(row.name, row.minutes, row.effort, row.add_button),
            *self._offers.widgets,
            *self.helps.findChildren(QPushButton),
            *self._words.values(),
            *self.swelling.findChildren(QPushButton),
        ):
            QWidget.setTabOrder(before, one)
            before = one

    def _mark(self) -> None:
        chosen = [Help(key) for key in self.helps.chosen]
        words = {kind: text for kind, text in self._changed_words().items() if kind in chosen}
        for kind, field in self._words.items():
            field.setVisible(kind in chosen)
        self._known |= words
        self.helps_marked.emit(chosen, words)

    def _changed_words(self) -> dict[Help, str]:
        return {
            kind: field.text().strip()
            for kind, field in self._words.items()
            if not field.isHidden() and field.text().strip() != self._known.get(kind, "")
        }

    def _word_field(self, kind: Help) -> QLineEdit:
        tr = self._tr
        texts = {
            Help.MEDICATION: tr("load", "Which medication? In your words, if you like"),
            Help.OTHER: tr("load", "What else helped?"),
        }
        field = QLineEdit()
        field.setMaxLength(NOTE_MAX)
        field.setPlaceholderText(texts[kind])
        field.setAccessibleName(texts[kind])
        field.editingFinished.connect(self.flush)
        field.hide()
        return field

    def _line(self, activity: ActivityLoad) -> QWidget:
        tr = self._tr
        text = activity_text(tr, activity)
        line = QWidget()
        line.setAccessibleName(text)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(text, "", wrap=True), 1)
        row.addWidget(label(tr("load", "load {load}", load=tr.number(activity.load)), "meta"))
        out = button(
            tr("load", "Take out"), "quiet", tr("load", "Take out: {activity}", activity=text)
        )
        out.clicked.connect(lambda _=False, one=activity.id: self.activity_removed.emit(one))
        row.addWidget(out)
        return line

    def _sum_text(self, found: DayExtras) -> str:
        tr = self._tr
        if not found.week.total and not found.week_before.total:
            return ""
        return tr(
            "load",
            "Load of the last seven days: {now} ({activities} other activities, {sessions}"
            " sessions). The seven before: {before}.",
            now=tr.number(found.week.total),
            activities=tr.number(found.week.activities),
            sessions=self._sessions_text(found.week),
            before=tr.number(found.week_before.total),
        )

    def _sessions_text(self, period: PeriodLoad) -> str:
        tr = self._tr
        if not period.unknown:
            return tr.number(period.sessions)
        unknown = tr.n("load", "{count} without effort", "{count} without effort", period.unknown)
        return tr("load", "{load}, {unknown}", load=tr.number(period.sessions), unknown=unknown)
