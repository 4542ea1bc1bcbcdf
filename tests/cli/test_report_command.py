"""`rehabdesk report` as somebody types it."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from rehabdesk.cli.main import run

NOW = ("--now", "2026-06-17T21:30:00+02:00", "--language", "en_GB")


def rehabdesk(*argv: object) -> tuple[int, str]:
    err = io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run([*map(str, argv), *NOW], no_window, out=io.StringIO(), err=err)
    return code, err.getvalue()


def test_writes_a_pdf_and_html(tmp_path: Path) -> None:
    for name in ("r.pdf", "r.html"):
        code, said = rehabdesk("report", "--demo", "--out", tmp_path / name)
        assert code == 0, said
        assert name in said
    pages = pypdf.PdfReader(tmp_path / "r.pdf").pages
    assert "Rehab summary" in pages[0].extract_text()
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in page


def test_period_sections_paper_and_comparison(tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    code, said = rehabdesk(
        "report", "--demo", "--out", out, "--from", "2026-03-01", "--to", "2026-05-31",
        "--sections", "plan", "--paper", "letter", "--notes", "none", "--compare",
        "2026-03-01..2026-03-31,2026-05-01..2026-05-31", "--no-name", "--lang", "en_US",
    )  # fmt: skip
    assert code == 0, said
    reader = pypdf.PdfReader(out)
    assert float(reader.pages[0].mediabox.width) == pytest.approx(612.0)


def test_comparison_around_the_last_plan_change(tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    code, said = rehabdesk("report", "--demo", "--out", out, "--compare", "plan",
                           "--sections", "none")  # fmt: skip
    assert code == 0, said
    assert "Two periods side by side" in pypdf.PdfReader(out).pages[1].extract_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Say where to write with --out R.pdf."),
        (("--out", "r.docx"), "A report is written as .pdf or .html, not “r.docx”."),
        (("--out", "r.pdf", "--from", "tomorrow"), "“tomorrow” is not a day such as 2026-06-01."),
        (("--out", "r.pdf", "--sections", "weather"), "There is no section “weather”; there are:"),
        (("--out", "r.pdf", "--notes", "some"), "Notes can be: none, chosen, all, not “some”."),
        (("--out", "r.pdf", "--paper", "a3"), "There is no paper “a3”"),
        (("--out", "r.pdf", "--compare", "now"), "--compare needs two periods"),
        (
            ("--out", "r.pdf", "--compare", "2026-02-01..2026-01-01,2026-03-01..2026-04-01"),
            "“2026-02-01..2026-01-01” is not a period.",
        ),
    ],
)
def test_wrong_arguments_are_told_in_one_sentence(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = rehabdesk("report", "--demo", *arguments)
    assert code == 2
    assert sentence in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_first_day_after_the_last_is_refused(tmp_path: Path) -> None:
    code, said = rehabdesk("report", "--demo", "--out", tmp_path / "r.pdf", "--from", "2026-06-02",
                           "--to", "2026-06-01")  # fmt: skip
    assert (code, said.count("\n")) == (1, 1)
    assert not (tmp_path / "r.pdf").exists()
