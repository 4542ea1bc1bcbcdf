"""The Safety page, and what Today, Plan and Session say while questions are due or a stop is on."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.safety import AgeBand, Cause, FlagState, GateState, Urgency
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.safety.gate import training_gate
from rehabdesk.services.safety.recording import answer_questions
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.services.safety.settings import set_age_band, set_emergency_number
from rehabdesk.services.sessions import start_session
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.plan.template_dialog import TemplateDialog
from rehabdesk.ui.pages.safety.page import SafetyPage, SlipDialog
from rehabdesk.ui.pages.safety.sources_dialog import SourcesDialog
from rehabdesk.ui.pages.session.page import SessionPage
from rehabdesk.ui.pages.today.page import TodayPage
from rehabdesk.ui.safety.gate_dialog import GateDialog

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
RULES = load_safety_rules()
KEY = Qt.Key
ITEM = PlanItem("b", 0, "bridge", "hip_strength", ExerciseSide.NONE, 1, 2, times_a_week=3)
PLAN = PlanVersion("v", 1, dt.date(2026, 6, 1), "", "", (ITEM,))


class Desk:
    """A page with somebody at it."""

    def __init__(self, qtbot, page, asked) -> None:
        self.qtbot, self.page, self.asked = qtbot, page, asked
        self.wanted: list[tuple[str, str]] = []
        page.page_wanted.connect(lambda *where: self.wanted.append(where))

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.context.workbench.runner.busy)

    def gate(self):
        clock = self.page.context.clock
        return self.asked(lambda diary: training_gate(diary, clock))

    def key(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClick(target, key, modifier)
            self.settle()

    def none_of_these(self) -> None:
        self.key(KEY.Key_N, modifier=Qt.KeyboardModifier.AltModifier)
        self.key(KEY.Key_Return)


@pytest.fixture
def desk(qtbot, context, open_diary, asked):
    def make(kind, fill=lambda _: None) -> Desk:
        page = kind(context)
        qtbot.addWidget(page)
        page.set_narrow(False)
        page.resize(1000, 700)
        open_diary(fill)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        made = Desk(qtbot, page, asked)
        made.settle()
        return made

    return make


def yes(name: str, clock: FixedClock):
    """Return what fills a diary with no to everything, then one yes."""

    def fill(diary) -> None:
        set_age_band(diary, AgeBand.FROM_25_TO_49)
        with diary.change(message("change", "x")):
            diary.plans.add_version(PLAN)
        flags = [one for one in RULES.flags if one.is_for(AgeBand.FROM_25_TO_49)]
        answer_questions(diary, clock, Cause.FIRST_USE, flags, ())
        flag = RULES.flag(name)
        answer_questions(diary, clock, Cause.CHOSEN, [flag], flag.ticks()[:1])

    return fill


# ------------------------------------------------------------------ asking


def test_all_questions_by_keyboard(desk):
    it = desk(SafetyPage)
    it.page.due.begin.setFocus()
    it.key(KEY.Key_Space)
    assert it.page.flow.age.isVisible()
    assert not it.page.flow.age.go_on.isEnabled()
    it.key(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    seen = []
    for _ in range(5):
        seen.append(it.page.flow.urgency)
        assert not it.page.flow.group.go_on.isEnabled()
        it.none_of_these()
    assert seen == list(Urgency)
    assert not it.page.is_asking
    assert it.gate().state is GateState.OPEN
    assert it.asked(lambda diary: diary.settings.get("age_band")) == "25_to_49"
    assert it.page.due.all.isVisible()
    assert not it.page.due.begin.isVisible()


def test_nothing_is_answered_before_something_is_ticked(desk):
    it = desk(SafetyPage, lambda diary: set_age_band(diary, AgeBand.OVER_65))
    it.page.ask()
    it.settle()
    group = it.page.flow.group
    it.key(KEY.Key_Return)
    assert it.page.flow.urgency is Urgency.EMERGENCY
    assert it.asked(lambda diary: diary.safety.answers()) == []
    assert "None of these" in group.go_on.accessibleDescription()
    first = next(iter(group.rows.values()))
    assert not it.page.has_unsaved
    first.box.click()
    assert it.page.has_unsaved
    assert group.go_on.isEnabled()
    group.none.box.click()
    assert not first.is_ticked
    first.box.click()
    assert not group.none.is_ticked
    first.box.click()
    assert not group.go_on.isEnabled()


def test_a_click_on_the_words_ticks(qtbot, desk):
    it = desk(SafetyPage, lambda diary: set_age_band(diary, AgeBand.OVER_65))
    it.page.ask()
    it.settle()
    row = it.page.flow.group.rows["sepsis_unwell"]
    assert row.height() >= 36
    qtbot.mouseClick(row._text, Qt.MouseButton.LeftButton)
    assert row.is_ticked


def test_an_emergency_says_the_next_step_and_asks_nothing_more(desk):
    def fill(diary) -> None:
        set_age_band(diary, AgeBand.FROM_50_TO_65)
        set_emergency_number(diary, "112")

    it = desk(SafetyPage, fill)
    it.page.ask()
    it.settle()
    it.page.flow.group.rows["ces.saddle"].box.click()
    it.key(KEY.Key_Return)
    result = it.page.flow.result
    assert result.isVisible()
    assert result.property("look") == "stop"
    assert "call 112" in result.accessibleName()
    it.key(KEY.Key_Return)
    assert not it.page.is_asking
    assert it.page.stop.isVisible()
    assert it.page.stop.property("look") == "stop"
    assert it.gate().most_urgent is Urgency.EMERGENCY
    assert it.page.stop.hasFocus()


def test_a_softer_yes_goes_on_and_is_no_stop(desk):
    it = desk(SafetyPage, lambda diary: set_age_band(diary, AgeBand.FROM_50_TO_65))
    it.page.ask()
    it.settle()
    for _ in range(3):
        it.none_of_these()
    assert it.page.flow.group.later.text() == "Skip these"
    it.page.flow.group.rows["hernia"].box.click()
    it.key(KEY.Key_Return)
    assert it.page.flow.result.property("look") == "panel"
    it.key(KEY.Key_Return)
    assert it.page.flow.urgency is Urgency.ROUTINE
    it.page.flow.group.later.click()
    it.settle()
    assert not it.page.is_asking
    assert it.page.advice.isVisible()
    assert not it.page.stop.isVisible()
    assert it.gate().allows_training


def test_later_keeps_what_was_answered(desk):
    it = desk(SafetyPage, lambda diary: set_age_band(diary, AgeBand.FROM_50_TO_65))
    it.page.ask()
    it.settle()
    it.none_of_these()
    it.page.flow.group.later.click()
    it.settle()
    assert it.page.due.begin.isVisible()
    it.page.ask()
    it.settle()
    assert it.page.flow.urgency is Urgency.SAME_DAY


def test_the_questions_can_be_opened_at_once(desk):
    it = desk(SafetyPage)
    it.page.open_at("ask")
    it.settle()
    assert it.page.flow.age.isVisible()


# ------------------------------------------------------------------ being seen


def test_being_seen_is_entered_by_keyboard_and_lifts_the_stop(desk, clock):
    it = desk(SafetyPage, yes("locked", clock))
    assert not it.page.seen.save.isEnabled()
    it.page.seen.who.setFocus()
    QTest.keyClicks(it.page.seen.who, "Dr Adler")
    assert it.page.has_unsaved
    it.key(KEY.Key_Return)
    assert it.gate().allows_training
    assert not it.page.stop.isVisible()
    assert not it.page.seen.isVisible()
    assert not it.page.has_unsaved
    (flag,) = it.asked(raised_flags)
    assert (flag.state, flag.clearance.who) == (FlagState.SEEN, "Dr Adler")
    it.page.context.workbench.undo()
    it.settle()
    assert it.page.stop.isVisible()


def test_too_early_a_day_is_refused_and_what_was_typed_stays(desk, clock):
    it = desk(SafetyPage, yes("dvt", clock))
    it.page.seen.who.setText("Dr B")
    it.page.seen.day.show_day(dt.date(2026, 6, 1))
    with it.qtbot.waitSignal(it.page.context.workbench.failed):
        it.page.seen.save.click()
    it.settle()
    assert it.page.seen.who.text() == "Dr B"
    assert it.gate().state is GateState.STOP


def test_a_slip_is_corrected_after_being_asked(desk, clock):
    it = desk(SafetyPage, yes("ces", clock))
    (flag,) = it.asked(raised_flags)
    it.page.stop.slip_wanted.emit(flag)
    (dialog,) = it.page.window().findChildren(SlipDialog)
    dialog.correct.click()
    it.settle()
    assert it.gate().allows_training


def test_every_question_is_listed_with_its_source(desk):
    it = desk(SafetyPage)
    it.page.sources.click()
    (dialog,) = it.page.window().findChildren(SourcesDialog)
    shown = [one.text() for one in dialog.findChildren(QLabel)]
    for flag in RULES.flags:
        assert flag.source in shown
    dialog.accept()


# ------------------------------------------------------------------ what the others say


def test_today_says_that_questions_are_due_and_pain_can_be_written_down(desk):
    it = desk(TodayPage)
    assert it.page.beside.safety.isVisible()
    assert it.page.beside.safety.property("look") == "card"
    assert "writing down pain does not" in it.page.beside.safety.text
    it.page.beside.safety.go.click()
    assert it.wanted == [("safety", "ask")]


@pytest.mark.parametrize(
    ("name", "look", "words"),
    [
        ("septic", "stop", "emergency number"),
        ("hot_swollen", "stop", "looked at today"),
        ("ns_hip_replacement", "warning", "Ask a doctor or physio"),
    ],
)
def test_today_shows_a_stop(desk, clock, name, look, words):
    it = desk(TodayPage, yes(name, clock))
    assert it.page.beside.safety.property("look") == look
    assert words in it.page.beside.safety.text
    it.page.beside.safety.go.click()
    assert it.wanted == [("safety", "")]


@pytest.mark.parametrize("name", ["cancer", "sleep"])
def test_today_is_silent_about_what_stops_nothing(desk, clock, name):
    it = desk(TodayPage, yes(name, clock))
    assert not it.page.beside.safety.isVisible()


def test_no_session_begins_during_a_stop_but_ticks_can_be_typed_up(desk, clock):
    it = desk(SessionPage, yes("locked", clock))
    assert it.page.home.safety.isVisible()
    assert not it.page.home.start.isVisible()
    assert it.page.home.tick.isVisibleTo(it.page.home.footer)
    it.page.home.safety.go.click()
    assert it.wanted == [("safety", "")]


def test_a_session_that_is_going_on_can_only_be_ended_during_a_stop(desk, clock):
    def fill(diary) -> None:
        yes("sleep", clock)(diary)
        start_session(diary, clock)
        flag = RULES.flag("locked")
        answer_questions(diary, clock, Cause.CHOSEN, [flag], [flag.id])

    it = desk(SessionPage, fill)
    assert it.page.home.resume.isVisible()
    assert not it.page.home.resume.go_on.isVisible()
    assert it.page.home.resume.end.isVisible()


def test_a_rating_before_the_session_that_asks_for_the_questions_is_kept(desk, clock):
    knee = SidedRegion("knee_inner", Side.LEFT)

    def fill(diary) -> None:
        before = FixedClock(clock.moment - dt.timedelta(days=2))
        yes("sleep", before)(diary)
        record_pain(diary, before, knee, 3)
        record_pain(diary, FixedClock(clock.moment - dt.timedelta(days=1)), knee, 7)

    it = desk(SessionPage, fill)
    it.page.home.start.click()
    it.page.before.begun.emit({knee: 8.0}, None)
    it.settle()
    assert it.asked(lambda diary: [one.value for one in diary.pain.between(None, None)]) == [
        3,
        7,
        8,
    ]
    assert it.asked(lambda diary: diary.sessions.running()) is None
    assert it.page.home.safety.isVisible()
    assert "7 or more on two days" in it.page.home.safety.text


def test_no_plan_is_suggested_before_the_answers(desk):
    it = desk(PlanPage)
    assert it.page.plan.safety.isVisible()
    assert not it.page.plan.begin.isVisible()
    it.page.buttons.templates.click()
    window = it.page.window()
    assert not window.findChildren(TemplateDialog)
    (dialog,) = window.findChildren(GateDialog)
    dialog.go.click()
    assert it.wanted == [("safety", "ask")]


def test_a_plan_is_suggested_after_them(desk, clock, no_red_flags):
    it = desk(PlanPage, lambda diary: no_red_flags(diary, clock))
    assert not it.page.plan.safety.isVisible()
    it.page.plan.begin.click()
    assert it.page.window().findChildren(TemplateDialog)
