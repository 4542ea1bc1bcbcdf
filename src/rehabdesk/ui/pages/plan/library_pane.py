"""The library: search and filter above, cards below, or everything about one exercise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.regions import Side
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.plan.card_grid import CardGrid, card_texts
from rehabdesk.ui.pages.plan.card_painter import CardTexts
from rehabdesk.ui.pages.plan.detail import DetailPane
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf
from rehabdesk.ui.pages.plan.filter_bar import LibraryFilterBar
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import button, label


class LibraryPane(QWidget):
    """Finds exercises and tells about them."""

    #: Each with an exercise's id.
    add_wanted = Signal(str)
    star_wanted = Signal(str)
    edit_wanted = Signal(str)
    #: With an article's id.
    article_wanted = Signal(str)

    def __init__(
        self, context: UiContext, shelf: FigureShelf, is_planned: Callable[[str], bool]
    ) -> None:
        """Args: context; the shelf of figures; tells whether an exercise is in the plan."""
        super().__init__()
        tr, theme = context.tr, context.theme
        self._tr, self._is_planned = tr, is_planned
        self._index: LibraryIndex | None = None
        self._wanted = ""
        self.setAccessibleName(tr("library", "Library"))
        self.filter = LibraryFilterBar(tr, theme, load_library(), context.regions)
        self.filter.changed.connect(self._show_found)
        self.grid = CardGrid(tr, theme, shelf)
        self.grid.add_wanted.connect(self.add_wanted)
        self.grid.star_wanted.connect(self.star_wanted)
        self.grid.details_wanted.connect(self.show_details)
        self.detail = DetailPane(tr, theme, shelf, context.regions)
        self.detail.back_wanted.connect(self.show_cards)
        self.detail.add_wanted.connect(self.add_wanted)
        self.detail.exercise_wanted.connect(self.show_details)
        self.detail.edit_wanted.connect(self.edit_wanted)
        self.detail.article_wanted.connect(self.article_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_finding())
        self._stack.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def shows_details(self) -> bool:
        """Whether one exercise is told about."""
        return self._stack.currentWidget() is self.detail

    def show_index(self, index: LibraryIndex) -> None:
        """Show another state of the library."""
        self._index = index
        self._show_found()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_details(wanted)

    def show_plan(self, side: Side) -> None:
        """Show anew what is in the plan and draw figures for its side."""
        self.grid.painter_of_cards.side = side
        self._show_found()

    def show_details(self, exercise_id: str, side: Side | None = None) -> None:
        """Tell about an exercise, as soon as the library is there."""
        if self._index is None:
            self._wanted = exercise_id
        exercise = self._index.get(exercise_id) if self._index is not None else None
        if exercise is None or self._index is None:
            return
        self.grid.choose(exercise_id)
        planned = self._is_planned(exercise_id)
        shown = side or self.grid.painter_of_cards.side
        self.detail.show_exercise(exercise, self._index, in_plan=planned, side=shown)
        self._stack.setCurrentWidget(self.detail)
        self.detail.back.setFocus()

    def show_cards(self) -> None:
        """Go back to the cards."""
        if self.shows_details:
            self._stack.setCurrentIndex(0)
            self.grid.setFocus()

    def _build_finding(self) -> QWidget:
        tr = self._tr
        self._nothing = QFrame()
        dress(self._nothing, "panel")
        inside = QVBoxLayout(self._nothing)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(8)
        inside.addWidget(label(tr("library", "No exercise fits this search."), "row", wrap=True))
        every = button(tr("library", "Show all exercises"))
        every.clicked.connect(self.filter.show_all)
        inside.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.filter)
        column.addWidget(self._nothing)
        column.addWidget(self.grid, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self._nothing.hide()
        self._rest.hide()
        return part

    def _show_found(self) -> None:
        index = self._index
        if index is None:
            return
        found = index.find(self.filter.query, self.filter.wanted)
        self.grid.show_cards([self._card(index, one) for one in found])
        self.filter.show_count(len(found))
        for part in (self._nothing, self._rest):
            part.setVisible(not found)
        self.grid.setVisible(bool(found))
        exercise = self.detail.exercise
        now = index.get(exercise.id) if exercise is not None else None
        if self.shows_details and now is None:
            self.show_cards()
        elif self.shows_details and now is not None:
            self.detail.show_exercise(now, index, in_plan=self._is_planned(now.id))

    def _card(self, index: LibraryIndex, exercise: Exercise) -> CardTexts:
        return card_texts(
            self._tr,
            exercise,
            index.name(exercise.id),
            favourite=exercise.id in index.favourites,
            in_plan=self._is_planned(exercise.id),
        )
