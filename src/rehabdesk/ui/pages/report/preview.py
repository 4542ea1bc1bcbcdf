"""The pages of the report on the screen: under each other, or two side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QGridLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import clear_layout

_EDGE = "#857D70"
#: Wider than this a page is no easier to read.
WIDEST = 780
#: From this width on, two pages stand side by side.
TWO_FROM = 1240
_GAP = 16


class PagePicture(QWidget):
    """One page: white in the dark theme too."""

    def __init__(self, picture: QImage, name: str) -> None:
        super().__init__()
        self._picture = QPixmap.fromImage(picture)
        self.setAccessibleName(name)

    def fit(self, width: int) -> None:
        """Show it at a width; its height follows."""
        size = self._picture.size()
        height = round(width * size.height() / size.width()) if size.width() else width
        self.setFixedSize(QSize(width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._picture)
        painter.setPen(QPen(QColor(_EDGE), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Preview(QWidget):
    """All pages, arranged for the width there is."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._pages: list[PagePicture] = []
        self._room = 0
        dress(self, "clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    @property
    def columns(self) -> int:
        """How many pages stand side by side."""
        return 2 if self._room >= TWO_FROM and len(self._pages) > 1 else 1

    def show_pages(self, pictures: Sequence[QImage]) -> None:
        """Show other pages."""
        clear_layout(self._grid)
        count = len(pictures)
        self._pages = [
            PagePicture(
                picture,
                self._tr("report page", "Page {number} of {count}", number=number, count=count),
            )
            for number, picture in enumerate(pictures, 1)
        ]
        self._arrange()

    def fit(self, room: int) -> None:
        """Arrange the pages for a width in pixels."""
        if room != self._room:
            self._room = room
            self._arrange()

    def page_width(self) -> int:
        """Return how wide a page is shown."""
        columns = self.columns
        return max(240, min(WIDEST, (self._room - (columns - 1) * _GAP) // columns))

    def _arrange(self) -> None:
        columns, width = self.columns, self.page_width()
        for place, page in enumerate(self._pages):
            page.fit(width)
            self._grid.addWidget(page, place // columns, place % columns)
