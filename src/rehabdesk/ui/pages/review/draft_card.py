"""What goes back: the comments so far, the changed plan, who wrote it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.review_texts import about_words
from rehabdesk.services.reviews import ReviewDraft
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label

_AUTHOR_MAX = 120


class DraftCard(Card):
    """The review so far."""

    remove_wanted = Signal(str)
    remove_plan_wanted = Signal()
    plan_wanted = Signal()
    author_changed = Signal(str)
    save_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("review", "What goes back"), " ")
        self._tr = tr
        self.body.setSpacing(12)
        self.author = QLineEdit()
        self.author.setMaxLength(_AUTHOR_MAX)
        name = label(tr("review", "Your name, so that they know who wrote it"), "meta", wrap=True)
        self.author.setAccessibleName(name.text())
        self.author.editingFinished.connect(
            lambda: self.author_changed.emit(self.author.text().strip())
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        self.told = label("", "meta", wrap=True)
        self.told.hide()
        self.save = button(tr("review", "Save the review…"), "primary")
        self.save.clicked.connect(self.save_wanted)
        self.body.addWidget(name)
        self.body.addWidget(self.author)
        self.body.addLayout(self.rows)
        self.body.addWidget(self.told)
        self.body.addWidget(self.save)
        self.body.addStretch(1)

    def show_draft(self, draft: ReviewDraft, index: LibraryIndex, *, unsaved: bool) -> None:
        """Show the review so far."""
        tr = self._tr
        clear_layout(self.rows)
        for comment in draft.review.comments:
            about = about_words(comment, index, tr)
            row = self._row(about, comment.text)
            remove = button(
                tr("review", "Remove"), "quiet", tr("review", "Remove: {about}", about=about)
            )
            remove.clicked.connect(lambda _=False, one=comment.id: self.remove_wanted.emit(one))
            row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._add_plan(draft)
        count = len(draft.review.comments)
        self.meta.setText(tr.n("review", "{count} comment", "{count} comments", count))
        if not self.author.hasFocus():
            self.author.setText(draft.author)
        reason = tr("review", "Write a comment or change the plan first.") if draft.is_empty else ""
        self.save.setEnabled(not reason)
        self.save.setToolTip(reason)
        self.save.setAccessibleDescription(reason)
        if unsaved:
            self.tell(tr("review", "Not saved yet."))

    def tell(self, text: str) -> None:
        """Say where the review is."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _add_plan(self, draft: ReviewDraft) -> None:
        tr = self._tr
        if draft.plan is None:
            row = self._row(tr("review", "Plan"), tr("review", "Stays as it is."))
            change = button(tr("review", "Change it…"), "quiet", tr("review", "Change the plan"))
            change.clicked.connect(self.plan_wanted)
            row.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
            return
        count = len(draft.plan.items)
        words = tr.n("review", "Changed: {count} exercise.", "Changed: {count} exercises.", count)
        row = self._row(tr("review", "Plan"), words)
        remove = button(tr("review", "Remove"), "quiet", tr("review", "Remove the changed plan"))
        remove.clicked.connect(self.remove_plan_wanted)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)

    def _row(self, title: str, text: str) -> QHBoxLayout:
        panel = QFrame()
        dress(panel, "panel")
        row = QHBoxLayout(panel)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "row", wrap=True))
        words.addWidget(label(text, wrap=True))
        row.addLayout(words, 1)
        self.rows.addWidget(panel)
        return row
