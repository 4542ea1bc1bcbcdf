"""Sessions with sets and pauses in JSON written by hand: what is refused, and with which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.store.diary import Diary

ITEM = "00000000-0000-4000-8000-000000000002"
VERSION = {
    "id": "00000000-0000-4000-8000-000000000001",
    "number": 1,
    "from_day": "2026-06-01",
    "items": [{"id": ITEM, "exercise": "bridge", "routine": "hip_strength"}],
}
SET = {"plan_item_id": ITEM, "exercise": "bridge", "number": 1, "planned": 10, "done": 8}


def document(**parts: object) -> dict[str, object]:
    whole = {"format": "rehabdesk-diary", "version": 1, "plan_versions": [VERSION]}
    return whole | parts


def session(*sets: object) -> dict[str, object]:
    return {"day": "2026-06-02", "status": "partial", "sets": list(sets)}


def bring(diary: Diary, content: dict[str, object], clock: FixedClock) -> None:
    data = json.dumps(content).encode()
    today = clock.now().date()
    add_diary_file(diary, read_diary_file(data, "d.json", load_regions(), today))


REFUSED = {
    "a pause that ends before it begins": (
        {"pauses": [{"first": "2026-06-05", "last": "2026-06-04"}]}, "ends before it begins",
    ),
    "a pause in another century": ({"pauses": [{"first": "1026-06-05"}]}, "cannot be right"),
    "two sets of one number": ({"sessions": [session(SET, SET)]}, "more than once in sets"),
    "a set on both sides": ({"sessions": [session(SET | {"side": "both"})]}, "needs one side"),
    "a set of another plan": (
        {"sessions": [session(SET | {"plan_item_id": ITEM[:-1] + "9"})]}, "neither in it nor",
    ),
    "negative repetitions": (
        {"sessions": [session(SET | {"done": -1})]}, r"sessions\[0\].sets\[0\].done",
    ),
    "nothing planned": (
        {"sessions": [session(SET | {"planned": 0})]}, r"sessions\[0\].sets\[0\].planned",
    ),
    "effort": ({"sessions": [session() | {"effort": 11}]}, r"sessions\[0\].effort"),
    "a time that is none": ({"reminders": [{"time": "25:00"}]}, r"reminders\[0\].time"),
    "a favourite twice": (
        {"favourites": [{"exercise": "bridge"}, {"exercise": "bridge"}]}, "more than once",
    ),
    "no picture": (
        {"own_exercises": [{"name": "n", "routine": "r", "picture": "<svg>"}]},
        r"own_exercises\[0\].picture",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(
    parts: dict[str, object], sentence: str, tmp_path: Path, clock: FixedClock
) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        with pytest.raises(InputError, match=sentence):
            bring(diary, document(**parts), clock)
        assert diary.revision == 0


def test_a_session_written_by_hand_is_the_same_each_time(tmp_path: Path, clock: FixedClock) -> None:
    content = document(
        sessions=[session(SET, SET | {"number": 2, "done": None})],
        pauses=[{"first": "2026-06-05", "last": "2026-06-07", "reason": "away"}],
        reminders=[{"time": "18:30"}],
        favourites=[{"exercise": "bridge"}],
    )
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        bring(diary, content, clock)
        bring(diary, content, clock)
        (found,) = diary.sessions.between(None, None)
        assert [one.done for one in diary.sets.of(found.id)] == [8, None]
        assert [one.reason for one in diary.plan_extras.pauses()] == ["away"]
        assert len(diary.plan_extras.reminders()) == 1
        assert diary.plan_extras.favourites() == {"bridge"}
