"""`rehabdesk merge OTHER.rehab --diary D`: what another copy has is put into the diary."""

from __future__ import annotations

import argparse
from pathlib import Path

from rehabdesk.cli.arguments import CommandParser, UsageError
from rehabdesk.cli.command import CommandContext
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.diaries import close_diary, open_diary
from rehabdesk.services.library import library_index
from rehabdesk.services.merging.merging import MergePreview, merge_diary, preview_merge
from rehabdesk.services.merging.rows import Keep
from rehabdesk.services.merging.texts import MergeWords
from rehabdesk.store.diary import Diary

_NEWEST = "newest"
_KEEP = (_NEWEST, *(one.value for one in Keep))


class MergeCommand:
    """Merges another copy of a diary into it."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments."""
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="OTHER", help=tr("command line", "the other copy")
        )
        parser.add_argument(
            "--keep",
            metavar="|".join(_KEEP),
            default=_NEWEST,
            help=tr("command line", "which of two versions is kept where both were changed"),
        )
        parser.add_argument(
            "--same-person",
            action="store_true",
            help=tr("command line", "merge although it is not a copy of the same diary"),
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help=tr("command line", "say what would be merged and change nothing"),
        )

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Merge it."""
        other: Path | None = arguments.file
        if other is None:
            raise UsageError(message("command line", "Say which copy to merge."))
        if context.common.demo:
            raise UsageError(message("command line", "Nothing can be merged into the demo."))
        if arguments.keep not in _KEEP:
            raise UsageError(message("command line", "--keep is newest, ours or theirs."))
        tr, clock = context.tr, context.common.clock
        opened = open_diary(context.diary_path, clock, read_only=arguments.dry_run)
        try:
            preview = preview_merge(opened.diary, other, clock)
            _tell(preview, opened.diary, context)
            if not arguments.dry_run:
                choices = _choices(preview, arguments.keep)
                result = merge_diary(
                    opened.diary, other, clock, choices, same_person=arguments.same_person
                )
        finally:
            close_diary(opened.diary)
        if not arguments.dry_run:
            context.note(tr("command line", "“{name}” was merged.", name=other.name))
            if result.backup is not None:
                kept = tr(
                    "command line", "What it was before is in “{name}”.", name=str(result.backup)
                )
                context.note(kept)
        return 0


def _tell(preview: MergePreview, diary: Diary, context: CommandContext) -> None:
    words = MergeWords(context.tr, load_regions(), library_index(diary, context.tr))
    for line in words.counts(preview):
        context.say(line)
    for conflict in preview.conflicts:
        for line in words.conflict_lines(conflict):
            context.say(line)


def _choices(preview: MergePreview, keep: str) -> dict[str, Keep]:
    if keep == _NEWEST:
        return {}
    return {one.key: Keep(keep) for one in preview.conflicts}
