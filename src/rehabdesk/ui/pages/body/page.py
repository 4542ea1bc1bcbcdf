"""The body map page: say where it hurts and how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QHBoxLayout, QMenu

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.names import VIEW_NAMES, full_name
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.figures.body.hits import Hit
from rehabdesk.figures.body.loading import load_view
from rehabdesk.services.body_day import BodyDay, RatingInput, body_day, save_rating, with_saved
from rehabdesk.services.heat import RegionHeat, heat
from rehabdesk.ui.body.canvas import SIDE_KEYS, is_side_key
from rehabdesk.ui.body.selection import RegionSelection, RegionValue
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.icons import icon
from rehabdesk.ui.pages.body.closeup_card import CloseUpCard
from rehabdesk.ui.pages.body.heat_card import HeatCard
from rehabdesk.ui.pages.body.map_card import MapCard
from rehabdesk.ui.pages.body.rating_panel import RatingPanel
from rehabdesk.ui.pages.body.region_list import RegionList
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.widgets.basic import Card, Segments, button
from rehabdesk.ui.widgets.day_bar import DayBar

#: Widths of map and list in a narrow, a usual and a wide window.
NARROW_WIDTHS, USUAL_WIDTHS, WIDE_WIDTHS = (300, 250), (348, 318), (480, 380)
WIDE_FROM = 1560
LARGE_TEXT, LARGE_NARROW = 1.5, 1.15  # from which scale the close-up, which repeats the map, goes
LARGE_MAP_WIDTH = 290
LARGE_MAP_SHARE = 0.44
LARGE_MAP_HEIGHT = 640
_NO_LIMIT = 16_777_215


class BodyPage(Page):
    """Map, close-up, list and pad around one selection."""

    shows = frozenset({Kind.PAIN_ENTRY, Kind.REGION_SETTING})
    entry_saved = Signal(object)  # Changes

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("body map", "Where does it hurt?"))
        self.selection = RegionSelection(self)
        self._state = BodyDay((), {}, {}, ())
        self._narrow = self._details = self._is_wide = False
        self._load = cache(load_view)
        self._build_header()
        parts = (self.selection, context.regions, context.theme, tr, self._name)
        self.map = MapCard(self._load, self.selection, context.theme, tr, self._name, self._tip)
        self.closeup = CloseUpCard(self._load, *parts, self._tip)
        self.list = RegionList(*parts, self._tip)
        self.panel = RatingPanel(*parts)
        self.panel.use(self._kind_of, lambda: context.clock.now().time())
        self.heat = HeatCard(*parts)
        self.heat.hide()
        self.heat.period_chosen.connect(self.refresh)
        self._build_grid()
        for source in (self.map, self.closeup, self.list):
            source.key_typed.connect(self._typed)
        self.panel.side_typed.connect(self._choose_side)
        for canvas in (self.map, self.closeup):
            canvas.neighbours_found.connect(self._offer_neighbours)
            canvas.clicked.connect(self._to_the_pad)
        self.panel.save_wanted.connect(self._save)
        self.panel.details_toggled.connect(self._details_toggled)
        self.selection.hovered.connect(self._name_hovered)
        self.show_view(View.FRONT)
        if context.workbench.read_only:
            # A copy that is only looked at: the map over time, nothing to enter.
            self.title.setText(tr("body map", "Where it hurt"))
            self._over_time.setChecked(True)
            self._over_time.hide()
            self._list_card.meta.setText(tr("body map", "↑ ↓ choose"))

    @property
    def day(self) -> dt.date:
        """The day that is being filled in."""
        return self._days.day

    def show_view(self, view: View) -> None:
        """Show another drawing on the map and in the close-up."""
        self._views.choose(view.value)
        self.map.show_view(view)
        self.closeup.show_view(view)

    def open_at(self, argument: str) -> None:
        """Open at a day (ISO text) or a region (`id:side`)."""
        if ":" in argument:
            self._choose_and_show(self.context.regions.parse(argument))
        else:
            self._days.go_to(dt.date.fromisoformat(argument))

    def refresh(self) -> None:
        """Read the day's entries and the ghosts of the day before, or the period's heat."""
        day = self.day
        if self._over_time.isChecked():
            first = self.heat.first_day(day)
            self.context.workbench.read(
                lambda diary: heat(diary, first, day), self._show_heat, key="body map"
            )
            return
        self.context.workbench.read(
            lambda diary: body_day(diary, day), self._show_state, key="body map"
        )

    def picture_caption(self) -> tuple[str, str]:
        """Return what the numbers on the map are, and the days that are shown."""
        return self.heat.caption(self.day, over_time=self._over_time.isChecked())

    @property
    def has_unsaved(self) -> bool:
        """Whether something was entered and is not saved yet."""
        return self.panel.has_input

    def new_day(self) -> None:
        """Ask about the new day, unless something was entered and is not saved yet."""
        self._days.new_day(stay=self.panel.has_input)
        super().new_day()

    @Slot()
    def _diary_opened(self) -> None:
        # What was entered for another diary stays out of this one.
        self.panel.clear()
        super()._diary_opened()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a narrow, a usual or a wide window, and for large text."""
        super().set_narrow(narrow)
        self._narrow = narrow
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a wide window's room to the map."""
        super().resizeEvent(event)
        if self._is_large:
            self.map.setFixedWidth(self._large_map_width())
        if self._is_wide != (self.width() >= WIDE_FROM):
            self._arrange()

    def _arrange(self) -> None:
        self._is_wide, large = self.width() >= WIDE_FROM, self._is_large
        for part in (self.map, self.closeup, self._list_card, self.panel, self.heat):
            self._grid.removeWidget(part)
        self._list_card.meta.setVisible(not self._narrow and not large)
        self._place_about(beside_the_title=self._narrow and not large)
        self.panel.set_narrow(self._narrow)
        way = QBoxLayout.Direction
        self.header.setDirection(way.TopToBottom if large else way.LeftToRight)
        if large:
            self.map.setFixedWidth(self._large_map_width())
            self._list_card.setMinimumWidth(0)
            self._list_card.setMaximumWidth(_NO_LIMIT)
            self.map.setMinimumHeight(LARGE_MAP_HEIGHT)
            self._grid.addWidget(self.map, 0, 0)
            self._grid.addWidget(self._list_card, 0, 1)
            self._grid.addWidget(self.panel, 1, 0, 1, 2)
            self._grid.addWidget(self.heat, 2, 0, 1, 2)
        else:
            self._arrange_usual()
        # Only now do they have a parent; shown without one they would be windows of their own.
        self.closeup.setVisible(not self._details and not large)
        self._list_card.setVisible(not self._details or large)

    @property
    def _is_large(self) -> bool:
        return self.context.theme.tokens.text_scale >= (
            LARGE_NARROW if self._narrow else LARGE_TEXT
        )

    def _place_about(self, *, beside_the_title: bool) -> None:
        """Put the way to the region's text below the list; in little room an icon above it."""
        card, about = self._list_card, self.about
        for layout in (card.head, card.body):
            layout.removeWidget(about)
        ink = self.context.theme.tokens.colours["primary"]
        about.setIcon(icon("info", ink) if beside_the_title else QIcon())
        about.setIconSize(QSize(22, 22))
        about.setText("" if beside_the_title else about.accessibleName())
        place = card.head if beside_the_title else card.body
        place.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)

    def _large_map_width(self) -> int:
        """Return the map's width beside a list that has room for most names."""
        wanted = self.context.theme.tokens.scaled(LARGE_MAP_WIDTH)
        most = min(wanted, round(self.width() * LARGE_MAP_SHARE))
        return max(self.map.minimumSizeHint().width(), most)

    def _arrange_usual(self) -> None:
        widths = NARROW_WIDTHS if self._narrow else WIDE_WIDTHS if self._is_wide else USUAL_WIDTHS
        self.map.setMinimumHeight(0)
        self.map.setFixedWidth(widths[0])
        self._list_card.setFixedWidth(self.context.theme.tokens.scaled(widths[1]))
        self._grid.addWidget(self.map, 0, 0, 3, 1)
        self._grid.addWidget(self.closeup, 0, 1)
        self._grid.addWidget(self._list_card, 0, 2)
        # Details take the room of close-up and list, so that nothing is squeezed.
        row, rows = (0, 2) if self._details else (1, 1)
        self._grid.addWidget(self.panel, row, 1, rows, 2)
        self._grid.addWidget(self.heat, 2, 1, 1, 2)

    def _build_header(self) -> None:
        tr = self.context.tr
        self.subtitle.hide()
        self._days = DayBar(tr, self.context.theme, self.context.clock)
        self._days.day_changed.connect(lambda _: self.refresh())
        self.titles.addWidget(self._days)
        self._views = Segments(
            tr("body map", "Drawing"), [(v.value, tr.say(name)) for v, name in VIEW_NAMES.items()]
        )
        self._views.chosen.connect(lambda key: self.show_view(View(key)))
        self._over_time = button(tr("body map", "Over time"), "chip")
        self._over_time.setCheckable(True)
        self._over_time.toggled.connect(self._switch_mode)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._over_time, 0, Qt.AlignmentFlag.AlignBottom)
        tools.addWidget(self._views, 0, Qt.AlignmentFlag.AlignBottom)
        tools.addStretch(0)
        self.header.addLayout(tools)

    def _build_grid(self) -> None:
        tr = self.context.tr
        self._list_card = Card(
            tr("body map", "All regions"), tr("body map", "↑ ↓ choose · 0–9 rate")
        )
        self._list_card.body.setContentsMargins(8, 12, 8, 8)
        self._list_card.head.setContentsMargins(8, 0, 8, 0)
        self._list_card.body.addWidget(self.list, 1)
        self.about = button("", "quiet", tr("body map", "About this region"))
        self.about.setToolTip(self.about.accessibleName())
        self.about.clicked.connect(self._tell_about_region)
        grid = self._grid = QGridLayout()
        grid.setSpacing(16)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self.body.addLayout(grid, 1)

    def _name(self, where: SidedRegion) -> str:
        return full_name(self.context.tr, self.context.regions[where.region], where)

    def _tip(self, where: SidedRegion) -> str:
        clinical = self.context.tr.say(self.context.regions[where.region].clinical_name)
        return f"{self._name(where)}\n{clinical}"

    def _kind_of(self, where: SidedRegion) -> PainKind:
        return self._state.kinds.get(where, PainKind.NOW)

    def _show_state(self, state: BodyDay) -> None:
        self._state = state
        values = {w: self._region_value(v) for w, v in state.values.items()}
        ghosts = {
            ghost.where: self._region_value(ghost.value, self._when(ghost.day))
            for ghost in state.ghosts
        }
        self.selection.show_values(values, ghosts)
        order = self._order(state)
        self.list.show_rows(order)
        if self.selection.current is None and order:
            self.selection.choose(order[0])

    def _show_heat(self, found: Mapping[SidedRegion, RegionHeat]) -> None:
        usual = self.context.tr("body map", "usual")
        values = {
            where: self._region_value(round(one.median, 1), usual) for where, one in found.items()
        }
        self.selection.show_values(values, {})
        self.heat.show_heat(found, self.day)
        if self.context.workbench.read_only:
            self.list.show_rows(list(dict.fromkeys([*found, *self.context.regions.sided()])))
        if self.selection.current not in found and found:
            self.selection.choose(max(found.values(), key=lambda one: one.days_hurt).where)

    def _region_value(self, value: float, note: str = "") -> RegionValue:
        tr = self.context.tr
        text = tr.number(value, None)
        spoken = tr("body map", "{value} of 10", value=text)
        if note:
            spoken = tr("body map", "{when}: {rating}", when=note, rating=spoken)
        return RegionValue(value, text, note, spoken)

    def _switch_mode(self, over_time: bool) -> None:
        self.panel.setVisible(not over_time)
        self.heat.setVisible(over_time)
        if over_time:
            self._details_toggled(False)
        self.refresh()

    def _when(self, day: dt.date) -> str:
        if (self.day - day).days == 1:
            return self.context.tr("body map", "yesterday")
        return self.context.tr.date(day, "day_month")

    def _order(self, state: BodyDay) -> list[SidedRegion]:
        """Used regions first, then the main ones; the order stays while entries are added."""
        used = [ghost.where for ghost in state.ghosts] + list(state.used)
        every = self.context.regions.sided()
        main = [w for w in every if self.context.regions[w.region].main]
        return list(dict.fromkeys([*used, *main, *every]))

    def _choose_and_show(self, where: SidedRegion) -> None:
        if self._load(self.map.view).shape(where) is None:
            self.show_view(self.context.regions[where.region].views[0])
        self.selection.choose(where)

    def _typed(self, event: QKeyEvent) -> None:
        if is_side_key(event):
            self._choose_side(event.key())
            return
        if self._over_time.isChecked():
            return
        if self.context.preferences.letter_keys or not event.text().isdigit():
            self.panel.type_key(event)

    def _choose_side(self, key: int) -> None:
        """Go to the chosen region of the left or right leg, or rate both sides alike."""
        where, side = self.selection.current, SIDE_KEYS[key]
        if not self.context.preferences.letter_keys or where is None or where.side is Side.NONE:
            return
        if side is None:
            self.panel.rate_both()
        elif side is not where.side:
            self._choose_and_show(where.mirrored)

    def _offer_neighbours(self, found: tuple[Hit, ...], at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.context.tr("body map", "Which region?"))
        for hit in found[:4]:
            action = menu.addAction(self._name(hit.where))
            action.triggered.connect(
                lambda _=False, where=hit.where: self.selection.choose(where, self.selection.spot)
            )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _save(self, rating: RatingInput) -> None:
        clock, day = self.context.clock, self.day

        def refused(error: KnownError) -> None:
            self._take_back(rating)
            self.context.workbench.failed.emit(error.message)

        # Taken as saved at once: what is typed next is about the next region, however long the
        # disk takes, and a second Enter does not save twice.
        self._go_on_after(rating)
        self.context.workbench.change(
            lambda diary: save_rating(diary, clock, day, rating),
            lambda changes: self._saved(day, rating, changes),
            refused,
        )

    def _saved(self, day: dt.date, rating: RatingInput, changes: Changes) -> None:
        if day == self.day and rating.time is None and not self._over_time.isChecked():
            # Committed, so it can be shown at once; reading the day confirms it.
            self._show_state(with_saved(self._state, day, changes))
        self.entry_saved.emit(changes)

    def _go_on_after(self, rating: RatingInput) -> None:
        done = {rating.where, rating.where.mirrored} if rating.both_sides else {rating.where}
        ghosts = {w: one for w, one in self.selection.ghosts.items() if w not in done}
        self.selection.show_values(self.selection.values, ghosts)
        self.panel.clear()
        following = next(iter(ghosts), None)
        if following is not None:
            self._choose_and_show(following)
        self._to_the_pad()

    def _take_back(self, rating: RatingInput) -> None:
        """Show again what could not be saved, unless the next one is being entered already."""
        self.refresh()
        if not self.panel.has_input:
            self.selection.choose(rating.where, rating.spot)
            self.panel.show_input(rating)

    def _tell_about_region(self) -> None:
        where = self.selection.current
        if where is not None:
            self.page_wanted.emit("learn", str(where))

    def _to_the_pad(self) -> None:
        self.panel.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _details_toggled(self, shown: bool) -> None:
        self._details = shown
        self._arrange()

    def _name_hovered(self, where: SidedRegion | None) -> None:
        text = self._name(where) if where is not None else ""
        # Goes up to the window, whose status bar says it at once.
        QApplication.sendEvent(self, QStatusTipEvent(text))
