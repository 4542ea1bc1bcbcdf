"""The library of the plan page: finding, reading about, favourites, own exercises, figures."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.exercise import OWN_PREFIX, Position
from rehabdesk.domain.plan import OwnExercise
from rehabdesk.domain.regions import Side
from rehabdesk.services.language import translator_for
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.services.plan_drafts import PlanDraft, item_of
from rehabdesk.services.plans import save_own_exercise
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.plan.card_painter import CardPart, wrapped
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf, FigureWish
from rehabdesk.ui.pages.plan.ordering import moved_in_group
from rehabdesk.ui.pages.plan.own_dialog import OwnExerciseDialog
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.plan.words import breakable

Fill = Callable[[Diary], object]
OpenDiary = Callable[[Fill], None]
Asked = Callable[[Callable[[Diary], object]], object]

INDEX = LibraryIndex(load_library(), translator_for())
OWN = OwnExercise(
    str(uuid.UUID(int=7)), "Swimming & <i>floating</i>", "mobility", True, "In water."
)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, open_diary: OpenDiary) -> PlanPage:
    open_diary(lambda diary: save_own_exercise(diary, OWN))
    page = PlanPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1162, 716)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: PlanPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def shown(page: PlanPage) -> list[str]:
    return [one.exercise.id for one in page.library.grid.cards.cards]


def texts(root: QWidget) -> list[str]:
    return [one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root)]


def png() -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


# ---------------------------------------------------------------- finding


def test_all_exercises_and_the_own_ones_are_there(page: PlanPage) -> None:
    assert len(shown(page)) == 56
    assert shown(page)[-1] == OWN_PREFIX + OWN.id
    assert page.library.filter._count.text() == "56 exercises"
    sentence = page.library.grid.cards.index(shown(page).index("clamshell")).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    assert sentence.startswith("Clamshell; Gentle; Mat; Wakes up")


def test_words_are_found_and_everything_comes_back(qtbot: QtBot, page: PlanPage) -> None:
    search = page.library.filter.search
    qtbot.keyClicks(search, "clam")
    assert shown(page) == ["clamshell"]
    assert page.library.filter._count.text() == "1 exercise"
    search.setText("no such thing")
    assert not page.library.grid.isVisible()
    assert "No exercise fits this search." in texts(page.library)
    page.library.filter.clear.click()
    assert len(shown(page)) == 56
    assert page.library.grid.isVisible()


def tick(button: QPushButton, text: str) -> None:
    menu = button.menu()
    assert menu is not None
    (action,) = [one for one in menu.actions() if one.text() == text]
    action.trigger()


def test_filters_narrow_together(page: PlanPage) -> None:
    bar = page.library.filter
    tick(bar.position, "Standing")
    tick(bar.level, "Gentle")
    found = [INDEX.get(one) for one in shown(page)]
    assert len(found) > 3
    assert all(one and one.position is Position.STANDING and one.level == 1 for one in found)
    assert bar.position.accessibleName() == "Position: Standing"
    tick(bar.equipment, "Wall")
    tick(bar.equipment, "Clear floor")
    here = [INDEX.get(one) for one in shown(page)]
    assert 0 < len(here) < len(found)
    needed = {thing.id for one in here if one for thing in one.equipment if not thing.optional}
    assert needed == {"wall", "floor_space"}
    assert bar.equipment.text().startswith("What you have (2)")
    tick(bar.level, "Gentle")
    tick(bar.region, "Groin")
    assert all("groin" in one.regions for one in map(INDEX.get, shown(page)) if one)
    bar.show_all()
    assert len(shown(page)) == 56
    assert bar.position.text().startswith("Position ")


def test_a_purpose_may_be_a_routine_or_what_helps(page: PlanPage) -> None:
    bar = page.library.filter
    tick(bar.purpose, "Stretching")
    stretches = shown(page)
    assert {one.routine for one in map(INDEX.get, stretches) if one} == {"stretching"}
    tick(bar.purpose, "Stretching")
    tick(bar.purpose, "Stairs")
    assert all("stairs" in one.helps for one in map(INDEX.get, shown(page)) if one)


def test_stars_are_kept_in_the_diary(qtbot: QtBot, page: PlanPage, asked: Asked) -> None:
    grid = page.library.grid
    grid.choose("wall_sit")
    qtbot.keyClick(grid, Qt.Key.Key_F)
    settle(qtbot, page)
    assert asked(lambda diary: diary.plan_extras.favourites()) == {"wall_sit"}
    assert grid.chosen is not None
    assert grid.chosen.id == "wall_sit"
    page.library.filter.favourites.click()
    assert shown(page) == ["wall_sit"]
    qtbot.keyClick(grid, Qt.Key.Key_F)
    settle(qtbot, page)
    assert shown(page) == []


def test_clicks_on_star_button_and_card_do_different_things(
    qtbot: QtBot, page: PlanPage, asked: Asked
) -> None:
    grid = page.library.grid
    painter = grid.painter_of_cards
    cell = grid.visualRect(grid.cards.index(1))
    card = painter.card_rect(cell)
    left = Qt.MouseButton.LeftButton
    exercise = shown(page)[1]
    add, star = painter._add_rect(card).center(), painter._star_rect(card).center()
    assert painter.part_at(cell, add) is CardPart.ADD
    qtbot.mouseClick(grid.viewport(), left, pos=add)
    assert [one.exercise for one in page.desk.plan.items] == [exercise]
    qtbot.mouseClick(grid.viewport(), left, pos=star)
    settle(qtbot, page)
    assert asked(lambda diary: diary.plan_extras.favourites()) == {exercise}
    assert not page.library.shows_details
    qtbot.mouseClick(grid.viewport(), left, pos=card.center())
    assert page.library.shows_details
    assert page.library.detail.exercise is not None
    assert page.library.detail.exercise.id == exercise


# ---------------------------------------------------------------- reading about one


def test_the_space_bar_tells_everything_about_an_exercise(qtbot: QtBot, page: PlanPage) -> None:
    grid = page.library.grid
    grid.choose("clamshell")
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    detail = page.library.detail
    exercise = INDEX.library["clamshell"]
    read = texts(detail)
    for expected in (exercise.purpose, exercise.start, exercise.cue):
        assert expected.text in read
    assert f"•  {exercise.stop[0].text}" in read
    assert f"1. {exercise.steps[0].text}" in read
    assert f"•  {exercise.mistakes[0].text}" in read
    assert exercise.dosage is not None
    assert exercise.dosage.evidence.source in read
    assert detail.add.text() == "Add to your plan"
    detail.add.click()
    assert [one.exercise for one in page.desk.plan.items] == ["clamshell"]
    assert detail.add.text() == "Show in your plan"
    qtbot.keyClick(detail, Qt.Key.Key_Escape)
    assert not page.library.shows_details
    assert grid.hasFocus()
    assert grid.chosen is exercise


def test_an_easier_one_is_a_click_away_and_the_side_can_be_chosen(page: PlanPage) -> None:
    page.open_at("side_lying_hip_abduction")
    detail = page.library.detail
    assert detail.side is Side.RIGHT
    (to_it,) = [b for b in detail.findChildren(QPushButton) if b.text() == "To “Clamshell”"]
    to_it.click()
    assert detail.exercise is INDEX.library["clamshell"]
    page.open_at("2026-06-10")
    assert detail.exercise is INDEX.library["clamshell"]
    page.open_at("bridge")
    assert not detail._side.isVisible()


# ---------------------------------------------------------------- own exercises


def test_an_own_exercise_is_plain_text_and_can_be_changed(
    qtbot: QtBot, page: PlanPage, asked: Asked
) -> None:
    page.open_at(OWN_PREFIX + OWN.id)
    assert "Swimming & <i>floating</i>" in texts(page.library.detail)
    (edit,) = [
        b for b in page.library.detail.findChildren(QPushButton) if b.text().startswith("Change")
    ]
    edit.click()
    (dialog,) = page.window().findChildren(OwnExerciseDialog)
    dialog.name.setText(" ")
    dialog.save()
    settle(qtbot, page)
    assert dialog.problem.text == "An exercise needs a name."
    dialog.name.setText("Floating")
    dialog.save()
    settle(qtbot, page)
    own = asked(lambda diary: diary.plans.own_exercises())
    assert isinstance(own, list)
    assert [(one.id, one.name, one.instructions) for one in own] == [
        (OWN.id, "Floating", "In water.")
    ]
    assert "Floating" in texts(page.library.detail)


def test_a_picture_is_copied_and_anything_else_is_refused(
    qtbot: QtBot, page: PlanPage, tmp_path: Path
) -> None:
    page._edit_own()
    (dialog,) = page.window().findChildren(OwnExerciseDialog)
    bad, good = tmp_path / "bad.png", tmp_path / "good.png"
    bad.write_bytes(b"<svg/>")
    good.write_bytes(png())
    dialog.take_picture(tmp_path / "absent.png")
    assert dialog.problem.text == "The picture cannot be read."
    dialog.take_picture(bad)
    assert "PNG or JPEG" in dialog.problem.text
    dialog.take_picture(good)
    assert dialog.problem.text == ""
    dialog.name.setText("Rowing")
    dialog.save()
    settle(qtbot, page)
    good.unlink()
    cards = page.library.grid.cards.cards
    (card,) = [one for one in cards if one.name == "Rowing"]
    shelf = page.library.grid._shelf
    picture = shelf.picture(card.exercise, FigureWish(card.exercise.id, Side.RIGHT, 80, 80))
    assert picture is not None
    assert (picture.width(), picture.height()) == (80, 60)


# ---------------------------------------------------------------- figures


def test_figures_are_drawn_when_wanted_and_kept(qtbot: QtBot, context: UiContext) -> None:
    shelf = FigureShelf(context.theme)
    exercise = INDEX.library["bridge"]
    wish = FigureWish("bridge", Side.RIGHT, 100, 80)
    with qtbot.waitSignal(shelf.drawn) as drawn:
        assert shelf.picture(exercise, wish) is None
    assert drawn.args == ["bridge"]
    first = shelf.picture(exercise, wish)
    assert first is not None
    assert shelf.picture(exercise, wish) is first
    left = FigureWish("bridge", Side.RIGHT, 100, 80, moving=False)
    assert shelf.picture(exercise, left) is None
    context.theme.changed.emit()
    assert shelf.picture(exercise, wish) is None
    shelf.deleteLater()


def test_both_sides_are_drawn_differently(qtbot: QtBot, context: UiContext) -> None:
    shelf = FigureShelf(context.theme)
    exercise = INDEX.library["clamshell"]
    wishes = [FigureWish("clamshell", side, 120, 90) for side in (Side.LEFT, Side.RIGHT)]
    for wish in wishes:
        shelf.picture(exercise, wish)
    qtbot.waitUntil(lambda: not shelf._wishes)
    left, right = (shelf.picture(exercise, wish) for wish in wishes)
    assert left is not None
    assert right is not None
    assert left.toImage() != right.toImage()
    shelf.deleteLater()


def test_only_what_is_in_sight_is_drawn(qtbot: QtBot, page: PlanPage) -> None:
    page.grab()
    shelf = page.library.grid._shelf
    qtbot.waitUntil(lambda: not shelf._wishes)
    drawn = {wish.exercise for wish in shelf._pixmaps}
    assert "bridge" in drawn
    assert len(drawn) < 15
    grid = page.library.grid
    grid.choose("run_cadence")
    page.grab()
    qtbot.waitUntil(lambda: not shelf._wishes)
    assert "run_cadence" in {wish.exercise for wish in shelf._pixmaps}


# ---------------------------------------------------------------- small things


@pytest.mark.parametrize(
    ("text", "width", "most", "lines"),
    [
        ("one two three", 7, 3, ["one two", "three"]),
        ("one two three", 7, 1, ["one tw…"]),
        ("abcdefghij", 5, 2, ["abcd…"]),
        ("a b", 20, 2, ["a b"]),
        ("", 20, 2, []),
    ],
)
def test_lines_of_a_card(text: str, width: int, most: int, lines: list[str]) -> None:
    assert wrapped(text, len, width, most) == lines


def test_long_words_can_be_broken_and_say_the_same() -> None:
    word = "Beckenbodenmuskulatur"
    assert breakable(f"a {word}").replace("\u200b", "") == f"a {word}"
    assert max(map(len, breakable(word).split("\u200b"))) == 8
    assert breakable("Half-kneeling  hip") == "Half-kneeling  hip"


PLAN = PlanDraft().with_items(
    item_of(INDEX.library[name])
    for name in ("bridge", "clamshell", "dead_bug", "wall_sit", "quad_set", "heel_slide")
)
#: Those that begin lying down, in the plan's order.
LYING = [PLAN.items[n].id for n in (0, 2, 4, 5)]


@given(st.sampled_from(LYING), st.integers(-1, 5))
def test_moving_in_a_group_keeps_all_others_in_order(item_id: str, slot: int) -> None:
    moved = moved_in_group(PLAN, LYING, item_id, slot)
    order = [one.id for one in moved.items]
    before = [one.id for one in PLAN.items if one.id != item_id]
    assert [one for one in order if one != item_id] == before
    group = [one for one in order if one in LYING]
    assert group.index(item_id) == max(0, min(slot, len(LYING) - 1))
    assert [one.position for one in moved.items] == list(range(6))
