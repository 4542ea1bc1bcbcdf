"""Ctrl+C during long work: one sentence, and nothing is left of it; how far it is."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pytest

from rehabdesk.cli.commands.export import FORMATS
from rehabdesk.cli.main import run
from rehabdesk.cli.progress import TerminalProgress

NOW = ("--now", "2026-06-17T21:30:00+02:00", "--language", "en_GB")
ROWS = "".join(f"2026-06-{day:02d},{day % 10},1\n" for day in range(1, 17))
TABLE = ("--date", "day", "--pain", "pain=knee_front:right", "--routine", "walk:3/week")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def rehabdesk(*argv: object, err: io.StringIO | None = None) -> tuple[int, str]:
    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    err = err or io.StringIO()
    code = run([*map(str, argv), *NOW], no_window, out=io.StringIO(), err=err)
    return code, err.getvalue()


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("day,pain,walk\n" + ROWS)
    assert rehabdesk("import", "t.csv", "--diary", "d.rehab", *TABLE)[0] == 0
    for kind, target in (("json", "d.json"), ("csv", "d.zip")):
        assert rehabdesk("export", "--diary", "d.rehab", "--format", kind, "--out", target)[0] == 0
    return Path("d.rehab")


def state() -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in Path().rglob("*")
        if "backups" not in str(path)
    }


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("before", [None, b"what was there"])
def test_an_export_that_is_interrupted(
    kind: str, before: bytes | None, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Path("out" if kind == "csv" else f"out.{kind}")
    if before is not None and kind != "csv":
        target.write_bytes(before)
    found = state()
    # Late, when most has been done.
    monkeypatch.setattr("rehabdesk.services.writing.os.fsync", interrupted)
    code, said = rehabdesk("export", "--diary", diary, "--format", kind, "--out", target)
    assert (code, said) == (1, "rehabdesk: Stopped. Nothing was changed.\n")
    assert state() == found


@pytest.mark.parametrize("source", ["d.json", "d.zip", "t.csv"])
@pytest.mark.parametrize("new", [True, False])
def test_an_import_that_is_interrupted(
    source: str, new: bool, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Path("new.rehab") if new else Path("other.rehab")
    if not new:
        Path("one.csv").write_text("day,region,side,value\n2026-06-01,groin,left,1\n")
        assert rehabdesk("import", "one.csv", "--diary", target)[0] == 0
    found = state()
    # The last that is done before the change is committed.
    arguments = TABLE if source == "t.csv" else ()
    with monkeypatch.context() as patch:
        patch.setattr("rehabdesk.store.rows.Rows._advance", interrupted)
        code, said = rehabdesk("import", source, "--diary", target, *arguments)
    assert (code, said) == (1, "rehabdesk: Stopped. Nothing was changed.\n")
    assert set(state()) == set(found)
    if not new:
        assert rehabdesk("export", "--diary", target, "--format", "csv", "--out", "after")[0] == 0
        assert len(Path("after/pain_entries.csv").read_text().splitlines()) == 2


def test_how_far_it_is(diary: Path) -> None:
    terminal = Terminal()
    arguments = ("export", "--diary", diary, "--format", "csv", "--out", "p.zip")
    assert rehabdesk(*arguments, err=terminal)[0] == 0
    said = terminal.getvalue()
    percents = [int(one) for one in re.findall(r"(\d+) %", said)]
    assert percents == sorted(set(percents))
    assert len(percents) > 3
    assert said.endswith("\rThe diary is in “p.zip”.\n")
    # Nothing of it in files and pipes.
    assert rehabdesk(*arguments)[1] == "The diary is in “p.zip”.\n"


def test_nothing_to_do_is_done() -> None:
    out = io.StringIO()
    progress = TerminalProgress(out)
    progress.report(0, 0)
    assert out.getvalue().strip() == ""
    assert not progress.cancelled()
