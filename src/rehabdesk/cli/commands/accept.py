"""`rehabdesk accept R.rehabplan --diary D`: what somebody sent back is shown, then taken."""

from __future__ import annotations

import argparse
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.cli.commands.share import day_of
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.diaries import close_diary, open_diary
from rehabdesk.services.plan_files import read_plan_file
from rehabdesk.services.review_texts import preview_words
from rehabdesk.services.reviews import preview_review, take_review


class AcceptCommand:
    """Shows what a review changes and takes it into the diary."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="R", help=tr("command line", "the review to take")
        )
        parser.add_argument(
            "--from",
            dest="first",
            metavar="DAY",
            help=tr("command line", "the day its plan begins; today if left out"),
        )
        parser.add_argument(
            "--comments-only",
            action="store_true",
            help=tr("command line", "leave the plan as it is"),
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help=tr("command line", "say what would change and change nothing"),
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Show it, and take it."""
        if arguments.file is None:
            raise UsageError(message("command line", "Say which review to take."))
        if context.common.demo:
            raise UsageError(message("command line", "The demo takes no review."))
        tr, clock = context.tr, context.common.clock
        file = read_plan_file(arguments.file, tr)
        day = day_of(arguments.first) or diary_day(clock.now())
        opened = open_diary(context.diary_path, clock, read_only=arguments.dry_run)
        try:
            preview = preview_review(opened.diary, file, tr, day)
            for line in preview_words(preview, file.draft.author, opened.diary, tr):
                context.say(line)
            if not arguments.dry_run:
                from_day = None if arguments.comments_only else day
                take_review(opened.diary, clock, file, tr, from_day)
        finally:
            close_diary(opened.diary)
        if not arguments.dry_run:
            context.note(tr("command line", "The review was taken."))
        return 0
