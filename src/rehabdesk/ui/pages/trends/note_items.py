"""Flares and what helped on the chart, with comments in the day's panel and in the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QObject

from rehabdesk.domain.load import Help, HelpMark
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.names import HELP_LETTERS, HELP_NAMES
from rehabdesk.domain.text import Translator
from rehabdesk.services.day_notes import DayNotes, read_day_notes
from rehabdesk.services.load_texts import helps_text
from rehabdesk.services.review_texts import author_words
from rehabdesk.ui.charts.day_panel import DayLine
from rehabdesk.ui.charts.marks import Span
from rehabdesk.ui.charts.notes_panel import LetterMark, NotesData
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.trends.content import ChartCard
from rehabdesk.ui.pages.trends.day_teller import DayTeller


class NotesDesk(QObject):
    """Reads the notes and hands them to whatever shows them."""

    def __init__(self, context: UiContext, card: ChartCard, days: DayTeller) -> None:
        super().__init__(card)
        self._context, self._card, self._days = context, card, days

    def read(self) -> None:
        """Read the notes again."""
        today = diary_day(self._context.clock.now())
        self._context.workbench.read(
            lambda diary: read_day_notes(diary, today), self._show, key="trends/notes"
        )

    def _show(self, notes: DayNotes) -> None:
        tr = self._context.tr
        self._card.board.show_notes(notes_data(tr, notes))
        lines = note_lines(tr, notes)
        self._days.show_notes(lines)
        self._card.table.table.show_notes(
            {day: " · ".join(one.text for one in found) for day, found in lines.items()}
        )


def notes_data(tr: Translator, notes: DayNotes) -> NotesData | None:
    """Return what the panel shows, or None where there is nothing."""
    if not notes.flares and not notes.helps:
        return None
    by_day = _by_day(notes)
    used = [one for one in Help if any(mark.help is one for mark in notes.helps)]
    flare = tr("trends", "flare")
    return NotesData(
        flares=tuple(
            Span(one.first.toordinal(), (one.last or notes.last).toordinal(), flare)
            for one in notes.flares
        ),
        marks=tuple(
            LetterMark(day.toordinal(), "".join(tr.say(HELP_LETTERS[one.help]) for one in found))
            for day, found in sorted(by_day.items())
        ),
        flare_name=tr("trends", "Flares"),
        help_name=tr("trends", "What helped"),
        key=" · ".join(
            tr(
                "trends",
                "{letter} {name}",
                letter=tr.say(HELP_LETTERS[one]),
                name=tr.say(HELP_NAMES[one]),
            ).replace(" ", "\u00a0")
            for one in used
        ),
        description=tr.n("trends", "{count} flare.", "{count} flares.", len(notes.flares))
        + " "
        + tr.n(
            "trends",
            "Something helped on {count} day.",
            "Something helped on {count} days.",
            len(by_day),
        ),
    )


def note_lines(tr: Translator, notes: DayNotes) -> dict[int, tuple[DayLine, ...]]:
    """Return what to say about each day that has a note."""
    found: dict[int, list[DayLine]] = {}
    for flare in notes.flares:
        days = ((flare.last or notes.last) - flare.first).days + 1
        for number in range(days):
            text = tr("trends", "Flare, day {number}", number=number + 1)
            found.setdefault(flare.first.toordinal() + number, []).append(DayLine(text))
    for day, marks in _by_day(notes).items():
        text = helps_text(tr, marks)
        found.setdefault(day.toordinal(), []).append(DayLine(text))
    for comment in notes.comments:
        if comment.day is not None:
            text = tr("trends", "Comment: {comment}", comment=comment.text)
            line = DayLine(text, author_words(comment, tr))
            found.setdefault(comment.day.toordinal(), []).append(line)
    return {day: tuple(lines) for day, lines in found.items()}


def _by_day(notes: DayNotes) -> Mapping[dt.date, list[HelpMark]]:
    found: dict[dt.date, list[HelpMark]] = {}
    for mark in notes.helps:
        found.setdefault(mark.day, []).append(mark)
    return {day: sorted(marks, key=_order) for day, marks in found.items()}


def _order(mark: HelpMark) -> int:
    return list(Help).index(mark.help)
