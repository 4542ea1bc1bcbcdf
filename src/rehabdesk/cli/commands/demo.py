"""`rehabdesk demo --out F`: a believable diary to try things on."""

from __future__ import annotations

import argparse
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.demo import DEMO_DAYS, ENTRIES_A_YEAR, make_demo

_DAYS_A_YEAR = 365.25


class DemoCommand:
    """Makes a diary that nobody kept."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--out", type=Path, metavar="F", help=tr("command line", "the diary to make")
        )
        parser.add_argument(
            "--days", type=int, metavar="N", help=tr("command line", "how many days it has")
        )
        parser.add_argument(
            "--years", type=int, metavar="N", help=tr("command line", "how many years it has")
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Make it."""
        if arguments.out is None:
            raise UsageError(message("command line", "Say where to write with --out F."))
        if arguments.days is not None and arguments.years is not None:
            raise UsageError(message("command line", "Give --days or --years, not both."))
        days = arguments.days
        entries = 0
        if arguments.years is not None:
            days = round(arguments.years * _DAYS_A_YEAR)
            entries = arguments.years * ENTRIES_A_YEAR
        if days is None:
            days = DEMO_DAYS
        make_demo(arguments.out, context.common.clock, context.tr, days=days, entries=entries)
        context.note(
            context.tr("command line", "The demo diary is in “{name}”.", name=str(arguments.out))
        )
        return 0
