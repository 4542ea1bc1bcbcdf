"""All regions as a list beside the map: all the mouse can do, for keys and screen readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rehabdesk.domain.names import SIDE_NAMES
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.ui.body.selection import RegionSelection
from rehabdesk.ui.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
BADGE_WIDTH = 34  # at 100 % text


class RegionModel(QAbstractListModel):
    """The regions with their sides, in an order that does not jump while a person enters."""

    def __init__(
        self,
        selection: RegionSelection,
        name_of: Callable[[SidedRegion], str],
        tip_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__()
        self._selection = selection
        self._name_of = name_of
        self._tip_of = tip_of
        self._rows: list[SidedRegion] = []
        selection.values_changed.connect(self._refresh)

    def show_rows(self, rows: Sequence[SidedRegion]) -> None:
        """Show these rows in this order."""
        if list(rows) != self._rows:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()

    def row_of(self, where: SidedRegion) -> int:
        """Return a region's row, or -1."""
        return self._rows.index(where) if where in self._rows else -1

    def at(self, index: _Index) -> SidedRegion:
        """Return the region of a row."""
        return self._rows[index.row()]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's name, or what a screen reader says about it."""
        if not index.isValid():
            return None
        where = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name_of(where)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip_of(where)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(where)
        return None

    def _spoken(self, where: SidedRegion) -> str:
        known = self._selection.values.get(where) or self._selection.ghosts.get(where)
        spoken = [known.spoken] if known is not None and known.spoken else []
        return ", ".join([self._name_of(where), *spoken])

    def _refresh(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


class RegionDelegate(QStyledItemDelegate):
    """Paints a row: name, side, yesterday's value, today's value."""

    def __init__(
        self, selection: RegionSelection, regions: RegionCatalogue, theme: Theme, tr: Translator
    ) -> None:
        super().__init__()
        self._selection = selection
        self._regions = regions
        self._theme = theme
        self._tr = tr

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return a row high enough to click."""
        return QSize(200, self._theme.tokens.target["min"])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        model = index.model()
        if not isinstance(model, RegionModel):
            return
        where = model.at(index)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, where, QRectF(rect), bool(state & QStyle.StateFlag.State_HasFocus))
        self._words(painter, where, rect)
        painter.restore()

    def _ground(self, painter: QPainter, where: SidedRegion, rect: QRectF, has_focus: bool) -> None:
        colours = self._theme.tokens.colours
        chosen = self._selection.current == where
        if not chosen and self._selection.hover != where:
            return
        inner = rect.adjusted(2, 1.5, -2, -1.5)
        painter.setBrush(QColor(colours["soft" if chosen else "sunken"]))
        ring = (
            QPen(QColor(colours["focus"]), 2.5)
            if chosen and has_focus
            else QPen(QColor(colours["primary"]), 1.5)
        )
        painter.setPen(ring if chosen else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(inner, 7, 7)

    def _words(self, painter: QPainter, where: SidedRegion, rect: QRect) -> None:
        tokens = self._theme.tokens
        colours = tokens.colours
        chosen = self._selection.current == where
        entered = self._selection.values.get(where)
        wide = tokens.scaled(BADGE_WIDTH)
        left = rect.right() - wide - 8
        badge = QRect(left, rect.top() + 5, wide, rect.height() - 10)
        middle = Qt.AlignmentFlag.AlignVCenter
        font = QFont(painter.font())
        font.setPixelSize(tokens.type_px["caption"])
        painter.setFont(font)
        painter.setPen(QColor(colours["on_soft" if chosen else "text2"]))
        right = badge.left() - 8
        side = self._tr.say(SIDE_NAMES[where.side])
        width = painter.fontMetrics().horizontalAdvance(side)
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), middle, side)
        right -= width + 8
        font.setPixelSize(tokens.type_px["body"])
        font.setWeight(QFont.Weight.DemiBold if entered or chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colours["on_soft" if chosen else "text"]))
        name = self._tr.say(self._regions[where.region].name)
        room = right - rect.left() - 12
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(rect.left() + 12, rect.top(), room, rect.height()), middle, name)
        self._badge(painter, where, QRectF(badge))

    def _badge(self, painter: QPainter, where: SidedRegion, rect: QRectF) -> None:
        """Paint today's value; else yesterday's, hollow and dashed; else a dash."""
        tokens = self._theme.tokens
        entered = self._selection.values.get(where)
        ghost = self._selection.ghosts.get(where)
        painter.setPen(QColor(tokens.colours["text2"]))
        if entered is not None:
            fill = tokens.pain_fill(entered.value)
            painter.setBrush(QColor(fill))
            painter.setPen(QPen(QColor(tokens.colours["text"]), 1.4))
            painter.drawRoundedRect(rect, 7, 7)
            painter.setPen(QColor(tokens.on(fill)))
        elif ghost is not None:
            painter.setBrush(QColor(tokens.colours["surface"]))
            pen = QPen(QColor(tokens.colours["ghost"]), 1.3)
            pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            painter.drawRoundedRect(rect, 7, 7)
            painter.setPen(QColor(tokens.colours["ghost"]))
        text = entered.text if entered else ghost.text if ghost else "–"
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class RegionList(QListView):
    """The list of regions; moving in it chooses, a digit starts rating."""

    key_typed = Signal(QKeyEvent)

    def __init__(
        self,
        selection: RegionSelection,
        regions: RegionCatalogue,
        theme: Theme,
        tr: Translator,
        name_of: Callable[[SidedRegion], str],
        tip_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__()
        self._selection = selection
        self._model = RegionModel(selection, name_of, tip_of)
        self._delegate = RegionDelegate(selection, regions, theme, tr)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("region list", "All regions"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("look", "plain_list")
        selection.region_chosen.connect(self._follow)
        selection.hovered.connect(self.viewport().update)
        self.entered.connect(lambda index: selection.point_at(self._model.at(index)))
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[SidedRegion]) -> None:
        """Show these regions in this order and keep the chosen one in sight."""
        self._model.show_rows(rows)
        self._follow(self._selection.current)

    def sizeHint(self) -> QSize:
        """Ask for some rows; the layout gives what is there."""
        return QSize(200, 180)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Enter go on to the pad; the rest moves in the list."""
        if event.text().isdigit() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.key_typed.emit(event)
        else:
            super().keyPressEvent(event)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self._model.at(current) != self._selection.current:
            self._selection.choose(self._model.at(current))

    def _follow(self, where: SidedRegion | None) -> None:
        row = self._model.row_of(where) if where is not None else -1
        index = self._model.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        if row >= 0:
            self.scrollTo(index)
        self.viewport().update()
