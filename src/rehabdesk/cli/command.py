"""What every command is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from rehabdesk.cli.arguments import CommandParser, Common
from rehabdesk.domain.moments import ReadingClock
from rehabdesk.domain.text import Translator

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What a command works with.

    Attributes:
        common: The options every command has.
        tr: Says sentences.
        out: Where answers go.
        err: Where errors and notices go.
    """

    common: Common
    tr: Translator
    out: TextIO
    err: TextIO

    def say(self, text: str) -> None:
        """Write a line of the answer."""
        self.out.write(text + "\n")

    def note(self, text: str) -> None:
        """Write a line that is not part of the answer."""
        self.err.write(text + "\n")

    @property
    def diary_path(self) -> Path:
        """The diary that was named, else the default one."""
        # Deferred: the store is not needed for every command line.
        from rehabdesk.services.diaries import default_diary_path  # noqa: PLC0415

        return self.common.diary or default_diary_path()

    @contextmanager
    def reading(self) -> Iterator[Diary]:
        """Open the named diary (or a demo) read-only for the time of a `with`.

        A shared copy is read at its own time: the days after it are not in it.

        Raises:
            DiaryError: It cannot be opened.
        """
        from rehabdesk.services.demo import throw_away  # noqa: PLC0415 - as above
        from rehabdesk.services.diaries import open_diary  # noqa: PLC0415 - as above

        if self.common.demo:
            with throw_away(self.common.clock, self.tr) as diary:
                yield diary
            return
        clock = self.common.clock
        opened = open_diary(self.diary_path, clock, read_only=True)
        with opened.diary as diary:
            if diary.shared is not None and isinstance(clock, ReadingClock):
                clock.show_at(diary.shared.shown_at)
            yield diary


class Command(Protocol):
    """One command of the command line."""

    def add_arguments(self, parser: CommandParser, tr: Translator) -> None:
        """Tell the parser the arguments, with help texts said by `tr`."""

    def run(self, arguments: argparse.Namespace, context: CommandContext) -> int:
        """Do it and return the exit code.

        Raises:
            KnownError: It could not be done.
            UsageError: The arguments are wrong.
        """
