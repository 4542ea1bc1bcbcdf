"""The part of a dialog that shows how far long work is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.dialogs.import_file.progress import ProgressRelay
from rehabdesk.ui.widgets.basic import label


class WorkingPart(QWidget):
    """A sentence and a bar; hidden while nothing is going on."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._relay: ProgressRelay | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 20)
        column.setSpacing(12)
        self.text = label("", "row", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("dialog", "Progress"))
        column.addWidget(self.text)
        column.addWidget(self.bar)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is going on."""
        return self._relay is not None

    def begin(self, text: str) -> ProgressRelay:
        """Show that something begins; what is returned is told how far it is."""
        self.text.setText(text)
        self.bar.setRange(0, 0)
        relay = ProgressRelay()
        relay.reported.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._relay = relay
        self.show()
        return relay

    def end(self) -> None:
        """Hide: it is over."""
        self._relay = None
        self.hide()

    def stop(self) -> bool:
        """Ask what is going on to stop; return whether there was something."""
        if self._relay is None:
            return False
        self._relay.cancel()
        self.text.setText(self._tr("dialog", "Stopping…"))
        return True

    @Slot(int, int)
    def _show(self, done: int, total: int) -> None:
        if self._relay is not None:
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(done)
