"""Measures in JSON written by hand: what is taken, what is refused, and with which words."""

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

OWN = "00000000-0000-4000-8000-000000000001"
RATING = {"day": "2026-06-02", "own_activity_id": OWN, "value": 4}
PAIN = {"day": "2026-06-02", "activity": "kneeling"}
CHANGE = {"day": "2026-06-02", "value": 1}
RESULT = {"day": "2026-06-02", "test": "sl_stance", "side": "left", "score": 12.5}


def bring(diary: Diary, clock: FixedClock, **parts: object) -> None:
    content = {"format": "rehabdesk-diary", "version": 1, **parts}
    today = clock.now().date()
    data = json.dumps(content).encode()
    add_diary_file(diary, read_diary_file(data, "d.json", load_regions(), today))


def test_what_is_left_out_is_unknown_and_not_zero(tmp_path: Path, clock: FixedClock) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        parts = {
            "own_activities": [{"id": OWN, "name": "Boule"}],
            "activity_ratings": [RATING],
            "activity_pain": [PAIN],
            "self_test_results": [RESULT],
        }
        bring(diary, clock, **parts)
        assert [one.value for one in diary.measures.activity_pain()] == [None]
        (result,) = diary.self_tests.results()
        assert (result.score, result.pain, result.tries) == (12.5, None, ())
        once = diary_json(diary)
        bring(diary, clock, **parts)
        assert diary_json(diary) == once


REFUSED = {
    "two ratings of a day": (
        {"own_activities": [{"id": OWN, "name": "n"}], "activity_ratings": [RATING, RATING]},
        "more than once in activity_ratings",
    ),
    "two pains of a day": ({"activity_pain": [PAIN, PAIN]}, "more than once in activity_pain"),
    "two changes of a day": ({"change_ratings": [CHANGE, CHANGE]}, "more than once in change"),
    "no such activity": ({"activity_ratings": [RATING]}, "neither in it nor"),
    "eleven": ({"activity_pain": [PAIN | {"value": 11}]}, r"activity_pain\[0\].value"),
    "four": ({"change_ratings": [CHANGE | {"value": 4}]}, r"change_ratings\[0\].value"),
    "another century": ({"self_test_results": [RESULT | {"day": "1826-06-02"}]}, "cannot be right"),
    "both sides": ({"self_test_results": [RESULT | {"side": "both"}]}, r"results\[0\].side"),
    "a time that is none": (
        {"self_test_results": [RESULT | {"at": "2026-06-31T10:00:00+02:00"}]}, "does not exist",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(
    parts: dict[str, object], sentence: str, tmp_path: Path, clock: FixedClock
) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        with pytest.raises(InputError, match=sentence):
            bring(diary, clock, **parts)
        assert diary.revision == 0
