"""`rehabdesk report --out R.pdf`: the report for a physio, as PDF or HTML."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.cli.commands.plan import paper_of
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.text import Translator, message
from rehabdesk.reports.home_plan import PAPERS
from rehabdesk.services.language import translator_for
from rehabdesk.services.reporting.compare import latest_change
from rehabdesk.services.reporting.options import (
    ALL_SECTIONS,
    NotesShown,
    ReportOptions,
    SectionName,
    Span,
)
from rehabdesk.services.reporting.report import make_report, save_report

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_ENDINGS = (".pdf", ".html", ".htm")
_PLAN = "plan"


class ReportCommand:
    """Writes the report."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""

        def add(name: str, metavar: str, words: str, default: str = "") -> None:
            parser.add_argument(name, metavar=metavar, help=words, default=default)

        parser.add_argument(
            "--out", type=Path, metavar="R",
            help=tr("command line", "the file to write: .pdf or .html"),
        )  # fmt: skip
        add("--from", "DAY", tr("command line", "the first day (2026-06-01)"))
        add("--to", "DAY", tr("command line", "the last day"))
        add(
            "--sections", "A,B",
            tr("command line", "what follows page one: {names}, all or none",
               names=", ".join(SectionName)),
            "all",
        )  # fmt: skip
        add("--notes", "|".join(NotesShown), tr("command line", "which notes are shared"),
            NotesShown.CHOSEN.value)  # fmt: skip
        add(
            "--compare", "plan|DAY..DAY,DAY..DAY",
            tr("command line", "two periods side by side: around the last plan change, or these"),
        )  # fmt: skip
        add("--paper", "|".join(PAPERS), tr("command line", "the size of the sheets"), "a4")
        add("--lang", "L", tr("command line", "the language of the report, such as de"))
        parser.add_argument(
            "--no-name", action="store_true",
            help=tr("command line", "leave out name and birth date"),
        )  # fmt: skip

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Write it."""
        out = _target(arguments.out)
        tr = translator_for(arguments.lang) if arguments.lang else context.tr
        with context.reading() as diary:
            if out.exists() and out.samefile(diary.path):
                raise InputError(
                    message("export error", "The diary itself cannot be the file to write.")
                )
            options = _options(arguments, diary, diary_day(context.common.clock.now()))
            report = make_report(diary, context.common.clock, tr, options)
        for notice in save_report(report, tr, out):
            context.note(context.tr.say(notice))
        context.note(context.tr("command line", "The report is in “{name}”.", name=str(out)))
        return 0


def _target(out: Path | None) -> Path:
    """Return the file to write.

    Raises:
        UsageError: None is named, or it is neither PDF nor HTML.
    """
    if out is None:
        raise UsageError(message("command line", "Say where to write with --out R.pdf."))
    if out.suffix.lower() not in _ENDINGS:
        raise UsageError(
            message("command line", "A report is written as .pdf or .html, not “{name}”.",
                    name=out.name)
        )  # fmt: skip
    return out


def _options(arguments: argparse.Namespace, diary: Diary, today: dt.date) -> ReportOptions:
    return ReportOptions(
        first=_day(getattr(arguments, "from")),
        last=_day(arguments.to),
        sections=_sections(arguments.sections),
        paper=paper_of(arguments.paper),
        notes=_notes(arguments.notes),
        with_name=not arguments.no_name,
        compare=_compare(arguments.compare, diary, today),
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(
            message("command line", "“{text_given}” is not a day such as 2026-06-01.",
                    text_given=text)
        ) from None  # fmt: skip


def _sections(text: str) -> frozenset[SectionName]:
    if text == "all":
        return ALL_SECTIONS
    names = [name.strip() for name in text.split(",") if name.strip() and text != "none"]
    known = {one.value: one for one in SectionName}
    for name in names:
        if name not in known:
            raise UsageError(
                message("command line", "There is no section “{name}”; there are: {names}.",
                        name=name, names=", ".join(known))
            )  # fmt: skip
    return frozenset(known[name] for name in names)


def _notes(text: str) -> NotesShown:
    known = {one.value: one for one in NotesShown}
    if text not in known:
        raise UsageError(
            message("command line", "Notes can be: {names}, not “{name}”.",
                    name=text, names=", ".join(known))
        )  # fmt: skip
    return known[text]


def _compare(text: str, diary: Diary, today: dt.date) -> tuple[Span, Span] | None:
    if not text:
        return None
    if text == _PLAN:
        found = latest_change(diary, today)
        if found is None:
            raise InputError(
                message("report error", "There is no plan change with a week before and after it.")
            )
        return found
    parts = [part.split("..") for part in text.split(",")]
    if len(parts) != 2 or any(len(part) != 2 for part in parts):
        raise UsageError(
            message("command line", "--compare needs two periods: DAY..DAY,DAY..DAY, or “plan”.")
        )
    return _span(*parts[0]), _span(*parts[1])


def _span(first: str, last: str) -> Span:
    days = _day(first), _day(last)
    if days[0] is None or days[1] is None or days[0] > days[1]:
        raise UsageError(
            message("command line", "“{first}..{last}” is not a period.", first=first, last=last)
        )
    return Span(days[0], days[1])
