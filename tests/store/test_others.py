"""What others do to the file while a diary is open: it is noticed, and nothing is pretended."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary

LABEL = message("change", "Something done")
KNEE = SidedRegion("knee_inner", Side.LEFT)

# Windows refuses to delete or move a file that is open.
unlike_windows = pytest.mark.skipif(sys.platform == "win32", reason="open files stay in place")


@unlike_windows
def test_nothing_is_saved_into_a_deleted_file(diary: Diary, clock: FixedClock) -> None:
    record_pain(diary, clock, KNEE, 3)
    diary.path.unlink()
    with pytest.raises(DiaryError) as refused:
        record_pain(diary, clock, KNEE, 4)
    assert "moved, deleted or replaced" in refused.value.message.text
    assert refused.value.message.values["name"] == str(diary.path)


@unlike_windows
def test_a_file_that_took_the_place_is_not_taken_for_the_diary(
    diary: Diary, clock: FixedClock, tmp_path: Path
) -> None:
    other = tmp_path / "other.rehab"
    Diary.create(other, clock).close()
    shutil.move(other, diary.path)
    with pytest.raises(DiaryError), diary.change(LABEL):
        diary.settings.set_value_kind(KNEE, PainKind.WORST)


@unlike_windows
def test_a_diary_that_is_put_back_goes_on(diary: Diary, clock: FixedClock, tmp_path: Path) -> None:
    away = tmp_path / "away.rehab"
    shutil.move(diary.path, away)
    with pytest.raises(DiaryError):
        record_pain(diary, clock, KNEE, 4)
    shutil.move(away, diary.path)
    record_pain(diary, clock, KNEE, 5)
    assert [one.value for one in diary.pain.on_day(clock.now().date())] == [5]


def test_only_what_others_write_changes_the_version(diary: Diary, clock: FixedClock) -> None:
    before = diary.version_by_others
    record_pain(diary, clock, KNEE, 3)
    assert diary.version_by_others == before
    with Diary.open(diary.path, clock) as second:
        record_pain(second, clock, KNEE, 4)
    assert diary.version_by_others != before
