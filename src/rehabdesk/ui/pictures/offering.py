"""Offers pictures on a page; what makes them is imported when the first is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from rehabdesk.ui.context import UiContext

if TYPE_CHECKING:
    from rehabdesk.ui.pictures.picture import Picture


def offer_pictures(page: QWidget, context: UiContext) -> None:
    """Let the charts, maps and figures of a page be copied and saved from their context menu."""

    def asked(at: QPoint) -> None:
        # Deferred: charts, paper and SVG come with it, which no page waits for.
        from rehabdesk.ui.pictures.finding import picture_at  # noqa: PLC0415
        from rehabdesk.ui.pictures.menu import PictureMenu  # noqa: PLC0415

        picture: Picture | None = picture_at(page, at, context)
        if picture is not None:
            PictureMenu(page, context, picture).open(at)

    page.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    page.customContextMenuRequested.connect(asked)
