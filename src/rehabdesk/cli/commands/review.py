"""`rehabdesk review --diary COPY --out R.rehabplan`: comments and a changed plan to send back."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import ReadingClock
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.plan_files import read_plan_file
from rehabdesk.services.reviews import ReviewDraft, exercises_of, new_review, write_review
from rehabdesk.store.diary import Diary


class ReviewCommand:
    """Writes what somebody who looked at a shared copy sends back."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--out", type=Path, metavar="R", help=tr("command line", "the review to write")
        )
        parser.add_argument(
            "--comment",
            metavar="WHAT=TEXT",
            action="append",
            default=[],
            help=tr(
                "command line",
                "a comment on a day (2026-03-01=…), an exercise (clamshell=…) or on all of it (=…)",
            ),
        )
        parser.add_argument(
            "--plan",
            type=Path,
            metavar="P",
            help=tr("command line", "a plan file that is to become the plan"),
        )
        parser.add_argument(
            "--author", metavar="N", default="", help=tr("command line", "who writes it")
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Write it."""
        if arguments.out is None:
            raise UsageError(message("command line", "Say where to write with --out R.rehabplan."))
        with context.reading() as diary:
            draft = dataclasses.replace(new_review(diary), author=arguments.author.strip())
            for text in arguments.comment:
                draft = _with_comment(draft, text, diary, context)
            own = diary.plans.own_exercises()
            if arguments.plan is not None:
                file = read_plan_file(arguments.plan, context.tr)
                draft = dataclasses.replace(draft, plan=file.draft)
                known = {one.id for one in own}
                own += [one for one in file.own_exercises if one.id not in known]
        write_review(draft, own, arguments.out)
        context.note(
            context.tr("command line", "The review is in “{name}”.", name=str(arguments.out))
        )
        return 0


def _with_comment(
    draft: ReviewDraft, argument: str, diary: Diary, context: CommandContext
) -> ReviewDraft:
    what, _, text = argument.partition("=")
    clock = context.common.clock
    if isinstance(clock, ReadingClock):
        clock = clock.present
    if not what:
        return draft.with_comment(clock, text)
    try:
        return draft.with_comment(clock, text, day=dt.date.fromisoformat(what))
    except ValueError:
        pass
    if what not in exercises_of(diary):
        raise InputError(
            message(
                "review error",
                "“{name}” is neither a day nor an exercise of the plan.",
                name=what,
            )
        )
    return draft.with_comment(clock, text, exercise=what)
