"""`rehabdesk export --format … --out F`: the diary, or a part of it, for other programs."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.cli.progress import progress_on
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class _Format:
    """A format that can be written.

    Attributes:
        write: Writes it to the file of the arguments.
        written: Says where it is.
    """

    write: Callable[[Diary, argparse.Namespace, CommandContext], None]
    written: str


class ExportCommand:
    """Writes the whole diary in a format other programs can read."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--format",
            metavar="|".join(FORMATS),
            default="json",
            help=tr(
                "command line",
                "json: the whole diary; csv: tables in a folder or a .zip file; fhir: a FHIR R4"
                " bundle; html: the report; png, svg: the pain chart; ics: the plan for a calendar",
            ),
        )
        parser.add_argument(
            "--out", type=Path, metavar="F", help=tr("command line", "the file to write")
        )
        parser.add_argument(
            "--region",
            metavar="REGION:SIDE",
            action="append",
            default=[],
            help=tr("command line", "png, svg: a region to draw, such as knee_front:right"),
        )
        parser.add_argument(
            "--name", metavar="N", default="", help=tr("command line", "fhir: a name to put in it")
        )
        parser.add_argument(
            "--born", metavar="DAY", help=tr("command line", "fhir: a day of birth to put in it")
        )
        parser.add_argument(
            "--snomed",
            action="store_true",
            help=tr("command line", "fhir: with codes of SNOMED CT, where you may use them"),
        )
        parser.add_argument(
            "--no-notes",
            action="store_true",
            help=tr("command line", "fhir: without what you wrote in your own words"),
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Write it."""
        if arguments.format not in FORMATS:
            raise UsageError(
                message(
                    "command line",
                    "There is no format “{name}”; there are: {formats}.",
                    name=arguments.format,
                    formats=", ".join(FORMATS),
                )
            )
        out: Path | None = arguments.out
        if out is None:
            raise UsageError(message("command line", "Say where to write with --out F."))
        chosen = FORMATS[arguments.format]
        with context.reading() as diary:
            if out.exists() and out.samefile(diary.path):
                raise InputError(
                    message("export error", "The diary itself cannot be the file to write.")
                )
            chosen.write(diary, arguments, context)
        context.note(context.tr.say(_where(chosen.written, out)))
        return 0


def _where(written: str, out: Path) -> Message:
    sentences = {
        "diary": message("command line", "The diary is in “{name}”.", name=str(out)),
        "plan": message("command line", "The plan is in “{name}”.", name=str(out)),
        "chart": message("command line", "The chart is in “{name}”.", name=str(out)),
        "report": message("command line", "The report is in “{name}”.", name=str(out)),
    }
    return sentences[written]


# ruff: noqa: PLC0415 - each format brings libraries that no other needs.
def _json(diary: Diary, arguments: argparse.Namespace, context: CommandContext) -> None:
    from rehabdesk.services.interchange.exporting import export_json

    export_json(diary, arguments.out, progress_on(context.err))


def _csv(diary: Diary, arguments: argparse.Namespace, context: CommandContext) -> None:
    from rehabdesk.services.csv_tables.exporting import export_csv

    export_csv(diary, arguments.out, context.tr, progress_on(context.err))


def _fhir(diary: Diary, arguments: argparse.Namespace, context: CommandContext) -> None:
    from rehabdesk.services.fhir.desk import FhirOptions
    from rehabdesk.services.fhir.exporting import export_fhir

    options = FhirOptions(
        arguments.name, _born(arguments.born), arguments.snomed, not arguments.no_notes
    )
    progress = progress_on(context.err)
    export_fhir(diary, arguments.out, context.common.clock, context.tr, options, progress)


def _born(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            message("command line", "--born needs a day such as 1970-05-31, not “{day}”.", day=text)
        ) from None


def _html(diary: Diary, arguments: argparse.Namespace, context: CommandContext) -> None:
    from rehabdesk.reports.report_html import report_html
    from rehabdesk.services.reporting.options import ReportOptions
    from rehabdesk.services.reporting.report import make_report
    from rehabdesk.services.writing import write_whole

    report = make_report(diary, context.common.clock, context.tr, ReportOptions())
    write_whole(arguments.out, report_html(report, context.tr).encode())


def _picture(diary: Diary, arguments: argparse.Namespace, context: CommandContext) -> None:
    from rehabdesk.services.catalogue import load_regions
    from rehabdesk.services.chart_export import export_chart, pain_chart

    try:
        where = [load_regions().parse(one) for one in arguments.region]
    except InputError as error:
        raise UsageError(error.message) from None
    chart = pain_chart(diary, context.common.clock, context.tr, where)
    export_chart(chart, arguments.out, as_png=arguments.format == "png")


def _calendar(diary: Diary, arguments: argparse.Namespace, context: CommandContext) -> None:
    from rehabdesk.services.calendar_export import export_calendar

    export_calendar(diary, context.common.clock, context.tr, arguments.out)


FORMATS: Mapping[str, _Format] = MappingProxyType(
    {
        "json": _Format(_json, "diary"),
        "csv": _Format(_csv, "diary"),
        "fhir": _Format(_fhir, "diary"),
        "html": _Format(_html, "report"),
        "png": _Format(_picture, "chart"),
        "svg": _Format(_picture, "chart"),
        "ics": _Format(_calendar, "plan"),
    }
)
