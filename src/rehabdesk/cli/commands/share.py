"""`rehabdesk share --out COPY.rehab`: a copy of the diary for somebody to look at."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.services.sharing_texts import contents_words


class ShareCommand:
    """Writes a copy of a diary for a period, with or without notes and name."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--out", type=Path, metavar="COPY", help=tr("command line", "the copy to write")
        )
        parser.add_argument(
            "--from",
            dest="first",
            metavar="DAY",
            help=tr("command line", "its first day (2026-03-01); the diary's first if left out"),
        )
        parser.add_argument(
            "--to",
            dest="last",
            metavar="DAY",
            help=tr("command line", "its last day; today if left out"),
        )
        parser.add_argument(
            "--no-notes",
            action="store_true",
            help=tr("command line", "leave out notes, reasons and comments"),
        )
        parser.add_argument(
            "--no-name", action="store_true", help=tr("command line", "leave out the name")
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Write it."""
        if arguments.out is None:
            raise UsageError(message("command line", "Say where to write with --out COPY.rehab."))
        wish = ShareWish(
            day_of(arguments.first),
            day_of(arguments.last),
            notes=not arguments.no_notes,
            name=not arguments.no_name,
        )
        with context.reading() as diary:
            stamp = share_copy(diary, context.common.clock, arguments.out, wish)
        for line in contents_words(stamp, context.tr):
            context.note(line)
        context.note(
            context.tr("command line", "The copy is in “{name}”.", name=str(arguments.out))
        )
        return 0


def day_of(text: str | None) -> dt.date | None:
    """Return the day of an argument.

    Raises:
        UsageError: It is no day.
    """
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            message("command line", "“{text_given}” is no day such as 2026-03-01.", text_given=text)
        ) from None
