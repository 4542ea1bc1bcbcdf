"""Sharing, merging and taking in a review: what the dialogs say, allow and do."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock, diary_day
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.merging.rows import Keep
from rehabdesk.services.plan_drafts import draft_of
from rehabdesk.services.reviews import new_review, write_review
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.store.backups import backup_now
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.merge.dialog import MergeDialog
from rehabdesk.ui.dialogs.review import ReviewDialog
from rehabdesk.ui.dialogs.share import ALL, CHOSEN, ShareDialog
from rehabdesk.ui.pages.plan.plan_files import PlanFileWork
from rehabdesk.ui.widgets.basic import label

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

LABEL = message("change", "x")
KNEE = SidedRegion("knee_inner", Side.LEFT)
ROW = "00000000-0000-4000-8000-000000000001"


def entry(value: float) -> PainEntry:
    return PainEntry(ROW, dt.date(2026, 6, 15), None, KNEE, PainKind.NOW, value)


def fill(diary: Diary) -> None:
    items = (
        PlanItem("i", 0, "clamshell", "hip_strength", ExerciseSide.LEFT, 2, 10, times_a_week=3),
    )
    with diary.change(LABEL):
        diary.pain.add(entry(3.0))
        diary.plans.add_version(PlanVersion("v", 1, dt.date(2026, 6, 1), "Mine", "", items))


@pytest.fixture
def ready(
    qtbot: QtBot,
    context: UiContext,
    open_diary: Callable[[Callable[[Diary], object]], None],
    tmp_path: Path,
) -> Callable[[], None]:
    """An open diary with a copy of it beside it; call it to wait for the worker."""
    open_diary(fill)
    made = backup_now(tmp_path / "my.rehab", tmp_path / "made", context.clock)
    made.rename(tmp_path / "other.rehab")
    return lambda: qtbot.waitUntil(lambda: not context.workbench.runner.busy)


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def test_what_is_chosen_is_what_is_wished(
    qtbot: QtBot, context: UiContext, ready: Callable[[], None], clock: FixedClock
) -> None:
    ready()
    dialog = ShareDialog(context)
    qtbot.addWidget(dialog)
    today = diary_day(clock.now())
    assert dialog.wish == ShareWish(today - dt.timedelta(days=90), today)
    dialog.period.choose(ALL)
    dialog.period.chosen.emit(ALL)
    dialog.notes.setChecked(False)
    dialog.with_name.setChecked(False)
    assert dialog.wish == ShareWish(None, today, notes=False, name=False)
    dialog.period.choose(CHOSEN)
    dialog.period.chosen.emit(CHOSEN)
    dialog.first.show_day(today)
    dialog.last.show_day(today - dt.timedelta(days=1))
    dialog.last.dateChanged.emit(dialog.last.date())
    assert not dialog.save.isEnabled()
    assert "ends before it begins" in dialog.save.accessibleDescription()


def test_what_cannot_be_written_is_said_and_can_be_tried_again(
    qtbot: QtBot, context: UiContext, ready: Callable[[], None], tmp_path: Path
) -> None:
    dialog = ShareDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    before = (tmp_path / "other.rehab").read_bytes()
    dialog.save_to(tmp_path / "other.rehab")
    ready()
    assert "exists already and was not replaced" in dialog.problem.text
    assert (tmp_path / "other.rehab").read_bytes() == before
    assert dialog.save.isEnabled()
    dialog.save_to(tmp_path / "copy.rehab")
    ready()
    assert (tmp_path / "copy.rehab").exists()
    assert not dialog.save.isVisible()


def change(path: Path, value: float, minute: int) -> None:
    moment = dt.datetime(2026, 6, 16, 12, minute, tzinfo=dt.UTC)
    with Diary.open(path, FixedClock(moment)) as diary, diary.change(LABEL):
        diary.pain.update(entry(value))


def test_a_conflict_is_chosen(
    qtbot: QtBot,
    context: UiContext,
    ready: Callable[[], None],
    asked: Callable[[Callable[[Diary], object]], object],
    tmp_path: Path,
) -> None:
    def edit(diary: Diary) -> None:
        with diary.change(LABEL):
            diary.pain.update(entry(5.0))

    asked(edit)
    change(tmp_path / "other.rehab", 8.0, 1)
    dialog = MergeDialog(context)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.merge_button.isEnabled()
    dialog.look_at(tmp_path / "other.rehab")
    ready()
    (panel,) = dialog.panels
    assert not dialog.same_person.isVisible()
    # The newest is chosen until somebody chooses; here that is this diary's.
    assert panel.chosen is Keep.OURS
    panel.choices[Keep.THEIRS].setChecked(True)
    dialog.merge_button.click()
    ready()
    found = asked(lambda diary: [one.value for one in diary.pain.between(None, None)])
    assert found == [8.0]
    assert dialog.cancel.text() == "Close"


def test_nothing_to_merge(
    qtbot: QtBot, context: UiContext, ready: Callable[[], None], tmp_path: Path
) -> None:
    dialog = MergeDialog(context)
    qtbot.addWidget(dialog)
    dialog.look_at(tmp_path / "other.rehab")
    ready()
    assert not dialog.merge_button.isEnabled()
    assert dialog.merge_button.accessibleDescription() == "There is nothing to merge."
    dialog.look_at(tmp_path / "my.rehab")
    ready()
    assert "is the diary that is open" in dialog.problem.text


def review(tmp_path: Path, clock: FixedClock) -> Path:
    """Share the other copy, comment on it, change its plan."""
    with Diary.open(tmp_path / "other.rehab", clock) as diary:
        share_copy(diary, clock, tmp_path / "copy.rehab", ShareWish())
    with Diary.open(tmp_path / "copy.rehab", clock) as diary:
        draft = new_review(diary).with_comment(clock, "<b>Slowly</b>", exercise="clamshell")
        plan = draft_of(diary.plans.versions()[0])
        plan = plan.with_changed(dataclasses.replace(plan.items[0], sets=3))
        draft = dataclasses.replace(draft, plan=plan, author="Ms Adler")
        write_review(draft, (), tmp_path / "r.rehabplan")
    return tmp_path / "r.rehabplan"


@pytest.fixture
def window() -> QLabel:
    return label("")


def receive(qtbot: QtBot, context: UiContext, window: QLabel, path: Path) -> ReviewDialog:
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    PlanFileWork(context, window).receive(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewDialog)))
    return window.findChildren(ReviewDialog)[0]


def test_the_comments_alone_can_be_taken(
    qtbot: QtBot,
    context: UiContext,
    ready: Callable[[], None],
    asked: Callable[[Callable[[Diary], object]], object],
    tmp_path: Path,
    clock: FixedClock,
    window: QLabel,
) -> None:
    dialog = receive(qtbot, context, window, review(tmp_path, clock))
    assert dialog.with_plan.isChecked()
    dialog.with_plan.setChecked(False)
    assert not dialog.day.isVisible()
    dialog.take.click()
    ready()
    assert asked(lambda diary: [one.text for one in diary.comments.all()]) == ["<b>Slowly</b>"]
    assert asked(lambda diary: len(diary.plans.versions())) == 1


def test_a_day_that_has_passed_is_refused_and_nothing_taken(
    qtbot: QtBot,
    context: UiContext,
    ready: Callable[[], None],
    asked: Callable[[Callable[[Diary], object]], object],
    tmp_path: Path,
    clock: FixedClock,
    window: QLabel,
) -> None:
    dialog = receive(qtbot, context, window, review(tmp_path, clock))
    dialog.day.show_day(dt.date(2026, 6, 1))
    dialog.take.click()
    ready()
    assert "today at the earliest" in dialog.problem.text
    assert dialog.take.isEnabled()
    assert asked(lambda diary: diary.comments.all()) == []
    dialog.reject()
