"""Where a pain is rated: the pad, what else can be said, and Save."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.names import (
    ACTIVITY_NAMES,
    KIND_NAMES,
    QUALITY_NAMES,
    SPREAD_NAMES,
)
from rehabdesk.domain.pain import NOTE_MAX, Activity, PainKind, Quality, Spread
from rehabdesk.domain.regions import RegionCatalogue, Side, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.body_day import RatingInput
from rehabdesk.ui.body.canvas import is_side_key
from rehabdesk.ui.body.selection import RegionSelection
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, Chips, Segments, SideLabel, button, label
from rehabdesk.ui.widgets.date_field import TimeField
from rehabdesk.ui.widgets.intensity_pad import IntensityPad

_LEFT = Qt.AlignmentFlag.AlignLeft


class RatingPanel(Card):
    """Rates the chosen region. Only the number is needed; Enter saves."""

    save_wanted = Signal(object)  # RatingInput
    details_toggled = Signal(bool)
    cancelled = Signal()
    side_typed = Signal(int)

    def __init__(
        self,
        selection: RegionSelection,
        regions: RegionCatalogue,
        theme: Theme,
        tr: Translator,
        name_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__()
        self._selection = selection
        self._regions = regions
        self._tr = tr
        self._name_of = name_of
        self._default_kind: Callable[[SidedRegion], PainKind] = lambda _: PainKind.NOW
        self._now: Callable[[], dt.time] = lambda: dt.time(0)
        self.setAccessibleName(tr("rating", "Rate the pain"))
        self.pad = IntensityPad(tr, theme)
        self.pad.committed.connect(self.save)
        self.pad.rated.connect(self._update)
        self._build_head()
        self._build_pad_row()
        self._build_chips()
        self._build_details()
        selection.region_chosen.connect(self._region_chosen)
        selection.values_changed.connect(self._update)
        self.clear()

    def use(
        self, default_kind: Callable[[SidedRegion], PainKind], now: Callable[[], dt.time]
    ) -> None:
        """Say which kind of pain is asked about first for a region, and who knows the time."""
        self._default_kind, self._now = default_kind, now

    @property
    def hint(self) -> str:
        """What is said about an entry that cannot be saved yet, or ""."""
        return self._hint.text()

    @property
    def has_input(self) -> bool:
        """Whether something was entered and not yet saved."""
        return (
            self.pad.rating is not None
            or bool(self.note.text())
            or bool(self._qualities.chosen or self._activities.chosen or self._spread.chosen)
        )

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what a narrow window has no room for."""
        self._question.setVisible(not narrow)

    def type_key(self, event: QKeyEvent) -> None:
        """Take a key typed on the map or the list as if it were typed on the pad."""
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pad.keyPressEvent(event)

    def save(self) -> None:
        """Ask to save what is entered; without a number, yesterday's is repeated."""
        where = self._selection.current
        if where is None:
            return
        ghost = self._selection.ghosts.get(where)
        value: float | None = self.pad.rating
        if value is None and ghost is not None:
            value = ghost.value
        if value is None:
            self._tell(self._tr("rating", "Choose a number from 0 to 10 first."))
            self.pad.setFocus()
            return
        self.save_wanted.emit(
            RatingInput(
                where=where,
                value=value,
                kind=PainKind(self._kind.current or PainKind.NOW),
                spot=self._selection.spot,
                spread=next((Spread(key) for key in self._spread.chosen), None),
                qualities=tuple(Quality(key) for key in self._qualities.chosen),
                activities=tuple(Activity(key) for key in self._activities.chosen),
                note=self.note.text().strip(),
                time=self._chosen_time(),
                both_sides=self._both.isChecked() and where.side is not Side.NONE,
            )
        )

    def clear(self) -> None:
        """Forget what was entered and not saved."""
        self.pad.show_rating(None)
        for chips in (self._spread, self._qualities, self._activities):
            chips.choose(())
        self.note.clear()
        self._both.setChecked(False)
        self.timed.setChecked(False)
        self._more.setChecked(False)
        self._region_chosen(self._selection.current)

    def rate_both(self) -> None:
        """Save the same for the other side too, or no longer."""
        self._both.toggle()

    def show_input(self, rating: RatingInput) -> None:
        """Show a rating of the chosen region as if it had just been entered."""
        self.pad.show_rating(round(rating.value))
        self._kind.choose(rating.kind.value)
        self._spread.choose([rating.spread.value] if rating.spread else [])
        self._qualities.choose([one.value for one in rating.qualities])
        self._activities.choose([one.value for one in rating.activities])
        self.note.setText(rating.note)
        self._both.setChecked(rating.both_sides)
        self.timed.setChecked(rating.time is not None)
        if rating.time is not None:
            self.time.show_time(rating.time)
        self._ask()
        self._update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was entered and not saved; Enter in a field saves."""
        if event.key() == Qt.Key.Key_Escape and self.has_input:
            self.clear()
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif is_side_key(event):
            self.side_typed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def _build_head(self) -> None:
        tr = self._tr
        self._name = label("", "card_title")
        self._side = SideLabel(tr)
        self._question = label("", "subtitle")
        self._both = button("", "chip")
        self._both.setCheckable(True)
        self._more = button(tr("rating", "More…"), "quiet")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_details)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._side)
        row.addWidget(self._question, 1)
        row.addStretch(0)
        row.addWidget(self._both)
        row.addWidget(self._more)
        self.body.addLayout(row)

    def _build_pad_row(self) -> None:
        self.save_button = button("", "primary")
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pad, 1)
        row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def _build_chips(self) -> None:
        tr = self._tr
        self._qualities = Chips(
            tr("rating", "What it feels like"),
            [(k.value, tr.say(n)) for k, n in QUALITY_NAMES.items()],
            several=True,
            flat=True,
        )
        self._hint = label("", "meta", wrap=True)
        self._hint.hide()
        self.body.addWidget(self._qualities)
        self.body.addWidget(self._hint)

    def _build_details(self) -> None:
        tr = self._tr
        self._details = QWidget()
        form = QVBoxLayout(self._details)
        form.setContentsMargins(0, 4, 0, 0)
        form.setSpacing(4)
        self._kind = Segments(
            tr("rating", "Which pain"), [(k.value, tr.say(n)) for k, n in KIND_NAMES.items()]
        )
        self._kind.chosen.connect(self._ask)
        self._spread = Chips(
            tr("rating", "How wide is it?"),
            [(k.value, tr.say(n)) for k, n in SPREAD_NAMES.items()],
            flat=True,
        )
        self._activities = Chips(
            tr("rating", "What brought it on?"),
            [(k.value, tr.say(n)) for k, n in ACTIVITY_NAMES.items()],
            several=True,
            flat=True,
        )
        for part in (self._kind, self._spread, self._activities):
            form.addWidget(label(part.accessibleName(), "row"))
            form.addWidget(part, 0, _LEFT if part is self._kind else Qt.AlignmentFlag(0))
            form.addSpacing(8)
        form.addLayout(self._note_row())
        form.addStretch(1)
        self._details.hide()
        self.body.addWidget(self._details, 1)

    def _note_row(self) -> QHBoxLayout:
        tr = self._tr
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_MAX)
        self.note.setAccessibleName(tr("rating", "Note"))
        self.note.setPlaceholderText(tr("rating", "Anything worth remembering (optional)"))
        self.timed = QCheckBox(tr("rating", "At another time:"))
        self.time = TimeField(tr, tr("rating", "Time of this pain"))
        self.time.setEnabled(False)
        self.timed.toggled.connect(self._time_wanted)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        row.addSpacing(12)
        row.addWidget(self.timed)
        row.addWidget(self.time)
        return row

    def _region_chosen(self, where: SidedRegion | None) -> None:
        if where is not None:
            self._name.setText(self._tr.say(self._regions[where.region].name))
            self._side.set_side(where.side)
            self._kind.choose(self._default_kind(where).value)
        else:
            self._name.setText(self._tr("rating", "Choose where it hurts"))
            self._side.set_side(Side.NONE)
        self._tell("")
        for widget in (self.pad, self._kind, self._qualities, self._more, self.save_button):
            widget.setEnabled(where is not None)
        self._ask()
        self._update()

    def _ask(self) -> None:
        if self._selection.current is None:
            self._question.setText(self._tr("rating", "Click the map or use the list."))
            return
        questions = {
            PainKind.NOW: self._tr("rating", "How strong is it now?"),
            PainKind.WORST: self._tr("rating", "How strong at its worst?"),
            PainKind.AVERAGE: self._tr("rating", "How strong on average?"),
        }
        self._question.setText(questions[PainKind(self._kind.current or PainKind.NOW)])

    def _update(self) -> None:
        if self.pad.rating is not None:
            self._tell("")
        where = self._selection.current
        ghost = self._selection.ghosts.get(where) if where is not None else None
        entered = self._selection.values.get(where) if where is not None else None
        tr = self._tr
        if entered is not None:
            self.pad.show_before(entered.value, tr("rating", "saved"))
        elif ghost is not None:
            self.pad.show_before(ghost.value, ghost.note)
        else:
            self.pad.show_before(None)
        if where is not None:
            self.pad.setAccessibleName(self._name_of(where))
        both = where is not None and where.side is not Side.NONE
        self._both.setVisible(both)
        if where is not None and both:
            self._both.setText(
                tr("rating", "Same on the other knee")
                if where.region.startswith("knee")
                else tr("rating", "Same on the other side")
            )
        repeat = ghost is not None and entered is None and self.pad.rating is None
        self.save_button.setText(
            tr("rating", "Same again: {value}  ↵", value=ghost.text)
            if repeat and ghost is not None
            else tr("rating", "Save  ↵")
        )

    def _tell(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._more.setText(self._tr("rating", "Less") if shown else self._tr("rating", "More…"))
        self.details_toggled.emit(shown)

    def _time_wanted(self, wanted: bool) -> None:
        self.time.setEnabled(wanted)
        if wanted:
            self.time.show_time(self._now())

    def _chosen_time(self) -> dt.time | None:
        if not self.timed.isChecked():
            return None
        return self.time.clock_time
