"""`rehabdesk export --format json|ics --out F`: the whole diary, or its plan as a calendar."""

from __future__ import annotations

import argparse
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.interchange.exporting import export_json
from rehabdesk.store.diary import Diary

FORMATS = ("json", "ics")


class ExportCommand:
    """Writes the whole diary in a format other programs can read."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--format",
            metavar="|".join(FORMATS),
            default="json",
            help=tr("command line", "json: the whole diary; ics: the plan for a calendar"),
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
            if arguments.format == "ics":
                _export_calendar(diary, arguments.out, context)
                written = message(
                    "command line", "The plan is in “{name}”.", name=str(arguments.out)
                )
            else:
                export_json(diary, arguments.out)
                written = message(
                    "command line", "The diary is in “{name}”.", name=str(arguments.out)
                )
        context.note(context.tr.say(written))
        return 0


def _export_calendar(diary: Diary, target: Path, context: CommandContext) -> None:
    # Deferred: no other format needs the calendar library.
    from rehabdesk.services.calendar_export import export_calendar  # noqa: PLC0415

    export_calendar(diary, context.common.clock, context.tr, target)
