"""Search and filter of the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rehabdesk.domain.exercise import Library, Position
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import EVERYTHING, LibraryFilter
from rehabdesk.ui.pages.plan.stars import star
from rehabdesk.ui.pages.plan.words import LEVEL_TEXTS
from rehabdesk.ui.pages.trends.chooser import StayingMenu
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import FlowLayout, button, label

_ARROW = "  ▾"
_LONGEST = 22


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be ticked.

    Attributes:
        key: Stable name.
        text: What is shown.
        starts_part: A line stands above it.
    """

    key: str
    text: str
    starts_part: bool = False


class FilterButton(QPushButton):
    """One filter: its menu lets several things be ticked; none ticked does not restrict."""

    changed = Signal()

    def __init__(
        self, tr: Translator, name: str, everything: str, choices: Sequence[Choice]
    ) -> None:
        super().__init__()
        self._tr, self._name = tr, name
        self._choices = tuple(choices)
        self._menu = StayingMenu(self)
        every = self._menu.addAction(_plain(everything))
        every.triggered.connect(self._clear)
        self._menu.addSeparator()
        self._actions = {}
        for one in choices:
            if one.starts_part:
                self._menu.addSeparator()
            # Made here and not by the menu: those a menu makes can go while it stays.
            action = QAction(_plain(one.text), self)
            self._menu.addAction(action)
            action.setCheckable(True)
            action.triggered.connect(self._ticked)
            self._actions[one.key] = action
        # The arrow is part of the text: it grows with it.
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.setMenu(self._menu)
        self.setAutoDefault(False)
        self._say()

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of what is ticked."""
        return frozenset(key for key, action in self._actions.items() if action.isChecked())

    def choose(self, keys: frozenset[str]) -> None:
        """Tick exactly these, without a signal."""
        for key, action in self._actions.items():
            action.setChecked(key in keys)
        self._say()

    def _clear(self) -> None:
        self.choose(frozenset())
        self.changed.emit()

    def _ticked(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        chosen = self.chosen
        texts = [one.text for one in self._choices if one.key in chosen]
        if not texts:
            shown = full = self._name
        elif len(texts) == 1:
            full = self._tr("library", "{name}: {choice}", name=self._name, choice=texts[0])
            shown = texts[0] if len(texts[0]) <= _LONGEST else texts[0][: _LONGEST - 1] + "…"
        else:
            full = self._tr(
                "library", "{name}: {choice}", name=self._name, choice=self._tr.list_of(texts)
            )
            shown = self._tr("library", "{name} ({count})", name=self._name, count=len(texts))
        self.setText(_plain(shown) + _ARROW)
        self.setToolTip(full if texts else "")
        self.setAccessibleName(full)
        font = self.font()
        font.setBold(bool(texts))
        self.setFont(font)


class LibraryFilterBar(QWidget):
    """The search field, favourites, and a filter each for purpose, region, equipment and so on."""

    changed = Signal()

    def __init__(
        self, tr: Translator, theme: Theme, library: Library, regions: RegionCatalogue
    ) -> None:
        super().__init__()
        self._tr, self._theme, self._library = tr, theme, library
        self.setAccessibleName(tr("library", "Search and filter"))
        self.search = QLineEdit()
        count = len(library.exercises)
        self.search.setPlaceholderText(
            tr.n("library", "Search {count} exercise", "Search {count} exercises", count)
        )
        self.search.setAccessibleName(tr("library", "Search the library"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(100)
        self.search.setMinimumWidth(120)
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.favourites = button(tr("library", "Favourites"), "chip")
        self.favourites.setCheckable(True)
        self.favourites.toggled.connect(lambda _: self._favourites_toggled())
        self._count = label("", "meta")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.clear = button(tr("library", "Show all"), "quiet")
        self.clear.clicked.connect(self.show_all)
        self._build_filters(regions)
        self._lay_out()
        theme.changed.connect(self._draw_star)
        self._draw_star()
        self.show_count(count)

    @property
    def wanted(self) -> LibraryFilter:
        """What the filters ask for."""
        purposes, equipment = self.purpose.chosen, self.equipment.chosen
        return LibraryFilter(
            helps=purposes & self._library.helps.keys(),
            routines=purposes & self._library.routines.keys(),
            regions=self.region.chosen,
            equipment=equipment or None,
            levels=frozenset(int(key) for key in self.level.chosen),
            positions=frozenset(Position(key) for key in self.position.chosen),
            favourites_only=self.favourites.isChecked(),
        )

    @property
    def query(self) -> str:
        """The words that are looked for."""
        return self.search.text()

    @property
    def restricts(self) -> bool:
        """Whether anything is left out."""
        return bool(self.query.strip()) or self.wanted != EVERYTHING

    def show_count(self, count: int) -> None:
        """Say how many exercises are shown."""
        self._count.setText(self._tr.n("library", "{count} exercise", "{count} exercises", count))
        self.clear.setVisible(self.restricts)
        self._count.setVisible(not self.restricts or count > 0)

    def show_all(self) -> None:
        """Let every exercise through."""
        self.blockSignals(True)
        for one in self._buttons:
            one.choose(frozenset())
        self.favourites.setChecked(False)
        self.search.clear()
        self.blockSignals(False)
        self.changed.emit()

    def _build_filters(self, regions: RegionCatalogue) -> None:
        tr, library = self._tr, self._library
        everything = tr("library", "All")
        used = {region for one in library for region in one.regions}
        routines = [Choice(key, tr.say(name)) for key, name in library.routines.items()]
        helps = [
            Choice(key, tr.say(name), starts_part=number == 0)
            for number, (key, name) in enumerate(library.helps.items())
        ]
        self.purpose = FilterButton(tr, tr("library", "Purpose"), everything, routines + helps)
        self.region = FilterButton(
            tr,
            tr("library", "Region"),
            everything,
            [Choice(one.id, tr.say(one.name)) for one in regions if one.id in used],
        )
        self.equipment = FilterButton(
            tr,
            tr("library", "What you have"),
            everything,
            [Choice(key, tr.say(name)) for key, name in library.equipment.items()],
        )
        levels = sorted({one.level for one in library})
        self.level = FilterButton(
            tr,
            tr("library", "Level"),
            everything,
            [Choice(str(one), tr.say(LEVEL_TEXTS[one])) for one in levels],
        )
        self.position = FilterButton(
            tr,
            tr("library", "Position"),
            everything,
            [Choice(key, tr.say(name)) for key, name in library.positions.items()],
        )
        self._buttons = (self.purpose, self.region, self.equipment, self.level, self.position)
        for one in self._buttons:
            one.changed.connect(self.changed)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addWidget(self.favourites)
        first.addWidget(self.clear)
        first.addWidget(self._count)
        menus = QWidget()
        flow = FlowLayout(menus)
        for one in self._buttons:
            flow.addWidget(one)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        menus.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(menus)

    def _favourites_toggled(self) -> None:
        self._draw_star()
        self.changed.emit()

    def _draw_star(self) -> None:
        tokens = self._theme.tokens
        size = tokens.scaled(18)
        pixmap = QPixmap(2 * size, 2 * size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.favourites.isChecked()
        painter.setPen(QPen(QColor(tokens.colours["primary"]), 2.4))
        painter.setBrush(QColor(tokens.colours["primary"]) if chosen else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(star(QPointF(size, size), size * 0.85)))
        painter.end()
        self.favourites.setIcon(QIcon(pixmap))
        self.favourites.setIconSize(QSize(size, size))


def _plain(text: str) -> str:
    """Keep an ampersand in a text from becoming a shortcut."""
    return text.replace("&", "&&")
