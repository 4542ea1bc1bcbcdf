"""Two copies of one diary, each changed on a computer of its own."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.plan import (
    ExerciseSide,
    PlanItem,
    PlanVersion,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.merging.merging import merge_diary
from rehabdesk.store.diary import Diary

LABEL = message("change", "x")
DAY = dt.date(2026, 6, 1)
ZONE = dt.timezone(dt.timedelta(hours=2))
KNEE = SidedRegion("knee_inner", Side.LEFT)


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def at(minute: int) -> FixedClock:
    return FixedClock(dt.datetime(2026, 6, 1, 12, tzinfo=ZONE) + dt.timedelta(minutes=minute))


def pain(number: int, value: float = 3.0, note: str = "") -> PainEntry:
    return PainEntry(uid(number), DAY, None, KNEE, PainKind.NOW, value, note=note)


class Pair:
    """Two copies of one diary, each changed on a computer of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.a, self.b = folder / "a.rehab", folder / "b.rehab"
        self.minutes = itertools.count(1)

    def start(self, fill: Callable[[Diary], object] = lambda _: None) -> None:
        with Diary.create(self.a, at(0)) as diary, diary.change(LABEL):
            fill(diary)
        shutil.copy(self.a, self.b)

    def change(self, path: Path, work: Callable[[Diary], object]) -> None:
        with Diary.open(path, at(next(self.minutes))) as diary, diary.change(LABEL):
            work(diary)

    def merge(self, into: Path, other: Path, **more: object) -> object:
        with Diary.open(into, at(1000)) as diary:
            return merge_diary(diary, other, at(1000), **more)  # type: ignore[arg-type]

    def copy(self, path: Path, name: str) -> Path:
        return Path(shutil.copy(path, self.folder / name))


def content(path: Path) -> dict[str, object]:
    """Return everything in a diary, apart from the order in which it came."""
    with Diary.open(path, at(2000), read_only=True) as diary:
        assert diary.problems() == []
        whole: dict[str, object] = {
            kind.value: sorted(map(_cells, diary.whole_rows.all(kind))) for kind in Kind
        }
        whole["past"] = sorted(
            (one.kind.value, one.id, one.changed_at, _cells(one.before))
            for one in diary.whole_rows.past()
        )
        return whole


def _cells(row: Mapping[str, object]) -> str:
    return repr(sorted(row.items()))


def version(number: int, row: int, item: int) -> PlanVersion:
    what = PlanItem(uid(item), 0, "clamshell", "hip_strength", ExerciseSide.LEFT, times_a_week=3)
    return PlanVersion(uid(row), number, DAY, f"Version {row}", "", (what,))
