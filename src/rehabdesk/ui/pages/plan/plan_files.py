"""Sending the plan as a file, and taking one in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_files import (
    SUFFIX,
    PlanFile,
    PlanPreview,
    preview_plan_file,
    read_plan_file,
    write_plan_file,
)
from rehabdesk.services.reviews import ReviewPreview, preview_review
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.review import ReviewDialog
from rehabdesk.ui.pages.plan.file_dialog import PlanFileDialog
from rehabdesk.ui.shell.window import MainWindow

_UNSAFE = re.compile(r"[^\w \-]+")


@dataclass(frozen=True, slots=True)
class _Received:
    """A file that was read: a plain plan, or a review."""

    file: PlanFile
    plan: PlanPreview | None = None
    review: ReviewPreview | None = None
    index: LibraryIndex | None = None


class PlanFileWork:
    """Asks where, and reads or writes on the diary's worker."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        self._context, self._parent = context, parent

    def ask_and_send(self, plan: PlanDraft) -> None:
        """Ask where the plan goes, and write it."""
        tr = self._context.tr
        title = _UNSAFE.sub("", plan.title).strip() or tr("plan file", "My plan")
        name, _ = QFileDialog.getSaveFileName(
            self._parent.window(),
            tr("plan file", "Send the plan as a file"),
            f"{title}{SUFFIX}",
            tr("plan file", "Plans (*{ending})", ending=SUFFIX),
        )
        if name:
            path = Path(name)
            self.send(plan, path if path.suffix else path.with_suffix(SUFFIX))

    def send(self, plan: PlanDraft, path: Path) -> None:
        """Write a plan to a file."""
        context = self._context

        def work(diary: Diary) -> None:
            write_plan_file(plan, diary.plans.own_exercises(), path)

        context.workbench.read(work, lambda _: None)

    def ask_and_receive(self) -> None:
        """Ask which file, and show what it would change."""
        tr = self._context.tr
        name, _ = QFileDialog.getOpenFileName(
            self._parent.window(),
            tr("plan file", "Take in a plan file"),
            "",
            tr("plan file", "Plans (*{ending})", ending=SUFFIX),
        )
        if name:
            self.receive(Path(name))

    def receive(self, path: Path) -> None:
        """Read a file and show what it would change; a wrong one ends in one sentence."""
        context = self._context
        day = diary_day(context.clock.now())

        def work(diary: Diary) -> _Received | KnownError:
            try:
                file = read_plan_file(path, context.tr)
                if file.review is None:
                    return _Received(file, plan=preview_plan_file(diary, file, context.tr, day))
                own = (*diary.plans.own_exercises(), *file.own_exercises)
                index = LibraryIndex(load_library(), context.tr, own)
                preview = preview_review(diary, file, context.tr, day)
                return _Received(file, review=preview, index=index)
            except KnownError as error:
                return error

        def show(result: _Received | KnownError) -> None:
            window = self._parent.window()
            if isinstance(result, KnownError):
                self._refuse(result)
            elif result.plan is not None:
                PlanFileDialog(context, path.name, result.file, result.plan, window).open()
            elif result.review is not None and result.index is not None:
                dialog = ReviewDialog(
                    context, path.name, result.file, result.review, result.index, window
                )
                if isinstance(window, MainWindow):
                    dialog.accepted.connect(lambda: window.show_page("comments"))
                dialog.open()

        context.workbench.read(work, show)

    def _refuse(self, error: KnownError) -> None:
        tr = self._context.tr
        box = QMessageBox(self._parent.window())
        box.setWindowTitle(tr("plan file", "This plan cannot be taken in"))
        # What a file is called or says is plain text.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(tr.say(error.message))
        box.setInformativeText(tr("plan file", "Nothing has changed."))
        box.finished.connect(box.deleteLater)
        box.open()
