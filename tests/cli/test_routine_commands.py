"""`rehabdesk adherence` as somebody types it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from rehabdesk.cli.main import run

NOW = ("--now", "2026-06-17T21:30:00+02:00", "--language", "en_GB")


def rehabdesk(*argv: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run([*map(str, argv), *NOW], no_window, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def a_set(number: int, side: str, done: int | None) -> dict[str, object]:
    return {
        "plan_item_id": uid(2), "exercise": "clamshell", "side": side, "number": number,
        "planned": 10, "done": done,
    }  # fmt: skip


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both sides of one exercise on Mondays and Wednesdays from Monday 8 June 2026."""
    monkeypatch.chdir(tmp_path)
    item = {
        "id": uid(2), "exercise": "clamshell", "routine": "hip_strength", "side": "both",
        "sets": 2, "reps": 10, "weekdays": [1, 3],
    }  # fmt: skip
    version = {"id": uid(1), "number": 1, "from_day": "2026-06-08", "items": [item]}
    sets = [a_set(1, "left", 10), a_set(2, "left", 5), a_set(1, "right", 10), a_set(2, "right", 10)]
    document = {
        "format": "rehabdesk-diary",
        "version": 1,
        "plan_versions": [version],
        "sessions": [
            {"day": "2026-06-08", "status": "partial", "sets": sets, "backfilled": True},
            {"day": "2026-06-10", "status": "skipped"},
            {"day": "2026-06-15", "status": "done"},
        ],
    }
    (tmp_path / "d.json").write_text(json.dumps(document))
    code, _, err = rehabdesk("import", "d.json", "--diary", "d.rehab")
    assert code == 0, err
    return tmp_path / "d.rehab"


def test_adherence_in_json(diary: Path) -> None:
    code, out, err = rehabdesk("adherence", "--diary", diary, "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    # The Monday partly, the Wednesday skipped, the next Monday wholly; today (Wednesday the 17th)
    # has no session yet and is not over.
    smoothed = [row.pop("smoothed") for row in answer["routines"]]
    assert answer == {
        "window_days": 28,
        "routines": [
            {
                "routine": "hip_strength", "side": "left", "prescribed": 6, "performed": 3.5,
                "done": 1, "partial": 1, "skipped": 1, "unlogged": 0, "backfilled": 1,
                "ratio": round(3.5 / 6, 6),
            },
            {
                "routine": "hip_strength", "side": "right", "prescribed": 6, "performed": 4,
                "done": 2, "partial": 0, "skipped": 1, "unlogged": 0, "backfilled": 1,
                "ratio": round(4 / 6, 6),
            },
        ],
    }  # fmt: skip
    assert 0.5 < smoothed[0] < smoothed[1] < 1


def test_adherence_in_words(diary: Path) -> None:
    code, out, _ = rehabdesk("adherence", "--diary", diary)
    assert code == 0
    assert out.splitlines()[1] == (
        "Hip strengthening, left side: 58 % – 3.5 of 6 sets; days done 1, part done 1, skipped 1,"
        " without a session 0."
    )


def test_adherence_of_a_diary_without_a_plan(tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text('{"format": "rehabdesk-diary", "version": 1}')
    assert rehabdesk("import", tmp_path / "e.json", "--diary", tmp_path / "e.rehab")[0] == 0
    code, out, _ = rehabdesk("adherence", "--diary", tmp_path / "e.rehab", "--json")
    assert (code, json.loads(out)) == (0, {"window_days": 28, "routines": []})
    assert "Nothing was prescribed" in rehabdesk("adherence", "--diary", tmp_path / "e.rehab")[1]


def test_the_plan_as_a_calendar(diary: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.ics"
    command = ("export", "--format", "ics", "--diary", diary, "--out", target)
    code, out, err = rehabdesk(*command)
    assert (code, out) == (0, "")
    assert "plan.ics" in err
    first = target.read_bytes()
    assert first.count(b"BEGIN:VEVENT") == 1
    assert f"UID:{uid(1)}-13@rehabdesk".encode() in first
    assert rehabdesk(*command)[0] == 0
    assert target.read_bytes() == first
