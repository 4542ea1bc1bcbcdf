"""The plan page: dosage, what becomes of a draft, saving it as a version, suggestions."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, PainLimits, PlanItem, PlanVersion
from rehabdesk.domain.text import message
from rehabdesk.services.diaries import create_diary
from rehabdesk.services.language import translator_for
from rehabdesk.services.library import LibraryIndex, load_library, set_favourite
from rehabdesk.services.plan_drafts import PlanDraft, item_of
from rehabdesk.services.plans import save_plan
from rehabdesk.services.progression import Direction, Suggestion
from rehabdesk.services.progression_steps import Step
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.plan.plan_row import PlanRow
from rehabdesk.ui.pages.plan.save_dialog import SaveDialog
from rehabdesk.ui.pages.plan.versions_dialog import VersionsDialog

Fill = Callable[[Diary], object]
OpenDiary = Callable[[Fill], None]
Asked = Callable[[Callable[[Diary], object]], object]
D = TypeVar("D", bound=QDialog)

TODAY = dt.date(2026, 6, 17)
FIRST = dt.date(2026, 6, 1)
TR = translator_for()
INDEX = LibraryIndex(load_library(), TR)
#: Two that begin lying down, one on the side, one standing.
EXERCISES = ("bridge", "clamshell", "straight_leg_raise", "calf_raise")


def plan_of(*exercises: str, side: ExerciseSide | None = None) -> PlanDraft:
    items = []
    for one in exercises:
        exercise = INDEX.library[one]
        one_sided = exercise.side.prescribed is ExerciseSide.BOTH
        items.append(item_of(exercise, side if one_sided else None))
    return PlanDraft(title="Hip").with_items(items)


def fill(diary: Diary) -> None:
    then = FixedClock(dt.datetime(2026, 6, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=2))))
    save_plan(diary, then, plan_of(*EXERCISES, side=ExerciseSide.LEFT), INDEX, FIRST)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, open_diary: OpenDiary) -> PlanPage:
    open_diary(fill)
    return make(qtbot, context)


def make(qtbot: QtBot, context: UiContext) -> PlanPage:
    page = PlanPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1162, 716)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: PlanPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def planned(page: PlanPage) -> list[str]:
    return [item.exercise for item in page.desk.plan.items]


def item(page: PlanPage, exercise: str) -> PlanItem:
    return next(one for one in page.desk.plan.items if one.exercise == exercise)


def row(page: PlanPage, exercise: str) -> PlanRow:
    found = page.plan.list.row(item(page, exercise).id)
    assert found is not None
    return found


def press(root: QWidget, name: str) -> None:
    (one,) = [
        b
        for b in root.findChildren(QPushButton)
        if b.isVisibleTo(root) and name in (b.text(), b.accessibleName())
    ]
    assert one.isEnabled()
    one.click()


def dialog(page: PlanPage, kind: type[D]) -> D:
    (one,) = [d for d in page.window().findChildren(kind) if d.isVisible()]
    return one


def versions(asked: Asked) -> list[PlanVersion]:
    found = asked(lambda diary: diary.plans.versions())
    assert isinstance(found, list)
    return found


def set_number(field: QWidget, value: str) -> None:
    number = field.findChild(QSpinBox)
    assert number is not None
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, value)
    QTest.keyClick(number, Qt.Key.Key_Return)


# ---------------------------------------------------------------- dosage


def test_a_typed_number_is_in_the_draft_and_in_the_row(qtbot: QtBot, page: PlanPage) -> None:
    qtbot.keyClick(row(page, "clamshell"), Qt.Key.Key_Return)
    editor = page.plan.panel.editor
    set_number(editor.reps, "15")
    press(editor.sets.parentWidget() or editor, "Your right")
    press(editor, "How often: On set days")
    press(editor, "Days: Wed")
    editor.cue.setFocus()
    qtbot.keyClicks(editor.cue, "Slowly")
    now = item(page, "clamshell")
    assert (now.reps, now.side, now.times_a_week) == (15, ExerciseSide.RIGHT, None)
    assert now.weekdays == (1, 5)
    assert row(page, "clamshell").accessibleName() == (
        "Clamshell; YOUR RIGHT; 3 × 15 · hold 2 s · rest 45 s · on Mon and Fri; Slowly"
    )
    # Escape closes the editor, and the keyboard is where it was.
    qtbot.keyClick(editor.cue, Qt.Key.Key_Escape)
    assert not page.plan.panel.isVisible()
    assert row(page, "clamshell").hasFocus()


def test_numbers_beyond_what_a_plan_can_have_cannot_be_typed(page: PlanPage) -> None:
    page.open_item(item(page, "bridge").id)
    editor = page.plan.panel.editor
    set_number(editor.times, "9")
    assert item(page, "bridge").times_a_week is not None
    assert 1 <= (item(page, "bridge").times_a_week or 0) <= 7
    editor.sets.show_value(1)
    assert not editor.sets._less.isEnabled()
    assert editor.sets._more.isEnabled()


def test_a_timed_set_has_no_repetitions_and_no_tempo(page: PlanPage) -> None:
    page.open_item(item(page, "bridge").id)
    editor = page.plan.panel.editor
    press(editor, "A set is: A length of time")
    set_number(editor.length, "45")
    now = item(page, "bridge")
    assert (now.reps, now.hold_s, now.lift_s, now.lower_s) == (None, 45, None, None)
    assert "3 × 45 s" in row(page, "bridge").accessibleName()
    press(editor, "A set is: Repetitions")
    assert item(page, "bridge").reps == 12
    assert not editor.length.isVisible()


def test_each_side_can_get_a_dosage_of_its_own(page: PlanPage) -> None:
    page.open_item(item(page, "clamshell").id)
    editor = page.plan.panel.editor
    press(editor, "Each side")
    press(editor, "A dosage for each side…")
    sides = [one.side for one in page.desk.plan.items if one.exercise == "clamshell"]
    assert sides == [ExerciseSide.LEFT, ExerciseSide.RIGHT]
    assert len({one.id for one in page.desk.plan.items}) == 5


def test_a_refresh_keeps_draft_editor_and_typing(
    qtbot: QtBot, page: PlanPage, asked: Asked
) -> None:
    page.open_item(item(page, "clamshell").id)
    editor = page.plan.panel.editor
    set_number(editor.reps, "9")
    editor.note.setFocus()
    qtbot.keyClicks(editor.note, "half a sent")
    page.context.workbench.change(lambda diary: set_favourite(diary, "bridge", favourite=True))
    settle(qtbot, page)
    assert page.state is not None
    assert page.state.index.favourites == {"bridge"}
    assert item(page, "clamshell").reps == 9
    assert editor.note.text() == "half a sent"
    assert editor.note.hasFocus()
    assert page.plan.panel.isVisible()
    assert len(versions(asked)) == 1


def test_the_editor_moves_its_exercise_and_stays_open(page: PlanPage) -> None:
    page.open_item(item(page, "bridge").id)
    panel = page.plan.panel
    assert not panel.up.isEnabled()
    panel.down.click()
    assert planned(page) == ["clamshell", "straight_leg_raise", "bridge", "calf_raise"]
    assert panel.isVisible()
    assert panel.up.isEnabled()
    assert not panel.down.isEnabled()
    panel.remove.click()
    assert planned(page) == ["clamshell", "straight_leg_raise", "calf_raise"]
    assert not panel.isVisible()


def test_a_version_from_elsewhere_leaves_the_draft_alone(
    qtbot: QtBot, page: PlanPage, context: UiContext
) -> None:
    page.remove_item(item(page, "bridge").id)
    clock = context.clock
    context.workbench.change(
        lambda diary: save_plan(diary, clock, plan_of("step_up"), INDEX, TODAY)
    )
    settle(qtbot, page)
    assert planned(page) == ["clamshell", "straight_leg_raise", "calf_raise"]
    assert page.has_unsaved
    assert page.buttons.save.text() == "Save as version 3…"


def test_a_swap_takes_the_place_with_its_own_dosage(page: PlanPage) -> None:
    page.open_item(item(page, "clamshell").id)
    names = [action.text() for action in page.plan.panel._swaps.actions()]
    assert "Harder: Side-lying leg raise" in names
    page.plan.panel._swaps.actions()[names.index("Harder: Side-lying leg raise")].trigger()
    assert planned(page)[1] == "side_lying_hip_abduction"
    assert item(page, "side_lying_hip_abduction").side is ExerciseSide.LEFT


# ---------------------------------------------------------------- saving


def test_saving_makes_a_new_version_and_leaves_the_old_one(
    qtbot: QtBot, page: PlanPage, asked: Asked
) -> None:
    old = versions(asked)[0]
    page.remove_item(item(page, "bridge").id)
    page.buttons.save.click()
    dialog_ = dialog(page, SaveDialog)
    assert dialog_.save_button.text() == "Save from 17 Jun"
    dialog_.day.show_day(dt.date(2026, 6, 20))
    dialog_.note.setText("Knees <b>are</b> fine")
    dialog_.own_limits.setChecked(True)
    dialog_.green.show_value(3)
    dialog_.save()
    settle(qtbot, page)
    first, second = versions(asked)
    assert first == old
    assert (second.number, second.from_day) == (2, dt.date(2026, 6, 20))
    assert second.note == "Knees <b>are</b> fine"
    assert second.limits == PainLimits(3, 5)
    assert [one.exercise for one in second.items] == planned(page)
    assert not page.desk.is_changed
    assert page.buttons.save.text() == "Save as version 3…"
    assert "Version 2, from 20 Jun 2026" in page.plan._state.text()


def test_a_day_that_has_passed_is_refused_and_nothing_is_lost(
    qtbot: QtBot, page: PlanPage, asked: Asked
) -> None:
    page.remove_item(item(page, "bridge").id)
    page.buttons.save.click()
    dialog_ = dialog(page, SaveDialog)
    dialog_.day.show_day(TODAY - dt.timedelta(days=1))
    dialog_.save()
    settle(qtbot, page)
    assert "begins today at the earliest" in dialog_.problem.text
    assert dialog_.save_button.isEnabled()
    assert len(versions(asked)) == 1
    assert page.desk.is_changed
    dialog_.reject()


def test_the_dialog_says_what_changes(page: PlanPage) -> None:
    page.open_item(item(page, "clamshell").id)
    set_number(page.plan.panel.editor.reps, "15")
    page.buttons.save.click()
    dialog_ = dialog(page, SaveDialog)
    texts = [one.text() for one in dialog_.findChildren(type(page.title))]
    assert any("Clamshell: 3 × 15" in text and "instead of 3 × 12" in text for text in texts)
    dialog_.reject()


def test_an_earlier_version_can_be_read_and_begun_from(
    qtbot: QtBot, page: PlanPage, context: UiContext, asked: Asked
) -> None:
    clock = context.clock
    context.workbench.change(
        lambda diary: save_plan(diary, clock, plan_of("step_up"), INDEX, TODAY)
    )
    settle(qtbot, page)
    assert planned(page) == ["step_up"]
    page._show_versions()
    shown = dialog(page, VersionsDialog)
    texts = [one.text() for one in shown.findChildren(type(page.title))]
    assert any(text.startswith("•  New: Step-up") for text in texts)
    press(shown, "Begin a draft from version 1")
    assert planned(page) == list(EXERCISES)
    assert len(versions(asked)) == 2


def test_undoing_the_saved_version_brings_the_one_before(
    qtbot: QtBot, page: PlanPage, context: UiContext
) -> None:
    clock = context.clock
    context.workbench.change(
        lambda diary: save_plan(diary, clock, plan_of("step_up"), INDEX, TODAY)
    )
    settle(qtbot, page)
    context.workbench.undo()
    settle(qtbot, page)
    assert planned(page) == list(EXERCISES)


def test_the_draft_can_be_thrown_away_and_brought_back(page: PlanPage) -> None:
    page.remove_item(item(page, "bridge").id)
    page.buttons.discard.trigger()
    assert planned(page) == list(EXERCISES)
    page.plan.undo_bar.undo.click()
    assert planned(page) == ["clamshell", "straight_leg_raise", "calf_raise"]


def test_another_diary_takes_its_own_plan(
    qtbot: QtBot, page: PlanPage, context: UiContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page.remove_item(item(page, "bridge").id)
    workbench = context.workbench
    before = workbench.detach()
    assert before is not None
    path = tmp_path_factory.mktemp("other") / "other.rehab"
    opened: list[Diary] = []

    def work() -> Diary:
        before.close()
        return create_diary(path, context.clock).diary

    workbench.runner.run(work, opened.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(opened))
    workbench.attach(opened[0], UndoStack())
    settle(qtbot, page)
    assert planned(page) == []
    assert not page.desk.is_changed


# ---------------------------------------------------------------- suggestions


def test_a_suggestion_goes_into_the_draft_only_when_asked_for(page: PlanPage) -> None:
    now = item(page, "bridge")
    more = Step(message("progression", "14 repetitions"), dataclasses.replace(now, reps=14))
    reason = message("progression", "It went well.")
    panel = page.plan.suggestion
    panel.show_suggestions(
        [
            Suggestion(item(page, "clamshell"), Direction.SAME, reason),
            Suggestion(now, Direction.HARDER, reason, (more,)),
        ],
        INDEX,
    )
    assert panel.accessibleName() == "Suggestion: Bridge. It went well."
    assert not page.desk.is_changed
    press(panel, "14 repetitions")
    assert item(page, "bridge").reps == 14
    assert not panel.isVisible()


def test_not_now_is_remembered(page: PlanPage) -> None:
    now = item(page, "bridge")
    more = Step(message("progression", "14 repetitions"), dataclasses.replace(now, reps=14))
    one = Suggestion(now, Direction.HARDER, message("progression", "It went well."), (more,))
    panel = page.plan.suggestion
    panel.show_suggestions([one], INDEX)
    press(panel, "Not now")
    assert not panel.isVisible()
    panel.show_suggestions([one], INDEX)
    assert not panel.isVisible()
    assert not page.desk.is_changed
