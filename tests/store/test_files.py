"""Making, opening and refusing files; what is refused is not touched."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.text import message
from rehabdesk.store.connection import APPLICATION_ID, PlainConnections
from rehabdesk.store.diary import FORMAT, Diary

LABEL = message("change", "Something done")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def make(path: Path, clock: FixedClock) -> Path:
    Diary.create(path, clock).close()
    return path


def patch(path: Path, at: int, data: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(data)


def empty(path: Path, _: FixedClock) -> None:
    path.touch()


def text(path: Path, _: FixedClock) -> None:
    path.write_text("date,pain\n2026-11-20,5\n" * 50)


def binary(path: Path, _: FixedClock) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def short(path: Path, _: FixedClock) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def other_program(path: Path, _: FixedClock) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE diary (id)")
    connection.commit()
    connection.close()


def newer(path: Path, clock: FixedClock) -> None:
    make(path, clock)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def emptied(path: Path, _: FixedClock) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("CREATE TABLE diary (id)")
    connection.close()


def overwritten(path: Path, clock: FixedClock) -> None:
    make(path, clock)
    patch(path, 100, b"\xff" * 3000)


def cut(path: Path, clock: FixedClock) -> None:
    make(path, clock)
    os.truncate(path, 5000)


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (empty, "not a RehabDesk diary"),
        (text, "not a RehabDesk diary"),
        (binary, "not a RehabDesk diary"),
        (short, "not a RehabDesk diary"),
        (other_program, "not a RehabDesk diary"),
        (newer, "newer RehabDesk"),
        (emptied, "damaged"),
        (overwritten, "damaged"),
        (cut, "damaged"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_usable_diary_is_refused_untouched(
    tmp_path: Path,
    clock: FixedClock,
    build: Callable[[Path, FixedClock], None],
    says: str,
    read_only: bool,
) -> None:
    path = tmp_path / "x.rehab"
    build(path, clock)
    before = digest(path)
    with pytest.raises(DiaryError, match=says) as refused:
        Diary.open(path, clock, read_only=read_only)
    assert refused.value.message.values["name"] == str(path)
    assert digest(path) == before
    assert names(tmp_path) == {"x.rehab"}


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(DiaryError, match="is a folder"):
        Diary.open(tmp_path, clock)
    with pytest.raises(DiaryError, match="no diary at"):
        Diary.open(tmp_path / "none.rehab", clock)
    assert names(tmp_path) == set()


def test_making_never_replaces_and_never_leaves_half_a_file(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "a.rehab"
    path.write_text("mine")
    with pytest.raises(DiaryError, match="exists already"):
        Diary.create(path, clock)
    assert path.read_text() == "mine"
    with pytest.raises(DiaryError, match="no folder"):
        Diary.create(tmp_path / "no" / "a.rehab", clock)
    with pytest.raises(DiaryError, match="exists already"):
        Diary.create(tmp_path, clock)
    with pytest.raises(DiaryError, match="No diary can be made"):
        Diary.create(tmp_path / ("x" * 400), clock)
    with pytest.raises(DiaryError, match="cannot be read"):
        Diary.open(tmp_path / ("x" * 400), clock)
    make(tmp_path / "b.rehab", clock)
    assert names(tmp_path) == {"a.rehab", "b.rehab"}


def test_a_new_file_is_what_the_format_says(tmp_path: Path, clock: FixedClock) -> None:
    path = make(tmp_path / "né 1%#?.rehab", clock)
    with Diary.open(path, clock) as diary:
        assert diary.revision == 0
        first_id = diary.id
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT id, format FROM diary").fetchone() == (first_id, FORMAT)
        tables = connection.execute("PRAGMA table_list").fetchall()
    finally:
        connection.close()
    mine = {row[1]: row[5] for row in tables if not row[1].startswith(("sqlite_", "_sqlite"))}
    assert set(mine) == {
        "diary", "revision_counter", "revision", "pain_entry", "check_in", "region_setting",
        "setting", "own_exercise", "plan_version", "plan_item", "session", "set_done", "pause",
        "own_activity", "activity_rating", "activity_pain", "change_rating",
        "questionnaire_total", "self_test_result",
        "favourite", "reminder", "comment", "safety_check", "safety_answer", "clearance",
        "activity_load", "help_mark", "swelling",
    }  # fmt: skip
    assert all(mine.values()), "every table is STRICT"


def test_connections_keep_the_promises(tmp_path: Path, clock: FixedClock) -> None:
    path = make(tmp_path / "a.rehab", clock)
    connection = PlainConnections(busy_timeout_ms=1234).connect(path)
    try:
        pragmas = ("foreign_keys", "synchronous", "busy_timeout", "journal_mode")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    finally:
        connection.close()
    assert found == [1, 2, 1234, "wal"]


def test_reading_alone_changes_nothing_and_leaves_nothing(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = make(tmp_path / "a.rehab", clock)
    before = digest(path)
    with Diary.open(path, clock, read_only=True) as diary:
        assert diary.pain.days() == []
        with pytest.raises(DiaryError, match="cannot be written"), diary.change(LABEL):
            diary.settings.set("a", "b")
    assert digest(path) == before
    assert names(tmp_path) == {"a.rehab"}


@contextlib.contextmanager
def permissions_hold() -> Iterator[None]:
    """Be nobody for a moment where the tests run as root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="permissions of POSIX")
def test_a_read_only_folder_is_named_and_its_diary_can_be_read(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "shut" / "a.rehab"
    path.parent.mkdir()
    with Diary.create(path, clock) as diary, diary.change(LABEL):
        diary.settings.set("a", "b")
    before = digest(path)
    for folder in path.parents[:-2]:  # all below the top folder, which is everybody’s
        folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with permissions_hold():
            with pytest.raises(DiaryError, match="read-only"):
                Diary.open(path, clock)
            with pytest.raises(DiaryError, match="read-only"):
                Diary.create(path.with_name("new.rehab"), clock)
            with Diary.open(path, clock, read_only=True) as diary:
                assert diary.settings.get("a") == "b"
        path.chmod(0o000)
        with permissions_hold(), pytest.raises(DiaryError, match="cannot be read"):
            Diary.open(path, clock)
        path.parent.chmod(0o000)
        with permissions_hold(), pytest.raises(DiaryError, match="cannot be read"):
            Diary.open(path, clock)
    finally:
        path.parent.chmod(0o755)
        path.chmod(0o644)
    assert digest(path) == before
    assert names(path.parent) == {"a.rehab"}


def test_opening_a_diary_that_is_up_to_date_needs_no_sqlite_utils(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = make(tmp_path / "a.rehab", clock)
    code = (
        "import sys, datetime as dt; from pathlib import Path\n"
        "from rehabdesk.services.diaries import open_diary, close_diary\n"
        "from rehabdesk.domain.moments import SystemClock\n"
        "close_diary(open_diary(Path(sys.argv[1]), SystemClock()).diary)\n"
        "print(sorted({'sqlite_utils', 'numpy', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
