"""Writes the manual page of the command line from the program's own help, so that it is never old.

usage: python packaging/man_page.py [FILE]        to a file, else to the standard output
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rehabdesk import __version__
from rehabdesk.cli.arguments import CommandParser
from rehabdesk.cli.main import COMMANDS, command_parser, window_parser
from rehabdesk.services.language import translator_for

_COMMON = frozenset({"--help", "--diary", "--demo", "--now", "--language"})


def man_page(day: dt.date) -> str:
    """Return the manual page in the language of man pages.

    Args:
        day: The day of this version.
    """
    tr, out = translator_for("en_GB"), io.StringIO()
    general = window_parser(tr, out)
    lines = [
        f'.TH REHABDESK 1 "{day.isoformat()}" "RehabDesk {__version__}" "User Commands"',
        ".SH NAME",
        r"rehabdesk \- a private diary for knee pain and the hips behind it",
        ".SH SYNOPSIS",
        *_usage(general),
        *(
            line
            for name in COMMANDS
            for line in (".br", rf".B rehabdesk {_safe(name)}", r"[\fIoption\fR ...]")
        ),
        ".SH DESCRIPTION",
        "Without a command the window opens, with the diary that is named, else with the",
        "one used last. With a command it does one thing with a diary and ends; no window",
        "is needed.",
        "Nothing is ever sent anywhere.",
        ".SH OPTIONS",
        *_options(general, frozenset()),
        ".SH COMMANDS",
        "Each command also has the options",
        r"\fB\-\-diary\fR, \fB\-\-demo\fR, \fB\-\-now\fR and \fB\-\-language\fR of above.",
    ]
    for name, entry in COMMANDS.items():
        parser = command_parser(name, entry.load(), tr, out)
        lines += [f".SS {_safe(name)}", _safe(parser.description or ""), *_options(parser, _COMMON)]
    lines += [
        ".SH EXIT STATUS",
        "0 if all went well, 1 if something could not be done, 2 if the arguments are wrong.",
        ".SH FILES",
        ".TP",
        r".I ~/.local/share/rehabdesk/diary.rehab",
        "the diary when none is named; its backups lie in a folder beside it",
        ".TP",
        r".I ~/.config/rehabdesk/settings.ini",
        "choices about this computer",
    ]
    return "\n".join(lines) + "\n"


def _usage(parser: CommandParser) -> Iterator[str]:
    options = " ".join(
        f"[{_named(action)}]"
        for action in parser.arguments
        if "--help" not in action.option_strings
    )
    yield ".B rehabdesk"
    yield options


def _options(parser: CommandParser, without: frozenset[str]) -> Iterator[str]:
    for action in parser.arguments:
        if without.isdisjoint(action.option_strings):
            yield ".TP"
            yield _named(action)
            yield _safe(action.help or "")


def _named(action: argparse.Action) -> str:
    """Return an option or argument as it is written, with what it takes."""
    names = ", ".join(rf"\fB{_safe(name)}\fR" for name in action.option_strings)
    value = "" if action.nargs == 0 else rf"\fI{_safe(str(action.metavar or action.dest))}\fR"
    return " ".join(part for part in (names, value) if part)


def _safe(text: str) -> str:
    """Return text that is no command of the page's language."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("\n", " ")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


def day_of_build() -> dt.date:
    """Return the day builds are dated with: SOURCE_DATE_EPOCH where it is set, else today."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.now(tz=dt.UTC)
    return (dt.datetime.fromtimestamp(int(given), tz=dt.UTC) if given else now).date()


def main(arguments: Sequence[str]) -> int:
    """Write the page."""
    page = man_page(day_of_build())
    if arguments:
        Path(arguments[0]).write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
