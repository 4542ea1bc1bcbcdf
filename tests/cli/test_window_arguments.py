"""What opens the window, and with what."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from pathlib import Path

import pytest

from rehabdesk.cli.main import LaunchOptions, run
from rehabdesk.domain.moments import FixedClock, SystemClock


def launch(*argv: str) -> tuple[int, LaunchOptions | None, str, str]:
    seen: list[LaunchOptions] = []
    out, err = io.StringIO(), io.StringIO()

    def open_window(options: LaunchOptions) -> int:
        seen.append(options)
        return 7

    code = run(argv, open_window, out=out, err=err)
    return code, seen[0] if seen else None, out.getvalue(), err.getvalue()


def test_nothing_opens_the_last_diary() -> None:
    code, options, _, _ = launch()
    assert code == 7
    assert options is not None
    assert (options.diary, options.demo, options.language) == (None, False, None)
    assert isinstance(options.clock, SystemClock)


@pytest.mark.parametrize("argv", [("my.rehab",), ("--diary", "my.rehab"), ("--diary=my.rehab",)])
def test_a_file_is_opened(argv: tuple[str, ...]) -> None:
    _, options, _, _ = launch(*argv)
    assert options is not None
    assert options.diary == Path("my.rehab")


def test_a_mistyped_command_becomes_no_diary() -> None:
    code, options, _, err = launch("sumary")
    assert (code, options) == (2, None)
    assert err == (
        "rehabdesk: There is neither a command nor a file “sumary”. See rehabdesk --help.\n"
    )


def test_options_are_handed_on() -> None:
    _, options, _, _ = launch("--demo", "--language", "de", "--now", "2026-06-17T21:30:00+02:00")
    assert options is not None
    assert (options.demo, options.language) == (True, "de")
    zone = dt.timezone(dt.timedelta(hours=2))
    assert options.clock == FixedClock(dt.datetime(2026, 6, 17, 21, 30, tzinfo=zone))


def test_a_day_alone_is_that_day() -> None:
    _, options, _, _ = launch("--now", "2026-06-17")
    assert options is not None
    now = options.clock.now()
    assert (now.date(), now.hour, now.utcoffset() is None) == (dt.date(2026, 6, 17), 12, False)


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (("--now", "soon"), "--now needs a date and time"),
        (("--now", "2026-02-30"), "--now needs a date and time"),
        (("--now", "0001-01-01T00:00:00"), ""),
        (("--now",), "--now needs a value"),
        (("--bogus",), "“--bogus” is not understood"),
        (("a.rehab", "b.rehab"), "“b.rehab” is not understood"),
        (("a.rehab", "--demo"), "Name one diary"),
        (("--diary", "a.rehab", "--demo"), "Name a diary or --demo"),
    ],
)
def test_wrong_arguments_are_said_and_open_nothing(argv: tuple[str, ...], part: str) -> None:
    code, options, out, err = launch(*argv)
    if not part:
        assert code in {2, 7}
        return
    assert (code, options, out) == (2, None, "")
    assert part in err
    assert err.count("\n") == 1


def test_help_lists_the_commands() -> None:
    code, options, out, _ = launch("--help")
    assert (code, options) == (0, None)
    for command in ("import", "export", "summary", "check", "demo"):
        assert f"\n  {command} " in out


def test_help_speaks_the_language() -> None:
    _, _, out, _ = launch("import", "--help", "--language", "en_XA")
    plain = [line for line in out.splitlines() if "the column with the day" in line]
    assert out.startswith("[")
    assert not plain


def test_version() -> None:
    code, options, out, _ = launch("--version")
    assert (code, options) == (0, None)
    assert out.startswith("RehabDesk ")


def test_the_command_line_loads_nothing_heavy() -> None:
    """The window starts through this module: neither commands nor libraries may come with it."""
    script = (
        "import sys, rehabdesk.cli.main;"
        "heavy = {'sqlite3', 'sqlite_utils', 'numpy', 'msgspec', 'babel', 'PySide6', 'csv'};"
        "print(sorted(heavy & set(sys.modules)),"
        " [name for name in sys.modules if name.startswith('rehabdesk.cli.commands')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] []"
