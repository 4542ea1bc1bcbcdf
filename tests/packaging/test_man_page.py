"""The manual page is made from the help: every command and every option is on it."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from types import ModuleType

import pytest

from rehabdesk.cli.main import COMMANDS, command_parser, window_parser
from rehabdesk.services.language import translator_for

DAY = dt.date(2026, 6, 17)


def plain(page: str) -> str:
    """Return a page without the commands of its language."""
    for command in (r"\fB", r"\fI", r"\fR", r"\&"):
        page = page.replace(command, "")
    return page.replace(r"\-", "-").replace(r"\e", "\\")


def test_every_command_and_option_is_on_it(man_page: ModuleType) -> None:
    page = man_page.man_page(DAY)
    tr, out = translator_for(), io.StringIO()
    parsers = {name: command_parser(name, one.load(), tr, out) for name, one in COMMANDS.items()}
    for name, parser in {"": window_parser(tr, out), **parsers}.items():
        part = plain(page)
        if name:
            assert f".SS {name}\n" in page
            part = part[part.index(f".SS {name}\n") :]
        for action in parser.arguments:
            for option in action.option_strings:
                assert option in plain(page)
            if action.help and name:
                assert action.help.replace("\n", " ") in plain(page)


def test_it_carries_version_and_day(man_page: ModuleType) -> None:
    first = man_page.man_page(DAY).splitlines()[0]
    assert "2026-06-17" in first
    assert "RehabDesk 0" in first


def test_text_cannot_become_a_command(man_page: ModuleType) -> None:
    assert man_page._safe(".SH x") == r"\&.SH x"
    assert man_page._safe("a\\b-c") == r"a\eb\-c"


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_it_is_well_formed(man_page: ModuleType) -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning"],
        input=man_page.man_page(DAY),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
