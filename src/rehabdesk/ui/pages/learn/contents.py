"""What there is to read: a search field and a list, or a field to choose from in little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.article import Direction
from rehabdesk.domain.text import Translator
from rehabdesk.services.learn import LearnIndex
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import button, choice_box, label

LIST_WIDTH = 240
REGIONS = "regions"
_KEY = Qt.ItemDataRole.UserRole
#: What the style sheet keeps free beside and above a title.
_PADDING = (16, 12)
_NO_LIMIT = 16_777_215


class Contents(QWidget):
    """Finds articles and regions and tells which was chosen."""

    #: The id of an article or a region.
    chosen = Signal(str)

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self._index: LearnIndex | None = None
        self._current = ""
        self.setAccessibleName(tr("learn", "What there is to read"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("learn", "Search"))
        self.search.setAccessibleName(tr("learn", "Search titles and texts"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_found)
        self.search.returnPressed.connect(self._read_first)
        self.filter = choice_box()
        self.filter.setAccessibleName(tr("learn", "Which texts"))
        self.filter.currentIndexChanged.connect(self._show_found)
        self.list = _TitleList(theme)
        self.list.setAccessibleName(tr("learn", "Articles and regions"))
        self.list.currentItemChanged.connect(self._moved)
        self.combo = choice_box()
        self.combo.setAccessibleName(tr("learn", "Articles and regions"))
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(24)
        self.combo.currentIndexChanged.connect(self._picked)
        self.nothing = label(tr("learn", "Nothing fits this search."), "row", wrap=True)
        self.everything = button(tr("learn", "Show everything"))
        self.everything.clicked.connect(self.show_all)
        self._fields = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._fields.setSpacing(8)
        for field in (self.search, self.filter, self.combo):
            self._fields.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._fields)
        column.addWidget(self.nothing)
        column.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list, 1)
        for one in (self.nothing, self.everything, self.combo):
            one.hide()
        self._narrow = False

    @property
    def keys(self) -> list[str]:
        """The ids that are listed."""
        found = (self.combo.itemData(row) for row in range(self.combo.count()))
        return [str(key) for key in found if key]

    def show_index(self, index: LearnIndex) -> None:
        """Show what there is to read."""
        self._index = index
        tr = self._tr
        with QSignalBlocker(self.filter):
            self.filter.clear()
            self.filter.addItem(tr("learn", "All texts"), "")
            for direction, name in index.readings.directions.items():
                self.filter.addItem(tr.say(name), direction.value)
            self.filter.addItem(tr("learn", "Regions of the body map"), REGIONS)
        self._show_found()

    def choose(self, key: str) -> None:
        """Mark what is being read, without a signal; what the search hides is shown again."""
        self._current = key
        if key not in self.keys:
            self.show_all()
        self._mark()

    def show_all(self) -> None:
        """Show everything again."""
        with QSignalBlocker(self.search), QSignalBlocker(self.filter):
            self.search.clear()
            self.filter.setCurrentIndex(0)
        self._show_found()

    def set_narrow(self, narrow: bool) -> None:
        """Show a field to choose from instead of the list."""
        self._narrow = narrow
        direction = QBoxLayout.Direction
        self._fields.setDirection(direction.LeftToRight if narrow else direction.TopToBottom)
        for place, stretch in enumerate((2, 2, 3)):
            self._fields.setStretch(place, stretch if narrow else 0)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum if narrow else policy.Expanding)
        width = _NO_LIMIT if narrow else self._theme.tokens.scaled(LIST_WIDTH)
        self.setMinimumWidth(0 if narrow else width)
        self.setMaximumWidth(width)
        self._show_parts()

    @Slot()
    def _show_found(self) -> None:
        index = self._index
        if index is None:
            return
        wanted, query = str(self.filter.currentData() or ""), self.search.text()
        groups: list[tuple[str, Sequence[str]]] = []
        for direction, name in index.readings.directions.items():
            if wanted in ("", direction.value):
                groups.append((self._tr.say(name), index.articles(query, Direction(direction))))
        if wanted in ("", REGIONS):
            groups.append((self._tr("learn", "Regions of the body map"), index.regions(query)))
        with QSignalBlocker(self.list), QSignalBlocker(self.combo):
            self.list.clear()
            self.combo.clear()
            for heading, keys in groups:
                if keys:
                    self.list.add_heading(heading)
                    self._add_heading_to_field(heading)
                for key in keys:
                    self.list.add_title(index.title(key), key)
                    self.combo.addItem(index.title(key), key)
        self._show_parts()
        self._mark()

    def _add_heading_to_field(self, heading: str) -> None:
        """Add a heading that cannot be chosen; the field is a list as well."""
        self.combo.addItem(heading)
        row = self.combo.model().index(self.combo.count() - 1, 0)
        model = self.combo.model()
        if isinstance(model, QStandardItemModel):
            item = model.itemFromIndex(row)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            font = item.font()
            font.setBold(True)
            item.setFont(font)

    def _show_parts(self) -> None:
        found = self.combo.count() > 0
        self.nothing.setVisible(not found and self._index is not None)
        self.everything.setVisible(not found and self._index is not None)
        self.list.setVisible(not self._narrow)
        self.combo.setVisible(self._narrow)

    def _mark(self) -> None:
        with QSignalBlocker(self.list), QSignalBlocker(self.combo):
            self.list.mark(self._current)
            self.combo.setCurrentIndex(self.combo.findData(self._current))

    @Slot(QListWidgetItem, QListWidgetItem)
    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self._choose_and_tell(str(item.data(_KEY) or "") if item is not None else "")

    @Slot(int)
    def _picked(self, row: int) -> None:
        self._choose_and_tell(str(self.combo.itemData(row) or "") if row >= 0 else "")

    @Slot()
    def _read_first(self) -> None:
        """Read what fits a search best; without a search, nothing."""
        if self.search.text().strip() and self.keys:
            self._choose_and_tell(self.keys[0])
            self._mark()

    def _choose_and_tell(self, key: str) -> None:
        if key and key != self._current:
            self._current = key
            self.chosen.emit(key)


class _TitleList(QListWidget):
    """Titles under headings; long ones take more lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def add_heading(self, text: str) -> None:
        """Add a heading, which cannot be chosen."""
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setPixelSize(self._theme.tokens.type_px["caption"])
        font.setBold(True)
        item.setFont(font)
        self.addItem(item)

    def add_title(self, text: str, key: str) -> None:
        """Add something to read."""
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        self.addItem(item)

    def mark(self, key: str) -> None:
        """Make something current, or nothing."""
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row))
                break
        else:
            self.setCurrentRow(-1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each title the lines it needs at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        across, down = _PADDING
        # Beside its padding, the style keeps room for a frame around what has the focus.
        frame = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1
        width = self.viewport().width() - across - 2 * frame
        least = self._theme.tokens.target["min"]
        wrap = Qt.TextFlag.TextWordWrap
        self.ensurePolished()
        for row in range(self.count()):
            item = self.item(row)
            metrics = self.fontMetrics()
            text = metrics.boundingRect(QRect(0, 0, width, _NO_LIMIT), wrap, item.text())
            item.setSizeHint(QSize(width, max(least, text.height() + down)))
