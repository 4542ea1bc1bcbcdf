"""The list of pages on the left: words with icons, or a rail of icons in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.text import Message, Translator
from rehabdesk.ui.icons import icon, icon_pixmap
from rehabdesk.ui.plain import plain_tip
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme

ICON_SIZE = 22
LARGEST_ICON = 36


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the sidebar knows it.

    Attributes:
        id: Stable name.
        name: What the sidebar and the View menu say.
        icon: File name in `resources/icons`.
        gap_before: Whether a wider gap sets it apart from the one above.
        for_own: Whether it is there for a person's own diary.
        for_shared: Whether it is there for a shared copy, which is only looked at.
        in_sidebar: Whether it has a place in the list; others are reached from a page or a menu.
        in_view_menu: Whether a page that is not in the list is in the View menu.
    """

    id: str
    name: Message
    icon: str
    gap_before: bool = False
    in_sidebar: bool = True
    for_own: bool = True
    for_shared: bool = True
    in_view_menu: bool = True

    def fits(self, *, shared: bool) -> bool:
        """Tell whether the page is there for the kind of diary that is open."""
        return self.for_shared if shared else self.for_own


def page_numbers(entries: Sequence[PageEntry]) -> dict[str, int]:
    """Return the number of each listed page, by which Ctrl and a digit go to it.

    Pages that are there for shared copies alone take the numbers of those that are not, so that a
    page has the same number whatever is open.
    """
    own = [entry for entry in entries if entry.in_sidebar and entry.for_own]
    numbers = {entry.id: number for number, entry in enumerate(own, start=1)}
    free = [numbers[entry.id] for entry in own if not entry.for_shared]
    copies = [entry for entry in entries if entry.in_sidebar and not entry.for_own]
    return numbers | {entry.id: number for entry, number in zip(copies, free, strict=False)}


class Sidebar(QWidget):
    """Chooses the page; shows which diary is open."""

    chosen = Signal(str)

    def __init__(self, tr: Translator, theme: Theme, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        dress(self, "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("sidebar", "Pages"))
        self._theme = theme
        self._entries = tuple(pages)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._narrow = self._shared = False
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._brand_icon = QLabel()
        self._brand = QLabel("RehabDesk")
        dress(self._brand, "brand")
        brand = QHBoxLayout()
        brand.setContentsMargins(4, 0, 4, 12)
        self._brand_icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        brand.addWidget(self._brand_icon)
        brand.addWidget(self._brand, 1)
        self._column.addLayout(brand)
        self._listed = tuple(entry for entry in self._entries if entry.in_sidebar)
        self._scroll = self._list(tr)
        self._column.addWidget(self._scroll, 1)
        self._diary = QLabel()
        self._diary.setTextFormat(Qt.TextFormat.PlainText)
        self._diary.setWordWrap(True)
        dress(self._diary, "row")
        self._column.addWidget(self._diary)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def page_ids(self) -> tuple[str, ...]:
        """The pages of the open diary from top to bottom, those without a place among them."""
        return tuple(entry.id for entry in self._entries if entry.fits(shared=self._shared))

    def show_kind(self, *, shared: bool) -> None:
        """Offer the pages for a shared copy, or those for a person's own diary."""
        self._shared = shared
        for entry in self._listed:
            self._buttons[entry.id].setVisible(entry.fits(shared=shared))

    def show_page(self, page_id: str) -> None:
        """Mark a page as the current one; none is marked for a page that is not in the list."""
        self._group.setExclusive(page_id in self._buttons)
        for one_id, button in self._buttons.items():
            button.setChecked(one_id == page_id)
        if page_id in self._buttons:
            self._scroll.ensureWidgetVisible(self._buttons[page_id], 0, 4)

    def show_diary(self, name: str) -> None:
        """Show the open diary's name."""
        self._diary.setText(name)
        self._diary.setToolTip(plain_tip(name))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons with words."""
        self._narrow = narrow
        self.setFixedWidth(self._theme.tokens.sidebar_width(narrow=narrow))
        self._column.setContentsMargins(8 if narrow else 12, 16, 8 if narrow else 12, 16)
        style = Qt.ToolButtonStyle
        for one in self._buttons.values():
            one.setToolButtonStyle(
                style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
            )
            # Icons alone do not grow with the text, so that all of them fit.
            dress(one, "nav_icon" if narrow else "nav")
        self._brand.setVisible(not narrow)
        self._diary.setVisible(not narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll the page that gets the focus into sight; arrow keys alone would not."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QToolButton):
            self._scroll.ensureWidgetVisible(watched, 0, 4)
        return super().eventFilter(watched, event)

    def _list(self, tr: Translator) -> QScrollArea:
        """Return the pages, which scroll where the window is too low for all of them."""
        pages = QWidget()
        dress(pages, "clear")
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        numbers = page_numbers(self._entries)
        for entry in self._listed:
            column.addSpacing(12 if entry.gap_before else 0)
            column.addWidget(self._button(tr, entry, numbers.get(entry.id, 0)))
            self._buttons[entry.id].setVisible(entry.for_own)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(pages)
        return scroll

    def _button(self, tr: Translator, entry: PageEntry, number: int) -> QToolButton:
        text = tr.say(entry.name)
        one = QToolButton()
        dress(one, "nav")
        one.setText("  " + text)
        one.setAccessibleName(text)
        one.setToolTip(tr("sidebar", "{page} (Ctrl+{number})", page=text, number=number))
        one.setCheckable(True)
        one.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        one.clicked.connect(lambda _=False, page=entry.id: self.chosen.emit(page))
        one.installEventFilter(self)
        self._group.addButton(one)
        self._buttons[entry.id] = one
        return one

    def _restyle(self) -> None:
        colours = self._theme.tokens.colours
        size = min(self._theme.tokens.scaled(ICON_SIZE), LARGEST_ICON)
        self._brand_icon.setPixmap(icon_pixmap("rehabdesk", colours["text"], 28, 2.0))
        for entry in self._listed:
            self._buttons[entry.id].setIcon(icon(entry.icon, colours["text2"], size))
            self._buttons[entry.id].setIconSize(QSize(size, size))
        self.set_narrow(self._narrow)
