"""A report, from the diary to the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import Message, Translator
from rehabdesk.reports.report import Report, Section, report_document
from rehabdesk.reports.report_html import report_html
from rehabdesk.reports.typesetting import Document, Typeset, pdf, png_pages, svg_pages
from rehabdesk.services.answers.answers import change_answer, link_answers, trend_answer
from rehabdesk.services.library import library_index
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.services.reporting.choices import person
from rehabdesk.services.reporting.compare import compare_section
from rehabdesk.services.reporting.data import ReportData, read_data
from rehabdesk.services.reporting.exercises_part import exercises_table
from rehabdesk.services.reporting.first_page import first_page
from rehabdesk.services.reporting.notes_part import notes_to_share
from rehabdesk.services.reporting.options import ReportOptions
from rehabdesk.services.reporting.sections import Answers, sections
from rehabdesk.services.reporting.words import span_text
from rehabdesk.services.writing import write_whole

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_STEPS = 5
_NOBODY = NoProgress()


def make_report(
    diary: Diary,
    clock: Clock,
    tr: Translator,
    options: ReportOptions,
    progress: Progress = _NOBODY,
) -> Report:
    """Gather a report.

    Args:
        diary: The open diary.
        clock: Tells the present day, which is the day the report is made.
        tr: Says everything in the reader's language.
        options: What is wanted.
        progress: Told how far it is.

    Raises:
        InputError: The period is none.
        CancelledError: The person asked to stop.
    """
    done = _Steps(progress)
    data = read_data(diary, clock, options)
    done.step()
    answers = _answers(data)
    done.step()
    notes = notes_to_share(diary, data, options.notes, tr)
    index = library_index(diary, tr)
    exercises = exercises_table(data, index, tr)
    first = first_page(diary, data, answers, notes, exercises, options, tr)
    done.step()
    parts = sections(diary, data, answers, notes, index, exercises, first.flags, options, tr)
    done.step()
    compared = _compared(diary, clock, tr, options)
    done.step()
    title = tr("report", "Rehab summary")
    return Report(
        paper=options.paper,
        day=data.today,
        title=title,
        subtitle=tr("report", "For a physiotherapist, from the patient’s own entries"),
        person=_person(diary, tr, options),
        period=_period(data, tr),
        stamp=span_text(tr, data.span),
        first=first,
        sections=(*compared, *parts),
        footer=tr("report", "Self-reported, not a diagnosis · made {day}",
                  day=tr.date(data.today, "medium")),
    )  # fmt: skip


@dataclass(slots=True)
class _Steps:
    """Counts the steps of gathering and stops between them."""

    progress: Progress
    done: int = 0

    def step(self) -> None:
        """Say that one more step is finished."""
        self.done += 1
        self.progress.report(self.done, _STEPS)
        stop_if_cancelled(self.progress)


def _answers(data: ReportData) -> Answers:
    material = data.material
    links = link_answers(material)
    return (
        links,
        {where: trend_answer(material, where) for where in data.where},
        {where: change_answer(material, where) for where in data.where},
    )


def _compared(
    diary: Diary, clock: Clock, tr: Translator, options: ReportOptions
) -> tuple[Section, ...]:
    if options.compare is None:
        return ()
    spans = options.compare
    first = min(span.first for span in spans)
    last = max(span.last for span in spans)
    data = read_data(diary, clock, replace(options, first=first, last=last))
    return (compare_section(data, spans, options, tr),)


def _person(diary: Diary, tr: Translator, options: ReportOptions) -> tuple[str, ...]:
    if not options.with_name:
        return ()
    found = person(diary)
    lines = [found.name] if found.name else []
    if found.born is not None:
        lines.append(tr("report", "born {day}", day=tr.date(found.born, "medium")))
    return tuple(lines)


def _period(data: ReportData, tr: Translator) -> tuple[str, ...]:
    days = tr.n("report", "{count} day", "{count} days", data.span.days)
    lines = [tr("report", "{period} · {days}", period=span_text(tr, data.span), days=days)]
    if data.versions:
        latest = data.versions[-1]
        lines.append(
            tr(
                "report",
                "plan version {number}, since {day}",
                number=latest.number,
                day=tr.date(latest.from_day, "medium"),
            )
        )
    return tuple(lines)


# ---------------------------------------------------------------- on paper and in HTML


@dataclass(frozen=True, slots=True)
class Printed:
    """A report that is set.

    Attributes:
        pages: One PDF file, or one picture per page.
        notices: What is not as it should be, though it can be used.
    """

    pages: tuple[bytes, ...]
    notices: tuple[Message, ...]


def report_pdf(report: Report, tr: Translator) -> Printed:
    """Return the report as a PDF file; the same report gives the same bytes."""
    return _printed(report, tr, pdf)


def report_pages(report: Report, tr: Translator) -> Printed:
    """Return the pages of the report as SVG, the same as in its PDF file."""
    return _printed(report, tr, svg_pages)


def report_pictures(report: Report, tr: Translator, ppi: float) -> Printed:
    """Return the pages of the report as PNG, with so many pixels to an inch of paper."""
    return _printed(report, tr, lambda document: png_pages(document, ppi))


def _printed(report: Report, tr: Translator, typeset: Callable[[Document], Typeset]) -> Printed:
    made = typeset(report_document(report, tr))
    return Printed(made.pages, made.notices)


def save_report(report: Report, tr: Translator, target: Path) -> tuple[Message, ...]:
    """Write the report; as HTML where the file is called so, else as PDF.

    The file appears complete or not at all; one of that name is replaced.

    Returns:
        What is not as it should be, though the file can be used.

    Raises:
        InputError: The file cannot be written there.
    """
    if target.suffix.lower() in {".html", ".htm"}:
        write_whole(target, report_html(report, tr).encode())
        return ()
    made = report_pdf(report, tr)
    write_whole(target, made.pages[0])
    return made.notices
