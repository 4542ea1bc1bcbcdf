"""Red-flag answers in JSON written by hand: what is refused, and what comes through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.safety import FlagState, GateState
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.interchange.exporting import diary_json
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.safety.gate import training_gate
from rehabdesk.store.diary import Diary

CHECK_ID = "00000000-0000-4000-8000-000000000001"
ANSWER_ID = "00000000-0000-4000-8000-000000000002"
AT = "2026-06-01T08:30:00+02:00"
CHECK = {"id": CHECK_ID, "day": "2026-06-01", "at": AT, "cause": "monthly"}
ANSWER = {
    "id": ANSWER_ID, "safety_check_id": CHECK_ID, "flag": "locked", "urgency": "same_day",
    "yes": True, "at": AT,
}  # fmt: skip
SEEN = {"safety_answer_id": ANSWER_ID, "day": "2026-06-02", "who": "Dr A"}


def bring(diary: Diary, parts: dict[str, object], clock: FixedClock) -> None:
    data = json.dumps({"format": "rehabdesk-diary", "version": 1} | parts).encode()
    file = read_diary_file(data, "d.json", load_regions(), clock.now().date())
    add_diary_file(diary, file)


REFUSED = {
    "an unknown cause": ({"safety_checks": [CHECK | {"cause": "mood"}]}, r"\[0\].cause"),
    "an unknown age": ({"safety_checks": [CHECK | {"age": "40"}]}, r"\[0\].age"),
    "a day to come": ({"safety_checks": [CHECK | {"day": "2027-06-01"}]}, "cannot be right"),
    "a time that is none": (
        {"safety_checks": [CHECK | {"at": "2026-06-31T08:30:00+02:00"}]}, "does not exist",
    ),
    "an answer that is neither": (
        {"safety_checks": [CHECK], "safety_answers": [ANSWER | {"yes": "perhaps"}]}, r"\[0\].yes",
    ),
    "two answers to one question": (
        {"safety_checks": [CHECK], "safety_answers": [ANSWER, ANSWER | {"id": CHECK_ID}]},
        "more than once",
    ),
    "an answer of no check": ({"safety_answers": [ANSWER]}, "neither in it nor"),
    "seen by nobody": (
        {"safety_checks": [CHECK], "safety_answers": [ANSWER], "clearances": [SEEN | {"who": ""}]},
        r"clearances\[0\].who",
    ),
    "seen, but nothing was answered": ({"clearances": [SEEN]}, "neither in it nor"),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(
    parts: dict[str, object], sentence: str, tmp_path: Path, clock: FixedClock
) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        with pytest.raises(InputError, match=sentence):
            bring(diary, parts, clock)
        assert diary.revision == 0


def test_a_stop_and_its_end_come_through(tmp_path: Path, clock: FixedClock) -> None:
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        bring(diary, {"safety_checks": [CHECK], "safety_answers": [ANSWER]}, clock)
        assert training_gate(diary, clock).state is GateState.STOP
        bring(diary, {"clearances": [SEEN]}, clock)
        (flag,) = raised_flags(diary)
        assert flag.state is FlagState.SEEN
        assert training_gate(diary, clock).state is GateState.ASK, "the rest was never asked"
        data = diary_json(diary)
        with Diary.create(tmp_path / "e.rehab", clock) as second:
            file = read_diary_file(data, "e.json", load_regions(), clock.now().date())
            add_diary_file(second, file)
            assert diary_json(second) == data


def test_a_question_of_a_newer_program_is_kept_and_stops(tmp_path: Path, clock: FixedClock) -> None:
    newer = ANSWER | {"flag": "something_new"}
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        bring(diary, {"safety_checks": [CHECK], "safety_answers": [newer]}, clock)
        (flag,) = raised_flags(diary)
        assert flag.flag is None
        assert flag.in_force
