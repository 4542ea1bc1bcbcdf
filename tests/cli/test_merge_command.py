"""`rehabdesk merge` as somebody types it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from rehabdesk.cli.main import run

ID = "00000000-0000-4000-8000-00000000000{}"


def rehabdesk(*argv: object, now: str = "2026-06-17T21:30+02:00") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    arguments = [*map(str, argv), "--now", now, "--language", "en_GB"]
    return run(arguments, no_window, out=out, err=err), out.getvalue(), err.getvalue()


def add(diary: str, **parts: object) -> None:
    content = {"format": "rehabdesk-diary", "version": 1, **parts}
    Path("x.json").write_text(json.dumps(content))
    code, _, err = rehabdesk("import", "x.json", "--diary", diary)
    assert code == 0, err


def entry(number: int, value: float) -> dict[str, object]:
    return {
        "id": ID.format(number), "day": "2026-06-01", "region": "groin", "side": "left",
        "value": value,
    }  # fmt: skip


def check_in(number: int, note: str, changed: str) -> dict[str, object]:
    moment = f"2026-06-{changed}T10:00:00.000Z"
    return {
        "id": ID.format(number), "day": "2026-06-01", "note": note, "created_at": moment,
        "changed_at": moment,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    add("a.rehab", pain_entries=[entry(1, 3)])
    shutil.copy("a.rehab", "b.rehab")
    add("a.rehab", pain_entries=[entry(2, 4)], check_ins=[check_in(5, "here", "02")])
    add("b.rehab", pain_entries=[entry(3, 5)], check_ins=[check_in(6, "there", "03")])


def notes() -> list[str]:
    code, _, err = rehabdesk("export", "--diary", "a.rehab", "--out", "a.json")
    assert code == 0, err
    rows = json.loads(Path("a.json").read_text(encoding="utf-8"))["check_ins"]
    return [one["note"] for one in rows if "deleted_at" not in one]


def test_looking_changes_nothing() -> None:
    before = Path("a.rehab").read_bytes()
    code, out, err = rehabdesk("merge", "b.rehab", "--diary", "a.rehab", "--dry-run")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:3] == [
        "Pain entries: 1 new",
        "Check-ins: 1 new, 1 with a later state",
        "Check-ins · 1 Jun 2026 – There can be only one of them",
    ]
    assert lines[3].startswith("  Here (2 Jun 2026")
    assert lines[3].endswith("Note: here")
    assert lines[4].endswith("Note: there")
    assert Path("a.rehab").read_bytes() == before


@pytest.mark.parametrize(
    ("keep", "note"), [("newest", "there"), ("ours", "here"), ("theirs", "there")]
)
def test_merging(keep: str, note: str) -> None:
    other = Path("b.rehab").read_bytes()
    code, _, err = rehabdesk("merge", "b.rehab", "--diary", "a.rehab", "--keep", keep)
    assert code == 0
    assert err.splitlines()[0] == "“b.rehab” was merged."
    assert "a 2026-06-17 before merge.rehab" in err.splitlines()[1]
    assert notes() == [note]
    code, out, _ = rehabdesk("merge", "b.rehab", "--diary", "a.rehab", "--keep", "theirs")
    assert (code, out) == (0, "There is nothing in it that is not here.\n")
    assert notes() == [note]
    assert Path("b.rehab").read_bytes() == other


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ((), 2, "Say which copy to merge."),
        (("a.rehab",), 1, "“a.rehab” is the diary that is open."),
        (("no.rehab",), 1, "There is no diary at “no.rehab”."),
        (("x.json",), 1, "“x.json” is not a RehabDesk diary."),
        (("b.rehab", "--keep", "both"), 2, "--keep is newest, ours or theirs."),
        (
            ("c.rehab",),
            1,
            "“c.rehab” is another diary. Merge it only if it is the same person's.",
        ),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], code: int, sentence: str) -> None:
    add("c.rehab", pain_entries=[entry(4, 1)])
    before = Path("a.rehab").read_bytes()
    answer = rehabdesk("merge", *arguments, "--diary", "a.rehab")
    assert (answer[0], answer[2]) == (code, f"rehabdesk: {sentence}\n")
    assert Path("a.rehab").read_bytes() == before


def test_the_same_persons_other_diary() -> None:
    add("c.rehab", pain_entries=[entry(4, 1)])
    code, _, err = rehabdesk("merge", "c.rehab", "--diary", "a.rehab", "--same-person")
    assert code == 0, err
