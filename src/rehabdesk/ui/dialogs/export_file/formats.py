"""What can be exported, and what writes it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.progress import Progress, stop_if_cancelled

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class ExportKind(enum.Enum):
    """What can be written, in the order it is offered."""

    JSON = "json"
    TABLES = "csv"
    FHIR = "fhir"
    REPORT = "html"
    CHART = "svg"
    CALENDAR = "ics"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """How a format is offered.

    Attributes:
        name: What it is called.
        use: What it is good for, in a sentence.
        file_type: What its files are called where one is chosen.
        ending: Of its files.
        part: What its files are called besides the diary, or None if they are the diary.
    """

    name: Message
    use: Message
    file_type: Message
    ending: str
    part: Message | None = None


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person chose besides the format; it matters to FHIR alone.

    Attributes:
        name: A name to put in, or "".
        born: A day of birth to put in, or None.
        snomed: They may use SNOMED CT.
        notes: Their notes go along.
    """

    name: str = ""
    born: dt.date | None = None
    snomed: bool = False
    notes: bool = True


FORMATS: Mapping[ExportKind, ExportFormat] = MappingProxyType(
    {
        ExportKind.JSON: ExportFormat(
            message("export", "Whole diary (JSON)"),
            message("export", "Everything, to keep or to import again without loss."),
            message("export", "JSON files"),
            ".json",
        ),
        ExportKind.TABLES: ExportFormat(
            message("export", "Tables (CSV)"),
            message(
                "export",
                "A table for each kind of entry, for spreadsheets and statistics, with an"
                " explanation of every column.",
            ),
            message("export", "Zip files"),
            ".zip",
            message("export", "tables"),
        ),
        ExportKind.FHIR: ExportFormat(
            message("export", "Record for a clinic (FHIR)"),
            message("export", "For record systems that read FHIR R4. Ask the clinic first."),
            message("export", "JSON files"),
            ".json",
            message("export", "FHIR"),
        ),
        ExportKind.REPORT: ExportFormat(
            message("export", "Report as a web page (HTML)"),
            message("export", "One file for any browser. The Report page has more choices."),
            message("export", "Web pages"),
            ".html",
            message("export", "report"),
        ),
        ExportKind.CHART: ExportFormat(
            message("export", "Pain chart (SVG or PNG)"),
            message("export", "Your main regions over the present episode."),
            message("export", "Pictures"),
            ".svg",
            message("export", "chart"),
        ),
        ExportKind.CALENDAR: ExportFormat(
            message("export", "Plan for a calendar (iCalendar)"),
            message("export", "Your exercise days as events of a calendar program."),
            message("export", "Calendars"),
            ".ics",
            message("export", "plan"),
        ),
    }
)


def suggested_name(kind: ExportKind, diary: str, tr: Translator) -> str:
    """Return a name for the file."""
    chosen = FORMATS[kind]
    part = "" if chosen.part is None else f" {tr.say(chosen.part)}"
    return f"{diary}{part}{chosen.ending}"


def write(
    kind: ExportKind,
    diary: Diary,
    target: Path,
    clock: Clock,
    tr: Translator,
    wish: ExportWish,
    progress: Progress,
) -> None:
    """Write a file, which appears complete or not at all.

    Raises:
        InputError: It cannot be written there, or a diary would be replaced.
        CancelledError: The person asked to stop; nothing was written.
        DiaryError: The diary cannot be read.
    """
    stop_if_cancelled(progress)
    _WRITERS[kind](diary, target, clock, tr, wish, progress)


# ruff: noqa: PLC0415 - each format brings libraries that no other needs.
def _json(
    diary: Diary, target: Path, _: Clock, __: Translator, ___: ExportWish, progress: Progress
) -> None:
    from rehabdesk.services.interchange.exporting import export_json

    export_json(diary, target, progress)


def _tables(
    diary: Diary, target: Path, _: Clock, tr: Translator, __: ExportWish, progress: Progress
) -> None:
    from rehabdesk.services.csv_tables.exporting import export_csv

    export_csv(diary, target, tr, progress)


def _fhir(
    diary: Diary, target: Path, clock: Clock, tr: Translator, wish: ExportWish, progress: Progress
) -> None:
    from rehabdesk.services.fhir.desk import FhirOptions
    from rehabdesk.services.fhir.exporting import export_fhir

    options = FhirOptions(wish.name, wish.born, wish.snomed, wish.notes)
    export_fhir(diary, target, clock, tr, options, progress)


def _report(
    diary: Diary, target: Path, clock: Clock, tr: Translator, _: ExportWish, progress: Progress
) -> None:
    from rehabdesk.services.reporting.options import ReportOptions
    from rehabdesk.services.reporting.report import make_report, save_report

    report = make_report(diary, clock, tr, ReportOptions(), progress)
    stop_if_cancelled(progress)
    save_report(report, tr, target)


def _chart(
    diary: Diary, target: Path, clock: Clock, tr: Translator, _: ExportWish, progress: Progress
) -> None:
    from rehabdesk.services.chart_export import export_chart, pain_chart

    chart = pain_chart(diary, clock, tr)
    export_chart(chart, target, as_png=target.suffix.lower() == ".png", progress=progress)


def _calendar(
    diary: Diary, target: Path, clock: Clock, tr: Translator, _: ExportWish, progress: Progress
) -> None:
    from rehabdesk.services.calendar_export import export_calendar

    export_calendar(diary, clock, tr, target)
    progress.report(1, 1)


_Writer = Callable[["Diary", Path, Clock, Translator, ExportWish, Progress], None]
_WRITERS: Mapping[ExportKind, _Writer] = MappingProxyType(
    {
        ExportKind.JSON: _json,
        ExportKind.TABLES: _tables,
        ExportKind.FHIR: _fhir,
        ExportKind.REPORT: _report,
        ExportKind.CHART: _chart,
        ExportKind.CALENDAR: _calendar,
    }
)
