"""Reading arguments with argparse, with every sentence translatable."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TextIO

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import Clock, FixedClock, SystemClock
from rehabdesk.domain.text import Message, Translator, message

_WITH_VALUE = ("--diary", "--now", "--language")


class UsageError(KnownError):
    """The arguments are wrong; the command did not begin."""


class HelpShown(Exception):  # noqa: N818 - nothing went wrong
    """The person asked for help and has got it."""


@dataclass(frozen=True, slots=True)
class Common:
    """The options every command has.

    Attributes:
        diary: The diary that was named, if any.
        demo: Use a throw-away demo diary.
        language: The language tag asked for, if any.
        clock: The system's, or one that stands where `--now` says.
    """

    diary: Path | None
    demo: bool
    language: str | None
    clock: Clock


class _Help(argparse.RawDescriptionHelpFormatter):
    """Lays out help; argparse itself says "usage" only in English."""

    def __init__(self, prog: str, tr: Translator) -> None:
        super().__init__(prog, width=min(shutil.get_terminal_size().columns, 100))
        self._usage = tr("command line", "usage:") + " "

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the line that shows how the command is written."""
        super().add_usage(usage, actions, groups, prefix or self._usage)


class CommandParser(argparse.ArgumentParser):
    """A parser that reports errors as `UsageError` and never ends the process.

    Arguments are declared as not required and without choices; whoever reads them checks, because
    argparse cannot say what is missing in another language.
    """

    def __init__(self, prog: str, tr: Translator, out: TextIO, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            formatter_class=lambda prog: _Help(prog, tr),
        )
        self._out = out
        self._positionals.title = tr("command line", "what it works on")
        self._optionals.title = tr("command line", "options")
        self.add_argument(
            "-h", "--help", action="store_true", help=tr("command line", "show this help")
        )

    @property
    def arguments(self) -> tuple[argparse.Action, ...]:
        """What can be written after the program's name, in the order of the help."""
        return tuple(self._actions)

    def read(self, argv: Sequence[str]) -> argparse.Namespace:
        """Return the arguments.

        Raises:
            UsageError: They are wrong.
            HelpShown: Help was asked for and shown.
        """
        try:
            arguments, unknown = self.parse_known_args(argv)
        except argparse.ArgumentError as error:
            raise UsageError(
                message(
                    "command line",
                    "{option} needs a value that fits; see --help.",
                    option=error.argument_name or "",
                )
            ) from None
        if arguments.help:
            self.print_help(self._out)
            raise HelpShown
        if unknown:
            raise UsageError(
                message(
                    "command line",
                    "“{argument}” is not understood; see --help.",
                    argument=unknown[0],
                )
            )
        return arguments

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's signature
        """Refuse the arguments; argparse calls this where it cannot name an argument."""
        raise UsageError(_not_understood())


def _not_understood() -> Message:
    return message("command line", "The arguments are not understood; see --help.")


def add_common(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """Add the options every command has."""
    parser.add_argument(
        "--diary", type=Path, metavar="D", help=tr("command line", "the diary file to use")
    )
    parser.add_argument(
        "--demo", action="store_true", help=tr("command line", "use a throw-away demo diary")
    )
    parser.add_argument(
        "--now",
        metavar="ISO",
        help=tr("command line", "act as if this were the present (2026-06-17T21:30+02:00)"),
    )
    parser.add_argument(
        "--language", metavar="L", help=tr("command line", "the language to speak, such as de")
    )


def read_common(arguments: argparse.Namespace) -> Common:
    """Return the options every command has.

    Raises:
        UsageError: The present is not a moment, or both a diary and the demo are named.
    """
    if arguments.diary is not None and arguments.demo:
        raise UsageError(message("command line", "Name a diary or --demo, not both."))
    return Common(arguments.diary, arguments.demo, arguments.language, _clock(arguments.now))


def _clock(text: str | None) -> Clock:
    if text is None:
        return SystemClock()
    try:
        if len(text) <= len("2026-06-17"):
            # A day alone is meant as that day, not as the night it begins with.
            moment = dt.datetime.combine(dt.date.fromisoformat(text), dt.time(12))
        else:
            moment = dt.datetime.fromisoformat(text)
        return FixedClock(moment if moment.tzinfo else moment.astimezone())
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            message(
                "command line",
                "--now needs a date and time such as 2026-06-17T21:30+02:00, not “{text_given}”.",
                text_given=text,
            )
        ) from None


def command_of(argv: Sequence[str], commands: Container[str]) -> tuple[str | None, list[str]]:
    """Return the command in the arguments, if there is one, and the other arguments.

    The options every command has may stand before or after it.
    """
    skip = False
    for index, argument in enumerate(argv):
        if skip:
            skip = False
        elif argument in _WITH_VALUE:
            skip = True
        elif not argument.startswith("-"):
            if argument in commands:
                return argument, [*argv[:index], *argv[index + 1 :]]
            return None, list(argv)
    return None, list(argv)
