"""The self-tests: which side is affected, left and right beside each other, and the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.analysis.due import Due, DueState
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import AffectedSide, Comparing, SelfTest
from rehabdesk.domain.text import Translator
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.services.measures.results import TestSummary, summary_texts
from rehabdesk.services.measures.rules import load_rules, load_self_tests
from rehabdesk.ui.charts.symmetry_chart import SymmetryChart, SymmetryRow
from rehabdesk.ui.figures.widget import FigureView
from rehabdesk.ui.pages.measures.reading import MeasuresReading
from rehabdesk.ui.pages.measures.series_panel import chart_style
from rehabdesk.ui.pages.measures.table import TextTable
from rehabdesk.ui.pages.measures.words import SIDE_WORDS, due_text
from rehabdesk.ui.safety.gate_card import GateCard
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, Chips, button, label

FIGURE = (104, 60)


class Notice(QFrame):
    """Says what speaks against a test; it blocks nothing."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        dress(self, "warning")
        self._text = label(text, "", wrap=True)
        row = QVBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(self._text)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Say something, or hide."""
        self._text.setText(text)
        self.setVisible(bool(text))


class SymmetryCard(Card):
    """Left as a share of right for every test with both sides, and the same as a table."""

    def __init__(self, tr: Translator, theme: Theme) -> None:
        title = tr("self-tests", "Left and right")
        super().__init__(title, tr("self-tests", "left as % of right"))
        self._tr = tr
        rules = load_rules()
        within = rules.self_tests.within_percent
        band = tr("self-tests", "within {percent} %", percent=round(within))
        self.chart = SymmetryChart(tr, lambda: chart_style(theme), within, band)
        self.chart.setAccessibleName(title)
        self.table = TextTable(title)
        self.table.hide()
        self.toggle = button(tr("measures", "Show as a table"), "quiet")
        self.toggle.clicked.connect(self._toggle)
        note = tr(
            "self-tests",
            "The line through a dot is the usual error, where it is known. {note}",
            note=tr.say(rules.text("index_note")),
        )
        self.body.addWidget(self.chart)
        self.body.addWidget(self.table)
        self.body.addWidget(label(note, "meta", wrap=True))
        self.body.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._restyle)

    def show_summaries(self, summaries: Sequence[TestSummary]) -> None:
        """Show the tests whose sides are compared as a share."""
        tr = self._tr
        shown = [
            one
            for one in summaries
            if one.test.comparing is Comparing.INDEX
            and all(side.latest is not None for side in one.sides)
        ]
        rows, texts = [], []
        for one in shown:
            said = summary_texts(tr, one)
            numbers = [number for _, number, _ in said.numbers]
            found = one.left_of_right
            share = (
                tr("self-tests", "{percent} %", percent=tr.number(round(found.percent)))
                if found is not None
                else tr("self-tests", "cannot be calculated")
            )
            rows.append(
                SymmetryRow(
                    said.name,
                    found.percent if found else None,
                    found.low if found else None,
                    found.high if found else None,
                    f"{' · '.join(numbers)}   {share}",
                )
            )
            texts.append((said.name, *numbers, share))
        self.setVisible(bool(rows))
        self.chart.show_rows(rows)
        self.chart.setAccessibleDescription("; ".join(f"{r.name}: {r.text}" for r in rows))
        self.table.show_rows(
            (
                tr("measures table", "Self-test"),
                tr.say(SIDE_WORDS[Side.LEFT]),
                tr.say(SIDE_WORDS[Side.RIGHT]),
                tr("measures table", "Left as % of right"),
            ),
            texts,
        )

    @Slot()
    def _toggle(self) -> None:
        table = self.table.isHidden()
        self.table.setVisible(table)
        self.chart.setVisible(not table)
        tr = self._tr
        self.toggle.setText(
            tr("measures", "Show as a chart") if table else tr("measures", "Show as a table")
        )

    @Slot()
    def _restyle(self) -> None:
        self.chart.updateGeometry()
        self.chart.update()


class TestRow(QWidget):
    """A test of the list: figure, name, latest numbers, when it is due."""

    __test__ = False

    opened = Signal(str)

    def __init__(self, tr: Translator, theme: Theme, test: SelfTest) -> None:
        super().__init__()
        self._tr = tr
        self._test = test
        name = tr.say(test.name)
        self.figure = FigureView(theme, name, still="list")
        self._theme = theme
        theme.changed.connect(self._restyle)
        self._restyle()
        self.numbers = label("", "subtitle", wrap=True)
        self.due = label("", "meta", wrap=True)
        text = tr("self-tests", "Open")
        self.open = button(text, "", f"{text}: {name}")
        self.open.clicked.connect(lambda: self.opened.emit(test.id))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(label(name, "row", wrap=True))
        words.addWidget(self.numbers)
        words.addWidget(self.due)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addWidget(self.figure)
        row.addLayout(words, 1)
        row.addWidget(self.open)

    @Slot()
    def _restyle(self) -> None:
        self.figure.setFixedSize(QSize(*(self._theme.tokens.scaled(one) for one in FIGURE)))

    def draw(self) -> None:
        """Draw the figure."""
        self.figure.show_figure(load_figure(self._test.figure), self._tr.say(self._test.name))

    def show_state(
        self, summaries: Sequence[TestSummary], due: Due | None, reading: MeasuresReading
    ) -> None:
        """Show the latest numbers and when it is due."""
        tr = self._tr
        mine = [one for one in summaries if one.test.id == self._test.id]
        self.numbers.setVisible(bool(mine))
        self.due.setVisible(due is not None)
        if mine:
            latest = max(mine, key=lambda one: one.last_day)
            said = summary_texts(tr, latest)
            parts = [f"{tr.say(SIDE_WORDS[side])} {number}" for side, number, _ in said.numbers]
            self.numbers.setText(" · ".join(parts))
        if due is not None:
            self.due.setText(due_text(tr, due, reading.day))


class TestsSection(QWidget):
    """A notice if there is one, and three cards."""

    __test__ = False

    open_wanted = Signal(str)
    affected_chosen = Signal(object)

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr = tr
        self._looking = False
        self.gate = GateCard(tr)
        self.flare = Notice(tr.say(load_rules().text("flare")))
        self.flare.hide()
        self.affected = self._make_affected()
        self.symmetry = SymmetryCard(tr, theme)
        self.symmetry.hide()
        self.list = Card(tr("self-tests", "The tests"), " ")
        hint = tr(
            "self-tests",
            "Choose two or three that fit you, and repeat the same ones every two to four weeks.",
        )
        self._hint = label(hint, "subtitle", wrap=True)
        self.list.body.addWidget(self._hint)
        self.rows: dict[str, TestRow] = {}
        for test in load_self_tests().values():
            row = TestRow(tr, theme, test)
            row.opened.connect(self.open_wanted)
            self.rows[test.id] = row
            self.list.body.addWidget(row)
        #: Rows whose figure is not drawn yet: one after the other, so that the window answers.
        self._undrawn = list(self.rows.values())
        self._drawing = QTimer(self)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw_next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.gate, self.flare, self.list, self.symmetry, self.affected_card):
            column.addWidget(part)

    def set_read_only(self) -> None:
        """Show what was entered, and ask nothing: this is somebody's copy."""
        self._looking = True
        self.affected_card.hide()
        self._hint.hide()

    @property
    def has_results(self) -> bool:
        """Whether there is anything to look at."""
        return not self.list.isHidden()

    def show_reading(self, reading: MeasuresReading) -> None:
        """Show a diary."""
        due = reading.due
        if self._looking:
            self._show_done(reading)
            return
        self.gate.show_gate(reading.gate.gate, reading.gate.number, only_if_closed=True)
        self.flare.setVisible(due.flare_day)
        self.affected.choose([reading.affected.value])
        self.symmetry.show_summaries(reading.tests)
        late = due.self_tests.state is DueState.DUE and due.may_test
        self.list.meta.setText(self._tr("measures due", "due now") if late else "")
        for test_id, row in self.rows.items():
            row.show_state(reading.tests, due.tests.get(test_id), reading)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the figures when they are seen first."""
        super().showEvent(event)
        if self._undrawn:
            self._drawing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing that nobody sees."""
        super().hideEvent(event)
        self._drawing.stop()

    @Slot()
    def _draw_next(self) -> None:
        if self._undrawn:
            self._undrawn.pop(0).draw()
        else:
            self._drawing.stop()

    def _show_done(self, reading: MeasuresReading) -> None:
        """Show the tests that were done, without what is due."""
        done = {one.test.id for one in reading.tests}
        self.symmetry.show_summaries(reading.tests)
        self.list.setVisible(bool(done))
        for test_id, row in self.rows.items():
            row.setVisible(test_id in done)
            row.show_state(reading.tests, None, reading)

    def _make_affected(self) -> Chips:
        tr = self._tr
        title = tr("self-tests", "Which side is the affected one?")
        self.affected_card = Card(title)
        hint = tr(
            "self-tests",
            "Then that side is put in relation to the other. Without it the weaker side of each"
            " test takes its place.",
        )
        self.affected_card.body.addWidget(label(hint, "subtitle", wrap=True))
        names = {
            AffectedSide.LEFT: tr("affected side", "Left"),
            AffectedSide.RIGHT: tr("affected side", "Right"),
            AffectedSide.BOTH: tr("affected side", "Both"),
            AffectedSide.UNKNOWN: tr("affected side", "Not sure"),
        }
        chips = Chips(title, [(side.value, name) for side, name in names.items()])
        chips.changed.connect(self._choose)
        self.affected_card.body.addWidget(chips)
        return chips

    def _choose(self) -> None:
        chosen = self.affected.chosen
        self.affected_chosen.emit(AffectedSide(chosen[0] if chosen else AffectedSide.UNKNOWN))
