"""The left of the player: the exercise, its side, its words, and the figure that moves."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.plan import ExerciseSide
from rehabdesk.domain.text import Translator
from rehabdesk.figures.mannequin.motion import Tempo
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_texts import BAND_TEXTS, SIDE_TEXTS
from rehabdesk.services.player import Player, Stage
from rehabdesk.ui.figures.widget import FigureView
from rehabdesk.ui.pages.session.phase_bar import BarPart, PhaseBar
from rehabdesk.ui.pages.session.sized import SizedLabel
from rehabdesk.ui.pages.session.words import SIDES, figure_of, own_picture, spoken_name
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, SideLabel, label

#: One there and back of a movement that goes on, such as walking.
_GOING_ON = Tempo(1.2, 0.0, 1.2, 0.0)


class Picture(QLabel):
    """An own exercise's picture, as large as it fits."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QPixmap, name: str) -> None:
        """Show a picture; a null one shows nothing."""
        self._picture = picture
        self.setAccessibleName(name)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Let it shrink."""
        return QSize(40, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            self.clear()
            return
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self.setPixmap(self._picture.scaled(self.size(), keep, smooth))


class StageCard(Card):
    """Shows the set that is being done."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._index: LibraryIndex | None = None
        self._shown: tuple[str, ExerciseSide] | None = None
        self._reduced = False
        self._instead = ""
        self._moment = (-1.0, "")
        self._name = SizedLabel(theme, "player_name", wrap=True)
        self._cue = SizedLabel(theme, "player_cue", wrap=True)
        self._side = SideLabel(tr)
        self._both = label("", "meta")
        self._how = label("", "subtitle", wrap=True)
        self._how.hide()
        self.figure = FigureView(theme, "")
        self._picture = Picture()
        self._feel = label("", "meta", wrap=True)
        self.phases = PhaseBar(theme, tr("player", "Parts of a repetition"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name, 1)
        head.addWidget(self._both, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(head)
        words.addWidget(self._cue)
        words.addWidget(self._how)
        self.body.addLayout(words)
        self.body.addWidget(self.figure, 1)
        self.body.addWidget(self._picture, 1)
        self.body.addWidget(self._feel)
        self.body.addWidget(self.phases)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def text(self) -> str:
        """The name and cue as shown."""
        return f"{self._name.text()}: {self._cue.text()}"

    @property
    def side(self) -> str:
        """The side as shown."""
        return self._side.text()

    @property
    def tells_how(self) -> bool:
        """Whether the steps are shown."""
        return not self._how.isHidden()

    @Slot()
    def _restyle(self) -> None:
        """Make the side larger than elsewhere: here a leg is about to move."""
        size = self._theme.tokens.type_px["card_title"]
        height = size + 20
        self._side.setStyleSheet(
            f"font-size: {size}px; min-height: {height}px; border-radius: {height // 2}px;"
            " padding: 0 20px;"
        )

    def set_index(self, index: LibraryIndex) -> None:
        """Take the library to find names and words in."""
        self._index, self._shown = index, None

    def set_reduced_motion(self, reduced: bool) -> None:
        """Show only the start and the end of the movement."""
        self._reduced = reduced
        self.figure.set_reduced_motion(reduced)

    def say_instead(self, text: str) -> None:
        """Say an easier way in place of the cue until another exercise comes."""
        self._instead, self._shown = text, None

    def show_set(self, player: Player) -> None:
        """Show the exercise and side of the current set, if they are not shown already."""
        one = player.current
        if self._index is None:
            return
        shown = (one.exercise, one.side)
        if self._shown is not None and self._shown[0] != one.exercise:
            self._instead = ""
        if shown != self._shown:
            self._shown, self._moment = shown, (-1.0, "")
            self._show_exercise(player, self._index.get(one.exercise))
        self.figure.set_tempo(_GOING_ON if player.timing.moves_on else player.timing.tempo)

    def show_time(self, player: Player) -> None:
        """Show where the movement is."""
        moment = (player.seconds, player.phase)
        holding = moment[1] == "hold" == self._moment[1] and not player.timing.moves_on
        if moment != self._moment and not holding:
            # While nothing moves there is nothing to paint.
            self.figure.go_to(player.seconds)
        self._moment = moment
        self.phases.show_parts(self._parts(player))

    def repeat(self) -> None:
        """Say the cue again: written out with the steps, and spoken by a screen reader."""
        self._how.setVisible(not self.tells_how)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._cue.text()))

    def _show_exercise(self, player: Player, exercise: Exercise | None) -> None:
        tr, one, item = self._tr, player.current, player.item
        index = self._index
        if index is None:
            return
        name = index.name(one.exercise)
        self._name.setText(name)
        spoken = spoken_name(tr, index, one.exercise, one.side)
        cue = item.cue if one.exercise == item.exercise else ""
        if exercise is not None and not cue:
            cue = tr.say(exercise.cue) or tr.say(exercise.start)
        extras = [tr.say(BAND_TEXTS[item.band])] if item.band else []
        extras += [item.load] if item.load else []
        self._cue.setText(" · ".join([self._instead or cue, *extras]))
        self._side.set_side(SIDES[one.side])
        self._both.setText(tr.say(SIDE_TEXTS[ExerciseSide.NONE]))
        self._both.setVisible(one.side is ExerciseSide.NONE)
        figure = figure_of(one.exercise, one.side)
        self.figure.show_figure(figure, spoken)
        picture = QPixmap() if figure else own_picture(exercise)
        self._picture.show_picture(picture, spoken)
        self._picture.setVisible(figure is None)
        self.figure.setVisible(figure is not None)
        self._tell_how(exercise, index)

    def _tell_how(self, exercise: Exercise | None, index: LibraryIndex) -> None:
        tr = self._tr
        if exercise is None:
            self._how.setText("")
            self._feel.setText("")
            return
        steps = [tr.say(exercise.start), *(tr.say(step) for step in exercise.steps)]
        numbered = [f"{tr.number(n)}  {step}" for n, step in enumerate(filter(None, steps), 1)]
        self._how.setText("\n".join(numbered))
        muscles = [tr.say(index.library.muscles[name]) for name in exercise.primary]
        self._feel.setText(
            tr("player", "You should feel it here: {muscles}", muscles=tr.list_of(muscles))
            if muscles
            else ""
        )

    def _parts(self, player: Player) -> list[BarPart]:
        if player.timing.moves_on or player.stage is Stage.OVER:
            return []
        tempo, tr = player.timing.tempo, self._tr
        names = {
            "lift": tr("player", "Get into position")
            if player.timing.timed
            else tr("player", "Lift"),
            "hold": tr("player", "Hold"),
            "lower": tr("player", "Lower"),
        }
        lasting = {"lift": tempo.lift, "hold": tempo.hold, "lower": tempo.lower}
        parts = []
        for phase, seconds in lasting.items():
            if seconds:
                present = player.phase == phase
                text = tr(
                    "player", "{phase} {seconds} s", phase=names[phase], seconds=round(seconds)
                )
                part = player.part if present else 0.0
                parts.append(BarPart(text, seconds, part, present))
        return _before_present(parts)


def _before_present(parts: list[BarPart]) -> list[BarPart]:
    """Fill what comes before the present part."""
    at = next((place for place, part in enumerate(parts) if part.present), -1)
    return [
        BarPart(part.text, part.seconds, 1.0, present=False) if place < at else part
        for place, part in enumerate(parts)
    ]
