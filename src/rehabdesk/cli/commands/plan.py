"""`rehabdesk plan --out P.pdf`: the home plan on paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Translator, message
from rehabdesk.reports.home_plan import PAPERS, Paper
from rehabdesk.services.home_plan import home_plan, save_home_plan
from rehabdesk.services.language import translator_for


class PlanCommand:
    """Writes the plan in force as a PDF file to print."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--out", type=Path, metavar="P", help=tr("command line", "the PDF file to write")
        )
        parser.add_argument(
            "--paper",
            metavar="|".join(PAPERS),
            default="a4",
            help=tr("command line", "the size of the sheets"),
        )
        parser.add_argument(
            "--lang", metavar="L", help=tr("command line", "the language of the paper, such as de")
        )
        parser.add_argument(
            "--name", metavar="N", default="", help=tr("command line", "a name to print on it")
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Write it."""
        paper = paper_of(arguments.paper)
        if arguments.out is None:
            raise UsageError(message("command line", "Say where to write with --out P.pdf."))
        out: Path = arguments.out
        tr = translator_for(arguments.lang) if arguments.lang else context.tr
        with context.reading() as diary:
            if out.exists() and out.samefile(diary.path):
                raise InputError(
                    message("export error", "The diary itself cannot be the file to write.")
                )
            plan = home_plan(diary, context.common.clock, tr, paper=paper, name=arguments.name)
        for notice in save_home_plan(plan, tr, out):
            context.note(context.tr.say(notice))
        context.note(context.tr("command line", "The home plan is in “{name}”.", name=str(out)))
        return 0


def paper_of(name: str) -> Paper:
    """Return the paper of a name.

    Raises:
        UsageError: There is no such paper.
    """
    for paper in PAPERS:
        if paper == name.lower():
            return paper
    raise UsageError(
        message(
            "command line",
            "There is no paper “{name}”; there are: {papers}.",
            name=name,
            papers=", ".join(PAPERS),
        )
    )
