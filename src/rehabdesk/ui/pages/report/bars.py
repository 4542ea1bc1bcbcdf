"""The buttons that write the report, and the line that says how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.widgets.basic import button, label


class OutputBar(QWidget):
    """Where the report goes: a file or a printer."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.save_html = button(tr("report page", "Save as HTML…"))
        self.print_button = button(tr("report page", "Print…"))
        self.save_pdf = button(tr("report page", "Save as PDF…"), "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for one in (self.save_html, self.print_button, self.save_pdf):
            row.addWidget(one)
        self.allow(allowed=False)

    def allow(self, *, allowed: bool) -> None:
        """Let the report be written, or not while there is none."""
        for one in (self.save_pdf, self.save_html, self.print_button):
            one.setEnabled(allowed)


class StatusBar(QWidget):
    """What was done last, how far the work is while there is some, and where the choices are."""

    def __init__(self, tr: Translator, bar_width: int) -> None:
        super().__init__()
        self.told = label("", "meta", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(bar_width)
        self.progress.setAccessibleName(tr("report page", "Making the report"))
        self.cancel = button(tr("report page", "Cancel"))
        work = QWidget()
        inside = QHBoxLayout(work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.progress)
        inside.addWidget(self.cancel)
        # The pages below do not move when work begins or ends.
        policy = work.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        work.setSizePolicy(policy)
        self._work = work
        #: Shows the choices where there is no room for them beside the pages.
        self.choices = button(tr("report page", "Change what is on it"))
        self.choices.setCheckable(True)
        self.choices.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.told, 1)
        row.addWidget(work)
        row.addWidget(self.choices)
        self.show_progress(None)

    def show_progress(self, part: tuple[int, int] | None) -> None:
        """Show how far the work is; None: there is none."""
        self._work.setVisible(part is not None)
        if part is not None:
            done, total = part
            self.progress.setRange(0, total)
            self.progress.setValue(done)
