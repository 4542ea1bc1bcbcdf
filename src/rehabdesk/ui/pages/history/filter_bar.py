"""Which entries the history list shows: period, regions, deleted ones too."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.history.reading import Period, Wanted
from rehabdesk.ui.widgets.basic import FlowLayout, Segments, button, label
from rehabdesk.ui.widgets.date_field import DateField

#: The days a range begins with.
RANGE_DAYS = 28


class TickMenu(QMenu):
    """A menu that stays open while its entries are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked."""
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar; Enter ticks and closes."""
        if event.key() != Qt.Key.Key_Space or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        action: QAction | None = self.activeAction()
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


class FilterBar(QWidget):
    """The filter. It is kept as long as the program runs."""

    changed = Signal()

    def __init__(self, tr: Translator, name_of: Callable[[SidedRegion], str]) -> None:
        super().__init__()
        self._tr, self._name_of = tr, name_of
        self._chosen: frozenset[SidedRegion] = frozenset()
        self._offered: tuple[SidedRegion, ...] = ()
        self.setAccessibleName(tr("history", "Filter"))
        self._periods = Segments(
            tr("history", "Period"),
            [
                (Period.DAY.value, tr("history", "Day")),
                (Period.MONTH.value, tr("history", "Month")),
                (Period.RANGE.value, tr("history", "From … to")),
                (Period.ALL.value, tr("history", "All")),
            ],
        )
        self._periods.choose(Period.DAY.value)
        self._periods.chosen.connect(self._period_chosen)
        self._menu = TickMenu(self)
        self._regions = button("")
        self._regions.setMenu(self._menu)
        self._deleted = button(tr("history", "Deleted entries too"), "chip")
        self._deleted.setCheckable(True)
        self._deleted.toggled.connect(lambda _: self.changed.emit())
        self._range = self._build_range()
        flow = FlowLayout(self)
        self._range_box = _beside_segments(self._range)
        flow.addWidget(self._periods)
        flow.addWidget(self._range_box)
        for part in (self._regions, self._deleted):
            flow.addWidget(_beside_segments(part))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show_range(shown=False)
        self._say_regions()

    def set_read_only(self) -> None:
        """Offer no deleted entries: a shared copy has none."""
        self._deleted.hide()

    @property
    def period(self) -> Period:
        """The chosen period."""
        return Period(self._periods.current)

    @property
    def narrows(self) -> bool:
        """Whether regions or a range keep entries out of sight."""
        return bool(self._chosen) or self.period is Period.RANGE

    def wanted(self, day: dt.date) -> Wanted:
        """Return what the list should show when a day is chosen in the calendar."""
        period = self.period
        first: dt.date | None = day
        last: dt.date | None = day
        if period is Period.MONTH:
            first = day.replace(day=1)
            last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        elif period is Period.RANGE:
            first, last = sorted((self._from.day, self._to.day))
        elif period is Period.ALL:
            first = last = None
        return Wanted(period, first, last, self._chosen, self._deleted.isChecked())

    def choose_period(self, period: Period) -> None:
        """Choose a period without a signal."""
        self._periods.choose(period.value)
        self._show_range(shown=period is Period.RANGE)

    def choose_regions(self, regions: Sequence[SidedRegion]) -> None:
        """Choose regions without a signal; none for all."""
        self._chosen = frozenset(regions)
        for action in self._menu.actions():
            action.setChecked(action.data() in {str(one) for one in self._chosen})
        self._say_regions()

    def show_all(self) -> None:
        """Let every entry through."""
        self.choose_regions(())
        self.choose_period(Period.ALL)
        self.changed.emit()

    def set_range(self, first: dt.date, last: dt.date) -> None:
        """Fill the range's fields."""
        self._from.show_day(first)
        self._to.show_day(last)

    def offer(self, used: Sequence[SidedRegion]) -> None:
        """Offer the regions that have entries, and those that are chosen anyway."""
        offered = tuple(dict.fromkeys((*used, *sorted(self._chosen))))
        if offered == self._offered and self._menu.actions():
            return
        self._offered = offered
        self._menu.clear()
        every = self._menu.addAction(self._tr("history", "All regions"))
        every.triggered.connect(lambda _=False: self._regions_ticked(()))
        self._menu.addSeparator()
        for where in offered:
            action = self._menu.addAction(self._name_of(where).replace("&", "&&"))
            action.setCheckable(True)
            action.setData(str(where))
            action.setChecked(where in self._chosen)
            action.triggered.connect(self._ticked)

    def _build_range(self) -> QWidget:
        tr = self._tr
        self._from = DateField(tr, tr("history", "First day"))
        self._to = DateField(tr, tr("history", "Last day"))
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._from)
        row.addWidget(label("–"))
        row.addWidget(self._to)
        for field in (self._from, self._to):
            field.dateChanged.connect(lambda _: self.changed.emit())
        return part

    def _show_range(self, *, shown: bool) -> None:
        self._range_box.setVisible(shown)

    def _period_chosen(self) -> None:
        self._show_range(shown=self.period is Period.RANGE)
        self.changed.emit()

    def _ticked(self) -> None:
        ticked = {action.data() for action in self._menu.actions() if action.isChecked()}
        self._regions_ticked([one for one in self._offered if str(one) in ticked])

    def _regions_ticked(self, regions: Sequence[SidedRegion]) -> None:
        self.choose_regions(regions)
        self.changed.emit()

    def _say_regions(self) -> None:
        names = [self._name_of(one) for one in self._offered if one in self._chosen]
        names = names or [self._name_of(one) for one in sorted(self._chosen)]
        if not names:
            text = self._tr("history", "All regions")
        elif len(names) == 1:
            text = names[0]
        else:
            text = self._tr.n("history", "{count} region", "{count} regions", len(names))
        self._regions.setText(text.replace("&", "&&"))
        self._regions.setToolTip("\n".join(names))
        self._regions.setAccessibleName(self._tr("history", "Regions: {names}", names=text))


def _beside_segments(part: QWidget) -> QWidget:
    """Give a part the height of segments, whose frame is 5 px higher on both sides."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 5, 0, 5)
    column.addWidget(part)
    return box
