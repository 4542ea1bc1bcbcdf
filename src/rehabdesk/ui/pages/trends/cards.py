"""The cards beside the chart: what the averages are, region by region."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from rehabdesk.analysis.together import DaysTogether
from rehabdesk.domain.text import Translator
from rehabdesk.services import trend_texts as texts
from rehabdesk.services.trends import ChangeRule, SinceStart
from rehabdesk.ui.widgets.basic import Card, label


class SinceStartCard(Card):
    """The first and the last two weeks of a region, side by side, with their difference."""

    def __init__(self, tr: Translator, name: str, since: SinceStart, rule: ChangeRule) -> None:
        super().__init__(name)
        if since.size is not None:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(0)
            grid.setColumnStretch(0, 1)
            rows = (
                (tr("trends", "First two weeks"), since.start),
                (tr("trends", "Last two weeks"), since.latest),
            )
            right = Qt.AlignmentFlag.AlignRight
            for row, (head, window) in zip((0, 3), rows, strict=True):
                grid.addWidget(label(head), row, 0)
                grid.addWidget(label(tr.number(window.mean, 1), "row"), row, 1, right)
                line = label(texts.window_line(tr, window), "meta", wrap=True)
                grid.addWidget(line, row + 1, 0, 1, 2)
                grid.setRowMinimumHeight(row + 2, 8)
            grid.addWidget(label(tr("trends", "Difference")), 6, 0)
            grid.addWidget(label(texts.signed(tr, since.difference), "row"), 6, 1, right)
            self.body.addLayout(grid)
        sentence = texts.since_start_sentence(tr, since, rule)
        self.body.addWidget(label(sentence, wrap=True))
        self.setAccessibleDescription(_in_words(tr, since, sentence))


class TogetherCard(Card):
    """On how many days of the period a knee and a hip both hurt."""

    def __init__(self, tr: Translator, heading: str) -> None:
        super().__init__(heading)
        self._tr = tr
        self._sentence = label("", wrap=True)
        self.body.addWidget(self._sentence)

    def show_days(self, days: DaysTogether) -> None:
        """Show the counts of a period."""
        text = texts.together_sentence(self._tr, days)
        self._sentence.setText(text)
        self.setAccessibleDescription(text)


def _in_words(tr: Translator, since: SinceStart, sentence: str) -> str:
    if since.size is None or math.isnan(since.start.mean):
        return sentence
    return tr(
        "trends",
        "First two weeks {start}, last two weeks {latest}. {sentence}",
        start=tr.number(since.start.mean, 1),
        latest=tr.number(since.latest.mean, 1),
        sentence=sentence,
    )
