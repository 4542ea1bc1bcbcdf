"""The commands as somebody types them: answers, exit codes, and nothing changed on errors."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rehabdesk.cli.main import run

NOW = ("--now", "2026-06-17T21:30:00+02:00", "--language", "en_GB")
GOOD = "day,pain,walk\n2026-06-01,5.7,1\n2026-06-02,4.1,0\n"
TABLE = ("--date", "day", "--pain", "pain=knee_front:right")


def rehabdesk(*argv: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run([*map(str, argv), *NOW], no_window, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def diary(folder: Path) -> Path:
    """A diary with two entries."""
    (folder / "good.csv").write_text(GOOD)
    assert rehabdesk("import", "good.csv", "--diary", "d.rehab", *TABLE)[0] == 0
    return folder / "d.rehab"


def state(folder: Path) -> dict[str, str]:
    """Return every file under a folder with a hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_import_and_summary(folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    assert rehabdesk("import", "good.csv", "--diary", "d.rehab", *TABLE) == (
        0,
        "Imported: 2 pain entries, 0 sessions.\n",
        "",
    )
    assert rehabdesk("import", "good.csv", "--diary", "d.rehab", *TABLE) == (
        0,
        "Imported: 0 pain entries, 0 sessions.\n2 were in the diary already.\n",
        "",
    )
    code, out, _ = rehabdesk("summary", "--diary", "d.rehab", "--json")
    assert code == 0
    assert json.loads(out) == {
        "days": 2,
        "first": "2026-06-01",
        "last": "2026-06-02",
        "regions": [
            {
                "region": "knee_front",
                "side": "right",
                "value_kind": "average",
                "entries": 2,
                "mean": 4.9,
                "first": "2026-06-01",
                "last": "2026-06-02",
            }
        ],
    }
    code, out, _ = rehabdesk("summary", "--diary", "d.rehab")
    assert code == 0
    assert out.splitlines()[0] == "2 days with entries, 1 Jun 2026 to 2 Jun 2026."
    assert out.splitlines()[1].endswith("your right: 2 ratings of “Average”, on average 4.9.")


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    before = state(folder)
    code, out, _ = rehabdesk(
        "import", "good.csv", "--diary", "d.rehab", *TABLE, "--routine", "walk:3/week", "--dry-run"
    )
    assert code == 0
    assert out == "Would be imported: 2 pain entries, 1 session; 1 Jun 2026 to 2 Jun 2026.\n"
    assert state(folder) == before


def test_kinds_routines_and_middle_regions(folder: Path) -> None:
    (folder / "t.csv").write_text("day;a b:c;low;w:x\n13.06.2026;1,5;2,5;1\n")
    code, out, _ = rehabdesk(
        *("import", "t.csv", "--diary", "d.rehab", "--date", "day"),
        *("--pain", "a b:c=groin:left:worst", "--pain", "low=low_back_mid"),
        *("--routine", "w:x:2/week"),
    )
    assert (code, out) == (0, "Imported: 2 pain entries, 1 session.\n")
    _, out, _ = rehabdesk("summary", "--diary", "d.rehab", "--json")
    found = {one["region"]: (one["value_kind"], one["mean"]) for one in json.loads(out)["regions"]}
    assert found == {"groin": ("worst", 1.5), "low_back_mid": ("average", 2.5)}


def test_the_date_order_is_asked_for(folder: Path) -> None:
    (folder / "t.csv").write_text("day,pain\n03/04/2026,5\n")
    code, out, err = rehabdesk("import", "t.csv", "--diary", "d.rehab", *TABLE)
    assert (code, out) == (1, "")
    assert "“03/04/2026” could mean two days" in err
    assert "--date-order dmy" in err
    assert not (folder / "d.rehab").exists()
    code, _, _ = rehabdesk("import", "t.csv", "--diary", "d.rehab", *TABLE, "--date-order", "mdy")
    assert code == 0
    _, out, _ = rehabdesk("summary", "--diary", "d.rehab", "--json")
    assert json.loads(out)["first"] == "2026-03-04"


def rows(*lines: str) -> bytes:
    return ("day,pain\n" + "".join(f"{line}\n" for line in lines)).encode()


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return data.getvalue()


BROKEN = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n", "is empty"),
    "binary": (bytes(range(256)) * 9, "is not a text table"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "is not a text table"),
    "half an archive": (b"PK\x03\x04" + bytes(99), "damaged and cannot be unpacked"),
    "spreadsheet": (archive("xl/workbook.xml"), "save it as CSV"),
    "wrong columns": (b"date,knee\n2026-06-01,5\n", "The file has no column “day”"),
    "no header": (b"2026-06-01,5\n", "first line should name the columns"),
    "10 MB line": (b"day,pain\n" + b"5" * 10_000_000, "Line 2 is longer than"),
    "NUL bytes": (b"day,pain\n2026-06-01,\x005\n", "line 2 has NUL bytes"),
    "duplicate headers": (b"day,pain,pain\n2026-06-01,5,5\n", "“pain” is there more than once"),
    "year 0": (rows("0000-01-01,5"), "the year 0 in “0000-01-01” does not exist"),
    "year 9999": (rows("9999-01-01,5"), "Line 2: 9999-01-01 is in the future"),
    "pain 11": (rows("2026-06-01,5", "2026-06-02,11"), "Line 3: pain goes from 0 to 10"),
    "nan": (rows("2026-06-01,nan"), "Line 2: “nan” is not a number"),
    "text": (rows("2026-06-01,bad"), "Line 2: “bad” is not a number"),
    "short row": (rows("2026-06-01"), "Line 2: the number of cells is 1"),
    "foreign JSON": (b'{"a": 1}', "not a diary of RehabDesk"),
    "half JSON": (b'{"format": "rehabdesk-diary", "ver', "not whole or is not JSON"),
    "newer JSON": (b'{"format":"rehabdesk-diary","version":9}', "version 9 of the format"),
    "broken database": (b"SQLite format 3\x00" + bytes(999), "damaged"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_change_nothing(name: str, diary: Path) -> None:
    data, part = BROKEN[name]
    (diary.parent / "broken").write_bytes(data)
    before = state(diary.parent)
    for target in (diary, diary.with_name("new.rehab")):
        code, out, err = rehabdesk("import", "broken", "--diary", target, *TABLE)
        assert (code, out) == (1, "")
        assert part in err
        assert "Traceback" not in err
        assert err.count("\n") <= 2  # the row, and that nothing was imported
    assert state(diary.parent) == before


def test_all_rejected_rows_are_counted_and_some_named(folder: Path) -> None:
    (folder / "t.csv").write_bytes(rows(*(["2026-06-01,11"] * 50)))
    code, _, err = rehabdesk("import", "t.csv", "--diary", "d.rehab", *TABLE)
    lines = err.splitlines()
    assert code == 1
    assert len(lines) == 22
    assert lines[20] == "30 more lines cannot be taken."
    assert lines[21] == "rehabdesk: 50 lines cannot be taken, so nothing was imported."


def test_a_missing_file(folder: Path) -> None:
    code, _, err = rehabdesk("import", "none.csv", "--diary", "d.rehab", *TABLE)
    assert (code, err) == (1, "rehabdesk: There is no file “none.csv”.\n")
    assert list(folder.iterdir()) == []
    assert rehabdesk("import", ".", "--diary", "d.rehab", *TABLE)[2].endswith("is a folder.\n")


def test_a_diary_that_is_a_folder(folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    (folder / "d.rehab").mkdir()
    before = state(folder)
    for argv in (("import", "good.csv", *TABLE), ("summary",), ("check",)):
        code, _, err = rehabdesk(*argv, "--diary", "d.rehab")
        assert (code, err) == (1, "rehabdesk: “d.rehab” is a folder, not a diary.\n")
    assert state(folder) == before


def test_a_missing_folder(folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    code, _, err = rehabdesk("import", "good.csv", "--diary", "no/d.rehab", *TABLE)
    assert (code, err) == (1, "rehabdesk: There is no folder “no”.\n")
    assert not (folder / "no").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="folders are never read-only here")
def test_a_read_only_folder(folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    code, _, err = rehabdesk("import", "good.csv", "--diary", "closed/d.rehab", *TABLE)
    assert code == 1
    assert "cannot be written" in err
    assert list(closed.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder nobody can write into")
def test_a_folder_nobody_can_write_into(folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    code, _, err = rehabdesk("import", "good.csv", "--diary", "/proc/d.rehab", *TABLE)
    assert code == 1
    assert "“/proc/d.rehab” cannot be written" in err
    assert err.count("\n") == 1
    assert not Path("/proc/d.rehab").exists()


def test_a_file_that_is_no_diary(folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    before = state(folder)
    for argv in (
        ("import", "good.csv", *TABLE),
        ("summary",),
        ("check",),
        ("export", "--out", "o"),
    ):
        code, _, err = rehabdesk(*argv, "--diary", "good.csv")
        assert (code, err) == (1, "rehabdesk: “good.csv” is not a RehabDesk diary.\n")
    assert state(folder) == before


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (("import",), "which file"),
        (("import", "good.csv", "--pain", "pain=groin:left"), "which column has the day"),
        (("import", "good.csv", "--date", "day"), "which column has pain"),
        (("import", "good.csv", "--date", "day", "--pain", "pain"), "COLUMN=REGION:SIDE"),
        (("import", "good.csv", "--date", "day", "--pain", "pain=knee:left"), "“knee”"),
        (("import", "good.csv", "--date", "day", "--pain", "pain=groin"), "needs a side"),
        (("import", "good.csv", "--date", "day", "--pain", "pain=groin:left:mild"), "needs a side"),
        (("import", "good.csv", "--date", "day", "--routine", "walk"), "COLUMN:N/week"),
        (("import", "good.csv", "--date", "day", "--routine", "walk:9/week"), "1 to 7 times"),
        (("import", "good.csv", "--date", "day", "--date-order", "x"), "dmy, mdy or ymd"),
        (("import", "good.csv", *TABLE, "--demo"), "the demo"),
        (("import", "good.csv", "more"), "“more” is not understood"),
        (("export", "--format", "xml", "--out", "x"), "no format “xml”"),
        (("export",), "--out F"),
        (("demo",), "--out F"),
        (("demo", "--out", "x", "--days", "many"), "--days needs a value"),
        (("demo", "--out", "x", "--days", "3", "--years", "1"), "not both"),
        (("check", "a", "--diary", "b"), "Name one diary"),
        (("summary", "--now", "x"), ""),
    ],
)
def test_wrong_usage(argv: tuple[str, ...], part: str, folder: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    before = state(folder)
    code, out, err = rehabdesk(*argv)
    if part:
        assert (code, out) == (2, "")
        assert part in err
        assert err.count("\n") == 1
    assert state(folder) == before


def test_options_may_stand_before_the_command(diary: Path) -> None:
    code, out, _ = rehabdesk("--diary", diary, "summary", "--json")
    assert (code, json.loads(out)["days"]) == (0, 2)


def test_check(diary: Path, folder: Path) -> None:
    code, out, err = rehabdesk("check", "d.rehab")
    assert (code, out, err) == (0, "The diary “d.rehab” is in order.\n", "")
    data = bytearray(diary.read_bytes())
    data[4096 * 2 : 4096 * 8] = b"\xa5" * (4096 * 6)
    (folder / "hurt.rehab").write_bytes(data)
    code, out, err = rehabdesk("check", "hurt.rehab")
    assert (code, out) == (1, "")
    assert err


def test_export_and_import_are_lossless(diary: Path, folder: Path) -> None:
    assert rehabdesk("export", "--diary", diary, "--format", "json", "--out", "a.json")[0] == 0
    code, out, _ = rehabdesk("import", "a.json", "--diary", "copy.rehab")
    assert (code, out) == (0, "Imported: 3 rows of a diary.\n")
    rehabdesk("export", "--diary", "copy.rehab", "--out", "b.json")
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    code, out, _ = rehabdesk("import", "a.json", "--diary", "copy.rehab")
    assert out == "Imported: 0 rows of a diary.\n3 were in the diary already.\n"
    _, out, _ = rehabdesk("import", "a.json", "--diary", "third.rehab", "--dry-run")
    assert out == "Would be imported: 3 rows of a diary.\n"
    assert not (folder / "third.rehab").exists()


def test_demo(folder: Path) -> None:
    assert rehabdesk("demo", "--out", "demo.rehab", "--days", "30")[0] == 0
    assert rehabdesk("check", "demo.rehab")[0] == 0
    before = state(folder)
    code, _, err = rehabdesk("demo", "--out", "demo.rehab")
    assert code == 1
    assert "not replaced" in err
    assert state(folder) == before
    code, out, _ = rehabdesk("summary", "--demo", "--json")
    assert code == 0
    assert len(json.loads(out)["regions"]) == 3


def test_a_failing_import_leaves_no_diary(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    (folder / "good.csv").write_text(GOOD)
    before = state(folder)
    monkeypatch.setattr("rehabdesk.store.pain_entries.PainEntries.insert_many", interrupted)
    code, _, err = rehabdesk("import", "good.csv", "--diary", "d.rehab", *TABLE)
    assert (code, err) == (1, "rehabdesk: Stopped. Nothing was changed.\n")
    assert state(folder) == before


def test_the_default_diary(folder: Path, home: Path) -> None:
    (folder / "good.csv").write_text(GOOD)
    assert rehabdesk("summary")[0] == 1
    assert rehabdesk("import", "good.csv", *TABLE)[0] == 0
    assert [path.name for path in home.rglob("*.rehab") if "backup" not in str(path)] == [
        "diary.rehab"
    ]
    assert rehabdesk("summary")[0] == 0


@pytest.mark.usefixtures("folder")
def test_a_real_diary(real_data: Path) -> None:
    path = real_data / "knee_diary_2015_2018.csv"
    code, out, _ = rehabdesk(
        *("import", path, "--diary", "d.rehab", "--date", "date"),
        *("--pain", "kneePain=knee_front:right", "--routine", "climbing:3/week"),
    )
    with path.open(newline="") as file:
        found = list(csv.DictReader(file))
    climbed = sum(float(row["climbing"]) > 0 for row in found)
    assert (code, out) == (0, f"Imported: 1,133 pain entries, {climbed} sessions.\n")
    _, out, _ = rehabdesk("summary", "--diary", "d.rehab", "--json")
    values = [float(row["kneePain"]) for row in found]
    told = json.loads(out)
    (region,) = told["regions"]
    assert region.pop("mean") == pytest.approx(statistics.fmean(values), abs=1e-12)
    assert told == {
        "days": len({row["date"] for row in found}),
        "first": min(row["date"] for row in found),
        "last": max(row["date"] for row in found),
        "regions": [
            {
                "region": "knee_front",
                "side": "right",
                "value_kind": "average",
                "entries": len(values),
                "first": min(row["date"] for row in found),
                "last": max(row["date"] for row in found),
            }
        ],
    }
    assert told["days"] == 1133


def test_python_m_rehabdesk_writes_utf_8(diary: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rehabdesk", "summary", "--diary", diary, "--language", "en_XA"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "ďåýš" in done.stdout.decode("utf-8")
