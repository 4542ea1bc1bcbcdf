"""What the Report page reads on the worker: the report, its pages, and what can be chosen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.text import Message, Translator
from rehabdesk.reports.report import Report
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.progress import Progress
from rehabdesk.services.reporting.choices import Person, person, shared_notes
from rehabdesk.services.reporting.compare import around_change
from rehabdesk.services.reporting.data import read_data
from rehabdesk.services.reporting.notes_part import Note, notes_in
from rehabdesk.services.reporting.options import ReportOptions
from rehabdesk.services.reporting.report import make_report, report_pictures
from rehabdesk.ui.pages.report.options import Change

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_SHEET_INCHES = {"a4": 8.27, "letter": 8.5}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A report and what can be chosen for it.

    Attributes:
        report: The report.
        changes: Plan changes with weeks before and after.
        person: Who the diary is about.
    """

    report: Report
    changes: tuple[Change, ...]
    person: Person


@dataclass(frozen=True, slots=True)
class Shown:
    """The pages of a report as pictures.

    Attributes:
        pages: The pictures.
        notices: What is not as it should be.
    """

    pages: tuple[QImage, ...]
    notices: tuple[Message, ...]


def gather(
    diary: Diary, clock: Clock, tr: Translator, options: ReportOptions, progress: Progress
) -> Gathered:
    """Return the report and what can be chosen for it."""
    report = make_report(diary, clock, tr, options, progress)
    return Gathered(report, _changes(diary, diary_day(clock.now()), tr), person(diary))


def picture_pages(report: Report, tr: Translator, width: int) -> Shown:
    """Return the pages of a report, so many pixels wide."""
    made = report_pictures(report, tr, width / _SHEET_INCHES[report.paper])
    return Shown(tuple(QImage.fromData(page) for page in made.pages), made.notices)


def notes_of(
    diary: Diary, clock: Clock, tr: Translator, options: ReportOptions
) -> tuple[list[Note], frozenset[str]]:
    """Return the notes of a report's days, and the ids of those that are shared."""
    span = read_data(diary, clock, options).span
    return notes_in(diary, span, load_regions(), tr), shared_notes(diary)


def _changes(diary: Diary, today: dt.date, tr: Translator) -> tuple[Change, ...]:
    versions = diary.plans.versions()
    days = diary.pain.days()
    found = []
    for version in sorted(versions, key=lambda one: one.from_day, reverse=True):
        spans = around_change(versions, version, days[0], today) if days else None
        if spans is not None and version.from_day <= today:
            name = tr(
                "report page",
                "Before and after v{number}, {day}",
                number=version.number,
                day=tr.date(version.from_day, "medium"),
            )
            found.append(Change(name, spans))
    return tuple(found)
