"""`rehabdesk export --format json --out F`: the whole diary as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.interchange.exporting import export_json

FORMATS = ("json",)


class ExportCommand:
    """Writes the whole diary in a format other programs can read."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--format",
            metavar="|".join(FORMATS),
            default="json",
            help=tr("command line", "the format of the file; json is complete"),
        )
        parser.add_argument(
            "--out", type=Path, metavar="F", help=tr("command line", "the file to write")
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
        if arguments.out is None:
            raise UsageError(message("command line", "Say where to write with --out F."))
        with context.reading() as diary:
            export_json(diary, arguments.out)
        context.note(
            context.tr("command line", "The diary is in “{name}”.", name=str(arguments.out))
        )
        return 0
