"""Pauses and plan files on the plan page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.language import translator_for
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.services.plan_drafts import PlanDraft, item_of
from rehabdesk.services.plans import save_plan, start_pause
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.plan.file_dialog import PlanFileDialog
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.plan.pause_dialog import PauseDialog

Fill = Callable[[Diary], object]
OpenDiary = Callable[[Fill], None]
Asked = Callable[[Callable[[Diary], object]], object]

TODAY = dt.date(2026, 6, 17)
INDEX = LibraryIndex(load_library(), translator_for())


def fill(diary: Diary) -> None:
    then = FixedClock(dt.datetime(2026, 6, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=2))))
    plan = PlanDraft("Hip").with_exercise(INDEX.library["bridge"])
    save_plan(diary, then, plan, INDEX, dt.date(2026, 6, 1))
    start_pause(diary, dt.date(2026, 6, 15), None, "a cold")


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, open_diary: OpenDiary) -> PlanPage:
    open_diary(fill)
    page = PlanPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1162, 716)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: PlanPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def press(root: QWidget, name: str) -> None:
    (one,) = [
        b
        for b in root.findChildren(QPushButton)
        if b.isVisibleTo(root) and name in (b.text(), b.accessibleName())
    ]
    one.click()


def open_pauses(page: PlanPage) -> PauseDialog:
    page._show_pauses()
    (dialog,) = [d for d in page.window().findChildren(PauseDialog) if d.isVisible()]
    return dialog


def test_a_pause_is_told_ended_and_taken_away(qtbot: QtBot, page: PlanPage, asked: Asked) -> None:
    assert page.plan._pause_text.text() == "Pause: From Mon 15 Jun on: a cold"
    press(open_pauses(page), "End it")
    settle(qtbot, page)
    pauses = asked(lambda diary: diary.plan_extras.pauses())
    assert isinstance(pauses, list)
    assert pauses[0].last == dt.date(2026, 6, 16)
    assert not page.plan._pause.isVisible()
    press(open_pauses(page), "Delete")
    settle(qtbot, page)
    assert asked(lambda diary: diary.plan_extras.pauses()) == []


def test_a_second_pause_at_the_same_time_is_refused_in_place(
    qtbot: QtBot, page: PlanPage, asked: Asked
) -> None:
    dialog = open_pauses(page)
    dialog.reason.setText("travel")
    dialog.save()
    settle(qtbot, page)
    assert dialog.problem.text == "There is a pause from 15 Jun 2026 already."
    assert dialog.reason.text() == "travel"
    dialog.first.show_day(dt.date(2026, 5, 1))
    dialog.last.show_day(dt.date(2026, 5, 3))
    dialog.save()
    settle(qtbot, page)
    assert not isValid(dialog) or not dialog.isVisible()
    found = asked(lambda diary: diary.plan_extras.pauses())
    assert isinstance(found, list)
    assert [one.reason for one in found] == ["travel", "a cold"]


def test_a_plan_travels_as_a_file_and_is_previewed(
    qtbot: QtBot, page: PlanPage, asked: Asked, tmp_path: Path
) -> None:
    path = tmp_path / "plan.rehabplan"
    sent = PlanDraft("From the physio", author="Ada").with_items(
        [item_of(INDEX.library["clamshell"]), *page.desk.plan.items]
    )
    page.files.send(sent, path)
    settle(qtbot, page)
    assert json.loads(path.read_text(encoding="utf-8"))["title"] == "From the physio"
    page.files.receive(path)
    settle(qtbot, page)
    (preview,) = page.window().findChildren(PlanFileDialog)
    texts = [one.text() for one in preview.findChildren(QLabel)]
    assert "Made by Ada" in texts
    assert any(text.startswith("•  New: Clamshell") for text in texts)
    versions = asked(lambda diary: diary.plans.versions())
    assert isinstance(versions, list)
    assert len(versions) == 1
    preview.day.show_day(TODAY - dt.timedelta(days=3))
    preview.take.click()
    settle(qtbot, page)
    assert "begins today at the earliest" in preview.problem.text
    preview.day.show_day(TODAY)
    preview.take.click()
    settle(qtbot, page)
    assert [one.exercise for one in page.desk.plan.items] == ["clamshell", "bridge"]
    assert page.desk.base is not None
    assert (page.desk.base.number, page.desk.base.author) == (2, "Ada")


@pytest.mark.parametrize(
    "text", ["", "{", '{"format": "rehabdesk-plan", "version": 99}', "\x00\x01", "[1, 2]"]
)
def test_a_file_that_is_no_plan_ends_in_one_sentence(
    qtbot: QtBot, page: PlanPage, asked: Asked, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "<b>bad.rehabplan"
    path.write_text(text, encoding="utf-8")
    page.files.receive(path)
    settle(qtbot, page)
    assert page.window().findChildren(PlanFileDialog) == []
    (box,) = page.window().findChildren(QMessageBox)
    assert "<b>bad.rehabplan" in box.text()
    assert box.textFormat() == box.textFormat().PlainText
    box.done(0)
    versions = asked(lambda diary: diary.plans.versions())
    assert isinstance(versions, list)
    assert len(versions) == 1


def test_the_draft_survives_a_file_that_is_left_alone(
    qtbot: QtBot, page: PlanPage, tmp_path: Path
) -> None:
    page.add_exercise("wall_sit")
    path = tmp_path / "plan.rehabplan"
    page.files.send(PlanDraft("Other").with_exercise(INDEX.library["step_up"]), path)
    page.files.receive(path)
    settle(qtbot, page)
    (preview,) = page.window().findChildren(PlanFileDialog)
    press(preview, "Leave my plan as it is")
    assert [one.exercise for one in page.desk.plan.items] == ["bridge", "wall_sit"]
    assert page.desk.is_changed
