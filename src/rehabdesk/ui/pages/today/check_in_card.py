"""The daily check-in: a pad for each region in use, stiffness, sleep, a note."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.names import SLEEP_NAMES, STIFFNESS_NAMES
from rehabdesk.domain.pain import NOTE_MAX, PainKind
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.today import AskedRegion, TodayState
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, Chips, SideLabel, button, label
from rehabdesk.ui.widgets.focus_chain import previous_in_chain
from rehabdesk.ui.widgets.intensity_pad import IntensityPad


class RegionRow(QWidget):
    """One region with its pad."""

    def __init__(
        self,
        asked: AskedRegion,
        regions: RegionCatalogue,
        theme: Theme,
        tr: Translator,
        spoken: str,
        when: str,
    ) -> None:
        super().__init__()
        self.where = asked.where
        kinds = {
            PainKind.NOW: tr("check-in", "right now"),
            PainKind.WORST: tr("check-in", "at its worst"),
            PainKind.AVERAGE: tr("check-in", "on average"),
        }
        self.pad = IntensityPad(tr, theme)
        self.pad.setAccessibleName(spoken)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(tr.say(regions[asked.where.region].name), "row"))
        head.addWidget(SideLabel(tr, asked.where.side))
        head.addWidget(label(kinds[asked.kind], "meta"))
        head.addStretch(1)
        if asked.latest is not None:
            saved = tr("check-in", "saved: {value}", value=tr.number(asked.latest.value, None))
            if asked.latest.at is not None:
                saved = tr(
                    "check-in",
                    "saved {time}: {value}",
                    time=tr.time(asked.latest.at),
                    value=tr.number(asked.latest.value, None),
                )
            head.addWidget(label(saved, "meta"))
            self.pad.show_before(asked.latest.value, tr("check-in", "saved"))
        elif asked.ghost is not None:
            self.pad.show_before(asked.ghost.value, when)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.pad)


class CheckInCard(Card):
    """Everything of a day on one card; saved as one change."""

    save_wanted = Signal()
    map_wanted = Signal()
    #: Emitted when something was entered, or what was entered is saved.
    dirty_changed = Signal()

    def __init__(
        self,
        regions: RegionCatalogue,
        theme: Theme,
        tr: Translator,
        name_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__(tr("check-in", "Check-in"), tr("check-in", "about 20 seconds"))
        self._regions, self._theme, self._tr, self._name_of = regions, theme, tr, name_of
        self._rows: list[RegionRow] = []
        self._area = QVBoxLayout()
        self._area.setSpacing(8)
        self.body.addLayout(self._area)
        self._empty = label(
            tr(
                "check-in",
                "Show where it hurts on the body map. From then on this card asks "
                "about those regions, and a day takes some seconds.",
            ),
            "subtitle",
            wrap=True,
        )
        self.body.addWidget(self._empty)
        self.body.addWidget(_line())
        self._stiffness = self._question(
            tr("check-in", "Stiff after getting up?"),
            [(key.value, tr.say(name)) for key, name in STIFFNESS_NAMES.items()],
        )
        self._sleep = self._question(
            tr("check-in", "How was the night?"),
            [(key.value, tr.say(name)) for key, name in SLEEP_NAMES.items()],
        )
        self._note = QLineEdit()
        self._note.setMaxLength(NOTE_MAX)
        self._note.setAccessibleName(tr("check-in", "Note for the day"))
        self._note.setPlaceholderText(
            tr("check-in", "Anything your physio should know? (optional)")
        )
        self._note.textEdited.connect(self._touched)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.footer = self._make_footer()
        self._dirty = False

    @property
    def last_field(self) -> QWidget:
        """What comes last in the order of Tab."""
        return self._note

    @property
    def is_dirty(self) -> bool:
        """Whether something was entered and not yet saved."""
        return self._dirty

    @property
    def ratings(self) -> dict[SidedRegion, float]:
        """What was rated and not yet saved."""
        return {
            row.where: float(row.pad.rating) for row in self._rows if row.pad.rating is not None
        }

    @property
    def sleep(self) -> Sleep | None:
        """The chosen answer about the night."""
        return next((Sleep(key) for key in self._sleep.chosen), None)

    @property
    def stiffness(self) -> Stiffness | None:
        """The chosen answer about stiffness."""
        return next((Stiffness(key) for key in self._stiffness.chosen), None)

    @property
    def note(self) -> str:
        """The note for the day."""
        return self._note.text().strip()

    @property
    def pads(self) -> tuple[IntensityPad, ...]:
        """The pads from top to bottom."""
        return tuple(row.pad for row in self._rows)

    def show_state(self, state: TodayState, when: Callable[[AskedRegion], str]) -> None:
        """Show a day; `when` names the day of an earlier rating."""
        kept = self.ratings if self._dirty else {}
        for row in self._rows:
            self._area.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for asked in state.asked:
            row = RegionRow(
                asked, self._regions, self._theme, self._tr, self._name_of(asked.where), when(asked)
            )
            if asked.where in kept:
                row.pad.show_rating(round(kept[asked.where]))
            row.pad.rated.connect(self._touched)
            row.pad.committed.connect(self.save_wanted)
            if self._rows:
                row.pad.leave_out_ends()
            self._rows.append(row)
            self._area.addWidget(row)
        self._put_pads_first()
        self._empty.setVisible(not self._rows)
        dress(self._other, "quiet" if self._rows else "primary")
        self._other.setText(
            self._tr("check-in", "Pain in another region…")
            if self._rows
            else self._tr("check-in", "Show it on the body map…")
        )
        if not self._dirty:
            self._show_answers(state)
        self._update()

    def saved(self) -> None:
        """Take what was entered as saved, or as given up."""
        self._dirty = False
        self._update()

    def take_back(self, ratings: Mapping[SidedRegion, float]) -> None:
        """Show again what could not be saved, so that it is not lost."""
        for row in self._rows:
            if row.where in ratings:
                row.pad.show_rating(round(ratings[row.where]))
        self._touched()

    def set_main(self, main: bool) -> None:
        """Make saving the main button of the page, or one of several."""
        dress(self.save_button, "primary" if main else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter from anywhere on the card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._dirty:
            self.save_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _put_pads_first(self) -> None:
        """Give the pads, made last, the place in the order of Tab that they have on the card."""
        following = self._stiffness.findChildren(QPushButton)[0]
        before = previous_in_chain(following)
        while before.focusPolicy() == Qt.FocusPolicy.NoFocus and before is not following:
            # Qt puts nothing behind what takes no focus.
            before = previous_in_chain(before)
        for row in self._rows:
            self.setTabOrder(before, row.pad)
            before = row.pad

    def _show_answers(self, state: TodayState) -> None:
        check_in = state.check_in
        self._sleep.choose([check_in.sleep.value] if check_in and check_in.sleep else [])
        self._stiffness.choose(
            [check_in.stiffness.value] if check_in and check_in.stiffness else []
        )
        self._note.setText(check_in.note if check_in else "")

    def _question(self, text: str, choices: list[tuple[str, str]]) -> Chips:
        chips = Chips(text, choices)
        chips.changed.connect(self._touched)
        self.body.addWidget(label(text, "row"))
        self.body.addWidget(chips)
        return chips

    def _make_footer(self) -> QWidget:
        self._other = button("", "quiet")
        self._other.clicked.connect(self.map_wanted)
        self.save_button = button(self._tr("check-in", "Save check-in"), "primary")
        self.save_button.clicked.connect(self.save_wanted)
        footer = QWidget()
        footer.setProperty("look", "footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(footer)
        row.addWidget(self._other)
        row.addStretch(1)
        row.addWidget(self.save_button)
        return footer

    def _touched(self) -> None:
        self._dirty = True
        self._update()

    def _update(self) -> None:
        self.dirty_changed.emit()
        self.save_button.setEnabled(self._dirty)
        why = "" if self._dirty else self._tr("check-in", "Nothing new to save")
        self.save_button.setToolTip(why)
        self.save_button.setAccessibleDescription(why)


def _line() -> QWidget:
    line = QWidget()
    line.setFixedHeight(1)
    line.setProperty("look", "line")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
