"""Through real widgets: a copy is shared, looked at, reviewed; the review is taken."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from rehabdesk.app.offscreen import OffscreenDesktop
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.moments import FixedClock, diary_day
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.demo import make_demo
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.dialogs.merge.dialog import MergeDialog
from rehabdesk.ui.dialogs.review import ReviewDialog
from rehabdesk.ui.dialogs.share import CHOSEN, ShareDialog
from rehabdesk.ui.pages.comments.page import CommentsPage
from rehabdesk.ui.pages.comments.row import CommentRow
from rehabdesk.ui.pages.history.page import HistoryPage
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.review.page import ReviewPage
from rehabdesk.ui.pages.review.writer import EXERCISE

KNEE = SidedRegion("knee_inner", Side.LEFT)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[OffscreenDesktop]:
    diary = tmp_path / "mine.rehab"
    make_demo(diary, clock, days=40)
    options = LaunchOptions(diary=diary, language="en", clock=clock)
    with OffscreenDesktop(options, tmp_path) as program:
        yield program


def dialog_of(program: OffscreenDesktop, kind: type) -> QWidget:
    program.settle()
    (found,) = [one for one in program.window.findChildren(kind) if one.isVisible()]
    return found


def press(button: QAbstractButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def menu(program: OffscreenDesktop, start: str) -> None:
    actions = [one for top in program.window.menuBar().actions() for one in top.menu().actions()]
    (action,) = [one for one in actions if one.text().replace("&", "").startswith(start)]
    assert action.isEnabled()
    action.trigger()


def drop(program: OffscreenDesktop, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, no_keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), copy, data, LEFT, no_keys)
    QApplication.sendEvent(program.window, enter)
    event = QDropEvent(QPointF(200, 200), copy, data, LEFT, no_keys)
    QApplication.sendEvent(program.window, event)
    program.settle()


def share(program: OffscreenDesktop, target: Path) -> None:
    menu(program, "Share a copy")
    dialog = dialog_of(program, ShareDialog)
    assert isinstance(dialog, ShareDialog)
    dialog.period.choose(CHOSEN)
    dialog.period.chosen.emit(CHOSEN)
    dialog.save_to(target)
    program.wait_until(target.exists)
    program.settle()
    assert "The copy is in" in dialog.outcome.text().replace("\u200b", "")
    press(dialog.cancel)


def test_there_and_back(program: OffscreenDesktop, tmp_path: Path, clock: FixedClock) -> None:
    window, desktop = program.window, program.desktop
    copy, back = tmp_path / "copy.rehab", tmp_path / "back.rehabplan"
    share(program, copy)
    given = copy.read_bytes()
    # The physio opens the copy.
    drop(program, copy)
    assert desktop.workbench.read_only
    assert desktop._banner.isVisible()
    assert "to look at, not to change" in desktop._banner.text.text()
    assert not {"today", "session", "comments"} & set(window.page_ids)
    for page_id in window.page_ids:
        window.show_page(page_id)
        program.settle()
    assert window.findChildren(QMessageBox) == []
    # A comment on a day, begun from History.
    window.show_page("history")
    program.settle()
    history = window.current_page
    assert isinstance(history, HistoryPage)
    day = history.day
    press(history._add)
    program.settle()
    review = window.current_page
    assert isinstance(review, ReviewPage)
    assert review.writer.day.day == day
    QTest.keyClicks(review.writer.text, "Well done <b>here</b>.")
    press(review.writer.add)
    # One on an exercise, and a changed plan.
    review.writer.about.choose(EXERCISE)
    review.writer.about.chosen.emit(EXERCISE)
    QTest.keyClicks(review.writer.text, "Slowly.")
    press(review.writer.add)
    window.show_page("plan")
    program.settle()
    plan = window.current_page
    assert isinstance(plan, PlanPage)
    first = plan.desk.plan.items[0]
    plan.desk.change(plan.desk.plan.with_changed(dataclasses.replace(first, sets=first.sets + 1)))
    assert plan.has_unsaved
    assert plan.buttons.save.text() == "Put it into the review"
    press(plan.buttons.save)
    assert not plan.has_unsaved
    window.show_page("review")
    program.settle()
    assert review.has_unsaved
    QTest.keyClicks(review.card.author, "Ms Adler")
    review.card.author.editingFinished.emit()
    review.save_to(back)
    program.wait_until(back.exists)
    program.settle()
    assert not review.has_unsaved
    assert sorted(one.name for one in tmp_path.glob("*.rehabplan")) == ["back.rehabplan"]
    assert window.findChildren(QMessageBox) == []
    # The patient opens their own diary again and drops the review on it.
    drop(program, tmp_path / "mine.rehab")
    assert copy.read_bytes() == given
    assert not desktop.workbench.read_only
    assert not desktop._banner.isVisible()
    assert "today" in window.page_ids
    drop(program, back)
    dialog = dialog_of(program, ReviewDialog)
    assert isinstance(dialog, ReviewDialog)
    assert dialog.with_plan.isChecked()
    press(dialog.take)
    program.settle()
    window.show_page("comments")
    program.settle()
    comments = window.current_page
    assert isinstance(comments, CommentsPage)
    rows = [one for one in comments.findChildren(CommentRow) if one.isVisible()]
    assert [row.comment.text for row in rows] == ["Slowly.", "Well done <b>here</b>."]
    assert {row.comment.author for row in rows} == {"Ms Adler"}
    window.show_page("history")
    program.settle()
    history = window.current_page
    assert isinstance(history, HistoryPage)
    history.open_at(day.isoformat())
    program.settle()
    assert history.comments.isVisible()
    # Once more: there is nothing to take.
    drop(program, back)
    dialog = dialog_of(program, ReviewDialog)
    assert isinstance(dialog, ReviewDialog)
    assert not dialog.take.isVisible()
    dialog.reject()
    path = tmp_path / "mine.rehab"
    with Diary.open(path, clock, read_only=True) as diary:
        newest = diary.plans.versions()[-1]
        assert (newest.author, newest.from_day) == ("Ms Adler", diary_day(clock.now()))
        assert newest.items[0].sets == first.sets + 1


def test_an_unsaved_review_is_asked_about(program: OffscreenDesktop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.rehab"
    share(program, copy)
    drop(program, copy)
    desktop = program.desktop
    draft = desktop.review.draft
    assert draft is not None
    desktop.review.show(draft.with_comment(desktop.review.clock, "x"))
    drop(program, tmp_path / "mine.rehab")
    (question,) = [one for one in program.window.findChildren(QMessageBox) if one.isVisible()]
    assert desktop.workbench.read_only
    question.reject()
    program.settle()
    assert desktop.workbench.read_only
    # It is kept beside the copy: a crash would not lose it.
    assert (tmp_path / "copy review not saved.rehabplan").exists()
    desktop.review.begin(None)
    desktop._diary_opened()
    program.settle()
    again = desktop.review.draft
    assert again is not None
    assert [one.text for one in again.review.comments] == ["x"]
    assert again.review.id == draft.review.id
    desktop.review.show(again.without_comment(again.review.comments[0].id))
    program.settle()
    assert not (tmp_path / "copy review not saved.rehabplan").exists()


def test_another_copy_is_merged(
    program: OffscreenDesktop, tmp_path: Path, clock: FixedClock
) -> None:
    other = tmp_path / "tablet.rehab"
    with Diary.create(other, clock) as made:
        record_pain(made, clock, KNEE, 3.0, note="From the tablet")
    menu(program, "Merge another copy")
    dialog = dialog_of(program, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    assert not dialog.merge_button.isEnabled()
    dialog.look_at(other)
    program.settle()
    assert dialog.same_person.isVisible()
    assert not dialog.merge_button.isEnabled()
    dialog.same_person.setChecked(True)
    press(dialog.merge_button)
    program.settle()
    assert dialog.cancel.text() == "Close"
    press(dialog.cancel)
    (backup,) = (tmp_path / "mine backups").iterdir()
    assert backup.name.endswith("before merge.rehab")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"half", "not a RehabDesk diary"), (b"", "not a RehabDesk diary")],
)
def test_what_cannot_be_merged_is_said(
    program: OffscreenDesktop, tmp_path: Path, content: bytes, sentence: str
) -> None:
    other = tmp_path / "other.rehab"
    other.write_bytes(content)
    menu(program, "Merge another copy")
    dialog = dialog_of(program, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    dialog.look_at(other)
    program.settle()
    assert sentence in dialog.problem.text
    assert not dialog.merge_button.isEnabled()
    dialog.reject()
