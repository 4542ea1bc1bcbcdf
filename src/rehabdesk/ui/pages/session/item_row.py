"""An exercise of the plan as a row of a list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_texts import SIDE_TEXTS, dosage_messages
from rehabdesk.ui.figures.widget import FigureView
from rehabdesk.ui.pages.session.words import SIDES, figure_of, own_picture, spoken_name
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import SideLabel, label

FIGURE = (104, 60)


class ItemRow(QWidget):
    """An exercise of the plan: figure, name, side, dosage."""

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        index: LibraryIndex,
        item: PlanItem,
        figure: tuple[int, int] = FIGURE,
    ) -> None:
        """Make a row.

        Args:
            theme: The tokens in force.
            tr: Says the texts.
            index: The library with own exercises.
            item: What is prescribed.
            figure: Width and height of the figure at the usual text size.
        """
        super().__init__()
        self._size = QSize(*(theme.tokens.scaled(one) for one in figure))
        name = index.name(item.exercise)
        side = item.side
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addWidget(self._picture(theme, tr, index, item))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(name, "row"))
        if side in (ExerciseSide.LEFT, ExerciseSide.RIGHT):
            head.addWidget(SideLabel(tr, SIDES[side]))
        head.addStretch(1)
        texts = list(SIDE_TEXTS.values())[:2]
        parts = [tr.say(one) for one in dosage_messages(item, tr)[:-1] if one not in texts]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(label(" · ".join(parts), "subtitle", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)

    def _picture(
        self, theme: Theme, tr: Translator, index: LibraryIndex, item: PlanItem
    ) -> QWidget:
        name = spoken_name(tr, index, item.exercise, item.side)
        picture = own_picture(index.get(item.exercise))
        size = self._size
        if picture.isNull():
            figure = figure_of(item.exercise, item.side)
            view = FigureView(theme, name, figure, still="list")
            view.setFixedSize(size)
            return view
        shown = label("")
        shown.setFixedSize(size)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        shown.setPixmap(picture.scaled(size, keep, smooth))
        shown.setAccessibleName(name)
        return shown
