"""`rehabdesk link`, `trend` and `change`: what the Trends page answers about one region."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from typing import TYPE_CHECKING

from rehabdesk.analysis.certainty import exploratory_note
from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.answers.answers import change_answer, link_answer, trend_answer
from rehabdesk.services.answers.as_json import AnswerRow, change_row, link_row, trend_row
from rehabdesk.services.answers.material import Material, Period, read_material
from rehabdesk.services.answers.routine import find_routine
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.doses import read_book

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class AnswerCommand:
    """What the three commands share: a region, a routine, a period; text or JSON."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--region",
            metavar="R",
            help=tr("command line", "the region with its side, such as knee_front:right"),
        )
        parser.add_argument(
            "--routine",
            metavar="NAME",
            help=tr("command line", "the routine to look at; hip strengthening by default"),
        )
        parser.add_argument(
            "--from",
            dest="first",
            metavar="DAY",
            help=tr("command line", "first day (2026-06-17); the answer is then exploratory"),
        )
        parser.add_argument(
            "--to",
            dest="last",
            metavar="DAY",
            help=tr("command line", "last day; the answer is then exploratory"),
        )
        parser.add_argument(
            "--json", action="store_true", help=tr("command line", "answer in JSON")
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Answer; a refusal is an answer too."""
        where = _region(arguments.region)
        period = _period(arguments.first, arguments.last)
        with context.reading() as diary:
            material = _material(diary, arguments.routine, period, context)
        row = self.answer(material, where, context.tr)
        if arguments.json:
            context.say(json.dumps(row, indent=2, ensure_ascii=False))
            return 0
        context.say(row["text_patient"])
        if row["text_physio"] != row["text_patient"]:
            context.say(
                context.tr("command line", "For the physio: {text}", text=row["text_physio"])
            )
        if row["exploratory"]:
            context.say(context.tr.say(exploratory_note()))
        return 0

    def answer(self, material: Material, where: SidedRegion, tr: Translator) -> AnswerRow:
        """Return the answer as JSON holds it."""
        raise NotImplementedError


class LinkCommand(AnswerCommand):
    """Does keeping up the routine go with less pain?"""

    def answer(self, material: Material, where: SidedRegion, tr: Translator) -> AnswerRow:
        """Return the link."""
        return link_row(link_answer(material, where), tr)


class TrendCommand(AnswerCommand):
    """Where is pain going?"""

    def answer(self, material: Material, where: SidedRegion, tr: Translator) -> AnswerRow:
        """Return the trend."""
        return trend_row(trend_answer(material, where), tr)


class ChangeCommand(AnswerCommand):
    """Is it less than at the start?"""

    def answer(self, material: Material, where: SidedRegion, tr: Translator) -> AnswerRow:
        """Return the change."""
        return change_row(change_answer(material, where), tr)


def _region(text: str | None) -> SidedRegion:
    if text is None:
        raise UsageError(message("command line", "Say which region with --region R."))
    try:
        return load_regions().parse(text)
    except InputError as error:
        raise UsageError(error.message) from None


def _period(first: str | None, last: str | None) -> Period | None:
    if first is None and last is None:
        return None
    days = Period(_day("--from", first), _day("--to", last))
    if days.first is not None and days.last is not None and days.first > days.last:
        raise UsageError(message("command line", "--from has to be before --to."))
    return days


def _day(option: str, text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            message(
                "command line",
                "{option} needs a day such as 2026-06-17, not “{text_given}”.",
                option=option,
                text_given=text,
            )
        ) from None


def _material(
    diary: Diary, routine: str | None, period: Period | None, context: CommandContext
) -> Material:
    book = read_book(diary)
    try:
        found = None if routine is None else find_routine(book, routine, context.tr)
    except InputError as error:
        raise UsageError(error.message) from None
    clock, regions = context.common.clock, load_regions()
    return read_material(diary, clock, regions, routine=found, period=period, book=book)
