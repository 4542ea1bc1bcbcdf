"""Files that mean harm or are no use: one clear sentence, quickly, and nothing is changed."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rehabdesk.cli.main import run
from rehabdesk.store.diary import FORMAT

NOW = ("--now", "2026-06-17T21:30:00+02:00", "--language", "en_GB")
DIARY_HEAD = '{"format":"rehabdesk-diary","version":1'
PLAN_HEAD = '{"format":"rehabdesk-plan","version":1'
ENTRY = "day,region,side,value\n2026-06-01,groin,left,1\n"
GB = 1_000_000_000


def rehabdesk(*argv: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()

    def no_window(_: object) -> int:
        raise AssertionError("a command opened the window")

    code = run([*map(str, argv), *NOW], no_window, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("pain_entries.csv").write_text(ENTRY)
    assert rehabdesk("import", "pain_entries.csv", "--diary", "d.rehab")[0] == 0
    Path("pain_entries.csv").unlink()
    return Path("d.rehab")


def state() -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path().rglob("*")
        # A diary that was opened for writing gets its daily backup when it is closed.
        if path.is_file() and path.stat().st_size < GB // 10 and "backups" not in str(path)
    }


def archive(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def lying_archive() -> bytes:
    """An archive that says of a large table that it is small."""
    data = archive({"pain_entries.csv": b"x" * 1_000_000})
    return data.replace((1_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def encrypted() -> bytes:
    data = bytearray(archive({"pain_entries.csv": ENTRY}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


WHOLE_ZIP = archive({"pain_entries.csv": ENTRY * 50, "check_ins.csv": "day\n2026-06-01\n"})
BOMB = b"[" * 100_000
#: What each file holds, and a part of the sentence.
FILES: dict[str, tuple[bytes, str]] = {
    "foreign.json": (b'{"resourceType":"Bundle","entry":[]}', "not a diary of RehabDesk"),
    "list.json": (b'[{"day":"2026-06-01","pain":4}]', "not a diary of RehabDesk"),
    "number.json": (b"[1e400]", "not"),
    "plan.json": (PLAN_HEAD.encode() + b',"items":[]}', "not a diary of RehabDesk"),
    "half.json": (f'{DIARY_HEAD},"pain_entries":[{{"day":"2026-06'.encode(), "not whole"),
    "newer.json": (b'{"format":"rehabdesk-diary","version":2}', "version 2 of the format"),
    "brackets.json": (BOMB, "not a diary of RehabDesk"),
    "closed brackets.json": (BOMB + b"]" * 100_000, "not a diary of RehabDesk"),
    "nested.json": (
        f'{DIARY_HEAD},"pain_entries":{"[" * 100_000}{"]" * 100_000}}}'.encode(),
        "“nested.json”",
    ),
    "objects.json": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "not whole or is not JSON"),
    "unknown.json": (
        f'{DIARY_HEAD},"pain_entries":[{{"__class__":"os.system"}}]}}'.encode(),
        "does not know",
    ),
    "half.zip": (WHOLE_ZIP[: len(WHOLE_ZIP) // 2], "damaged and cannot be unpacked"),
    "no end.zip": (WHOLE_ZIP[:-10], "damaged and cannot be unpacked"),
    "flipped.zip": (WHOLE_ZIP.replace(b"\x00\x00", b"\x00\x07", 40), "damaged"),
    "lying.zip": (lying_archive(), "damaged and cannot be unpacked"),
    "encrypted.zip": (encrypted(), "damaged and cannot be unpacked"),
    "bomb.zip": (archive({"pain_entries.csv": bytes(150_000_000)}), "too large"),
    "many.zip": (
        archive({f"{name}.csv": bytes(60_000_000) for name in ("pain_entries", "check_ins")}),
        "too large",
    ),
    "up.zip": (archive({"../../pain_entries.csv": ENTRY}), "spreadsheet or an archive"),
    "inner.zip": (archive({"tables.zip": archive({"pain_entries.csv": ENTRY})}), "an archive"),
    "newer.zip": (
        archive({"pain_entries.csv": "day,region,side,value,mood\n2026-06-01,groin,left,1,x\n"}),
        "does not belong there: “mood”",
    ),
    "program": (b"MZ\x90\x00" + os.urandom(64) + bytes(99), "not a text table"),
    "quote.csv": (b'day,region,side,value\n"2026-06-01,groin,left,1\n' * 3, "line"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_taken(name: str, diary: Path) -> None:
    data, said = FILES[name]
    Path(name).write_bytes(data)
    before = state()
    for target in (diary, Path("new.rehab")):
        begun = time.monotonic()
        code, out, err = rehabdesk("import", name, "--diary", target)
        assert (code, out) == (1, "")
        assert said in err
        assert err.count("\n") == 1, "one sentence"
        assert len(err) < 400
        assert time.monotonic() - begun < 20
    assert state() == before


def plan(**more: object) -> bytes:
    """A plan file with one exercise, or with something else instead."""
    content = {
        "format": "rehabdesk-plan",
        "version": 1,
        "items": [{"exercise": "clamshell", "sets": 3, "reps": 12, "times_a_week": 3}],
    }
    return json.dumps(content | more).encode()


def huge_picture() -> str:
    """A picture of 4.8 thousand million pixels in half a megabyte, as base64."""
    head = (80_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + b"\x01\0\0\0\0"
    data = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR" + head + bytes(4)
    return base64.b64encode(data).decode()


OWN = {"id": "6f1c3f1e-0d57-4b7b-9a55-3a3f3f0f2d10", "name": "x", "routine": "y"}
BAD_PLANS: dict[str, tuple[bytes, str]] = {
    "a diary": (DIARY_HEAD.encode() + b"}", "not a plan of RehabDesk"),
    "foreign": (b'{"plan": []}', "not a plan of RehabDesk"),
    "half": (plan()[:-20], "not whole"),
    "newer": (plan(version=9), "version 9"),
    "brackets": (BOMB, "not a plan"),
    "nested": (PLAN_HEAD.encode() + b',"items":' + BOMB + b"]" * 100_000 + b"}", "not whole"),
    "unknown": (plan(run="rm -rf /"), "run"),
    "path": (plan(items=[{"exercise": "../../secret", "reps": 1, "times_a_week": 1}]), "secret"),
    "no text": (bytes(range(256)), "not whole"),
    "huge picture": (
        plan(own_exercises=[OWN | {"picture": huge_picture()}]), "far too many pixels"
    ),
    "many": (plan(items=[{"exercise": "clamshell"}] * 100_000), "100,000 exercises"),
    "long": (plan(title="x" * 2_000), "too long"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_PLANS)
def test_a_plan_that_cannot_be_taken(name: str, diary: Path) -> None:
    data, said = BAD_PLANS[name]
    Path("p.rehabplan").write_bytes(data)
    before = state()
    code, out, err = rehabdesk("accept", "p.rehabplan", "--diary", diary)
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert said in err
    assert state() == before


def test_a_picture_that_no_memory_holds(diary: Path) -> None:
    content = {"format": "rehabdesk-diary", "version": 1}
    content["own_exercises"] = [OWN | {"picture": huge_picture()}]
    Path("d.json").write_text(json.dumps(content))
    before = state()
    code, _, err = rehabdesk("import", "d.json", "--diary", diary)
    assert (code, err) == (1, "rehabdesk: The picture of “x” has far too many pixels.\n")
    assert state() == before


NOT_DIARIES = {
    "text": b"not a diary",
    "empty": b"",
    "half": b"",
    "zip": WHOLE_ZIP,
    "json": DIARY_HEAD.encode() + b"}",
}


@pytest.mark.parametrize("name", NOT_DIARIES)
def test_what_cannot_be_merged(name: str, diary: Path) -> None:
    other = Path("other.rehab")
    other.write_bytes(NOT_DIARIES[name] if name != "half" else diary.read_bytes()[:5000])
    before = state()
    code, out, err = rehabdesk("merge", other, "--diary", diary)
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert state() == before


def sparse(head: bytes) -> Path:
    """A file of 1 GB that takes no room on the disk."""
    file = Path("large")
    with file.open("wb") as made:
        made.write(head)
        made.truncate(GB)
    return file


COMMANDS: dict[str, Callable[[Path], tuple[object, ...]]] = {
    "import": lambda file: ("import", file, "--diary", "d.rehab"),
    "accept": lambda file: ("accept", file, "--diary", "d.rehab"),
    "merge": lambda file: ("merge", file, "--diary", "d.rehab"),
    "summary": lambda file: ("summary", "--diary", file),
    "export": lambda file: ("export", "--diary", file, "--out", "o.json"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "head",
    [b"", b"{", b"PK\x03\x04", b"day,pain\n", b"SQLite format 3\x00", b"header of a diary"],
    ids=["zeros", "json", "zip", "table", "database", "diary"],
)
def test_one_gigabyte_is_refused_at_once(diary: Path, command: str, head: bytes) -> None:
    if head.startswith(b"header"):
        head = diary.read_bytes()[:100]
    file = sparse(head)
    before = state()
    begun = time.monotonic()
    code, out, err = rehabdesk(*COMMANDS[command](file))
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert time.monotonic() - begun < 5
    assert state() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_one_gigabyte_takes_no_memory(diary: Path) -> None:
    """Each of them within 300 MB more than the program has anyway."""
    import_limited = (
        "import resource, sys\n"
        "from rehabdesk.cli.main import run\n"
        "import rehabdesk.services.importing.recognise\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 300_000_000,) * 2)\n"
        "sys.exit(run(sys.argv[1:], lambda options: 9))\n"
    )
    if not Path("/proc/self/statm").exists():
        pytest.skip("only Linux tells how much is used")
    file = sparse(b"{")
    bomb = Path("bomb.zip")
    bomb.write_bytes(FILES["bomb.zip"][0])
    for source in (file, bomb):
        done = subprocess.run(
            [sys.executable, "-c", import_limited, "import", source, "--diary", "d.rehab", *NOW],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "too large" in done.stderr


def test_a_diary_of_the_future(diary: Path) -> None:
    data = bytearray(diary.read_bytes())
    # PRAGMA user_version stands at offset 60 of an SQLite file.
    data[60:64] = (FORMAT + 1).to_bytes(4, "big")
    Path("future.rehab").write_bytes(data)
    before = state()
    for command in (
        ("summary", "--diary", "future.rehab"),
        ("check", "--diary", "future.rehab"),
        ("export", "--diary", "future.rehab", "--format", "csv", "--out", "o"),
        ("export", "--diary", "future.rehab", "--format", "fhir", "--out", "o"),
    ):
        code, out, err = rehabdesk(*command)
        assert (code, out) == (1, "")
        assert "written by a newer RehabDesk" in err
    code, _, err = rehabdesk("import", "future.rehab", "--diary", diary)
    assert code == 1
    assert err.count("\n") == 1
    Path("entries.csv").write_text(ENTRY)
    before["entries.csv"] = state()["entries.csv"]
    code, _, err = rehabdesk("import", "entries.csv", "--diary", "future.rehab")
    assert code == 1
    assert "written by a newer RehabDesk" in err
    assert state() == before


#: Texts that are dangerous somewhere, and right-to-left and other writing that is not.
TEXTS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "../../../etc/passwd",
    "'; DROP TABLE pain_entry; --",
    '=HYPERLINK("http://example.org";"x")',
    '#set page(width: 1pt) #read("/etc/passwd") $x$ \\ ` * _',
    "\u202eesrever \u2066isolated",
    "שלום עולם – ألم في الركبة",
    "👩🏽\u200d⚕️🦵🏿 é ﷽ zͥalgo",
    "{name} %s %(x)s ${HOME} {0.__class__}",
    "line\u2028separator\u0085next",
)


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_texts_everywhere(diary: Path, text: str) -> None:
    """In notes, names and titles: kept to the letter, and no format is misled by them."""
    own = "6f1c3f1e-0d57-4b7b-9a55-3a3f3f0f2d10"
    content = {
        "format": "rehabdesk-diary",
        "version": 1,
        "own_exercises": [{"id": own, "name": text, "routine": text[:200], "instructions": text}],
        "plan_versions": [
            {
                "number": 1,
                "from_day": "2026-06-01",
                "title": text,
                "note": text,
                "author": text,
                "items": [
                    {"exercise": f"own:{own}", "routine": text, "cue": text, "times_a_week": 3}
                ],
            }
        ],
        "sessions": [{"day": "2026-06-02", "status": "skipped", "skip_reason": text, "note": text}],
        "pain_entries": [
            {"day": "2026-06-02", "region": "groin", "side": "left", "value": 3, "note": text}
        ],
        "check_ins": [{"day": "2026-06-02", "note": text}],
    }
    Path("t.json").write_text(json.dumps(content), encoding="utf-8")
    assert rehabdesk("import", "t.json", "--diary", "t.rehab")[0] == 0
    outputs = {
        "a.json": "json", "t.zip": "csv", "f.json": "fhir", "p.ics": "ics", "r.html": "html",
        "c.svg": "svg", "c.png": "png",
    }  # fmt: skip
    names = {path.name for path in Path().iterdir()}
    for target, kind in outputs.items():
        code, _, err = rehabdesk("export", "--diary", "t.rehab", "--format", kind, "--out", target)
        assert code == 0, err
    assert rehabdesk("plan", "--diary", "t.rehab", "--out", "p.pdf", "--name", text)[0] == 0
    assert {path.name for path in Path().iterdir()} - names == {*outputs, "p.pdf"}
    ET.fromstring(Path("c.svg").read_bytes())  # noqa: S314 - made by ourselves
    for page in ("r.html", "c.svg"):
        shown = Path(page).read_text("utf-8")
        assert "<script" not in shown
        assert "<img src=x" not in shown
    for source in ("a.json", "t.zip"):
        copy = f"{source}.rehab"
        assert rehabdesk("import", source, "--diary", copy)[0] == 0
        assert rehabdesk("export", "--diary", copy, "--out", "b.json")[0] == 0
        notes = [one["note"] for one in json.loads(Path("b.json").read_text("utf-8"))["sessions"]]
        assert notes == [text]


@pytest.mark.parametrize("name", ["../x.rehab", "<b>x.rehab", "\u202ebaher.rehab", "🦵.rehab"])
def test_names_of_diaries(diary: Path, name: str) -> None:
    """A name is a place in the file system, and nothing else anywhere."""
    if sys.platform == "win32" and "<" in name:
        pytest.skip("no such names there")
    Path("below").mkdir()
    os.chdir("below")
    Path("entries.csv").write_text(ENTRY)
    assert rehabdesk("import", "entries.csv", "--diary", name)[0] == 0
    assert rehabdesk("export", "--diary", name, "--format", "csv", "--out", "t")[0] == 0
    assert rehabdesk("summary", "--diary", name)[0] == 0
