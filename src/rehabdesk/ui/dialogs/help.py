"""What can be done on a page, and with which keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.ui.dialogs.frame import FramedDialog


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the table of keys.

    Attributes:
        keys: Key sequences as `QKeySequence` writes them; they are shown as this computer names
            them.
        does: What they do.
        span: Whether the two keys are the ends of a range.
        letter: Whether it can be switched off in the settings.
    """

    keys: tuple[str, ...]
    does: Message
    span: bool = False
    letter: bool = False


@dataclass(frozen=True, slots=True)
class PageHelp:
    """What can be done on a page.

    Attributes:
        about: One or two sentences.
        keys: Its own keys.
    """

    about: Message
    keys: tuple[KeyLine, ...] = ()


_RATING = (
    KeyLine(("0", "9"), message("help", "Rate the pain of the chosen region"), True, True),
    KeyLine(("Shift+0",), message("help", "Rate it 10"), letter=True),
    KeyLine(("Left", "Right"), message("help", "One less, one more")),
    KeyLine(("Return",), message("help", "Save the rating")),
)
PAGES: Mapping[str, PageHelp] = MappingProxyType(
    {
        "today": PageHelp(
            message(
                "help",
                "Say how today is: rate what hurts, add how you slept and how stiff you were, and "
                "save. What you leave out stays open; a day before can be filled in later. "
                "Other activities, what helped, and a swollen knee have a card of their own.",
            ),
            _RATING,
        ),
        "body": PageHelp(
            message(
                "help",
                "Choose where it hurts, on the drawing or in the list beside it, then rate it. "
                "The drawing, the close-up and the list always show the same.",
            ),
            (
                KeyLine(("Up", "Down"), message("help", "Go through the regions")),
                KeyLine(("L", "R"), message("help", "The same region, left or right"), letter=True),
                KeyLine(("B",), message("help", "Rate both sides alike"), letter=True),
                *_RATING,
                KeyLine(("Esc",), message("help", "Discard a rating that is not saved yet")),
            ),
        ),
        "plan": PageHelp(
            message(
                "help",
                "Look exercises up, put a plan together and set how much of each. What you change "
                "is a draft until you save it as a new version; earlier ones stay as they are.",
            ),
            (
                KeyLine(
                    ("Return",), message("help", "Add the chosen exercise, or edit its dosage")
                ),
                KeyLine(("Space",), message("help", "Read about the chosen exercise")),
                KeyLine(("F",), message("help", "Make the chosen exercise a favourite, or not")),
                KeyLine(("Alt+Up", "Alt+Down"), message("help", "Move an exercise in the plan")),
                KeyLine(("Del",), message("help", "Take an exercise out of the plan")),
            ),
        ),
        "session": PageHelp(
            message(
                "help",
                "Go through today’s exercises set by set, tick off what you did, or type up your "
                "paper sheet. Every step is saved at once; a session can be taken up again later.",
            ),
            (
                KeyLine(("Space",), message("help", "Begin the set, pause, go on")),
                KeyLine(("Left", "Right"), message("help", "Back, next")),
                KeyLine(("0", "9"), message("help", "Rate pain during the exercise"), True, True),
                KeyLine(("E",), message("help", "Take an easier version"), letter=True),
                KeyLine(("S",), message("help", "Skip the exercise"), letter=True),
                KeyLine(("R",), message("help", "Say how to do it, in words"), letter=True),
            ),
        ),
        "history": PageHelp(
            message(
                "help",
                "Look at any day, correct what you entered, or delete it. Deleting can be undone.",
            ),
            (KeyLine(("Left", "Right", "Up", "Down"), message("help", "Go through the days")),),
        ),
        "trends": PageHelp(
            message(
                "help",
                "See how pain has changed over the weeks, and whether that goes together with the "
                "routine. Each chart can be shown as a table. With few entries it says how many "
                "are needed.",
            ),
        ),
        "measures": PageHelp(
            message(
                "help",
                "Rate what you want to be able to do again, test each side at home with a clock, "
                "say how it is overall, and keep totals of paper questionnaires. Small changes "
                "can be chance: each result shows how large the usual error is.",
            ),
            (
                KeyLine(("0", "9"), message("help", "Rate an activity, or pain"), True),
                KeyLine(("Left", "Right"), message("help", "One less, one more")),
                KeyLine(("Return",), message("help", "Save the ratings, or go on in a test")),
                KeyLine(("Space",), message("help", "Start or stop the clock")),
            ),
        ),
        "report": PageHelp(
            message(
                "help",
                "See the pages a physio gets as they will print: choose the days, what comes after "
                "page one, and which of your notes are on it. Save them as PDF or HTML, or print.",
            ),
        ),
        "review": PageHelp(
            message(
                "help",
                "Comment on days and exercises of the copy you are looking at, change the plan on "
                "the Plan page, and save both as one file to send back. The copy stays as it is.",
            ),
        ),
        "comments": PageHelp(
            message(
                "help",
                "Read what came back from somebody you gave a copy of your diary, and take in "
                "another review. What changes in your plan is shown before it does.",
            ),
        ),
        "learn": PageHelp(
            message(
                "help",
                "Read why hip and knee belong together, how sure that is, and what often hurts in "
                "each region. Texts can be searched, copied and printed.",
            ),
            (
                KeyLine(("Up", "Down"), message("help", "Go through the texts")),
                KeyLine(("Return",), message("help", "Read what fits the search best")),
                KeyLine(("Alt+Left",), message("help", "Back to the text before")),
            ),
        ),
        "safety": PageHelp(
            message(
                "help",
                "Answer short questions that find what a professional should look at, and enter "
                "when somebody has seen it. Until then sessions may have to wait; writing down "
                "pain never does.",
            ),
            (
                KeyLine(("Alt+N",), message("help", "None of these")),
                KeyLine(("Return",), message("help", "Continue")),
                KeyLine(("Space",), message("help", "Tick what applies")),
            ),
        ),
        "start": PageHelp(
            message(
                "help",
                "Three short steps: what RehabDesk is, safety questions, and where the worst spot "
                "is with a plan to begin with. Each can be skipped and done again from this menu.",
            ),
            (
                KeyLine(("Return",), message("help", "Continue")),
                KeyLine(("0", "9"), message("help", "Rate the pain of the chosen region"), True),
            ),
        ),
        "settings": PageHelp(
            message(
                "help",
                "Choose how RehabDesk looks, which pain counts for each region, and go back to a "
                "backup of the diary.",
            ),
        ),
    }
)
EVERYWHERE = (
    KeyLine(("Tab", "Shift+Tab"), message("help", "Next field, field before")),
    KeyLine(("F6", "Shift+F6"), message("help", "Next part of the window, part before")),
    KeyLine(("Ctrl+1", "Ctrl+9"), message("help", "Go to a page"), span=True),
    KeyLine(("Ctrl+Z", "Ctrl+Shift+Z"), message("help", "Undo, do again")),
    KeyLine(("Ctrl+N", "Ctrl+O"), message("help", "New diary, open a diary")),
    KeyLine(("Ctrl+I", "Ctrl+E"), message("help", "Import, export")),
    KeyLine(("Ctrl+P",), message("help", "Print the home plan")),
    KeyLine(("Shift+F10",), message("help", "Copy a chart or map, or save it as a picture")),
    KeyLine(("F1",), message("help", "This help")),
)


def key_text(line: KeyLine) -> str:
    """Return the keys of a line as this computer names them."""
    names = [
        QKeySequence(keys, QKeySequence.SequenceFormat.PortableText).toString(
            QKeySequence.SequenceFormat.NativeText
        )
        for keys in line.keys
    ]
    return " – ".join(names) if line.span else "   ".join(names)


class HelpDialog(FramedDialog):
    """Tells what a page is for and lists its keys, then those that work everywhere."""

    def __init__(self, tr: Translator, page_id: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("help", "What can I do here?"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr = tr
        page = PAGES.get(page_id)
        if page is not None:
            self.add_text(tr.say(page.about))
        own = page.keys if page is not None else ()
        self.tables: list[QTableWidget] = []
        self.ensurePolished()
        self._key_width = 24 + max(
            self.fontMetrics().horizontalAdvance(key_text(line)) for line in (*own, *EVERYWHERE)
        )
        if own:
            self._section(tr("help", "Keys on this page"), own)
        self._section(tr("help", "Keys everywhere"), EVERYWHERE)
        if any(line.letter for line in own):
            self.add_text(
                tr(
                    "help",
                    "Keys that are a single letter or digit can be switched off in the settings.",
                ),
                "meta",
            )
        self.body.addStretch(1)
        self.add_close_button(tr("dialog", "Close"))
        self.tables[0].setFocus()

    def _section(self, title: str, lines: Sequence[KeyLine]) -> None:
        self.add_text(title, "card_title")
        table = _KeyTable(self._tr, lines, self._key_width)
        table.setAccessibleName(title)
        self.tables.append(table)
        self.body.addWidget(table)


class _KeyTable(QTableWidget):
    """Keys and what they do, as high as its lines are."""

    def __init__(self, tr: Translator, lines: Sequence[KeyLine], key_width: int) -> None:
        super().__init__(len(lines), 2)
        self.setHorizontalHeaderLabels([tr("help", "Key"), tr("help", "What it does")])
        for row, line in enumerate(lines):
            self.setItem(row, 0, QTableWidgetItem(key_text(line)))
            self.setItem(row, 1, QTableWidgetItem(tr.say(line.does)))
        # Key names are Qt's words.
        self.setProperty("verbatim_columns", [0])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, key_width)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the lines need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self.verticalHeader().length() + 2 * self.frameWidth() + 4
        if height != self.height():
            self.setFixedHeight(height)
