"""The plan: its version, its exercises, what speaks against one more, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_rules import load_plan_rule, plan_warnings
from rehabdesk.services.safety.gate import GateReading
from rehabdesk.ui.icons import icon_pixmap
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf
from rehabdesk.ui.pages.plan.item_panel import ItemPanel
from rehabdesk.ui.pages.plan.plan_list import PlanList
from rehabdesk.ui.pages.plan.suggestion_panel import SuggestionPanel
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.safety.gate_card import GateCard
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, label


class AskPanel(QFrame):
    """Says that a plan would grow long; what to do about it is up to the person."""

    add_wanted = Signal()
    #: The id of the item that makes room.
    swap_wanted = Signal(str)
    dropped = Signal()

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        dress(self, "warning")
        self._icon = QLabel()
        self._title = label("", "row", wrap=True)
        self._text = label("", "", wrap=True)
        self._swap = button(tr("plan", "Swap…"))
        self._menu = QMenu(self)
        self._swap.setMenu(self._menu)
        self._swap.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.add = button(tr("plan", "Add anyway"))
        self.add.clicked.connect(self.add_wanted)
        leave = button(tr("plan", "Leave it"), "quiet")
        leave.clicked.connect(self.dropped)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._text)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for one in (leave, self._swap, self.add):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(row)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def ask(self, name: str, plan: PlanDraft, index: LibraryIndex) -> None:
        """Ask about one more exercise."""
        tr, rule = self._tr, load_plan_rule()
        title = tr(
            "plan", "{name} would be number {number}.", name=name, number=len(plan.items) + 1
        )
        self._title.setText(breakable(title))
        self._text.setText(
            tr(
                "plan",
                "Plans of up to {most} exercises are easier to keep up.",
                most=rule.many_exercises,
            )
        )
        self._menu.clear()
        for item in plan.items:
            words = tr("plan", "Instead of {name}", name=index.name(item.exercise))
            action = self._menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(
                lambda _=False, item_id=item.id: self.swap_wanted.emit(item_id)
            )
        self.setAccessibleName(f"{title} {self._text.text()}")
        self.show()
        self.add.setFocus()

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        self._icon.setPixmap(icon_pixmap("warning", tokens.colours["warn"], tokens.scaled(22), 2.0))


class UndoBar(QFrame):
    """Says what was just done to the draft, and takes it back."""

    undo_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        dress(self, "panel")
        self._text = label("", "", wrap=True)
        self.undo = button(tr("plan", "Undo"))
        self.undo.clicked.connect(self.undo_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self.undo)
        self.hide()

    def say(self, text: str) -> None:
        """Say what was done; nothing hides the bar."""
        self._text.setText(breakable(text))
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class PlanCard(Card):
    """The right column of the page."""

    templates_wanted = Signal()
    pause_wanted = Signal()

    def __init__(self, tr: Translator, theme: Theme, shelf: FigureShelf) -> None:
        super().__init__(tr("plan", "Your plan"))
        self._tr, self._theme = tr, theme
        self.body.setContentsMargins(16, 12, 12, 12)
        self._state = label("", "meta", wrap=True)
        self._pause = QFrame()
        dress(self._pause, "panel")
        self._pause_text = label("", "", wrap=True)
        pause_button = button(tr("plan", "Change…"), "quiet")
        pause_button.setAccessibleName(tr("plan", "Change the pause"))
        pause_button.clicked.connect(self.pause_wanted)
        pause_row = QHBoxLayout(self._pause)
        pause_row.setContentsMargins(12, 6, 8, 6)
        pause_row.addWidget(self._pause_text, 1)
        pause_row.addWidget(pause_button)
        self.list = PlanList(tr, theme, shelf)
        self.panel = ItemPanel(tr, theme)
        self.panel.hide()
        self.ask = AskPanel(tr, theme)
        self.undo_bar = UndoBar(tr)
        self._many = label("", "meta", wrap=True)
        self._sheet = QScrollArea()
        self._sheet.setWidgetResizable(True)
        self._sheet.setFrameShape(QFrame.Shape.NoFrame)
        self._sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._sheet)
        self.safety = GateCard(tr, main=True)
        self.suggestion = SuggestionPanel(tr)
        self.list.set_top(self._pause, self.suggestion)
        self.body.addWidget(self._state)
        self.body.addWidget(self.safety)
        self.body.addWidget(self._stack, 1)
        for part in (self._many, self.ask, self.undo_bar):
            self.body.addWidget(part)
        self._many.hide()
        self._pause.hide()

    @property
    def shows_sheet(self) -> bool:
        """Whether the editor covers the list."""
        return self._stack.currentWidget() is self._sheet

    def show_plan(self, plan: PlanDraft, index: LibraryIndex, state: str) -> None:
        """Show a plan; `state` says which version it is and how long it takes."""
        self._state.setText(state)
        self._state.setVisible(bool(state))
        # With a plan, saving it is the main button of the page.
        dress(self.safety.go, "" if plan.items else "primary")
        self.list.show_plan(plan, index)
        warnings = [self._tr.say(one) for one in plan_warnings(plan.items)]
        self._many.setText(" ".join(warnings))
        self._many.setVisible(bool(warnings) and self.ask.isHidden())
        if not self.shows_sheet:
            self._stack.setCurrentIndex(0 if plan.items else 1)

    def show_gate(self, reading: GateReading) -> None:
        """Offer ready-made plans, or say kindly what they wait for."""
        self.safety.show_gate(reading.gate, reading.number, only_if_closed=True)
        self.begin.setVisible(reading.gate.allows_training)

    def show_pause(self, text: str) -> None:
        """Say that the plan rests; nothing hides it."""
        self._pause_text.setText(breakable(text))
        self._pause.setVisible(bool(text))

    def open_panel(self, item_id: str, *, over_the_list: bool) -> None:
        """Show the editor: below its row, or over the list where there is little room."""
        # Where the card has the whole page, its sheet is wide.
        narrow = over_the_list and self.maximumWidth() < self._theme.tokens.scaled(360)
        self.panel.set_over_the_list(over=over_the_list, narrow=narrow)
        if over_the_list:
            self.list.show_panel(None)
            self._sheet.setWidget(self.panel)
            self.panel.show()
            self._stack.setCurrentWidget(self._sheet)
            return
        self._take_from_sheet()
        self._stack.setCurrentIndex(0)
        self.list.show_panel(self.panel, item_id)

    def close_panel(self, *, empty: bool) -> None:
        """Hide the editor."""
        self._take_from_sheet()
        self.list.show_panel(None)
        self.panel.hide()
        self._stack.setCurrentIndex(1 if empty else 0)

    def _take_from_sheet(self) -> None:
        if self._sheet.widget() is self.panel:
            self._sheet.takeWidget()

    def _build_empty(self) -> QWidget:
        tr = self._tr
        part = QWidget()
        dress(part, "clear")
        self.begin = button(tr("plan", "Choose a plan to begin with…"), "primary")
        self.begin.clicked.connect(self.templates_wanted)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        text = tr(
            "plan",
            "There is no plan yet. Begin with one that is put together already, or add exercises"
            " from the library. Three or four are a good start.",
        )
        column.addWidget(label(text, "", wrap=True))
        column.addWidget(self.begin)
        column.addStretch(1)
        return part
