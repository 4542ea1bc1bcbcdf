"""`rehabdesk summary`: the diary in numbers."""

from __future__ import annotations

import argparse
import datetime as dt
import json

from rehabdesk.cli.arguments import CommandParser
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.names import KIND_NAMES, full_name
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.summary import RegionSummary, Summary, summary


class SummaryCommand:
    """Says what is in the diary."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--json", action="store_true", help=tr("command line", "answer in JSON")
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Say it."""
        with context.reading() as diary:
            found = summary(diary)
        if arguments.json:
            context.say(json.dumps(found, indent=2, ensure_ascii=False))
            return 0
        for line in _lines(context.tr, found):
            context.say(line)
        return 0


def _lines(tr: Translator, found: Summary) -> list[str]:
    if found["first"] is None or found["last"] is None:
        return [tr("command line", "The diary is empty.")]
    first = tr.n(
        "command line",
        "{count} day with entries, {first} to {last}.",
        "{count} days with entries, {first} to {last}.",
        found["days"],
        first=dt.date.fromisoformat(found["first"]),
        last=dt.date.fromisoformat(found["last"]),
    )
    return [first, *(_region_line(tr, region) for region in found["regions"])]


def _region_line(tr: Translator, region: RegionSummary) -> str:
    where = SidedRegion(region["region"], Side(region["side"]))
    catalogue = load_regions()
    known = where.region in catalogue
    name = full_name(tr, catalogue[where.region], where) if known else str(where)
    kind = tr.say(KIND_NAMES[PainKind(region["value_kind"])])
    if region["mean"] is None:
        return tr("command line", "{region}: no ratings of “{kind}”.", region=name, kind=kind)
    return tr.n(
        "command line",
        "{region}: {count} rating of “{kind}”, {mean}.",
        "{region}: {count} ratings of “{kind}”, on average {mean}.",
        region["entries"],
        region=name,
        kind=kind,
        mean=tr.number(region["mean"], 1),
    )
