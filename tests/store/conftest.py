from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.moments import FixedClock
from rehabdesk.store.diary import Diary

CET = dt.timezone(dt.timedelta(hours=1))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(dt.datetime(2026, 11, 20, 20, 0, tzinfo=CET))


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "knee.rehab", clock) as made:
        yield made
