"""Stretches with more and with less of the routine side by side: a picture, not the test."""

from __future__ import annotations

from collections.abc import Sequence

from rehabdesk.domain.text import Translator
from rehabdesk.services.answers import card_texts as texts
from rehabdesk.services.answers.stretches import Stretch
from rehabdesk.ui.charts.small_multiples import Multiple, SmallMultiples
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.widgets.basic import Card, label


class StretchesCard(Card):
    """Two rows of small pictures for the eye."""

    def __init__(self, tr: Translator, region: str, style: ChartStyle) -> None:
        super().__init__(tr("stretches", "Stretches with more and with less of the routine"))
        self._tr = tr
        #: The region with its side, in words.
        self.region = region
        self.body.addWidget(label(region, "meta"))
        self.more = self._row(tr("stretches", "More of the routine"), style, 0)
        self.less = self._row(tr("stretches", "Less of the routine"), style, 1)
        self.body.addWidget(label(texts.picture_note(tr), "meta", wrap=True))
        self.body.addStretch(1)

    def _row(self, name: str, style: ChartStyle, index: int) -> SmallMultiples:
        self.body.addWidget(label(name, "row"))
        row = SmallMultiples(name, style, index)
        self.body.addWidget(row)
        return row

    def picture_caption(self) -> tuple[str, str]:
        """Return the region and what is compared; the days stand above each picture."""
        return f"{self.region}: {self.title.text()}", ""

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self.more.restyle(style)
        self.less.restyle(style)

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Show the stretches of a region."""
        for row, more in ((self.more, True), (self.less, False)):
            row.show_items([self._multiple(one) for one in stretches if one.more is more])

    def _multiple(self, stretch: Stretch) -> Multiple:
        return Multiple(
            head=texts.stretch_days(self._tr, stretch),
            text=texts.stretch_mean(self._tr, stretch),
            values=stretch.values,
            mean=stretch.mean,
        )
