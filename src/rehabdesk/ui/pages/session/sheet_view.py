"""Typing up the paper sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.sheet import SHEET_DAYS
from rehabdesk.services.sheet_entry import SheetPage
from rehabdesk.ui.icons import icon
from rehabdesk.ui.pages.session.sheet_model import SheetModel
from rehabdesk.ui.pages.session.sheet_table import SheetTable
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, FlowLayout, button, choice_box, label


class SheetView(QWidget):
    """The grid of two weeks with what is typed into it."""

    #: The last day of other two weeks.
    weeks_wanted = Signal(object)
    saved = Signal()
    given_up = Signal()

    def __init__(
        self, theme: Theme, tr: Translator, clock: Clock, name_of: Callable[[SidedRegion], str]
    ) -> None:
        super().__init__()
        self._theme, self._tr, self._clock = theme, tr, clock
        self.model = SheetModel(tr, self._today, name_of)
        self.model.typed.connect(self._update)
        self.table = SheetTable(theme, self.model, tr("sheet", "The paper sheet"))
        card = Card(tr("sheet", "Your paper sheet"))
        self._card = card
        self._weeks = label("", "subtitle")
        self.earlier = button(tr("sheet", "Two weeks before"))
        self.later = button(tr("sheet", "Two weeks later"))
        self.earlier.clicked.connect(lambda: self._go(-SHEET_DAYS))
        self.later.clicked.connect(lambda: self._go(SHEET_DAYS))
        self._version = choice_box()
        self._version.setAccessibleName(tr("sheet", "Plan version on the sheet"))
        self._version.activated.connect(lambda _: self.weeks_wanted.emit(self.last))
        self._version.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        tools = QWidget()
        flow = FlowLayout(tools, 12)
        policy = tools.sizePolicy()
        policy.setHeightForWidth(True)
        tools.setSizePolicy(policy)
        for part in (self._version, self.earlier, self.later):
            flow.addWidget(part)
        card.body.addWidget(self._weeks)
        card.body.addWidget(tools)
        card.body.addWidget(self.table, 1)
        hint = tr(
            "sheet",
            "Space ticks, Tab goes on. In the pain row type 0 to 10. Dotted boxes are days off.",
        )
        card.body.addWidget(label(hint, "meta", wrap=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        outer.addStretch(1)
        self.footer = self._make_footer()
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def last(self) -> dt.date:
        """The last day that is shown."""
        return self.model.days[-1] if self.model.days else self._today()

    @property
    def version(self) -> int:
        """The plan version that is on the paper, or 0 for the plan of each day."""
        return int(self._version.currentData() or 0)

    def choose_version(self, number: int) -> None:
        """Show the sheet of a plan version, as it was printed."""
        self._version.setCurrentIndex(max(0, self._version.findData(number)))
        self.weeks_wanted.emit(self.last)

    def show_page(self, page: SheetPage, index: LibraryIndex) -> None:
        """Show two weeks."""
        self.model.show_page(page, index)
        self._offer_versions(page)
        days = page.sheet.days
        self._weeks.setText(
            self._tr(
                "sheet",
                "{first} to {last}",
                first=self._tr.date(days[0], "day_month"),
                last=self._tr.date(days[-1], "long"),
            )
        )
        self.later.setEnabled(days[-1] < self._today())
        self._update()

    def _offer_versions(self, page: SheetPage) -> None:
        tr = self._tr
        self._version.clear()
        self._version.addItem(tr("sheet", "Plan of each day"), 0)
        for number, day in page.versions:
            words = tr(
                "sheet", "Version {number}, from {day}", number=number, day=tr.date(day, "medium")
            )
            self._version.addItem(words, number)
        self._version.setCurrentIndex(max(0, self._version.findData(page.version)))

    def focus_main(self) -> None:
        """Put the keyboard into the grid."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _today(self) -> dt.date:
        return diary_day(self._clock.now())

    def _go(self, days: int) -> None:
        wanted = min(self.last + dt.timedelta(days=days), self._today())
        self.weeks_wanted.emit(wanted)

    def _make_footer(self) -> QWidget:
        tr = self._tr
        back = button(tr("session", "Back"), "quiet")
        back.clicked.connect(self.given_up)
        self.save = button(tr("sheet", "Save the sheet"), "primary")
        self.save.clicked.connect(self.saved)
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.save)
        return footer

    def _update(self) -> None:
        dirty = self.model.is_dirty
        self.save.setEnabled(dirty)
        for one in (self.earlier, self.later):
            why = self._tr("sheet", "Save the sheet first") if dirty else ""
            one.setToolTip(why)
            one.setAccessibleDescription(why)
        self._version.setEnabled(not dirty)
        self._version.setToolTip(
            why or self._tr("sheet", "The version stands at the top right of the printed sheet.")
        )
        self.earlier.setEnabled(not dirty)
        self.later.setEnabled(not dirty and self.last < self._today())
        why = "" if dirty else self._tr("session", "Nothing new to save")
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)

    def _restyle(self) -> None:
        ink = self._theme.tokens.colours["text"]
        self.earlier.setIcon(icon("left", ink))
        self.later.setIcon(icon("right", ink))
