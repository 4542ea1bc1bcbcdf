"""`rehabdesk check D`: whether a diary is in order."""

from __future__ import annotations

import argparse
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.diaries import check_diary


class CheckCommand:
    """Reads a whole diary and says what is wrong with it."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            metavar="D",
            help=tr("command line", "the diary to check"),
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Check it; the exit code is 1 if something is wrong."""
        if arguments.file is not None and context.common.diary is not None:
            raise UsageError(message("command line", "Name one diary, not two."))
        path = arguments.file or context.diary_path
        problems = check_diary(path)
        for problem in problems:
            context.note(context.tr.say(problem))
        if problems:
            return 1
        context.say(context.tr("command line", "The diary “{name}” is in order.", name=str(path)))
        return 0
