"""Share, review and accept as somebody types them: the whole way there and back."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pytest

from rehabdesk.cli.main import run

NOW = ("--language", "en_GB")
UID = "00000000-0000-4000-8000-00000000000{}"


def rehabdesk(*argv: object, now: str = "2026-06-17") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run(
        [*map(str, argv), "--now", f"{now}T21:30:00+02:00", *NOW], no_window, out=out, err=err
    )
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    item = {
        "exercise": "clamshell", "routine": "hip_strength", "side": "left", "sets": 2,
        "reps": 10, "times_a_week": 3,
    }  # fmt: skip
    document = {
        "format": "rehabdesk-diary",
        "version": 1,
        "plan_versions": [{"number": 1, "from_day": "2026-05-01", "items": [item]}],
        "pain_entries": [
            {"day": f"2026-06-{day:02}", "region": "groin", "side": "left", "value": 3,
             "note": f"Note of day {day}"}
            for day in range(1, 11)
        ],
    }  # fmt: skip
    Path("d.json").write_text(json.dumps(document))
    assert rehabdesk("import", "d.json", "--diary", "d.rehab")[0] == 0
    return Path("d.rehab")


def test_there_and_back(diary: Path) -> None:
    # The patient shares June, without notes.
    code, out, err = rehabdesk(
        "share", "--diary", diary, "--out", "copy.rehab", "--from", "2026-06-05", "--no-notes"
    )
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        "5 Jun 2026 to 17 Jun 2026.",
        "Notes were left out.",
        "The copy is in “copy.rehab”.",
    ]
    data = Path("copy.rehab").read_bytes()
    assert b"Note of day" not in data
    assert b"2026-06-04" not in data
    # The physio looks at it two weeks later, and writes back.
    assert (
        "6 days with entries" in rehabdesk("summary", "--diary", "copy.rehab", now="2026-07-01")[1]
    )
    item = {"exercise": "clamshell", "side": "left", "sets": 3, "reps": 12, "times_a_week": 3}
    plan = {"format": "rehabdesk-plan", "version": 1, "title": "Harder", "items": [item]}
    Path("p.rehabplan").write_text(json.dumps(plan))
    code, out, err = rehabdesk(
        "review", "--diary", "copy.rehab", "--out", "r.rehabplan", "--plan", "p.rehabplan",
        "--comment", "2026-06-06=Good day.", "--comment", "clamshell=Knees together.",
        "--comment", "=See you = soon.", "--author", "Ms Adler", now="2026-07-01",
    )  # fmt: skip
    assert (code, out, err) == (0, "", "The review is in “r.rehabplan”.\n")
    # The patient looks first: nothing is changed.
    before = diary.read_bytes()
    code, out, err = rehabdesk("accept", "r.rehabplan", "--diary", diary, "--dry-run")
    assert (code, err) == (0, "")
    assert diary.read_bytes() == before
    assert out.splitlines()[:5] == [
        "Review by Ms Adler",
        "3 new comments",
        "6 Jun 2026: Good day.",
        "Clamshell: Knees together.",
        "In general: See you = soon.",
    ]
    assert "Clamshell" in out.splitlines()[6]
    # Then it is taken, and taken again.
    code, _, err = rehabdesk("accept", "r.rehabplan", "--diary", diary)
    assert (code, err) == (0, "The review was taken.\n")
    code, out, _ = rehabdesk("accept", "r.rehabplan", "--diary", diary, now="2026-06-18")
    assert "You have all of its comments already." in out
    assert "Its plan has been taken already." in out
    assert rehabdesk("export", "--diary", diary, "--out", "after.json")[0] == 0
    after = json.loads(Path("after.json").read_text(encoding="utf-8"))
    assert [one["text"] for one in after["comments"]] == [
        "Good day.", "Knees together.", "See you = soon.",
    ]  # fmt: skip
    assert [(one["number"], one["from_day"]) for one in after["plan_versions"]] == [
        (1, "2026-05-01"), (2, "2026-06-17"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("share",), 2, "Say where to write with --out COPY.rehab."),
        (
            ("share", "--out", "c.rehab", "--from", "June"),
            2,
            "“June” is no day such as 2026-03-01.",
        ),
        (("share", "--out", "d.rehab"), 1, "“d.rehab” exists already and was not replaced."),
        (("share", "--out", "c.txt"), 1, "The name of a shared copy ends in .rehab."),
        (("review",), 2, "Say where to write with --out R.rehabplan."),
        (("review", "--out", "r.rehabplan"), 1, "There is nothing in the review yet."),
        (
            ("review", "--out", "r.rehabplan", "--comment", "../x=y"),
            1,
            "“../x” is neither a day nor an exercise of the plan.",
        ),
        (("accept",), 2, "Say which review to take."),
        (("accept", "no.rehabplan"), 1, "“no.rehabplan” cannot be read."),
        (("accept", "d.rehab"), 1, "“d.rehab” is not whole or is not JSON."),
    ],
)
def test_what_is_refused(diary: Path, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    before = sorted((path.name, path.stat().st_size) for path in Path().iterdir())
    name, *rest = arguments
    assert rehabdesk(name, "--diary", diary, *rest) == (code, "", f"rehabdesk: {sentence}\n")
    assert sorted((path.name, path.stat().st_size) for path in Path().iterdir()) == before


def test_nothing_is_imported_into_a_copy(diary: Path) -> None:
    assert rehabdesk("share", "--diary", diary, "--out", "copy.rehab")[0] == 0
    before = Path("copy.rehab").read_bytes()
    code, _, err = rehabdesk("import", "d.json", "--diary", "copy.rehab")
    assert (code, err) == (
        1,
        "rehabdesk: “copy.rehab” is a shared copy: it can be looked at, but not changed.\n",
    )
    assert Path("copy.rehab").read_bytes() == before
    assert rehabdesk("check", "--diary", "copy.rehab")[0] == 0


def test_a_copy_is_read_at_its_own_time(diary: Path) -> None:
    assert rehabdesk("share", "--diary", diary, "--out", "copy.rehab")[0] == 0

    def first_line(*more: str) -> str:
        out = io.StringIO()
        arguments = ["adherence", "--diary", "copy.rehab", *NOW, *more]
        assert run(arguments, lambda _: 1, out=out, err=io.StringIO()) == 0
        return out.getvalue().splitlines()[0]

    # The copy was made on the 17th, before that day was over.
    assert first_line() == "20 May 2026 to 16 Jun 2026:"
    assert first_line("--now", "2026-07-02") == "4 Jun 2026 to 1 Jul 2026:"


def test_a_copy_from_the_future(diary: Path) -> None:
    assert rehabdesk("share", "--diary", diary, "--out", "copy.rehab")[0] == 0
    with sqlite3.connect("copy.rehab") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    code, _, err = rehabdesk("review", "--diary", "copy.rehab", "--out", "r.rehabplan")
    assert code == 1
    assert "was written by a newer RehabDesk" in err


def test_half_a_copy(diary: Path) -> None:
    assert rehabdesk("share", "--diary", diary, "--out", "copy.rehab")[0] == 0
    data = Path("copy.rehab").read_bytes()
    Path("half.rehab").write_bytes(data[: len(data) // 2])
    code, _, err = rehabdesk("review", "--diary", "half.rehab", "--out", "r.rehabplan")
    assert (code, err.count("\n")) == (1, 1)
    assert "damaged" in err
