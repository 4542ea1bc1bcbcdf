"""The cards beside the chart: what the averages are, region by region."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rehabdesk.analysis.together import DaysTogether
from rehabdesk.domain.text import Translator
from rehabdesk.services import trend_texts as texts
from rehabdesk.services.answers.page import RegionAnswers
from rehabdesk.services.trends import SinceStart
from rehabdesk.ui.widgets.basic import Card, clear_layout, label


class SinceStartCard(Card):
    """The first and the last two weeks of a region, what their difference is worth, the trend."""

    def __init__(self, tr: Translator, name: str) -> None:
        super().__init__(name)
        self._tr = tr
        self._answers: RegionAnswers | None = None
        self._inside = QVBoxLayout()
        self._inside.setSpacing(8)
        self.body.addLayout(self._inside)
        self.body.addStretch(1)
        self.show_waiting()

    @property
    def answers(self) -> RegionAnswers | None:
        """The answers that are shown, or None while they are being worked out."""
        return self._answers

    def show_waiting(self) -> None:
        """Say that the answers are being worked out; older ones are no longer shown."""
        self._answers = None
        clear_layout(self._inside)
        text = self._tr("link card", "Working it out for the diary as it is now …")
        self._inside.addWidget(label(text, "meta", wrap=True))
        self.setAccessibleDescription(text)

    def show_answers(self, answers: RegionAnswers) -> None:
        """Show a region's answers."""
        tr, since = self._tr, answers.since
        self._answers = answers
        clear_layout(self._inside)
        if since is not None and since.comparable:
            self._inside.addWidget(self._averages(since))
        change = tr.say(answers.change.patient)
        trend = tr.say(answers.trend.patient)
        self._inside.addWidget(label(change, wrap=True))
        if trend != change:
            self._inside.addWidget(label(tr("trends", "Trend: {text}", text=trend), wrap=True))
        self.setAccessibleDescription(" ".join([_in_words(tr, since), change, trend]).strip())

    def _averages(self, since: SinceStart) -> QWidget:
        tr = self._tr
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
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
        return holder


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


def _in_words(tr: Translator, since: SinceStart | None) -> str:
    if since is None or not since.comparable:
        return ""
    return tr(
        "trends",
        "First two weeks {start}, last two weeks {latest}.",
        start=tr.number(since.start.mean, 1),
        latest=tr.number(since.latest.mean, 1),
    )
