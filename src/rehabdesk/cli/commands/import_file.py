"""`rehabdesk import FILE`: a table, a habit app's file, or a diary in JSON or as tables."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.cli.progress import progress_on
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.importing.adding import add_import
from rehabdesk.services.importing.batch import ImportPreview
from rehabdesk.services.importing.dates import DateOrder
from rehabdesk.services.importing.into_file import change_diary
from rehabdesk.services.importing.mapping import ImportMapping, PainColumn, RoutineColumn
from rehabdesk.services.importing.recognise import ImportSource, open_source
from rehabdesk.services.importing.table_preview import preview_table
from rehabdesk.services.interchange.importing import DiaryFile, add_diary_file

_FREQUENCY = re.compile(r"(\d{1,3})(?:/week)?", re.ASCII)


class ImportCommand:
    """Brings a file into a diary, wholly or not at all."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help=tr("command line", "what to import")
        )
        parser.add_argument(
            "--date", metavar="COLUMN", help=tr("command line", "the column with the day")
        )
        parser.add_argument(
            "--pain",
            metavar="COLUMN=REGION:SIDE[:KIND]",
            action="append",
            default=[],
            help=tr(
                "command line",
                "a column with pain from 0 to 10, such as knee=knee_front:right;"
                " KIND is now, worst or average (the default)",
            ),
        )
        parser.add_argument(
            "--routine",
            metavar="COLUMN:N/week",
            action="append",
            default=[],
            help=tr("command line", "a column that says when a routine was done"),
        )
        parser.add_argument(
            "--date-order",
            metavar="dmy|mdy|ymd",
            help=tr("command line", "the order of day and month, where the dates do not show it"),
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help=tr("command line", "say what would be imported and change nothing"),
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Import it."""
        if arguments.file is None:
            raise UsageError(message("command line", "Say which file to import."))
        if context.common.demo:
            raise UsageError(message("command line", "Nothing can be imported into the demo."))
        today = context.common.clock.now().date()
        source = open_source(arguments.file, today)
        file = source.diary(load_regions(), today)
        if file is not None:
            return _import_diary(file, arguments, context)
        preview = _preview(source, arguments, context)
        for notice in preview.notices:
            context.note(context.tr.say(notice))
        return _import_preview(preview, arguments, context)


def _preview(
    source: ImportSource, arguments: argparse.Namespace, context: CommandContext
) -> ImportPreview:
    if source.habits is not None:
        return source.habits
    if source.table is None:
        raise TypeError("a table source has a table")
    mapping = read_mapping(arguments.date, arguments.pain, arguments.routine, arguments.date_order)
    return preview_table(source.table, mapping, context.common.clock)


def read_mapping(
    date: str | None, pain: Sequence[str], routines: Sequence[str], order: str | None
) -> ImportMapping:
    """Return the mapping that arguments say.

    Raises:
        UsageError: They say none.
    """
    if date is None:
        raise UsageError(message("command line", "Say which column has the day: --date COLUMN."))
    orders = {one.value: one for one in DateOrder}
    if order is not None and order not in orders:
        raise UsageError(message("command line", "--date-order is dmy, mdy or ymd."))
    mapping = ImportMapping(
        date,
        tuple(_pain_column(text) for text in pain),
        tuple(_routine_column(text) for text in routines),
        None if order is None else orders[order],
    )
    try:
        mapping.check()
    except InputError as error:
        raise UsageError(error.message) from None
    return mapping


def _pain_column(text: str) -> PainColumn:
    column, equals, target = text.rpartition("=")
    if not equals or not column:
        raise UsageError(
            message(
                "command line",
                "--pain needs COLUMN=REGION:SIDE, such as knee=knee_front:right, not “{given}”.",
                given=text[:80],
            )
        )
    kinds = {kind.value: kind for kind in PainKind}
    where, _, last = target.rpartition(":")
    kind = PainKind.AVERAGE
    if last in kinds:
        target, kind = where, kinds[last]
    try:
        return PainColumn(column, load_regions().parse(target), kind)
    except InputError as error:
        raise UsageError(error.message) from None


def _routine_column(text: str) -> RoutineColumn:
    column, _, frequency = text.rpartition(":")
    found = _FREQUENCY.fullmatch(frequency)
    if not column or not found:
        raise UsageError(
            message(
                "command line",
                "--routine needs COLUMN:N/week, such as climbing:3/week, not “{given}”.",
                given=text[:80],
            )
        )
    return RoutineColumn(column, int(found[1]))


def _import_preview(
    preview: ImportPreview, arguments: argparse.Namespace, context: CommandContext
) -> int:
    if preview.question is not None:
        context.note(context.tr.say(preview.question))
        raise InputError(_how_to_answer())
    for sentence in preview.rejections(context.tr):
        context.note(sentence)
    preview.check()
    if arguments.dry_run:
        _say_found(preview, context)
        return 0
    progress = progress_on(context.err)
    result = change_diary(
        context.diary_path, context.common.clock, lambda diary: add_import(diary, preview, progress)
    )
    _say_added(context, result.entries, result.sessions, result.already_there)
    return 0


def _how_to_answer() -> Message:
    return message(
        "command line",
        "Nothing was imported. Say it with --date-order dmy (day first) or mdy (month first).",
    )


def _say_found(preview: ImportPreview, context: CommandContext) -> None:
    days = preview.batch.days
    if days is None:
        return
    tr = context.tr
    context.say(
        tr(
            "command line",
            "Would be imported: {entries}, {sessions}; {first} to {last}.",
            entries=_entries(tr, preview.batch.entries),
            sessions=_sessions(tr, preview.batch.sessions),
            first=days[0],
            last=days[1],
        )
    )


def _say_added(context: CommandContext, entries: int, sessions: int, already_there: int) -> None:
    tr = context.tr
    context.say(
        tr(
            "command line",
            "Imported: {entries}, {sessions}.",
            entries=_entries(tr, entries),
            sessions=_sessions(tr, sessions),
        )
    )
    if already_there:
        context.say(
            tr.n(
                "command line",
                "{count} was in the diary already.",
                "{count} were in the diary already.",
                already_there,
            )
        )


def _entries(tr: Translator, count: int) -> str:
    return tr.n("command line", "{count} pain entry", "{count} pain entries", count)


def _sessions(tr: Translator, count: int) -> str:
    return tr.n("command line", "{count} session", "{count} sessions", count)


def _import_diary(file: DiaryFile, arguments: argparse.Namespace, context: CommandContext) -> int:
    tr = context.tr
    if arguments.dry_run:
        context.say(
            tr.n(
                "command line",
                "Would be imported: {count} row of a diary.",
                "Would be imported: {count} rows of a diary.",
                file.rows,
            )
        )
        return 0
    progress = progress_on(context.err)
    result = change_diary(
        context.diary_path,
        context.common.clock,
        lambda diary: add_diary_file(diary, file, progress),
    )
    context.say(
        tr.n(
            "command line",
            "Imported: {count} row of a diary.",
            "Imported: {count} rows of a diary.",
            result.added,
        )
    )
    if result.already_there:
        context.say(
            tr.n(
                "command line",
                "{count} was in the diary already.",
                "{count} were in the diary already.",
                result.already_there,
            )
        )
    if result.later:
        context.note(
            tr.n(
                "command line",
                "{count} of them is newer in the file; the diary was left as it is.",
                "{count} of them are newer in the file; the diary was left as it is.",
                result.later,
            )
        )
    return 0
