"""One comment, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from rehabdesk.domain.review import Comment
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.review_texts import about_words, author_words
from rehabdesk.ui.widgets.basic import Card, FlowLayout, button, label


class CommentRow(Card):
    """What it is about, what it says, who wrote it when."""

    go_wanted = Signal(object)  # Comment
    seen_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, tr: Translator, comment: Comment, index: LibraryIndex) -> None:
        about = about_words(comment, index, tr)
        new = "" if comment.seen else tr("comments", "New")
        super().__init__(about, new)
        self.comment = comment
        self.body.addWidget(label(comment.text, wrap=True))
        self.body.addWidget(label(author_words(comment, tr), "meta", wrap=True))
        actions = QWidget()
        flow = FlowLayout(actions)
        policy = actions.sizePolicy()
        policy.setHeightForWidth(True)
        actions.setSizePolicy(policy)
        if comment.day is not None or comment.exercise:
            words = (
                tr("comments", "Show the day")
                if comment.day is not None
                else tr("comments", "Show the exercise")
            )
            self._add(flow, words, about, self.go_wanted)
        if not comment.seen:
            self._add(flow, tr("comments", "I have seen it"), about, self.seen_wanted)
        self._add(flow, tr("comments", "Delete"), about, self.delete_wanted)
        self.body.addWidget(actions)

    def _add(self, flow: FlowLayout, words: str, about: str, signal: SignalInstance) -> None:
        one = button(words, "quiet", f"{words}: {about}")
        one.clicked.connect(lambda: signal.emit(self.comment))
        flow.addWidget(one)
