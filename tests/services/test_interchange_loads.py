"""Other activities, what helped and swelling in JSON: what is left out, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.interchange.exporting import diary_json
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.store.diary import Diary

WALK = {"day": "2026-06-01", "activity": "Walk", "minutes": 40, "effort": 4}
HEAT = {"day": "2026-06-01", "help": "heat"}
LEFT = {"day": "2026-06-01", "side": "left"}


def bring(diary: Diary, clock: FixedClock, **parts: object) -> int:
    data = json.dumps({"format": "rehabdesk-diary", "version": 1, **parts}).encode()
    file = read_diary_file(data, "d.json", load_regions(), clock.moment.date())
    return add_diary_file(diary, file).added


def test_a_file_by_hand_is_the_same_diary_each_time(tmp_path: Path, clock: FixedClock) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        parts = {"activity_loads": [WALK, WALK], "help_marks": [HEAT], "swellings": [LEFT]}
        assert bring(diary, clock, **parts) == 4
        assert bring(diary, clock, **parts) == 0
        assert [one.load for one in diary.loads.activities(None, None)] == [160, 160]
        (mark,) = diary.loads.help_marks(None, None)
        assert (mark.note, mark.backfilled) == ("", False)
        again = read_diary_file(diary_json(diary), "x", load_regions(), clock.moment.date())
        assert len(again.document.activity_loads) == 2


REFUSED = {
    "no minutes": ({"activity_loads": [WALK | {"minutes": 0}]}, "minutes"),
    "more than a day": ({"activity_loads": [WALK | {"minutes": 1441}]}, "minutes"),
    "too much effort": ({"activity_loads": [WALK | {"effort": 11}]}, "effort"),
    "half an effort": ({"activity_loads": [WALK | {"effort": 4.5}]}, "effort"),
    "no name": ({"activity_loads": [WALK | {"activity": ""}]}, "activity"),
    "to come": ({"activity_loads": [WALK | {"day": "2031-01-01"}]}, "2031-01-01 cannot be right"),
    "unknown help": ({"help_marks": [HEAT | {"help": "magic"}]}, "help"),
    "a dose": ({"help_marks": [HEAT | {"dose_mg": 400}]}, "does not know"),
    "twice a day": ({"help_marks": [HEAT, HEAT | {"note": "x"}]}, "more than once in help_marks"),
    "no side": ({"swellings": [LEFT | {"side": "none"}]}, "side"),
    "both knees twice": (
        {"swellings": [LEFT, LEFT | {"backfilled": True}]},
        "“2026-06-01/left” is there more than once in swellings",
    ),
}


@pytest.mark.parametrize(("parts", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(
    parts: dict[str, object], sentence: str, tmp_path: Path, clock: FixedClock
) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        with pytest.raises(InputError, match=sentence):
            bring(diary, clock, **parts)
        assert diary.revision == 0
