"""Offers pictures on a page; what makes them is imported when the first is asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from rehabdesk.ui.context import UiContext


def offer_pictures(page: QWidget, context: UiContext) -> None:
    """Let the charts, maps and figures of a page be copied and saved from their context menu."""
    _Offer(page, context)


class _Offer(QObject):
    """Answers context menu events that nothing on the page has a menu of its own for."""

    def __init__(self, page: QWidget, context: UiContext) -> None:
        super().__init__(page)
        self._page, self._context = page, context
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu of what is drawn there; the key takes the largest drawing otherwise."""
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._opened(event)
        return super().eventFilter(watched, event)

    def _opened(self, event: QContextMenuEvent) -> bool:
        # Deferred: charts, paper and SVG come with it, which no page waits for.
        from rehabdesk.ui.pictures.finding import largest, picture_at  # noqa: PLC0415
        from rehabdesk.ui.pictures.menu import PictureMenu  # noqa: PLC0415

        at = event.pos()
        picture = picture_at(self._page, at, self._context)
        if picture is None and event.reason() is QContextMenuEvent.Reason.Keyboard:
            # Where no drawing takes the keyboard, the key is about the one that is seen first.
            found = largest(self._page)
            if found is not None:
                at = found.mapTo(self._page, found.visibleRegion().boundingRect().center())
                picture = picture_at(self._page, at, self._context)
        if picture is None:
            return False
        PictureMenu(self._page, self._context, picture).open(at)
        return True
