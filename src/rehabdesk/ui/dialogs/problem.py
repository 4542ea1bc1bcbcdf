"""Something unexpected happened: say so in plain words and let the details be copied."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.dialogs.about import versions
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.widgets.basic import label

_LINES_SHOWN = 8
_CHAIN_SHOWN = 10


def details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return where in the program an error happened, and nothing of what a person entered.

    An error's own text may quote a note or a file name, so only its kind is told, and of each
    place only the file's name, the line and the function.
    """
    lines = [versions(), ""]
    seen: BaseException | None = error
    for _ in range(_CHAIN_SHOWN):
        if seen is None:
            break
        first = seen is error
        lines.append(f"{(kind if first else type(seen)).__name__}")
        frames = traceback.extract_tb(trace if first else seen.__traceback__)
        lines += [f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


class ProblemDialog(FramedDialog):
    """Tells about an unexpected error; the program goes on."""

    def __init__(
        self,
        tr: Translator,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("problem", "Something unexpected happened"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr = tr
        self._times = 1
        self.add_text(
            tr(
                "problem",
                "This is a fault in RehabDesk, not something you did. What you saved before is "
                "safe, and you can go on. If the page looks wrong, close RehabDesk and start it "
                "again.",
            )
        )
        self._again = label("", "meta", wrap=True)
        self._again.hide()
        self.body.addWidget(self._again)
        self.add_text(
            tr(
                "problem",
                "If you report it, these details help. They name places in the program and hold "
                "nothing from your diary.",
            )
        )
        self.details = QPlainTextEdit(details(kind, error, trace))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(tr("problem", "Details"))
        self.details.setProperty("verbatim", True)
        self.details.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES_SHOWN)
        self.body.addWidget(self.details, 1)
        self.copy = self.add_button(tr("problem", "Copy details"))
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.details.toPlainText())
        )
        self.add_close_button(tr("problem", "Go on")).setFocus()

    def open(self) -> None:
        """Show it, or count the error in the dialog about an earlier one that is still there."""
        parent = self.parentWidget()
        for other in parent.findChildren(ProblemDialog) if parent is not None else ():
            if other is not self and other.isVisible():
                other.count(self.details.toPlainText())
                self.deleteLater()
                return
        super().open()

    def count(self, more: str) -> None:
        """Take in one more error while this dialog is shown."""
        self._times += 1
        self._again.setText(
            self._tr.n("problem", "It happened once.", "It happened {count} times.", self._times)
        )
        self._again.show()
        if more not in self.details.toPlainText():
            self.details.appendPlainText("\n" + more)
