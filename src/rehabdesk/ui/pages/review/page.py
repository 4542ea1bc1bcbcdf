"""The review page of a shared copy: comments on days and exercises, a changed plan, one file."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.plan import OwnExercise
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.plan_files import SUFFIX
from rehabdesk.services.reviews import ReviewDraft, exercises_of, write_review
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.review.draft_card import DraftCard
from rehabdesk.ui.pages.review.writer import DAY, EXERCISE, CommentWriter

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: The two cards stand beside each other from this width on.
BESIDE_FROM = 720


@dataclass(frozen=True, slots=True)
class ReviewMaterial:
    """What the page needs to know of the copy.

    Attributes:
        index: The library with the copy's own exercises.
        exercises: What can be commented on.
        own: The copy's own exercises.
    """

    index: LibraryIndex
    exercises: tuple[str, ...]
    own: tuple[OwnExercise, ...]


class ReviewPage(Page):
    """Writing on the left, what goes back on the right."""

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("page", "Review"))
        self.subtitle.setText(
            tr(
                "review",
                "Comments and a changed plan go back as one file. Nothing in the copy changes.",
            )
        )
        self._material: ReviewMaterial | None = None
        self._wanted = ""
        self.desk = context.review
        self.writer = CommentWriter(tr)
        self.writer.add_wanted.connect(self.add_comment)
        self.card = DraftCard(tr)
        self.card.remove_wanted.connect(self._remove)
        self.card.remove_plan_wanted.connect(self._remove_plan)
        self.card.plan_wanted.connect(lambda: self.page_wanted.emit("plan", ""))
        self.card.author_changed.connect(self._set_author)
        self.card.save_wanted.connect(self.ask_and_save)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addWidget(self.writer, 1)
        self._columns.addWidget(self.card, 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.desk.changed.connect(self._show)

    @property
    def has_unsaved(self) -> bool:
        """Whether a comment or the review would be lost."""
        return bool(self.writer.typed) or self.desk.is_unsaved

    def open_at(self, argument: str) -> None:
        """Begin a comment on a day (ISO text) or an exercise (its id)."""
        self._wanted = argument
        self._begin_wanted()

    def refresh(self) -> None:
        """Read what can be commented on."""
        tr = self.context.tr

        def work(diary: Diary) -> ReviewMaterial:
            own = tuple(diary.plans.own_exercises())
            return ReviewMaterial(library_index(diary, tr), exercises_of(diary), own)

        self.context.workbench.read(work, self._show_material, key="review")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other where there is little room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        beside = self.width() >= self.context.theme.tokens.scaled(BESIDE_FROM)
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    @Slot()
    def add_comment(self) -> None:
        """Put what was written into the review; if it cannot be taken, say why and keep it."""
        draft, writer = self.desk.draft, self.writer
        if draft is None or not writer.add.isEnabled():
            return
        about = writer.about.current
        day = writer.day.day if about == DAY else None
        exercise = str(writer.exercise.currentData()) if about == EXERCISE else ""
        try:
            new = draft.with_comment(self.desk.clock, writer.typed, day=day, exercise=exercise)
        except KnownError as error:
            writer.problem.say(self.context.tr.say(error.message))
            return
        writer.clear()
        self.desk.show(new)
        writer.text.setFocus()

    @Slot()
    def ask_and_save(self) -> None:
        """Ask where the review goes, and write it."""
        tr, workbench = self.context.tr, self.context.workbench
        folder = workbench.diary_path.parent if workbench.diary_path else Path.home()
        suggested = tr("review", "{name} review", name=workbench.diary_name) + SUFFIX
        name, _ = QFileDialog.getSaveFileName(
            self.window(),
            tr("review", "Save the review"),
            str(folder / suggested),
            tr("review", "Reviews (*{ending})", ending=SUFFIX),
        )
        if name:
            path = Path(name)
            self.save_to(path if path.suffix else path.with_suffix(SUFFIX))

    def save_to(self, path: Path) -> None:
        """Write the review to a file."""
        draft, material, tr = self.desk.draft, self._material, self.context.tr
        if draft is None or material is None:
            return

        def saved(_: None) -> None:
            self.desk.saved(draft)
            self.card.tell(
                tr("review", "The review is in “{name}”. Send this file back.", name=path.name)
            )

        own = material.own
        self.context.workbench.read(lambda _: write_review(draft, own, path), saved)

    def _show_material(self, material: ReviewMaterial) -> None:
        self._material = material
        names = [(one, material.index.name(one)) for one in material.exercises]
        self.writer.offer(names, self._last_day())
        self._begin_wanted()
        self._show()

    def _last_day(self) -> dt.date:
        return diary_day(self.context.clock.now())

    def _begin_wanted(self) -> None:
        if self._wanted and self._material is not None:
            wanted, self._wanted = self._wanted, ""
            self.writer.begin_about(wanted)

    @Slot()
    def _show(self) -> None:
        draft, material = self.desk.draft, self._material
        if draft is not None and material is not None:
            self.card.show_draft(draft, material.index, unsaved=self.desk.is_unsaved)

    def _change(self, draft: ReviewDraft | None) -> None:
        if draft is not None:
            self.desk.show(draft)

    def _remove(self, comment_id: str) -> None:
        draft = self.desk.draft
        self._change(draft.without_comment(comment_id) if draft else None)

    def _remove_plan(self) -> None:
        draft = self.desk.draft
        self._change(dataclasses.replace(draft, plan=None) if draft else None)

    def _set_author(self, name: str) -> None:
        draft = self.desk.draft
        self._change(dataclasses.replace(draft, author=name) if draft else None)

    @Slot()
    def _diary_opened(self) -> None:
        self._material = None
        self.writer.clear()
        super()._diary_opened()
