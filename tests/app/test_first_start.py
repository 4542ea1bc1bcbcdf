"""The first start in the real window, by keyboard alone: a plan and a first pain entry."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rehabdesk.app.offscreen import OffscreenDesktop
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.changes import Changes
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.safety import GateState
from rehabdesk.domain.text import message
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.first_plan import suggested_template
from rehabdesk.services.first_start import first_start_wanted
from rehabdesk.services.plan_templates import load_templates
from rehabdesk.services.safety.gate import training_gate
from rehabdesk.store.diary import Diary
from rehabdesk.ui.pages.start.page import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin (does not support|supports grabbing)")

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier
#: Seconds for one key with finding it and deciding (keystroke-level model: 1.35 s to prepare
#: mentally and 0.28 s for the key, rounded up to two for somebody who is tired or in pain).
SECONDS_PER_ACTION = 2.0
#: What all actions may take.
TWO_MINUTES = 120.0


class Person:
    """Somebody at the keyboard who counts their key presses."""

    def __init__(self, program: OffscreenDesktop) -> None:
        self.program = program
        self.actions = 0

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        for key in keys:
            target = QApplication.focusWidget() or self.program.window
            QTest.keyClick(target, key, modifier)
            self.actions += 1
            self.program.settle()

    def answer_none(self) -> None:
        self.press(KEY.Key_N, modifier=ALT)
        self.press(KEY.Key_Return)

    @property
    def page(self) -> StartPage:
        page = self.program.window.current_page
        assert isinstance(page, StartPage)
        return page

    def ask(self, question: Callable[[Diary], object]) -> object:
        answers: list[object] = []
        self.program.desktop.workbench.read(question, answers.append)
        self.program.wait_until(lambda: bool(answers))
        return answers[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.rehab"


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path, path: Path, clock: FixedClock) -> Iterator[Person]:
    Diary.create(path, clock).close()
    options = LaunchOptions(diary=path, language="en", clock=clock)
    with OffscreenDesktop(options, tmp_path) as program:
        program.window.activateWindow()
        program.settle()
        yield Person(program)
    qapp.setStyleSheet("")


def test_by_keyboard_to_a_plan_and_a_first_pain_entry_in_two_minutes(
    person: Person, clock: FixedClock, record_property: Callable[[str, object], None]
) -> None:
    assert person.page.step == 1
    person.press(KEY.Key_Return)
    assert person.page.step == 2
    # The age: the third of the list.
    person.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    for _ in range(5):
        person.answer_none()
    assert person.page.step == 3
    # Inner knee, your left, 4; then Enter on the pad.
    person.press(KEY.Key_Space)
    for _ in range(6):
        if person.page.spot.side.isAncestorOf(QApplication.focusWidget()):
            break
        person.press(KEY.Key_Tab)
    person.press(KEY.Key_Space)
    for _ in range(4):
        if person.page.spot.pad.hasFocus():
            break
        person.press(KEY.Key_Tab)
    person.press(KEY.Key_4)
    offered = person.page.spot.offer.template
    assert offered is not None
    assert offered.id == "inner_knee"
    assert person.page.spot.save.text() == "Save pain and plan"
    person.press(KEY.Key_Return)
    assert person.program.window.current_id == "today"
    today = clock.now().date()
    entries = person.ask(lambda diary: diary.pain.on_day(today))
    assert isinstance(entries, list)
    assert [(one.where, one.value) for one in entries] == [
        (SidedRegion("knee_inner", Side.LEFT), 4)
    ]
    versions = person.ask(lambda diary: diary.plans.versions())
    assert isinstance(versions, list)
    (version,) = versions
    assert (version.number, version.from_day) == (1, today)
    assert [one.exercise for one in version.items] == [one.exercise for one in offered.items]
    assert person.ask(lambda diary: training_gate(diary, clock).state) is GateState.OPEN
    assert not person.ask(first_start_wanted)
    seconds = person.actions * SECONDS_PER_ACTION
    record_property("actions", person.actions)
    record_property("seconds", seconds)
    print(f"first start by keyboard: {person.actions} actions, about {seconds:.0f} s")
    assert seconds < TWO_MINUTES


def test_each_screen_can_be_skipped_but_no_plan_comes_before_the_questions(
    person: Person, clock: FixedClock
) -> None:
    person.page.welcome.go_on.click()
    person.program.settle()
    person.page.flow.age.later.click()
    person.program.settle()
    page = person.page
    assert page.step == 3
    assert page.spot.gate.isVisible()
    assert not page.spot.offer.isVisible()
    assert page.spot.save.text() == "Save the pain"
    page.spot.places.choose(["hip_outer"])
    page.spot.side.choose("right")
    page.spot.pad.rate(7)
    page.spot._update()
    page.spot.save.click()
    person.program.settle()
    assert person.program.window.current_id == "today"
    assert person.ask(lambda diary: len(diary.pain.between(None, None))) == 1
    assert person.ask(lambda diary: diary.plans.versions()) == []
    assert person.ask(lambda diary: training_gate(diary, clock).state) is GateState.ASK


def test_skipped_at_once_it_does_not_come_again_but_can_be_asked_for(
    person: Person,
) -> None:
    person.page.welcome.skip.click()
    person.program.settle()
    window = person.program.window
    assert window.current_id == "today"
    assert not person.ask(first_start_wanted)
    again = next(one for one in window.findChildren(QAction) if one.text() == "&First steps again")
    again.trigger()
    person.program.settle()
    assert person.page.step == 1


def test_done_again_a_plan_that_is_there_stays(person: Person, clock: FixedClock) -> None:
    def fill(diary: Diary) -> Changes:
        item = PlanItem("b", 0, "bridge", "hip_strength", ExerciseSide.NONE, 2, 10)
        with diary.change(message("change", "x")) as recorder:
            diary.plans.add_version(PlanVersion("v", 1, clock.now().date(), "Mine", "", (item,)))
        return recorder.changes

    person.program.desktop.workbench.change(fill)
    person.program.settle()
    person.page.welcome.go_on.click()
    person.program.settle()
    person.press(KEY.Key_Return)
    for _ in range(5):
        person.answer_none()
    spot = person.page.spot
    assert spot.offer.isVisible()
    assert not spot.offer.take.is_ticked
    spot.places.choose(["groin"])
    spot.side.choose("left")
    spot.pad.rate(2)
    spot._update()
    spot.save.click()
    person.program.settle()
    versions = person.ask(lambda diary: diary.plans.versions())
    assert isinstance(versions, list)
    assert [one.title for one in versions] == ["Mine"]


def test_an_emergency_leads_to_no_plan(person: Person) -> None:
    person.page.welcome.go_on.click()
    person.program.settle()
    person.press(KEY.Key_Return)
    flow = person.page.flow
    flow.group.rows["septic"].box.click()
    person.press(KEY.Key_Return)
    assert flow.result.isVisible()
    person.press(KEY.Key_Return)
    assert person.page.step == 3
    assert person.page.spot.gate.property("look") == "stop"
    assert person.page.spot.offer.draft is None


def test_a_diary_with_something_in_it_begins_at_today(tmp_path: Path, clock: FixedClock) -> None:
    with Diary.create(tmp_path / "old.rehab", clock) as diary:
        assert first_start_wanted(diary)
        with diary.change(message("change", "x")):
            diary.pain.insert_many(
                [("2026-06-01", None, "groin", "right", "now", 3.0, "", 0, "key")]
            )
        assert not first_start_wanted(diary)


@pytest.mark.parametrize(
    ("region", "pain", "template"),
    [
        ("knee_inner", 5, "inner_knee"),
        ("knee_front", None, "front_knee"),
        ("hip_outer", 0, "outer_hip"),
        ("groin", 3, "sore_start"),
        ("buttock_deep", 2, "hip_strength_1"),
        ("", None, "hip_strength_1"),
        ("knee_inner", 6, "sore_start"),
    ],
)
def test_the_plan_that_is_suggested(region: str, pain: int | None, template: str) -> None:
    assert suggested_template(region, pain).id == template


def test_the_rule_names_what_there_is() -> None:
    data = json.loads(resource_path("rules", "first_plan.json").read_text(encoding="utf-8"))
    templates = {one.id: one for one in load_templates()}
    regions = load_regions()
    for region, name in data["by_region"].items():
        assert region in regions
        assert region in templates[name].regions
    assert {data["sore"], data["otherwise"]} <= set(templates)


def test_words_said_once() -> None:
    """What it is not is said at the first start and in About, and on no other screen."""
    sources = Path(__file__).resolve().parents[2] / "src" / "rehabdesk" / "ui"
    said = [
        path.relative_to(sources).as_posix()
        for path in sources.rglob("*.py")
        if "reviewed by a physiotherapist" in path.read_text(encoding="utf-8")
    ]
    assert sorted(said) == ["dialogs/about.py", "pages/start/welcome_step.py"]
