"""Files for other people: complete or not at all, and never over a diary."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.writing import write_whole
from rehabdesk.store.diary import Diary


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_diary_is_never_overwritten(tmp_path: Path, clock: FixedClock) -> None:
    diary = tmp_path / "my.rehab"
    Diary.create(diary, clock).close()
    before = diary.read_bytes()
    with pytest.raises(InputError, match="is a diary and was not replaced"):
        write_whole(diary, b"%PDF")
    assert diary.read_bytes() == before
    assert [one for one in tmp_path.iterdir() if one.name.endswith(".new")] == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_whole(tmp_path / "none" / "plan.pdf", b"")
