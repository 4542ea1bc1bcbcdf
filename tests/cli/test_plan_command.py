"""`rehabdesk plan` as somebody types it."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pypdf
import pytest

from rehabdesk.cli.main import run

NOW = ("--now", "2026-06-17T21:30:00+02:00", "--language", "en_GB")
ITEM_ID = "00000000-0000-4000-8000-000000000002"
VERSION_ID = "00000000-0000-4000-8000-000000000001"


def rehabdesk(*argv: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run([*map(str, argv), *NOW], no_window, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One exercise for the left side on Mondays and Wednesdays."""
    monkeypatch.chdir(tmp_path)
    item = {
        "id": ITEM_ID, "exercise": "clamshell", "routine": "hip_strength", "side": "left",
        "sets": 2, "reps": 10, "weekdays": [1, 3],
    }  # fmt: skip
    version = {"id": VERSION_ID, "number": 1, "from_day": "2026-06-08", "items": [item]}
    document = {"format": "rehabdesk-diary", "version": 1, "plan_versions": [version]}
    (tmp_path / "d.json").write_text(json.dumps(document))
    code, _, err = rehabdesk("import", "d.json", "--diary", "d.rehab")
    assert code == 0, err
    return tmp_path / "d.rehab"


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_plan_on_paper(diary: Path) -> None:
    before = hashlib.sha256(diary.read_bytes()).hexdigest()
    answer = rehabdesk("plan", "--diary", diary, "--out", "p.pdf")
    assert answer == (0, "", "The home plan is in “p.pdf”.\n")
    text = text_of(Path("p.pdf"))
    assert "Home plan" in text
    assert "LEFT SIDE" in text
    assert "On Mon and Wed." in text
    assert "Version 1, from 8 June 2026" in text
    assert hashlib.sha256(diary.read_bytes()).hexdigest() == before


def test_the_same_diary_gives_the_same_file_at_any_time(diary: Path) -> None:
    assert rehabdesk("plan", "--diary", diary, "--out", "a.pdf")[0] == 0
    code, _, _ = rehabdesk("plan", "--diary", diary, "--out", "b.pdf", "--now", "2026-07-01")
    assert code == 0
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


def test_paper_language_and_name(diary: Path) -> None:
    code, _, err = rehabdesk(
        "plan", "--diary", diary, "--out", "p.pdf", "--paper", "Letter", "--lang", "en_XA",
        "--name", "Jo",
    )  # fmt: skip
    # The paper speaks another language than the command.
    assert (code, err) == (0, "The home plan is in “p.pdf”.\n")
    assert pypdf.PdfReader("p.pdf").pages[0].mediabox.width == 612
    assert "[Ĥömé" in text_of(Path("p.pdf"))
    assert " Jo " in text_of(Path("p.pdf"))


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--out", "p.pdf", "--paper", "a3"), 2, "There is no paper “a3”; there are: a4, letter."),
        ((), 2, "Say where to write with --out P.pdf."),
        (("--out", "d.rehab"), 1, "The diary itself cannot be the file to write."),
        (("--out", "no/p.pdf"), 1, "The file “no/p.pdf” cannot be written."),
    ],
)
def test_what_is_refused(diary: Path, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    before = sorted((path.name, path.stat().st_size) for path in diary.parent.iterdir())
    answer = rehabdesk("plan", "--diary", diary, *arguments)
    assert answer == (code, "", f"rehabdesk: {sentence}\n")
    assert sorted((path.name, path.stat().st_size) for path in diary.parent.iterdir()) == before


def test_a_diary_without_a_plan(diary: Path) -> None:
    Path("e.csv").write_text("day,pain\n2026-06-01,3\n")
    table = ("--date", "day", "--pain", "pain=knee_front:right")
    assert rehabdesk("import", "e.csv", "--diary", "e.rehab", *table)[0] == 0
    answer = rehabdesk("plan", "--diary", "e.rehab", "--out", "p.pdf")
    assert answer == (1, "", "rehabdesk: There is no plan to print yet.\n")
    assert not Path("p.pdf").exists()
