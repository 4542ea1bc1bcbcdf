"""The comments page: what somebody who looked at a shared copy wrote back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.review import Comment
from rehabdesk.services.comments import delete_comment, mark_seen
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.comments.row import CommentRow
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.plan.plan_files import PlanFileWork
from rehabdesk.ui.widgets.basic import button, clear_layout, label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class CommentsState:
    """What the page shows.

    Attributes:
        comments: The newest first.
        index: Names of exercises.
    """

    comments: tuple[Comment, ...]
    index: LibraryIndex


class CommentsPage(Page):
    """All comments, the newest first."""

    shows = frozenset({Kind.COMMENT, Kind.OWN_EXERCISE})

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("page", "Comments"))
        self.subtitle.setText(
            tr("comments", "What came back from somebody you gave a copy of your diary.")
        )
        self.files = PlanFileWork(context, self)
        self.take = button(tr("comments", "Take in a review…"))
        self.take.clicked.connect(self.files.ask_and_receive)
        self.header.addWidget(self.take)
        self.empty = label(
            tr("comments", "There are no comments yet. File > Share a copy makes a copy to give."),
            "subtitle",
            wrap=True,
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        self.body.addWidget(self.empty)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)
        self.empty.hide()

    def refresh(self) -> None:
        """Read the comments."""
        tr = self.context.tr

        def work(diary: Diary) -> CommentsState:
            return CommentsState(tuple(reversed(diary.comments.all())), library_index(diary, tr))

        self.context.workbench.read(work, self._show, key="comments")

    def _show(self, state: CommentsState) -> None:
        clear_layout(self.rows)
        self.empty.setVisible(not state.comments)
        for comment in state.comments:
            row = CommentRow(self.context.tr, comment, state.index)
            row.go_wanted.connect(self._go)
            row.seen_wanted.connect(self._seen)
            row.delete_wanted.connect(self._delete)
            self.rows.addWidget(row)

    @Slot(object)
    def _go(self, comment: Comment) -> None:
        if comment.day is not None:
            self.page_wanted.emit("history", comment.day.isoformat())
        else:
            self.page_wanted.emit("plan", comment.exercise)

    @Slot(object)
    def _seen(self, comment: Comment) -> None:
        self.context.workbench.change(lambda diary: mark_seen(diary, comment.id))

    @Slot(object)
    def _delete(self, comment: Comment) -> None:
        self.context.workbench.change(lambda diary: delete_comment(diary, comment.id))
