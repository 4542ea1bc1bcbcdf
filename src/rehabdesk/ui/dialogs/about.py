"""What RehabDesk is, what it is not, and which version this is."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehabdesk import __version__
from rehabdesk.domain.text import Translator
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Card, label


def versions() -> str:
    """Return what to tell when reporting a problem: the versions of the parts, nothing else."""
    return "\n".join(
        (
            f"RehabDesk {__version__}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
        )
    )


class AboutDialog(FramedDialog):
    """Tells name, version, licence, and that this is not medical advice."""

    #: The licences of the parts are wanted.
    licences_wanted = Signal()

    def __init__(self, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(tr("about", "About RehabDesk"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_text(
            tr(
                "about",
                "A private diary for knee pain and the hips behind it. Everything you enter stays "
                "in one file on this computer; nothing is sent anywhere.",
            )
        )
        self.body.addWidget(_notice(tr))
        self._versions = label(versions())
        self._versions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._versions.setAccessibleName(tr("about", "Versions"))
        self._versions.setProperty("verbatim", True)
        card = Card(tr("about", "Version"))
        card.body.addWidget(self._versions)
        self.body.addWidget(card)
        self.add_text(
            tr(
                "about",
                "RehabDesk is free software under the MIT licence. It is built with Qt for Python "
                "(LGPL 3) and other free software.",
            ),
            "meta",
        )
        self.body.addStretch(1)
        self.licences = self.add_button(tr("about", "Licences"))
        self.licences.clicked.connect(self.licences_wanted)
        self.copy = self.add_button(tr("about", "Copy versions"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions()))
        self.add_close_button(tr("dialog", "Close")).setFocus()


def _notice(tr: Translator) -> QWidget:
    notice = Card()
    dress(notice, "warning")
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(tr("about", "This is not medical advice."), "row", wrap=True))
    column.addWidget(
        label(
            tr(
                "about",
                "The exercises and texts have not yet been reviewed by a physiotherapist. "
                "RehabDesk makes no diagnosis and does not replace an examination. Please see a "
                "professional about pain that is new, strong, or does not settle.",
            ),
            wrap=True,
        )
    )
    notice.body.addLayout(column)
    notice.setAccessibleName(tr("about", "This is not medical advice."))
    return notice
