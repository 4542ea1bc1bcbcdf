"""What `rehabdesk` on the command line does: open the window, or run one command.

Only argparse is imported here; each command is a module of its own that is imported when it is
called, so that the window does not wait for any of them.

    rehabdesk [--diary D | --demo] [--now ISO] [--language L] [FILE]
    rehabdesk --self-test
    rehabdesk COMMAND …

The exit code is 0 if all went well, 1 if something could not be done, 2 if the arguments are wrong.
"""

from __future__ import annotations

import dataclasses
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from rehabdesk import __version__
from rehabdesk.cli.arguments import (
    CommandParser,
    Common,
    HelpShown,
    UsageError,
    add_common,
    command_of,
    read_common,
)
from rehabdesk.cli.command import Command, CommandContext
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import ReadingClock, SystemClock
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.language import translator_for

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2


def run(
    argv: Sequence[str],
    open_window: Callable[[LaunchOptions], int],
    *,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Run `rehabdesk` with arguments.

    Args:
        argv: The arguments without the program's name.
        open_window: Opens the window and returns the exit code when it is closed.
        out: Where answers go; the standard output by default.
        err: Where errors go; the standard error by default.

    Returns:
        The exit code.
    """
    out = out or _utf8(sys.stdout)
    err = err or _utf8(sys.stderr)
    tr = translator_for(_language_in(argv))
    try:
        name, rest = command_of(argv, COMMANDS)
        if name is None:
            options = _launch_options(rest, tr, out)
            return open_window(options)
        return _run_command(name, rest, tr, out, err)
    except HelpShown:
        return EXIT_OK
    except UsageError as error:
        _say(err, tr, error.message)
        return EXIT_USAGE
    except KnownError as error:
        _say(err, tr, error.message)
        return EXIT_FAILED
    except KeyboardInterrupt:
        _say(err, tr, message("command line", "Stopped. Nothing was changed."))
        return EXIT_FAILED
    except BrokenPipeError:
        # Whoever read the answer has heard enough.
        return EXIT_FAILED


def command_parser(name: str, command: Command, tr: Translator, out: TextIO) -> CommandParser:
    """Return what reads the arguments of a command and writes its help."""
    parser = CommandParser(f"rehabdesk {name}", tr, out, tr.say(COMMANDS[name].summary))
    command.add_arguments(parser, tr)
    add_common(parser, tr)
    return parser


def _run_command(name: str, argv: Sequence[str], tr: Translator, out: TextIO, err: TextIO) -> int:
    command = COMMANDS[name].load()
    arguments = command_parser(name, command, tr, out).read(argv)
    common = read_common(arguments)
    if isinstance(common.clock, SystemClock):
        # A shared copy is read at its own time, unless another is asked for.
        common = dataclasses.replace(common, clock=ReadingClock(common.clock))
    context = CommandContext(common, tr, out, err)
    return command.run(arguments, context)


def window_parser(tr: Translator, out: TextIO) -> CommandParser:
    """Return what reads the arguments the window is opened with and writes the general help."""
    parser = CommandParser("rehabdesk", tr, out, tr("command line", "Open the diary."))
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=tr("command line", "the diary, or the plan file, to open"),
    )
    parser.add_argument(
        "--version", action="store_true", help=tr("command line", "say the version")
    )
    parser.add_argument(
        "--self-test",
        action="store_true",
        help=tr("command line", "see whether the installation is whole; exit code 0 if it is"),
    )
    add_common(parser, tr)
    lines = [f"  {name:<10}{tr.say(entry.summary)}" for name, entry in COMMANDS.items()]
    parser.epilog = "\n".join([tr("command line", "Commands:"), *lines])
    return parser


def _launch_options(argv: Sequence[str], tr: Translator, out: TextIO) -> LaunchOptions:
    arguments = window_parser(tr, out).read(argv)
    if arguments.version:
        out.write(f"RehabDesk {__version__}\n")
        raise HelpShown
    common: Common = read_common(arguments)
    if arguments.file is not None and (common.diary is not None or common.demo):
        raise UsageError(
            message("command line", "Name one diary: FILE, --diary or --demo, not several.")
        )
    if arguments.file is not None and not _is_diary_name(arguments.file):
        raise UsageError(
            message(
                "command line",
                "There is neither a command nor a file “{name}”. See rehabdesk --help.",
                name=str(arguments.file),
            )
        )
    return LaunchOptions(
        arguments.file or common.diary,
        common.demo,
        common.language,
        common.clock,
        arguments.self_test,
    )


def _is_diary_name(file: Path) -> bool:
    """Tell whether a file may be opened, or made if it is not there.

    A mistyped command must not become a diary of that name.
    """
    return file.suffix.lower() == ".rehab" or file.exists()


def _say(err: TextIO, tr: Translator, sentence: Message) -> None:
    err.write(f"rehabdesk: {tr.say(sentence)}\n")


def _language_in(argv: Sequence[str]) -> str:
    """Return the language to say errors in, found before the arguments are read."""
    for index, argument in enumerate(argv):
        if argument == "--language" and index + 1 < len(argv):
            return argv[index + 1]
        if argument.startswith("--language="):
            return argument.partition("=")[2]
    return system_language()


def system_language() -> str:
    """Return the language the system is set to, as far as the environment says."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def _utf8(stream: TextIO | None) -> TextIO:
    """Return a stream that can take every character; Windows pipes cannot by themselves."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


@dataclass(frozen=True, slots=True)
class _Entry:
    summary: Message
    load: Callable[[], Command]


# ruff: noqa: PLC0415 - a command's modules are imported when it is called.
def _import() -> Command:
    from rehabdesk.cli.commands.import_file import ImportCommand

    return ImportCommand()


def _export() -> Command:
    from rehabdesk.cli.commands.export import ExportCommand

    return ExportCommand()


def _summary() -> Command:
    from rehabdesk.cli.commands.summary import SummaryCommand

    return SummaryCommand()


def _adherence() -> Command:
    from rehabdesk.cli.commands.adherence import AdherenceCommand

    return AdherenceCommand()


def _plan() -> Command:
    from rehabdesk.cli.commands.plan import PlanCommand

    return PlanCommand()


def _share() -> Command:
    from rehabdesk.cli.commands.share import ShareCommand

    return ShareCommand()


def _review() -> Command:
    from rehabdesk.cli.commands.review import ReviewCommand

    return ReviewCommand()


def _accept() -> Command:
    from rehabdesk.cli.commands.accept import AcceptCommand

    return AcceptCommand()


def _report() -> Command:
    from rehabdesk.cli.commands.report import ReportCommand

    return ReportCommand()


def _merge() -> Command:
    from rehabdesk.cli.commands.merge import MergeCommand

    return MergeCommand()


def _check() -> Command:
    from rehabdesk.cli.commands.check import CheckCommand

    return CheckCommand()


def _demo() -> Command:
    from rehabdesk.cli.commands.demo import DemoCommand

    return DemoCommand()


def _link() -> Command:
    from rehabdesk.cli.commands.answers import LinkCommand

    return LinkCommand()


def _trend() -> Command:
    from rehabdesk.cli.commands.answers import TrendCommand

    return TrendCommand()


def _change() -> Command:
    from rehabdesk.cli.commands.answers import ChangeCommand

    return ChangeCommand()


#: The commands by name, in the order the help lists them.
COMMANDS: Mapping[str, _Entry] = MappingProxyType(
    {
        "import": _Entry(
            message("command line", "Bring in a table, a habit app or JSON."), _import
        ),
        "export": _Entry(message("command line", "Write the whole diary to a file."), _export),
        "summary": _Entry(message("command line", "Say what is in the diary."), _summary),
        "adherence": _Entry(
            message("command line", "Say how much of the routine was done."), _adherence
        ),
        "link": _Entry(
            message("command line", "Say whether keeping up the routine goes with less pain."),
            _link,
        ),
        "trend": _Entry(
            message("command line", "Say where the pain of a region is going."), _trend
        ),
        "change": _Entry(
            message("command line", "Say whether pain is less than at the start."), _change
        ),
        "plan": _Entry(message("command line", "Write the home plan as a PDF file."), _plan),
        "share": _Entry(
            message("command line", "Write a copy of the diary for somebody to look at."), _share
        ),
        "review": _Entry(
            message("command line", "Write comments on a shared copy to send back."), _review
        ),
        "accept": _Entry(message("command line", "Take in what was sent back."), _accept),
        "report": _Entry(
            message("command line", "Write the report for a physio as PDF or HTML."), _report
        ),
        "merge": _Entry(message("command line", "Put another copy of a diary into it."), _merge),
        "check": _Entry(message("command line", "Check that a diary is in order."), _check),
        "demo": _Entry(message("command line", "Make a demo diary."), _demo),
    }
)
