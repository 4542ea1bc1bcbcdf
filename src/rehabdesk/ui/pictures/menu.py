"""The context menu of charts and maps: copy the picture, or keep it as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.text import message
from rehabdesk.services.writing import write_whole
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pictures.picture import Picture, image_of, png_bytes, png_of, svg_bytes
from rehabdesk.ui.theme.tokens import Tokens, load_tokens


class PictureMenu:
    """Offers a picture when a context menu is asked for, by mouse or by key.

    What is copied looks as on the screen; files are in the light theme, as paper is.
    """

    def __init__(self, widget: QWidget, context: UiContext, picture: Picture) -> None:
        """Args: what the menu belongs to; the program; what is offered."""
        self._widget, self._context, self.picture = widget, context, picture

    def open(self, at: QPoint) -> None:
        """Open the menu at a place of the widget."""
        tr = self._context.tr
        menu = QMenu(self._widget)
        menu.setAccessibleName(tr("picture", "Picture of {title}", title=self.picture.title))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copying = menu.addAction(tr("picture", "&Copy picture"))
        copying.triggered.connect(lambda _=False: self.copy())
        for text, ending in (
            (tr("picture", "Save as &PNG…"), ".png"),
            (tr("picture", "Save as &SVG…"), ".svg"),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, ending=ending: self.ask_and_save(ending))
        menu.popup(self._widget.mapToGlobal(at))

    def copy(self) -> None:
        """Put the picture into the clipboard."""
        picture, tokens = self.picture, self._context.theme.tokens
        bench = self._context.workbench
        if not self._can_draw():
            return

        def take(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            bench.saved.emit(message("picture", "The picture was copied."))

        if picture.drawing.anywhere:
            bench.runner.run(lambda: image_of(picture, tokens), take, self._tell)
        else:
            take(image_of(picture, tokens))

    def ask_and_save(self, ending: str) -> None:
        """Ask where the picture goes, and write it."""
        tr = self._context.tr
        kind = tr("picture", "Pictures (*{ending})", ending=ending)
        name, _ = QFileDialog.getSaveFileName(
            self._widget, tr("picture", "Save the picture"), self.picture.file_name + ending, kind
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(ending))

    def save(self, path: Path) -> None:
        """Write the picture, as SVG if the name says so, else as PNG, and say where it is."""
        if not self._can_draw():
            return
        make = self._maker(is_svg=path.suffix.lower() == ".svg")
        bench = self._context.workbench

        def done(_: None) -> None:
            bench.saved.emit(message("picture", "The picture is in “{name}”.", name=path.name))

        bench.runner.run(lambda: write_whole(path, make()), done, self._tell)

    def _can_draw(self) -> bool:
        """Return whether what was offered is still there, and say so if it is not."""
        if not self.picture.drawing.alive:
            self._context.workbench.failed.emit(
                message("picture", "The chart has changed meanwhile. Ask for its picture again.")
            )
            return False
        return True

    def _maker(self, *, is_svg: bool) -> Callable[[], bytes]:
        """Return what makes the file on the worker; what needs a widget is drawn at once."""
        picture, tokens = self.picture, self._paper()
        make = svg_bytes if is_svg else png_bytes
        if picture.drawing.anywhere:
            return lambda: make(picture, tokens)
        if is_svg:
            data = svg_bytes(picture, tokens)
            return lambda: data
        # Squeezing the pixels takes longer than drawing them.
        image = image_of(picture, tokens)
        return lambda: png_of(image)

    def _tell(self, error: KnownError) -> None:
        self._context.workbench.failed.emit(error.message)

    def _paper(self) -> Tokens:
        return load_tokens("light", self._context.theme.tokens.text_scale)
