"""Plan files: there and back, previewed before they are taken, and nothing foreign let in."""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.plan import Band, ExerciseSide, OwnExercise, PainLimits, PlanItem
from rehabdesk.services.language import ENGLISH, translator_for
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_files import (
    parse_plan_file,
    plan_file_bytes,
    preview_plan_file,
    read_plan_file,
    take_plan_file,
    write_plan_file,
)
from rehabdesk.services.plans import current_version

TR = translator_for(ENGLISH)
UID = "00000000-0000-4000-8000-000000000001"
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 9).decode()
OWN = OwnExercise(UID, "Stairs", "work", True, "One step at a time.", "standing", PICTURE)
FULL = PlanItem(
    "a", 0, "clamshell", "hip_strength", ExerciseSide.LEFT, 3, 12, 2, 45, None, (1, 4), "Quiet.",
    2, 3, "1 kg", Band.LIGHT, "Slowly.", True,
)  # fmt: skip
TIMED = PlanItem("b", 1, f"own:{UID}", "work", ExerciseSide.NONE, 1, None, 600, None, 5)
PLAN = PlanDraft("Hips", "After the check-up", (FULL, TIMED), PainLimits(1, 4), "Ms Adler")


def document(**changes: object) -> bytes:
    item = {"exercise": "bridge", "sets": 3, "reps": 12, "times_a_week": 3}
    whole = {"format": "rehabdesk-plan", "version": 1, "title": "t", "items": [item]}
    return json.dumps(whole | changes).encode()


def item(**changes: object) -> bytes:
    whole = {"exercise": "bridge", "sets": 3, "reps": 12, "times_a_week": 3}
    return document(items=[whole | changes])


def without_ids(items: tuple[PlanItem, ...]) -> list[PlanItem]:
    return [dataclasses.replace(one, id="") for one in items]


def test_there_and_back(tmp_path):
    path = tmp_path / "hips.rehabplan"
    write_plan_file(PLAN, [OWN, dataclasses.replace(OWN, id=UID[:-1] + "2")], path)
    found = read_plan_file(path, TR)
    assert without_ids(found.draft.items) == without_ids(PLAN.items)
    assert found.own_exercises == (OWN,)
    assert dataclasses.replace(found.draft, items=()) == dataclasses.replace(PLAN, items=())
    assert path.read_bytes() == plan_file_bytes(found.draft, found.own_exercises)
    assert [one.name for one in tmp_path.iterdir()] == ["hips.rehabplan"]


def test_a_plan_file_is_previewed_and_becomes_a_new_version(book):
    book.plan(1, 0, book.item("clamshell", ExerciseSide.LEFT), book.item("bridge"))
    before = book.diary.revision
    file = parse_plan_file(plan_file_bytes(PLAN, [OWN]), "hips.rehabplan", TR)
    preview = preview_plan_file(book.diary, file, TR, book.day(3))
    said = [TR.say(one.text) for one in preview.changes]
    assert said[0] == "It is called “Hips” now."
    assert said[1] == "Pain limits: green up to 1, amber up to 4."
    assert said[2].startswith("Clamshell: 3 × 12 · left side")
    assert said[3] == "New: Stairs – 1 × 10 min · 5 times a week."
    assert said[4] == "No longer: Bridge."
    assert [one.name for one in preview.new_exercises] == ["Stairs"]
    assert preview.warnings == ()
    assert book.diary.revision == before
    changes = take_plan_file(book.diary, book.at(3), file, TR, book.day(3))
    version = current_version(book.diary, book.day(3))
    assert (version.number, version.author) == (2, "Ms Adler")
    assert current_version(book.diary, book.day(2)).number == 1
    assert book.diary.plans.own_exercises() == [OWN]
    take_plan_file(book.diary, book.at(4), file, TR, book.day(4))
    assert book.diary.plans.own_exercises() == [OWN]
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert [one.number for one in book.diary.plans.versions()] == [1, 3]


MANY = [{"exercise": "bridge", "reps": 1, "times_a_week": 1}] * 10_000
BAD = {
    "empty": (b"", "is not whole or is not JSON"),
    "half": (document()[:40], "is not whole or is not JSON"),
    "not text": (b"\xff\xfe\x00", "is not whole or is not JSON"),
    "deep": (b"[" * 100_000, "is not a plan of RehabDesk"),
    "deep inside": (document()[:-1] + b',"x":' + b"[" * 50_000, "is not whole or is not JSON"),
    "a list": (b"[]", "is not a plan of RehabDesk"),
    "a diary": (b'{"format": "rehabdesk-diary", "version": 1}', "is not a plan of RehabDesk"),
    "newer": (document(version=3), "version 3 of the format"),
    "no items": (document(items=[]), "has no exercises"),
    "many": (document(items=MANY), "has 10000 exercises; a plan can have up to 30"),
    "strange name": (document(surprise=1), "surprise"),
    "unknown": (item(exercise="levitation"), "no exercise “levitation”"),
    "path": (item(exercise="../../etc/passwd"), "no exercise “../../etc/passwd”"),
    "own that is not there": (item(exercise=f"own:{UID}"), "no exercise"),
    "negative sets": (item(sets=-3), "dosage of “Bridge” is not possible"),
    "no sets": (item(sets=0), "dosage of “Bridge” is not possible"),
    "huge": (item(reps=10**30), "dosage of “Bridge” is not possible"),
    "half a set": (item(sets=1.5), r"items\[0\].sets is not as it should be"),
    "words": (item(sets="three"), r"items\[0\].sets is not as it should be"),
    "side": (item(side="up"), r"items\[0\].side is not as it should be"),
    "weekday": (item(times_a_week=None, weekdays=[0]), "not possible"),
    "long": (item(cue="x" * 5000), "too long"),
    "long title": (document(title="x" * 5000), "too long"),
    "limits": (document(limits={"green": 7, "amber": 2}), "limits"),
    "own id": (
        document(own_exercises=[{"id": "../x", "name": "n", "routine": "r"}]),
        "own exercise",
    ),
    "own name": (
        document(own_exercises=[{"id": UID, "name": " ", "routine": "r"}]),
        "own exercise",
    ),
    "picture": (
        document(own_exercises=[{"id": UID, "name": "n", "routine": "r", "picture": "PHN2Zz4="}]),
        "picture",
    ),
    "no base64": (
        document(own_exercises=[{"id": UID, "name": "n", "routine": "r", "picture": "../a.png"}]),
        "picture",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD)
def test_a_wrong_file_gets_one_clear_sentence(data, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        parse_plan_file(data, "p.rehabplan", TR)
    said = TR.say(caught.value.message)
    assert "\n" not in said
    assert len(said) < 250


@pytest.mark.parametrize("data", [data for data, _ in BAD.values()], ids=BAD)
def test_a_wrong_file_changes_nothing(book, tmp_path, data):
    book.plan(1, 0, book.item("bridge"))
    before = book.diary.revision
    path = tmp_path / "wrong.rehabplan"
    path.write_bytes(data)
    with pytest.raises(InputError):
        take_plan_file(book.diary, book.at(0), read_plan_file(path, TR), TR, book.day(0))
    assert book.diary.revision == before
    assert [one.number for one in book.diary.plans.versions()] == [1]
    assert path.read_bytes() == data


def test_markup_and_control_signs_are_plain_text(book):
    text = "<b onclick=x>hi</b>\u202e {0} %s\x00\x1b[31m\n'; DROP TABLE plan_item"
    file = parse_plan_file(item(cue=text), "p.rehabplan", TR)
    clean = "<b onclick=x>hi</b> {0} %s[31m\n'; DROP TABLE plan_item"
    assert file.draft.items[0].cue == clean
    take_plan_file(book.diary, book.at(0), file, TR, book.day(0))
    assert current_version(book.diary, book.day(0)).items[0].cue == clean


def test_files_that_cannot_be_read_or_written_say_so(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_plan_file(tmp_path / "none.rehabplan", TR)
    with pytest.raises(InputError, match="cannot be read"):
        read_plan_file(tmp_path, TR)
    large = tmp_path / "large.rehabplan"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(InputError, match="too large"):
        read_plan_file(large, TR)
    with pytest.raises(InputError, match="cannot be written"):
        write_plan_file(PLAN, [], tmp_path / "no" / "a.rehabplan")


NAMES = ["exercise", "sets", "items", "limits", "title", "own_exercises"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
)


@given(ANYTHING)
def test_whatever_a_file_holds_there_is_a_plan_or_a_sentence(content):
    whole = content if isinstance(content, dict) else {"items": content}
    data = json.dumps({"format": "rehabdesk-plan", "version": 1} | whole).encode()
    with contextlib.suppress(InputError):
        assert parse_plan_file(data, "p", TR).draft.items
