"""How often and how strongly, worked out by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.heat import WeekHeat, heat
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.summary import summary
from rehabdesk.store.diary import Diary

NOW = FixedClock(dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC))
KNEE = SidedRegion("knee_inner", Side.LEFT)
GROIN = SidedRegion("groin", Side.RIGHT)


def nov(number: int) -> dt.date:
    return dt.date(2026, 11, number)


def test_heat_by_hand(tmp_path: Path) -> None:
    with Diary.create(tmp_path / "d.rehab", NOW) as diary:
        assert heat(diary, nov(1), nov(30)) == {}
        for number, value in ((1, 10), (2, 4), (2, 8), (3, 0), (8, 1), (9, 3)):
            record_pain(diary, NOW, KNEE, value, day=nov(number))
        # Another kind never counts, and a region with nothing of its kind is not there.
        record_pain(diary, NOW, KNEE, 9, kind=PainKind.WORST, day=nov(4))
        record_pain(diary, NOW, GROIN, 9, kind=PainKind.WORST, day=nov(4))
        found = heat(diary, nov(2), nov(30))
        assert set(found) == {KNEE}
        knee = found[KNEE]
        # Daily values: 2nd 6, 3rd 0, 8th 1, 9th 3.
        assert (knee.days_hurt, knee.days_logged) == (3, 4)
        assert (knee.median, knee.worst) == (2.0, 8.0)
        # The 2nd and the 9th of November 2026 are Mondays; the 8th is a Sunday.
        assert knee.weeks == (WeekHeat(nov(2), 1.0, 3), WeekHeat(nov(9), 3.0, 1))


def test_summary_by_hand(tmp_path: Path) -> None:
    with Diary.create(tmp_path / "d.rehab", NOW) as diary:
        assert summary(diary) == {"days": 0, "first": None, "last": None, "regions": []}
        for number, value in ((1, 10), (2, 4), (2, 8)):
            record_pain(diary, NOW, KNEE, value, day=nov(number))
        record_pain(diary, NOW, GROIN, 9, kind=PainKind.WORST, day=nov(4))
        found = summary(diary)
    assert (found["days"], found["first"], found["last"]) == (3, "2026-11-01", "2026-11-04")
    groin, knee = found["regions"]
    assert knee == {
        "region": "knee_inner",
        "side": "left",
        "value_kind": "now",
        "entries": 3,
        "mean": 22 / 3,
        "first": "2026-11-01",
        "last": "2026-11-02",
    }
    assert (groin["entries"], groin["mean"], groin["first"]) == (0, None, "2026-11-04")
