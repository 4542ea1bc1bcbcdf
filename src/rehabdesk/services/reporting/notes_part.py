"""The person's own notes, as far as they are shared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.text import Translator
from rehabdesk.reports.report import Part, Table, Titled
from rehabdesk.services.reporting.choices import shared_notes
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.options import NotesShown, Span
from rehabdesk.services.reporting.words import clipped, day_short, region_short

if TYPE_CHECKING:
    from rehabdesk.domain.regions import RegionCatalogue
    from rehabdesk.store.diary import Diary

#: Notes the first page has room for, and letters of each.
ON_FIRST_PAGE = 3
_LETTERS = 150
#: Notes in the list; a report with more of them would not be read.
_MOST = 300
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Note:
    """A note somebody wrote.

    Attributes:
        id: The row that holds it.
        day: Its day.
        about: What it is about.
        text: As it was written.
    """

    id: str
    day: dt.date
    about: str
    text: str


def notes_in(diary: Diary, span: Span, regions: RegionCatalogue, tr: Translator) -> list[Note]:
    """Return all notes of a period by day: of pain entries, check-ins and sessions."""
    first, last = span.first, span.last
    found = [
        Note(one.id, one.day, region_short(tr, regions, one.where), one.note)
        for one in diary.pain.noted(first, last)
    ]
    day, session = tr("report", "Day"), tr("report", "Session")
    found += [Note(one.id, one.day, day, one.note)
              for one in diary.check_ins.between(first, last) if one.note.strip()]  # fmt: skip
    found += [Note(one.id, one.day, session, one.note)
              for one in diary.sessions.between(first, last) if one.note.strip()]  # fmt: skip
    return sorted(found, key=lambda one: one.day)


def notes_to_share(
    diary: Diary, data: ReportData, shown: NotesShown, tr: Translator
) -> tuple[Note, ...]:
    """Return the notes a report may show."""
    if shown is NotesShown.NONE:
        return ()
    notes = notes_in(diary, data.span, data.regions, tr)
    if shown is NotesShown.ALL:
        return tuple(notes)
    chosen = shared_notes(diary)
    return tuple(one for one in notes if one.id in chosen)


def first_notes(
    notes: tuple[Note, ...], data: ReportData, tr: Translator
) -> tuple[Titled | None, tuple[str, ...]]:
    """Return the latest notes in short, and what is said of the others.

    The page may have to leave out the earliest of these: the line comes for none, one, two … of
    them left out.
    """
    if not notes:
        return None, ()
    lines = tuple(
        tr("report", "{day}: “{note}”", day=day_short(tr, one.day, data.span),
           note=clipped(one.text, _LETTERS))
        for one in notes[-ON_FIRST_PAGE:]
    )  # fmt: skip
    hidden = len(notes) - len(lines)
    more = tuple(
        tr.n("report", "{count} more note.", "{count} more notes.", hidden + out)
        if hidden + out
        else ""
        for out in range(len(lines) + 1)
    )
    return Titled(tr("report", "From the patient’s notes"), lines), more


def notes_parts(notes: tuple[Note, ...], tr: Translator) -> tuple[Part, ...]:
    """Return all shared notes as a table; nothing if none is shared."""
    if not notes:
        return ()
    shown = notes[-_MOST:]
    left = len(notes) - len(shown)
    note = ""
    if left:
        note = tr.n(
            "report",
            "{count} earlier note is left out; a shorter period shows all.",
            "{count} earlier notes are left out; a shorter period shows all.",
            left,
        )
    rows = tuple(
        (tr.date(one.day, "medium"), one.about, clipped(one.text, _LONGEST)) for one in shown
    )
    head = (tr("report", "Day"), tr("report", "About"), tr("report", "Note"))
    return (Table("", head, rows, (1.0, 1.4, 5.0), note=note),)
