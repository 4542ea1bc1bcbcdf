"""Choosing the primary region, with an honest word on why there is one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.answers import card_texts as texts
from rehabdesk.services.answers.primary import PrimaryRegion
from rehabdesk.services.trend_texts import region_name
from rehabdesk.ui.dialogs.frame import FramedDialog


class PrimaryDialog(FramedDialog):
    """Asks which region matters most."""

    def __init__(
        self,
        tr: Translator,
        regions: RegionCatalogue,
        choices: Sequence[SidedRegion],
        primary: PrimaryRegion | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("primary region", "Which region matters most to you?"), parent)
        for paragraph in texts.primary_explanation(tr):
            self.add_text(paragraph)
        if primary is not None:
            earlier = texts.earlier_line(tr, regions, primary)
            if earlier:
                self.add_text(earlier, "meta")
        self._group = QButtonGroup(self)
        self._choices = tuple(choices)
        for number, where in enumerate(self._choices):
            one = QRadioButton(region_name(tr, regions, where).replace("&", "&&"))
            one.setChecked(primary is not None and primary.where == where)
            self._group.addButton(one, number)
            self.body.addWidget(one)
        cancel = self.add_button(tr("button", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.take = self.add_button(tr("primary region", "Make it the primary region"), "primary")
        self.take.clicked.connect(self.accept)
        self.take.setDefault(True)
        self.take.setEnabled(self.chosen is not None)
        self._group.idToggled.connect(self._toggled)

    @property
    def chosen(self) -> SidedRegion | None:
        """The region that is ticked, or None."""
        number = self._group.checkedId()
        return self._choices[number] if number >= 0 else None

    def choose(self, where: SidedRegion) -> None:
        """Tick a region."""
        self._group.button(self._choices.index(where)).setChecked(True)

    def _toggled(self) -> None:
        self.take.setEnabled(self.chosen is not None)
