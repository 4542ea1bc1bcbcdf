"""Pages of paper on the screen and in the printer, from the same drawings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from rehabdesk.reports.home_plan import Paper

_SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_EDGE = "#857D70"


def set_paper(printer: QPrinter, paper: Paper) -> None:
    """Tell a printer which sheets the pages are made for; they bring their own margins."""
    size = QPageSize(_SIZES[paper])
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def print_pages(pages: Sequence[bytes], printer: QPrinter) -> bool:
    """Print pages as lines and letters, each over a whole sheet; tell whether that worked.

    Args:
        pages: SVG documents.
        printer: Where to, with the paper set.
    """
    painter = QPainter()
    if not painter.begin(printer):
        return False
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    for number, page in enumerate(pages[first - 1 : last]):
        if number:
            printer.newPage()
        sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        QSvgRenderer(QByteArray(page)).render(painter, QRectF(0, 0, sheet.width(), sheet.height()))
    return painter.end()


class PaperPage(QWidget):
    """One page as it will be printed: white in the dark theme too."""

    def __init__(self, page: bytes, width: int, name: str) -> None:
        """Make the widget.

        Args:
            page: An SVG document.
            width: How wide it is shown, in pixels; its height follows.
            name: What it is, for assistive tools.
        """
        super().__init__()
        self._renderer = QSvgRenderer(QByteArray(page))
        self._picture = QPixmap()
        self.setAccessibleName(name)
        self.fit(width)

    def fit(self, width: int) -> None:
        """Show it at another width."""
        size = self._renderer.defaultSize()
        height = round(width * size.height() / size.width()) if size.width() > 0 else width
        if QSize(width, height) != self.size():
            self._picture = QPixmap()
            self.setFixedSize(QSize(width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it; the drawing is made once for each resolution of the screen."""
        ratio = self.devicePixelRatioF()
        if self._picture.isNull() or self._picture.devicePixelRatio() != ratio:
            self._picture = self._drawn(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.setPen(QPen(QColor(_EDGE), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
        return picture
