"""Name and birth date for reports; both may stay empty."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.reporting.choices import NAME_MAX, Person
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.widgets.basic import label
from rehabdesk.ui.widgets.date_field import DateField

_USUAL = dt.date(1970, 1, 1)


class PersonDialog(FramedDialog):
    """Two fields that nothing depends on."""

    def __init__(
        self, tr: Translator, person: Person, today: dt.date, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("report page", "Name for reports"), parent)
        self.add_text(
            tr(
                "report page",
                "Kept in this diary and only shown on reports. Both may stay empty.",
            ),
            "meta",
        )
        name = label(tr("report page", "Name"), "row")
        self.name = QLineEdit(person.name)
        self.name.setMaxLength(NAME_MAX)
        self.name.setAccessibleName(name.text())
        name.setBuddy(self.name)
        self.with_born = QCheckBox(tr("report page", "Birth date"))
        self.born = DateField(tr, tr("report page", "Birth date"))
        self.born.set_latest(today)
        self.born.show_day(person.born or _USUAL)
        self.with_born.setChecked(person.born is not None)
        self.born.setEnabled(person.born is not None)
        self.with_born.toggled.connect(self.born.setEnabled)
        for one in (name, self.name, self.with_born, self.born):
            self.body.addWidget(one)
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        save = self.add_button(tr("report page", "Save"), "primary")
        save.setDefault(True)
        save.clicked.connect(self.accept)

    @property
    def birth_date(self) -> dt.date | None:
        """The birth date, or None if it is left out."""
        return self.born.day if self.with_born.isChecked() else None
