"""The library as a grid of cards: one widget, however many exercises there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.plan.card_painter import (
    CARD_ROLE,
    GAP,
    LEAST_WIDTH,
    CardPainter,
    CardPart,
    CardTexts,
)
from rehabdesk.ui.pages.plan.drag_label import drag_label
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf, FigureWish
from rehabdesk.ui.pages.plan.words import level_text
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme

_ROOT = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex
#: What is dragged from the library: the id of an exercise.
EXERCISE_MIME = "application/x-rehabdesk-exercise"
#: How much text cards widen with, as a part of the text scale.
_WIDTH_GROWS = 0.6


class CardModel(QAbstractListModel):
    """The exercises that are shown, in order."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._cards: tuple[CardTexts, ...] = ()

    @property
    def cards(self) -> tuple[CardTexts, ...]:
        """What the cards say."""
        return self._cards

    def show_cards(self, cards: Sequence[CardTexts]) -> None:
        """Show cards; if they are the same exercises as before, in place."""
        same = [one.exercise.id for one in cards] == [one.exercise.id for one in self._cards]
        if same:
            self._cards = tuple(cards)
            if cards:
                self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def row_of(self, exercise_id: str) -> int:
        """Return the row of an exercise, or -1."""
        ids = [one.exercise.id for one in self._cards]
        return ids.index(exercise_id) if exercise_id in ids else -1

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return the number of exercises."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a card's sentence, or the texts that are painted."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        return self._sentence(card) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Let cards be dragged into the plan."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def _sentence(self, card: CardTexts) -> str:
        tr = self._tr
        parts = [card.name, *card.chips]
        if card.in_plan:
            parts.append(tr("exercise card", "in your plan"))
        if card.favourite:
            parts.append(tr("exercise card", "favourite"))
        return "; ".join([*parts, card.purpose])


class CardGrid(QListView):
    """The grid. Enter adds the chosen exercise, the space bar tells more about it."""

    #: Each with the exercise's id.
    add_wanted = Signal(str)
    details_wanted = Signal(str)
    star_wanted = Signal(str)

    def __init__(self, tr: Translator, theme: Theme, shelf: FigureShelf) -> None:
        super().__init__()
        self._tr, self._theme, self._shelf = tr, theme, shelf
        self.cards = CardModel(tr)
        self.setModel(self.cards)
        self.painter_of_cards = CardPainter(theme, shelf, self)
        self.setItemDelegate(self.painter_of_cards)
        self._pressed = CardPart.CARD
        dress(self, "card_grid")
        self.setAccessibleName(tr("library", "Exercises"))
        self.setAccessibleDescription(
            tr(
                "library",
                "Enter adds the chosen exercise to your plan, the space bar tells more about it,"
                " F makes it a favourite.",
            )
        )
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(36)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setMinimumHeight(200)
        self.clicked.connect(self._clicked)
        shelf.drawn.connect(self._drawn)
        theme.changed.connect(self._restyle)

    @property
    def chosen(self) -> Exercise | None:
        """The exercise the keyboard is at, or None."""
        index = self.currentIndex()
        return self.cards.cards[index.row()].exercise if index.isValid() else None

    def show_cards(self, cards: Sequence[CardTexts]) -> None:
        """Show cards; the chosen one stays chosen, or the one in its place."""
        before, place = self.chosen, max(self.currentIndex().row(), 0)
        self.cards.show_cards(cards)
        row = self.cards.row_of(before.id) if before is not None else 0
        row = min(place, len(cards) - 1) if row < 0 else row
        index = self.cards.index(row)
        if index.isValid() and index.row() != self.currentIndex().row():
            self.setCurrentIndex(index)

    def choose(self, exercise_id: str) -> None:
        """Choose a card and bring it into sight."""
        row = self.cards.row_of(exercise_id)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Enter, tell more with the space bar, star with F."""
        chosen = self.chosen
        key = event.key()
        if chosen is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus):
            self.add_wanted.emit(chosen.id)
        elif key == Qt.Key.Key_Space:
            self.details_wanted.emit(chosen.id)
        elif key == Qt.Key.Key_F:
            self.star_wanted.emit(chosen.id)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the search field: a card is not looked for by its first letter."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note which part of a card was pressed."""
        point = event.position().toPoint()
        self._pressed = self._part_at(point)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say with the pointer and a tooltip what a click does."""
        point = event.position().toPoint()
        part = self._part_at(point)
        hand = self.indexAt(point).isValid()
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        tips = {
            CardPart.ADD: self._tr("library", "Add to your plan"),
            CardPart.STAR: self._tr("library", "Favourite"),
        }
        self.viewport().setToolTip(tips.get(part, ""))
        if event.buttons() and self._pressed is not CardPart.CARD:
            return
        super().mouseMoveEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802
        """Drag the chosen exercise towards the plan."""
        chosen = self.chosen
        if chosen is None:
            return
        drag = QDrag(self)
        data = QMimeData()
        data.setData(EXERCISE_MIME, chosen.id.encode())
        drag.setMimeData(data)
        name = self.cards.cards[self.currentIndex().row()].name
        wish = FigureWish(chosen.id, self.painter_of_cards.side, 104, 60, moving=False)
        drag.setPixmap(drag_label(self._theme.tokens, name, self._shelf.picture(chosen, wish)))
        drag.setHotSpot(QPoint(24, 24))
        drag.exec(Qt.DropAction.CopyAction)

    def _part_at(self, point: QPoint) -> CardPart:
        index = self.indexAt(point)
        if not index.isValid():
            return CardPart.CARD
        return self.painter_of_cards.part_at(self.visualRect(index), point)

    def _clicked(self, index: QModelIndex) -> None:
        exercise = self.cards.cards[index.row()].exercise
        signals = {
            CardPart.ADD: self.add_wanted,
            CardPart.STAR: self.star_wanted,
            CardPart.CARD: self.details_wanted,
        }
        signals[self._pressed].emit(exercise.id)

    def _fit(self) -> None:
        tokens = self._theme.tokens
        least = round(LEAST_WIDTH * (1 - _WIDTH_GROWS + _WIDTH_GROWS * tokens.text_scale))
        # As if the scroll bar were always there: it would come and go with the cards' height.
        room = self.width() - 1 - self.verticalScrollBar().sizeHint().width()
        columns = max((room + GAP) // (least + GAP), 1)
        painter = self.painter_of_cards
        painter.columns = columns
        painter.ratio = self.devicePixelRatioF()
        cell = max(room // columns, 60)
        width = cell - GAP + GAP // columns
        size = painter.cell = QSize(cell, painter.height_of(width) + GAP)
        if size != self.gridSize():
            self.setGridSize(size)

    @Slot(str)
    def _drawn(self, _exercise: str) -> None:
        self.viewport().update()

    @Slot()
    def _restyle(self) -> None:
        self.painter_of_cards.restyle()
        self._fit()
        self.viewport().update()


def card_texts(
    tr: Translator, exercise: Exercise, name: str, *, favourite: bool, in_plan: bool
) -> CardTexts:
    """Return what the card of an exercise says."""
    chips = [level_text(tr, exercise)]
    if exercise.is_own:
        chips = [tr("exercise card", "Your own")]
    needed = [tr.say(one.name) for one in exercise.equipment if not one.optional]
    if needed:
        chips.append(", ".join(needed))
    purpose = tr.say(exercise.purpose) or tr.say(exercise.start)
    return CardTexts(exercise, name, purpose, tuple(chips), favourite, in_plan)
