"""`rehabdesk adherence`: how much of the routine was done in the last four weeks."""

from __future__ import annotations

import argparse
import json

from rehabdesk.cli.arguments import CommandParser
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.plan import ExerciseSide
from rehabdesk.domain.text import Translator
from rehabdesk.services.adherence import RoutineAdherence, adherence, adherence_answer
from rehabdesk.services.library import load_library
from rehabdesk.services.plan_texts import SIDE_TEXTS


class AdherenceCommand:
    """Says how much of the routine was done."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "--json", action="store_true", help=tr("command line", "answer in JSON")
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Say it."""
        with context.reading() as diary:
            found = adherence(diary, context.common.clock)
        if arguments.json:
            answer = adherence_answer(found)
            context.say(json.dumps(answer, indent=2, ensure_ascii=False))
            return 0
        tr = context.tr
        context.say(tr("adherence", "{first} to {last}:", first=found.first, last=found.last))
        if not found.sides:
            context.say(tr("adherence", "Nothing was prescribed in these days."))
        for one in found.sides:
            context.say(_line(tr, one))
        return 0


def _line(tr: Translator, one: RoutineAdherence) -> str:
    routines = load_library().routines
    name = tr.say(routines[one.routine]) if one.routine in routines else one.routine
    side = tr.say(SIDE_TEXTS[one.side or ExerciseSide.NONE])
    if one.ratio is None:
        return tr("adherence", "{routine}, {side}: nothing was due.", routine=name, side=side)
    return tr(
        "adherence",
        "{routine}, {side}: {percent} % – {performed} of {prescribed} sets; days done {done},"
        " part done {partial}, skipped {skipped}, without a session {unlogged}.",
        routine=name,
        side=side,
        percent=tr.number(100 * one.ratio, 0),
        performed=tr.number(one.performed, 1),
        prescribed=tr.number(one.prescribed, 0),
        done=one.done,
        partial=one.partial,
        skipped=one.skipped,
        unlogged=one.unlogged,
    )
