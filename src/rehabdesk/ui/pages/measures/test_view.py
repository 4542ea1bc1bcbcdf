"""One self-test: how it is done, and what came out of it so far."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import SelfTest, SelfTestResult
from rehabdesk.domain.text import Translator
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.services.measures import words
from rehabdesk.services.measures.results import TestSummary, not_yet, not_yet_text, summary_texts
from rehabdesk.services.measures.rules import load_rules
from rehabdesk.ui.charts.measure_chart import MeasureData, MeasureSeries
from rehabdesk.ui.figures.widget import FigureView
from rehabdesk.ui.pages.measures.reading import MeasuresReading
from rehabdesk.ui.pages.measures.series_panel import SeriesPanel
from rehabdesk.ui.pages.measures.tests_section import Notice
from rehabdesk.ui.pages.measures.words import SIDE_WORDS, due_text
from rehabdesk.ui.safety.gate_card import GateCard
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, Chips, button, clear_layout, label

FIGURE_HEIGHT = 200


class TestView(QWidget):
    """A card on how it is done, and a card of results for each version."""

    __test__ = False

    #: The version that was chosen, or "".
    start_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self._looking = False
        self.test: SelfTest | None = None
        self.versions: Chips | None = None
        self.gate = GateCard(tr)
        self.flare = Notice(tr.say(load_rules().text("flare")))
        self.first = Notice()
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(16)
        outer.addWidget(self.gate)
        outer.addWidget(self.flare)
        outer.addWidget(self.first)
        outer.addLayout(self._column)

    @property
    def version(self) -> str:
        """The version that is chosen, or ""."""
        chosen = self.versions.chosen if self.versions is not None else ()
        return chosen[0] if chosen else ""

    def set_read_only(self) -> None:
        """Show what was entered, and ask nothing: this is somebody's copy."""
        self._looking = True

    def show_test(self, test: SelfTest, reading: MeasuresReading) -> None:
        """Show a test; the version that was chosen stays."""
        mine = [one for one in reading.tests if one.test.id == test.id]
        chosen = self.version if self.test is test else ""
        self.test = test
        if not self._looking:
            self.gate.show_gate(reading.gate.gate, reading.gate.number, only_if_closed=True)
        self.flare.setVisible(reading.due.flare_day and not self._looking)
        early = () if self._looking else not_yet(test, reading.tests)
        self.first.say(not_yet_text(self._tr, test, early))
        clear_layout(self._column)
        self._column.addWidget(self._make_how(test, reading, mine, chosen))
        for one in mine:
            self._column.addWidget(self._make_results(one))
        self._column.addWidget(self._make_about(test))

    def _make_how(
        self, test: SelfTest, reading: MeasuresReading, mine: list[TestSummary], chosen: str
    ) -> Card:
        tr = self._tr
        due = None if self._looking else reading.due.tests.get(test.id)
        card = Card(
            tr("self-tests", "How it is done"), due_text(tr, due, reading.day) if due else ""
        )
        self._figure = FigureView(self._theme, tr.say(test.name), None)
        self._figure.setFixedHeight(self._theme.tokens.scaled(FIGURE_HEIGHT))
        body = card.body
        body.addWidget(label(tr.say(test.measures), "subtitle", wrap=True))
        body.addWidget(self._figure)
        _heading(body, tr("self-tests", "You need"))
        body.addWidget(label(tr.say(test.needs), "", wrap=True))
        _heading(body, tr("self-tests", "Before you begin"))
        body.addWidget(label(tr.say(load_rules().text("before")), "", wrap=True))
        _heading(body, tr("self-tests", "Step by step"))
        for number, step in enumerate(test.steps, 1):
            text = tr("self-tests", "{number}. {step}", number=number, step=tr.say(step))
            body.addWidget(label(text, "", wrap=True))
        body.addWidget(label(tr.say(test.stop_when), "", wrap=True))
        _heading(body, tr("self-tests", "Take care"))
        for caution in (*test.cautions, load_rules().text("stop")):
            body.addWidget(label(tr.say(caution), "", wrap=True))
        self._make_versions(body, test, mine, chosen)
        self._show_figure()
        return card

    def _make_versions(
        self, body: QVBoxLayout, test: SelfTest, mine: list[TestSummary], chosen: str
    ) -> None:
        self.versions = None
        if not test.versions:
            return
        tr = self._tr
        title = tr("self-tests", "How do you do it? Keep to one way, so that results compare.")
        chips = Chips(title, [(one.id, tr.say(one.name)) for one in test.versions])
        last = max(mine, key=lambda one: one.last_day).version if mine else ""
        chips.choose([chosen or last or test.versions[0].id])
        chips.changed.connect(self._version_changed)
        self.versions = chips
        body.addSpacing(4)
        body.addWidget(label(title, "row", wrap=True))
        body.addWidget(chips)

    def _version_changed(self) -> None:
        if self.test is not None and self.versions is not None and not self.versions.chosen:
            # One of them it always is.
            self.versions.choose([self.test.versions[0].id])
        self._show_figure()

    def _show_figure(self) -> None:
        if self.test is None:
            return
        version = self.test.version(self.version)
        name = version.figure if version is not None and version.figure else self.test.figure
        figure = load_figure(name, Side.LEFT if self.test.by_side else Side.RIGHT)
        self._figure.show_figure(figure, self._tr.say(self.test.name))

    def _make_results(self, summary: TestSummary) -> Card:
        tr = self._tr
        said = summary_texts(tr, summary)
        card = Card(said.name, tr("self-tests", "results"))
        for side, number, day in said.numbers:
            text = tr(
                "self-tests",
                "{side}: {number} on {day}",
                side=tr.say(words.your_side(side)),
                number=number,
                day=day,
            )
            card.body.addWidget(label(text, "row", wrap=True))
        for line in (said.sides, said.symmetry, *said.changes, said.error):
            if line:
                card.body.addWidget(label(line, "", wrap=True))
        panel = SeriesPanel(tr, self._theme)
        panel.show_data("", "", _data(tr, summary), *_table(tr, summary))
        panel.chart.setAccessibleName(said.name)
        card.body.addWidget(panel)
        if not self._looking:
            card.body.addLayout(self._make_delete(summary, said.name))
        return card

    def _make_delete(self, summary: TestSummary, name: str) -> QHBoxLayout:
        tr = self._tr
        latest = max((r for side in summary.sides for r in side.results), key=lambda r: r.day)
        text = tr(
            "self-tests",
            "Delete the result of {day}, {side}",
            day=tr.date(latest.day, "day_month"),
            side=tr.say(SIDE_WORDS[latest.side]).lower(),
        )
        delete = button(text, "quiet", f"{text}: {name}")
        delete.clicked.connect(lambda _=False: self.delete_wanted.emit(latest.id))
        row = QHBoxLayout()
        row.addWidget(delete)
        row.addStretch(1)
        return row

    def _make_about(self, test: SelfTest) -> Card:
        tr = self._tr
        card = Card(tr("self-tests", "What is known about this test"))
        card.setObjectName("about")
        card.body.addWidget(label(words.error_text(tr, test), "", wrap=True))
        parts = []
        if test.error is not None:
            parts.append((tr.say(test.error.about), test.error.source))
        if test.usual is not None:
            parts.append((tr.say(test.usual), test.usual_source))
        for text, source in parts:
            card.body.addWidget(label(text, "", wrap=True))
            said = tr("self-tests", "Source: {source}", source=source)
            card.body.addWidget(label(said, "meta", wrap=True))
        if test.usual is None:
            own = tr(
                "self-tests",
                "There are no sound figures of other people to go by here: compare with your own"
                " earlier results.",
            )
            card.body.addWidget(label(own, "", wrap=True))
        return card


def _heading(body: QVBoxLayout, text: str) -> None:
    body.addSpacing(4)
    body.addWidget(label(text, "row"))


def _data(tr: Translator, summary: TestSummary) -> MeasureData:
    error = summary.test.error.value if summary.test.error is not None else None
    series = []
    for one in summary.sides:
        points = tuple((r.day, r.score) for r in one.results if r.counts and r.score is not None)
        name = "" if one.side is Side.NONE else tr.say(SIDE_WORDS[one.side])
        series.append(MeasureSeries(name, points, error))
    highest = max((value for one in series for _, value in one.points), default=1.0)
    return MeasureData.fitting(series, highest + (error or 0.0) or 1.0)


def _table(tr: Translator, summary: TestSummary) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    results: list[SelfTestResult] = sorted(
        (result for one in summary.sides for result in one.results),
        key=lambda one: (one.day, one.side.value),
        reverse=True,
    )
    head = (
        tr("measures table", "Day"),
        tr("measures table", "Side"),
        tr("measures table", "Result"),
        tr("measures table", "Pain"),
    )
    rows: list[tuple[str, ...]] = []
    for one in results:
        number = "–" if one.score is None else words.amount(tr, one.score, summary.test.unit)
        if one.stopped:
            number = tr("self-tests", "{number}, stopped: it hurt", number=number)
        pain = "–" if one.pain is None else tr.number(one.pain)
        rows.append((tr.date(one.day), tr.say(SIDE_WORDS[one.side]), number, pain))
    return head, rows
