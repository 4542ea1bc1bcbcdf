"""Every red-flag row by its name: how urgent it is, who is asked, and what a yes does.

What is expected is written here by hand and not read from the resource, so that a changed rule
fails the test of its row.
"""

from __future__ import annotations

import json

import msgspec
import pytest

from rehabdesk.domain.safety import AgeBand, Cause, GateState, Urgency
from rehabdesk.domain.text import message
from rehabdesk.resources import resource_path
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.safety.gate import training_gate
from rehabdesk.services.safety.recording import answer_questions
from rehabdesk.services.safety.rules import load_safety_rules, parse_safety_rules
from rehabdesk.services.safety.settings import set_age_band

STOP, OPEN = GateState.STOP, GateState.OPEN
EVERYBODY = "every age"
ALWAYS = "first_use new_region high_pain night_pain flare monthly chosen"
AT_START = "first_use monthly chosen"

#: Row: urgency, what the gate says after a yes, who is asked, when it is asked.
ROWS = {
    "ces": ("emergency", STOP, EVERYBODY, ALWAYS),
    "leg_weak_fast": ("emergency", STOP, EVERYBODY, ALWAYS),
    "pe_dvt_plus": ("emergency", STOP, EVERYBODY, ALWAYS),
    "hip_fracture": ("emergency", STOP, EVERYBODY, ALWAYS),
    "septic": ("emergency", STOP, EVERYBODY, ALWAYS),
    "open_deformed": ("emergency", STOP, EVERYBODY, ALWAYS),
    "child_hip": ("emergency", STOP, "under_16 16_to_24", ALWAYS),
    "sepsis_unwell": ("emergency", STOP, EVERYBODY, ALWAYS),
    "cannot_bear": ("same_day", STOP, EVERYBODY, ALWAYS),
    "locked": ("same_day", STOP, EVERYBODY, ALWAYS),
    "hot_swollen": ("same_day", STOP, EVERYBODY, ALWAYS),
    "dvt": ("same_day", STOP, EVERYBODY, ALWAYS),
    "child_limp": ("same_day", STOP, "under_16", ALWAYS),
    "stress_fracture": ("same_day", STOP, EVERYBODY, ALWAYS),
    "neuro_new": ("same_day", STOP, EVERYBODY, ALWAYS),
    "steroid_crash": ("same_day", STOP, EVERYBODY, ALWAYS),
    "ns_recent_surgery": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_hip_replacement": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_hot_joint": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_heart_lung": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_blood_pressure": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_cancer_treatment": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_pregnancy": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_back_weakness": ("not_suitable", STOP, EVERYBODY, AT_START),
    "ns_avn_tumour": ("not_suitable", STOP, EVERYBODY, AT_START),
    "cancer": ("soon", OPEN, EVERYBODY, ALWAYS),
    "cancer_young": ("soon", OPEN, "under_16 16_to_24", ALWAYS),
    "avn": ("soon", OPEN, EVERYBODY, ALWAYS),
    "inflammatory": ("soon", OPEN, EVERYBODY, ALWAYS),
    "spread_nerve": ("soon", OPEN, EVERYBODY, ALWAYS),
    "meds": ("soon", OPEN, EVERYBODY, ALWAYS),
    "frail_fall": ("soon", OPEN, "over_65", ALWAYS),
    "frail_fall_bones": ("soon", OPEN, "under_16 16_to_24 25_to_49 50_to_65", ALWAYS),
    "hernia": ("soon", OPEN, EVERYBODY, ALWAYS),
    "not_better": ("routine", OPEN, EVERYBODY, "monthly chosen"),
    "sleep": ("routine", OPEN, EVERYBODY, AT_START),
    "rising": ("routine", OPEN, EVERYBODY, "monthly chosen"),
    "giving_way": ("routine", OPEN, EVERYBODY, "first_use flare monthly chosen"),
    "unsure": ("routine", OPEN, EVERYBODY, AT_START),
}
#: The number to call and the place to go are in the step of every emergency; the others say when.
STEPS = {
    "emergency": ("{number}",),
    "same_day": ("today",),
    "not_suitable": ("Ask a doctor or physio", "Sessions wait"),
    "soon": ("appointment", "within one to two weeks", "days"),
    "routine": ("Ask a physio or doctor",),
}
SOURCED = {
    "ces": "Greenhalgh", "pe_dvt_plus": "NHS", "hip_fracture": "NHS",
    "septic": "Rheumatology, 2006",
    "child_hip": "Royal Children", "cannot_bear": "NHS", "locked": "Lincolnshire",
    "hot_swollen": "Rheumatology, 2006", "dvt": "NHS", "child_limp": "Perth Children",
    "stress_fracture": "PMC6226070", "steroid_crash": "Rheumatology, 2006", "cancer": "NHS",
    "avn": "Cape Joint", "not_better": "Morecambe Bay",
}  # fmt: skip


def test_there_are_exactly_these_rows():
    assert [one.id for one in load_safety_rules().flags] == list(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_row_is_as_urgent_as_it_has_to_be(row):
    urgency, after_yes, who, when = ROWS[row]
    rules = load_safety_rules()
    flag = rules.flag(row)
    assert flag.urgency == urgency
    assert rules.urgencies[flag.urgency].stops is (after_yes is STOP)
    assert rules.urgencies[flag.urgency].needed is (after_yes is STOP)
    asked = {age for age in AgeBand if flag.is_for(age)}
    bands = set(AgeBand) if who == EVERYBODY else {*map(AgeBand, who.split()), AgeBand.NOT_SAID}
    assert asked == bands
    assert flag.causes == set(map(Cause, when.split()))
    assert flag.at_least == 1, "one sign is enough"
    step = flag.next_step.text
    if row != "meds":
        assert any(word in step for word in STEPS[urgency]), step
    assert ("{number}" in step) or urgency != "emergency"


@pytest.mark.parametrize("row", ROWS)
def test_a_yes_to_row_does_what_its_urgency_says(row, book, clock):
    after_yes = ROWS[row][1]
    flag = load_safety_rules().flag(row)
    answer_questions(book.diary, clock, Cause.CHOSEN, [flag], flag.ticks()[:1])
    gate = training_gate(book.diary, clock)
    assert gate.state is after_yes
    assert gate.allows_training is (after_yes is OPEN)
    (raised,) = raised_flags(book.diary)
    assert (raised.flag, raised.in_force) == (flag, after_yes is STOP)


@pytest.mark.parametrize("row", [name for name in ROWS if ROWS[name][1] is STOP])
def test_no_session_before_row_is_answered(row, book, clock):
    with book.diary.change(message("change", "x")):
        for answer in book.diary.safety.answers():
            if answer.flag == row:
                book.diary.safety.delete_answer(answer.id)
    age = AgeBand(ROWS[row][2].split()[0]) if ROWS[row][2] != EVERYBODY else AgeBand.NOT_SAID
    set_age_band(book.diary, age)
    gate = training_gate(book.diary, clock)
    assert gate.state is GateState.ASK
    assert row in {one.id for one in gate.due.needed}


@pytest.mark.parametrize(
    "sign", ["saddle", "passing_urine", "bowels", "sexual_function", "both_legs"]
)
def test_any_one_sign_of_ces_is_a_yes(sign, book, clock):
    flag = load_safety_rules().flag("ces")
    assert [one.id for one in flag.symptoms] == [
        "saddle", "passing_urine", "bowels", "sexual_function", "both_legs",
    ]  # fmt: skip
    answer_questions(book.diary, clock, Cause.CHOSEN, [flag], [f"ces.{sign}"])
    gate = training_gate(book.diary, clock)
    assert gate.state is GateState.STOP
    assert gate.most_urgent is Urgency.EMERGENCY
    assert gate.stops[0].answer.symptoms == (sign,)


def test_nobody_is_asked_to_try_anything():
    text = resource_path("rules", "red_flags.json").read_text(encoding="utf-8")
    questions = [one["question"] for one in json.loads(text)["flags"]]
    for word in ("hop", "try to", "jump", "squat"):
        assert not [one for one in questions if word in one.lower()]


@pytest.mark.parametrize("row", ROWS)
def test_source_of_row(row):
    flag = load_safety_rules().flag(row)
    if row in SOURCED:
        assert SOURCED[row] in flag.source
        assert flag.certain
    else:
        assert not flag.certain
    for mark in ("http", "www", ".com", ".org", ".uk", "scribd", "droracle"):
        assert mark not in flag.source


def test_words_are_calm_and_short():
    rules = load_safety_rules()
    for flag in rules.flags:
        texts = [flag.question, flag.why, flag.next_step, *(one.text for one in flag.symptoms)]
        for text in texts:
            assert "!" not in text.text
            assert not {"diagnosis", "warning", "fail", "danger"} & set(text.text.lower().split())
        assert len(flag.question.text.split()) <= 45, flag.id
        assert len(flag.why.text.split()) <= 30, flag.id
        assert len(flag.next_step.text.split()) <= 34, flag.id
    leads = [rules.urgencies[one].lead.text for one in Urgency]
    assert all(lead.endswith("?") for lead in leads)


def test_a_mistake_in_the_file_is_found():
    data = json.loads(resource_path("rules", "red_flags.json").read_text(encoding="utf-8"))
    for place, value in (
        ("at_least", 0),
        ("urgency", "soonish"),
        ("triggers", []),
        ("ages", ["40"]),
    ):
        broken = json.loads(json.dumps(data))
        broken["flags"][0][place] = value
        with pytest.raises(msgspec.ValidationError):
            parse_safety_rules(json.dumps(broken).encode())
    data["flags"][0]["extra"] = 1
    with pytest.raises(msgspec.ValidationError):
        parse_safety_rules(json.dumps(data).encode())
