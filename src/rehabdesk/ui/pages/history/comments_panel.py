"""The comments on the chosen day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from rehabdesk.domain.review import Comment
from rehabdesk.domain.text import Translator
from rehabdesk.services.review_texts import author_words
from rehabdesk.ui.widgets.basic import Card, clear_layout, label


class CommentsPanel(Card):
    """What somebody who looked at a copy wrote about the day; hidden where nobody did."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("history", "Comments"))
        self._tr = tr
        self.body.setContentsMargins(16, 12, 16, 12)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        self.body.addLayout(self.rows)
        self.hide()

    def show_comments(self, comments: Sequence[Comment]) -> None:
        """Show the comments of a day."""
        clear_layout(self.rows)
        for comment in comments:
            self.rows.addWidget(label(comment.text, wrap=True))
            self.rows.addWidget(label(author_words(comment, self._tr), "meta", wrap=True))
        self.setVisible(bool(comments))
