"""The plan page: what it shows, adding, removing, moving, and its arrangement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.exercise import Position
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.services.language import translator_for
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.services.plan_drafts import PlanDraft, item_of
from rehabdesk.services.plans import save_plan
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.plan.card_grid import EXERCISE_MIME
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.plan.plan_row import ITEM_MIME, PlanRow
from rehabdesk.ui.pages.plan.template_dialog import TemplateDialog

Fill = Callable[[Diary], object]
OpenDiary = Callable[[Fill], None]
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


@pytest.fixture
def empty(qtbot: QtBot, context: UiContext, open_diary: OpenDiary, no_red_flags) -> PlanPage:
    open_diary(lambda diary: no_red_flags(diary, context.clock))
    return make(qtbot, context)


def make(qtbot: QtBot, context: UiContext, *, narrow: bool = False, width: int = 1162) -> PlanPage:
    page = PlanPage(context)
    qtbot.addWidget(page)
    page.set_narrow(narrow)
    page.resize(width, 716)
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


# ---------------------------------------------------------------- what is shown


def test_the_plan_is_grouped_by_position_and_says_how_much_on_which_side(page: PlanPage) -> None:
    groups = [(position, len(ids)) for position, ids in page.plan.list.groups]
    assert groups == [(Position.LYING, 2), (Position.SIDE_LYING, 1), (Position.STANDING, 1)]
    assert row(page, "clamshell").accessibleName() == (
        "Clamshell; YOUR LEFT; 3 × 12 · hold 2 s · rest 45 s · 3 times a week"
    )
    assert row(page, "bridge").accessibleName().startswith("Bridge; 3 × 12")
    assert "Version 1, from 1 Jun 2026 · about" in page.plan._state.text()


def test_nothing_can_be_saved_before_something_changed(page: PlanPage) -> None:
    assert page.buttons.save.text() == "Save as version 2…"
    assert not page.buttons.save.isEnabled()
    assert page.buttons.save.accessibleDescription() == "Nothing has changed yet."
    page.remove_item(item(page, "bridge").id)
    assert page.buttons.save.isEnabled()
    assert page.plan._state.text().startswith("Draft of version 2, not saved yet")
    page.plan.undo_bar.undo.click()
    assert not page.buttons.save.isEnabled()


def test_an_empty_diary_offers_a_plan_to_begin_with(qtbot: QtBot, empty: PlanPage) -> None:
    assert not empty.buttons.save.isVisible()
    press(empty, "Choose a plan to begin with…")
    chooser = dialog(empty, TemplateDialog)
    chooser.choose("hip_strength_1")
    chooser.side.choose(ExerciseSide.RIGHT.value)
    press(chooser, "Make it my draft")
    assert planned(empty) == ["clamshell", "bridge", "standing_hip_abduction", "sit_to_stand"]
    assert item(empty, "clamshell").side is ExerciseSide.RIGHT
    assert item(empty, "bridge").side is ExerciseSide.NONE
    assert item(empty, "clamshell").sets == 2
    assert empty.buttons.save.text() == "Save as version 1…"
    empty.plan.undo_bar.undo.click()
    assert planned(empty) == []


# ---------------------------------------------------------------- adding


def test_enter_adds_a_card_once_and_then_shows_it_in_the_plan(qtbot: QtBot, page: PlanPage) -> None:
    grid = page.library.grid
    grid.choose("side_lying_hip_abduction")
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert planned(page)[-1] == "side_lying_hip_abduction"
    # The plan is for the left side so far.
    assert item(page, "side_lying_hip_abduction").side is ExerciseSide.LEFT
    card = grid.cards.cards[grid.cards.row_of("side_lying_hip_abduction")]
    assert card.in_plan
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert planned(page).count("side_lying_hip_abduction") == 1
    assert row(page, "side_lying_hip_abduction").hasFocus()


def test_number_six_asks_and_is_added_only_if_wanted(page: PlanPage) -> None:
    page.add_exercise("wall_sit")
    page.add_exercise("step_up")
    assert len(planned(page)) == 5
    ask = page.plan.ask
    assert ask.accessibleName() == (
        "Step-up would be number 6. Plans of up to 5 exercises are easier to keep up."
    )
    press(ask, "Leave it")
    assert len(planned(page)) == 5
    assert not ask.isVisible()
    page.add_exercise("step_up")
    press(ask, "Add anyway")
    assert planned(page)[-1] == "step_up"
    assert "more than five exercises" in page.plan._many.text()
    assert page.plan._many.isVisible()
    # Who said so once is not asked again for the same draft.
    page.add_exercise("split_squat")
    assert planned(page)[-1] == "split_squat"


def test_number_six_can_take_the_place_of_another(page: PlanPage) -> None:
    page.add_exercise("wall_sit")
    page.add_exercise("step_up")
    action = next(a for a in page.plan.ask._menu.actions() if a.text() == "Instead of Clamshell")
    action.trigger()
    assert planned(page) == ["bridge", "step_up", "straight_leg_raise", "calf_raise", "wall_sit"]
    # The place keeps its side.
    assert item(page, "step_up").side is ExerciseSide.LEFT


# ---------------------------------------------------------------- removing and moving


def test_delete_takes_out_and_undo_brings_back_as_it_was(qtbot: QtBot, page: PlanPage) -> None:
    before = page.desk.plan
    qtbot.keyClick(row(page, "clamshell"), Qt.Key.Key_Delete)
    assert planned(page) == ["bridge", "straight_leg_raise", "calf_raise"]
    assert page.plan.undo_bar.accessibleName() == "Clamshell is taken out."
    assert row(page, "calf_raise").hasFocus()
    page.plan.undo_bar.undo.click()
    assert page.desk.plan.items == before.items
    assert not page.plan.undo_bar.isVisible()


def test_alt_with_arrows_moves_within_the_group_alone(qtbot: QtBot, page: PlanPage) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(row(page, "bridge"), Qt.Key.Key_Up, alt)
    assert not page.desk.is_changed
    qtbot.keyClick(row(page, "bridge"), Qt.Key.Key_Down, alt)
    assert planned(page) == ["clamshell", "straight_leg_raise", "bridge", "calf_raise"]
    assert row(page, "bridge").hasFocus()
    qtbot.keyClick(row(page, "bridge"), Qt.Key.Key_Down, alt)
    assert planned(page) == ["clamshell", "straight_leg_raise", "bridge", "calf_raise"]
    qtbot.keyClick(row(page, "clamshell"), Qt.Key.Key_Down, alt)
    assert [one.position for one in page.desk.plan.items] == [0, 1, 2, 3]
    assert planned(page)[0] == "clamshell"


def test_arrows_go_through_the_rows_as_shown(qtbot: QtBot, page: PlanPage) -> None:
    row(page, "bridge").setFocus()
    for exercise in ("straight_leg_raise", "clamshell", "calf_raise"):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        assert row(page, exercise).hasFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert row(page, "calf_raise").hasFocus()


def drop(page: PlanPage, mime: str, text: str, at_row: str, *, below: bool = False) -> None:
    """Drop something on the upper or the lower part of a row."""
    data = QMimeData()
    data.setData(mime, text.encode())
    target = page.plan.list
    on = row(page, at_row)
    at = on.mapTo(target, QPoint(10, on.height() - 4 if below else 4))
    target.dropEvent(
        QDropEvent(
            QPointF(at),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_row_is_dropped_before_another_of_its_group(page: PlanPage) -> None:
    drop(page, ITEM_MIME, item(page, "straight_leg_raise").id, "bridge")
    assert planned(page) == ["straight_leg_raise", "bridge", "clamshell", "calf_raise"]
    drop(page, ITEM_MIME, item(page, "straight_leg_raise").id, "bridge", below=True)
    assert planned(page) == ["bridge", "straight_leg_raise", "clamshell", "calf_raise"]


def test_an_exercise_is_dropped_where_it_belongs(page: PlanPage) -> None:
    drop(page, EXERCISE_MIME, "wall_sit", "calf_raise")
    assert planned(page) == ["bridge", "clamshell", "straight_leg_raise", "wall_sit", "calf_raise"]
    drop(page, EXERCISE_MIME, "no_such_exercise", "calf_raise")
    drop(page, "text/plain", "step_up", "calf_raise")
    assert len(planned(page)) == 5


# ---------------------------------------------------------------- room


def test_the_editor_covers_the_list_where_there_is_little_room(
    qtbot: QtBot, context: UiContext, open_diary: OpenDiary
) -> None:
    open_diary(fill)
    page = make(qtbot, context, narrow=True, width=956)
    assert page.plan.width() == 340
    page.open_item(item(page, "clamshell").id)
    assert page.plan.shows_sheet
    assert not page.plan.list.isVisible()
    sheet = page.plan.panel.parentWidget()
    assert sheet is not None
    assert page.plan.panel.minimumSizeHint().width() <= sheet.width()
    press(page.plan.panel, "Done")
    assert page.plan.list.isVisible()


@pytest.mark.parametrize(
    ("width", "narrow", "columns", "plan"),
    [(956, True, 2, 340), (1162, False, 3, 396), (1716, False, 5, 460)],
)
def test_columns_for_the_width(
    qtbot: QtBot,
    context: UiContext,
    open_diary: OpenDiary,
    width: int,
    narrow: bool,
    columns: int,
    plan: int,
) -> None:
    open_diary(fill)
    page = make(qtbot, context, narrow=narrow, width=width)
    assert page.library.grid.painter_of_cards.columns == columns
    assert page.plan.width() == plan
    grid = page.library.grid
    tops = [grid.visualRect(grid.cards.index(n)).top() for n in range(columns + 1)]
    assert len(set(tops[:columns])) == 1
    assert tops[columns] > tops[0]


def test_with_very_large_text_library_and_plan_take_turns(
    qtbot: QtBot, context: UiContext, open_diary: OpenDiary
) -> None:
    context.theme.choose("light", 2.0)
    open_diary(fill)
    page = make(qtbot, context, narrow=True, width=1298)
    assert page.library.isVisible()
    assert not page.plan.isVisible()
    page.add_exercise("clamshell")
    assert page.plan.isVisible()
    assert not page.library.isVisible()
    assert row(page, "clamshell").hasFocus()
