"""Everything about one exercise, in place of the cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rehabdesk.domain.exercise import Exercise, SideHandling, Variant
from rehabdesk.domain.regions import RegionCatalogue, Side
from rehabdesk.domain.text import Translator
from rehabdesk.services.learn import articles_with_exercise
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import item_of
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf, FigureWish
from rehabdesk.ui.pages.plan.words import (
    breakable,
    dosage_line,
    equipment_text,
    level_text,
    routine_text,
)
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Segments, button, clear_layout, label

TEXT_WIDEST = 720


class StillFigure(QWidget):
    """One still picture, as large as its room."""

    def __init__(self, theme: Theme, shelf: FigureShelf, height: int) -> None:
        super().__init__()
        self._theme, self._shelf = theme, shelf
        self._exercise: Exercise | None = None
        self._side = Side.RIGHT
        self._moment: float | None = None
        self._moving = True
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)
        shelf.drawn.connect(self._drawn)
        theme.changed.connect(self.update)

    def show_figure(
        self,
        exercise: Exercise,
        side: Side,
        name: str,
        *,
        moment: float | None = None,
        moving: bool = True,
    ) -> None:
        """Show an exercise; `name` is what assistive tools say."""
        self._exercise, self._side = exercise, side
        self._moment, self._moving = moment, moving
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a size in the proportions of cards."""
        return QSize(round(self.minimumHeight() * 1.25), self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture if it is there already."""
        if self._exercise is None:
            return
        wish = FigureWish(
            self._exercise.id,
            self._side,
            self.width(),
            self.height(),
            self.devicePixelRatioF(),
            moving=self._moving,
            moment=self._moment,
        )
        picture = self._shelf.picture(self._exercise, wish)
        if picture is None:
            return
        size = picture.deviceIndependentSize()
        painter = QPainter(self)
        painter.drawPixmap(
            round((self.width() - size.width()) / 2),
            round((self.height() - size.height()) / 2),
            picture,
        )

    @Slot(str)
    def _drawn(self, exercise: str) -> None:
        if self._exercise is not None and exercise == self._exercise.id:
            self.update()


class DetailPane(QFrame):
    """Start and end, steps, mistakes, easier and harder ways, when to stop, and what is known."""

    back_wanted = Signal()
    add_wanted = Signal(str)
    #: Another exercise is asked for: an easier or harder one.
    exercise_wanted = Signal(str)
    #: An article about why it may help is asked for, by its id.
    article_wanted = Signal(str)
    edit_wanted = Signal(str)

    def __init__(
        self, tr: Translator, theme: Theme, shelf: FigureShelf, regions: RegionCatalogue
    ) -> None:
        super().__init__()
        self._tr, self._theme, self._regions = tr, theme, regions
        self._index: LibraryIndex | None = None
        self._shelf = shelf
        self.exercise: Exercise | None = None
        dress(self, "card")
        self.setAccessibleName(tr("exercise", "About the exercise"))
        self._name = label("", "page_title", wrap=True)
        self._tags = label("", "subtitle", wrap=True)
        self.back = button(tr("exercise", "Back to all exercises"), "quiet")
        self.back.clicked.connect(self.back_wanted)
        self.add = button("")
        self.add.clicked.connect(self._add)
        self._side = Segments(
            tr("exercise", "Shown for"),
            [
                (Side.LEFT.value, tr("exercise", "Your left")),
                (Side.RIGHT.value, tr("exercise", "Your right")),
            ],
        )
        self._side.choose(Side.RIGHT.value)
        self._side.chosen.connect(lambda _: self._show_figures())
        self._start = StillFigure(theme, shelf, theme.tokens.scaled(200))
        self._end = StillFigure(theme, shelf, theme.tokens.scaled(200))
        self._build()

    @property
    def side(self) -> Side:
        """The side that is drawn."""
        return Side(self._side.current)

    def show_exercise(
        self, exercise: Exercise, index: LibraryIndex, *, in_plan: bool, side: Side | None = None
    ) -> None:
        """Show an exercise.

        Args:
            exercise: The exercise.
            index: The library, for the names of easier and harder ones.
            in_plan: Whether it is in the plan.
            side: The side to draw, or None for the one that was drawn last.
        """
        self._index = index
        another = self.exercise is None or self.exercise.id != exercise.id
        self.exercise = exercise
        if side is not None:
            self._side.choose(side.value)
        tr = self._tr
        self._name.setText(breakable(index.name(exercise.id)))
        parts = [routine_text(tr, index.library.routines, exercise.routine)]
        if exercise.position is not None:
            parts.append(tr.say(index.library.positions[exercise.position]))
        parts.append(level_text(tr, exercise))
        self._tags.setText(" · ".join(part for part in parts if part))
        self.add.setText(
            tr("exercise", "Show in your plan") if in_plan else tr("exercise", "Add to your plan")
        )
        self._show_figures()
        if another:
            clear_layout(self._texts)
            self._fill(exercise, index)
            self._scroll.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 8, 0)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.add)
        inner = QWidget()
        dress(inner, "clear")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._tags)
        self._pictures = QWidget()
        dress(self._pictures, "clear")
        pictures = QVBoxLayout(self._pictures)
        pictures.setContentsMargins(0, 4, 0, 4)
        pictures.setSpacing(8)
        self._sides = QHBoxLayout()
        self._sides.addWidget(self._side)
        self._sides.addStretch(1)
        pictures.addLayout(self._sides)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self._start, 1)
        pair.addWidget(self._end, 1)
        pictures.addLayout(pair)
        column.addWidget(self._pictures)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(4)
        column.addLayout(self._texts)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self._tr("exercise", "About the exercise"))
        self._scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 8, 12)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addWidget(self._scroll, 1)

    def _show_figures(self) -> None:
        exercise = self.exercise
        if exercise is None or self._index is None:
            return
        shown = self._shelf.has(exercise)
        self._pictures.setVisible(shown)
        if not shown:
            return
        tr, name = self._tr, self._index.name(exercise.id)
        self._side.setVisible(exercise.side is SideHandling.EACH)
        self._start.setVisible(not exercise.picture)
        self._start.show_figure(
            exercise,
            self.side,
            tr("exercise", "{name}, how it begins", name=name),
            moment=0.0,
            moving=False,
        )
        end = tr("exercise", "{name}, how it ends", name=name)
        self._end.show_figure(exercise, self.side, end)

    def _fill(self, exercise: Exercise, index: LibraryIndex) -> None:
        tr, say = self._tr, self._tr.say
        self._paragraph(say(exercise.purpose))
        self._part(tr("exercise", "How it begins"), [say(exercise.start)])
        steps = [say(step) for step in exercise.steps]
        self._part(tr("exercise", "Step by step"), _numbered(tr, steps))
        self._part(tr("exercise", "To remember"), [say(exercise.cue)])
        self._part(tr("exercise", "What often goes wrong"), _dotted(map(say, exercise.mistakes)))
        self._variants(tr("exercise", "Easier"), exercise.easier, index)
        self._variants(tr("exercise", "Harder"), exercise.harder, index)
        stop = [*map(say, exercise.stop), *map(say, index.library.stop)]
        self._part(tr("exercise", "When to stop"), _dotted(stop))
        if not exercise.is_own:
            self._part(tr("exercise", "What you need"), [equipment_text(tr, exercise)])
            muscles = [*exercise.primary, *exercise.secondary]
            names = [say(index.library.muscles[name]) for name in muscles]
            self._part(tr("exercise", "Muscles that work"), [tr.list_of(names)])
        self._usual(exercise)
        self._articles(exercise)
        if exercise.is_own:
            edit = button(tr("exercise", "Change this exercise…"))
            edit.clicked.connect(lambda: self.edit_wanted.emit(exercise.id))
            self._texts.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)

    def _usual(self, exercise: Exercise) -> None:
        tr, dosage = self._tr, exercise.dosage
        if dosage is None:
            return
        lines = [dosage_line(item_of(exercise), tr), tr.say(dosage.effort.text)]
        self._part(tr("exercise", "Usual dosage"), lines)
        self._part(tr("exercise", "What is known"), [tr.say(dosage.evidence.text)])
        self._source(dosage.evidence.source)
        if exercise.muscle_activity:
            self._source(exercise.muscle_activity)
        if exercise.clinical_name:
            self._source(
                tr("exercise", "Professionals call it: {name}.", name=exercise.clinical_name)
            )

    def _articles(self, exercise: Exercise) -> None:
        """Lead to what can be read about why the exercise may help."""
        tr, found = self._tr, articles_with_exercise(exercise.id)
        if found:
            self._heading(tr("exercise", "Why it may help"))
        for article in found:
            title = tr.say(article.title)
            read = button(tr("exercise", "Read “{title}”", title=title), "quiet")
            read.clicked.connect(lambda _=False, key=article.id: self.article_wanted.emit(key))
            self._texts.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)

    def _part(self, title: str, lines: Sequence[str]) -> None:
        shown = [line for line in lines if line]
        if not shown:
            return
        self._heading(title)
        for line in shown:
            self._paragraph(line)

    def _heading(self, title: str) -> None:
        heading = label(title, "row")
        heading.setContentsMargins(0, 8, 0, 0)
        self._texts.addWidget(heading)

    def _paragraph(self, text: str, look: str = "") -> None:
        if not text:
            return
        line = label(breakable(text), look, wrap=True)
        line.setMaximumWidth(self._theme.tokens.scaled(TEXT_WIDEST))
        self._texts.addWidget(line)

    def _source(self, text: str) -> None:
        line = label(text, "meta", wrap=True)
        line.setMaximumWidth(self._theme.tokens.scaled(TEXT_WIDEST))
        # Sources are quoted as they are.
        line.setProperty("verbatim", True)
        self._texts.addWidget(line)

    def _variants(self, title: str, variants: Sequence[Variant], index: LibraryIndex) -> None:
        if not variants:
            return
        self._heading(title)
        for one in variants:
            self._paragraph(self._tr.say(one.text))
            if one.exercise is None or one.exercise not in index:
                continue
            target = one.exercise
            to_it = button(self._tr("exercise", "To “{name}”", name=index.name(target)), "quiet")
            to_it.clicked.connect(lambda _=False, target=target: self.exercise_wanted.emit(target))
            self._texts.addWidget(to_it, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self) -> None:
        if self.exercise is not None:
            self.add_wanted.emit(self.exercise.id)


def _numbered(tr: Translator, lines: Sequence[str]) -> list[str]:
    return [
        tr("exercise", "{number}. {step}", number=number, step=line)
        for number, line in enumerate(lines, 1)
    ]


def _dotted(lines: Iterable[str]) -> list[str]:
    return [f"•  {line}" for line in lines]
