"""What was said to be saved is saved, whatever happens next; two programs get along."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.connection import PlainConnections
from rehabdesk.store.diary import Diary

LABEL = message("change", "Something done")
KNEE = SidedRegion("knee_front", Side.RIGHT)

RECORD_FOREVER = """
import datetime as dt, sys
from pathlib import Path
from rehabdesk.domain.moments import SystemClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
clock = SystemClock()
diary = Diary.open(Path(sys.argv[1]), clock)
number = 0
while True:
    where = SidedRegion("knee_front", Side.RIGHT)
    changes = record_pain(diary, clock, where, number % 11, note=str(number))
    print(changes.rows[0].id, flush=True)
    number += 1
"""


@pytest.mark.parametrize("after", [1, 7, 60])
def test_a_kill_right_after_saved_loses_nothing(
    tmp_path: Path, clock: FixedClock, after: int
) -> None:
    path = tmp_path / "d.rehab"
    Diary.create(path, clock).close()
    process = subprocess.Popen(
        [sys.executable, "-c", RECORD_FOREVER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    saved = [process.stdout.readline().strip() for _ in range(after)]
    process.kill()
    rest, _ = process.communicate()
    # A line cut short by the kill was not said.
    saved += [line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    with Diary.open(path, clock) as diary:
        found = diary.pain.between(None, None)
        assert set(saved) <= {one.id for one in found}
        assert len(found) - len(saved) in (0, 1)  # at most the one being told of
        assert [one.note for one in found] == [str(number) for number in range(len(found))]
        assert diary.revision == len(found)
        assert diary.problems() == []


def test_two_programs_see_each_others_changes(diary: Diary, clock: FixedClock) -> None:
    with Diary.open(diary.path, clock) as other:
        record_pain(diary, clock, KNEE, 3)
        assert other.revision == 1
        record_pain(other, clock, KNEE, 4)
        assert diary.revision == 2
        assert [one.value for one in diary.pain.between(None, None)] == [3.0, 4.0]


def test_a_file_being_written_by_another_program_is_told_clearly(
    diary: Diary, clock: FixedClock
) -> None:
    with Diary.open(diary.path, clock, PlainConnections(busy_timeout_ms=5)) as other:
        with diary.change(LABEL):
            diary.settings.set("a", "1")
            with pytest.raises(DiaryError, match="another program"):
                record_pain(other, clock, KNEE, 4)
            assert other.settings.get("a") is None  # reading goes on meanwhile
        record_pain(other, clock, KNEE, 4)
    assert [one.value for one in diary.pain.between(None, None)] == [4.0]


def test_a_full_disk_changes_nothing(diary: Diary, clock: FixedClock) -> None:
    record_pain(diary, clock, KNEE, 1)
    connection = diary._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for _ in range(9):
            record_pain(diary, clock, KNEE, 2, note="long " * 700)

    with pytest.raises(DiaryError, match="disk is full"):
        fill()
    connection.execute("PRAGMA max_page_count = 100000")
    seen = len(diary.pain.between(None, None))
    assert diary.revision == seen
    record_pain(diary, clock, KNEE, 3)
    assert len(diary.pain.between(None, None)) == seen + 1


def test_what_a_change_reads_cannot_change_under_it(diary: Diary, clock: FixedClock) -> None:
    impatient = PlainConnections(busy_timeout_ms=5)
    with Diary.open(diary.path, clock, impatient) as other, diary.change(LABEL):
        assert diary.settings.get("a") is None
        with pytest.raises(DiaryError, match="another program"):
            record_pain(other, clock, KNEE, 4)
        diary.settings.set("a", "1")
    assert diary.settings.get("a") == "1"
