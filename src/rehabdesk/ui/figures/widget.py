"""Shows an exercise's figure: a still card, or the movement in its tempo."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.figures.mannequin.drawing import FigureDrawing
from rehabdesk.figures.mannequin.figure import Figure
from rehabdesk.figures.mannequin.motion import Phase, Tempo
from rehabdesk.ui.figures.colours import theme_colours
from rehabdesk.ui.figures.painter import paint_figure
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.theme.tokens import Tokens

#: `card` the end with ghost and arrow, `list` the end alone, `start` the start alone.
Still: TypeAlias = Literal["card", "list", "start"]

#: Milliseconds between two frames of the movement: a little more than 30 in a second.
FRAME_MS = 31
#: The least width on a picture to keep.
PICTURE_WIDTH = 360.0
_CARD = QSize(224, 180)


class FigureView(QWidget):
    """The figure of an exercise.

    It is still until `play` is called. A hidden view does not move and uses no time.
    """

    #: The phase of the repetition changed.
    phase_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        figure: Figure | None = None,
        *,
        still: Still = "card",
        parent: QWidget | None = None,
    ) -> None:
        """Make a view.

        Args:
            theme: Colours.
            name: What it shows in words, side included, for people who do not see it.
            figure: The exercise; None shows nothing yet.
            still: Which picture stands still.
            parent: The widget it is part of.
        """
        super().__init__(parent)
        self._theme = theme
        self._figure = figure
        self._other: Figure | None = None
        self._still: Still = still
        self._tempo = Tempo()
        self._reduced = False
        self._playing = False
        self._seconds = 0.0
        self._phase: Phase = "rest"
        self._picture: QPixmap | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)
        theme.changed.connect(self._forget)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figure(self, figure: Figure | None, name: str, other: Figure | None = None) -> None:
        """Show another exercise or the other side, from its start.

        Args:
            figure: The exercise.
            name: What it shows in words.
            other: The same with the other side, for an exercise that alternates: every second
                repetition shows it.
        """
        self._figure = figure
        self._other = other
        self.setAccessibleName(name)
        self._seconds = 0.0
        self._forget()

    def set_tempo(self, tempo: Tempo) -> None:
        """Use another tempo from now on."""
        self._tempo = tempo

    def set_reduced_motion(self, reduced: bool) -> None:
        """Show only the start and the end, one per phase, if somebody asks for less motion."""
        self._reduced = reduced
        self._forget()

    @property
    def playing(self) -> bool:
        """Whether the movement is going on (it waits while the view is hidden)."""
        return self._playing

    @property
    def moment(self) -> float:
        """Where the movement is, 0 at the start and 1 at the end."""
        figure = self._shown_now()
        if figure is None:
            return 0.0
        if not self._reduced:
            return figure.moment(self._tempo, self._seconds)
        return figure.shown if self._tempo.phase(self._seconds)[0] in ("lift", "hold") else 0.0

    def play(self) -> None:
        """Let the figure move."""
        self._playing = True
        self._resume()

    def pause(self) -> None:
        """Let the figure stand where it is."""
        self._advance()
        self._playing = False
        self._timer.stop()
        self.update()

    def stop(self) -> None:
        """Show the still picture again."""
        self._playing = False
        self._timer.stop()
        self._seconds = 0.0
        self._forget()

    def go_to(self, seconds: float) -> None:
        """Show a time of the repetition, for somebody else's clock (a session's timer).

        Args:
            seconds: Since the start of the first repetition.
        """
        self._seconds = seconds
        self._tell_phase()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a card's picture."""
        return _CARD

    def minimumSizeHint(self) -> QSize:
        """Return the size of the smallest picture in lists."""
        return QSize(62, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the still picture or the moment of the movement."""
        figure = self._shown_now()
        if figure is None:
            return
        painter = QPainter(self)
        if self._playing or self._seconds > 0:
            self._paint(painter, figure.drawing(self.moment))
        else:
            painter.drawPixmap(0, 0, self._still_picture(figure))
        painter.end()

    def picture_size(self) -> QSizeF:
        """Return how large it is on a picture: never as small as in a list."""
        size = QSizeF(self.size())
        return size * max(1.0, PICTURE_WIDTH / max(size.width(), 1.0))

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the picture that is shown in the colours of a theme, for pictures."""
        figure = self._shown_now()
        if figure is None:
            return []
        moving, card = self._playing or self._seconds > 0, self._still == "card"
        still = 0.0 if self._still == "start" else figure.shown
        drawing = figure.drawing(
            self.moment if moving else still, ghost=card and not moving, arrow=card and not moving
        )
        box, colours = QRectF(QPointF(0, 0), self.picture_size()), theme_colours(tokens)
        return [Layer(box, lambda painter: paint_figure(painter, drawing, box, colours), True)]

    def showEvent(self, event: QShowEvent) -> None:
        """Go on moving where it stopped."""
        super().showEvent(event)
        if self._playing:
            self._resume()

    def hideEvent(self, event: QHideEvent) -> None:
        """Use no time while nobody sees it."""
        self._advance()
        self._timer.stop()
        super().hideEvent(event)

    def _shown_now(self) -> Figure | None:
        """Return the figure of this repetition."""
        if self._other is None or int(self._seconds / self._tempo.repetition) % 2 == 0:
            return self._figure
        return self._other

    def _paint(self, painter: QPainter, drawing: FigureDrawing) -> None:
        paint_figure(painter, drawing, QRectF(self.rect()), theme_colours(self._theme.tokens))

    def _still_picture(self, figure: Figure) -> QPixmap:
        """Return the still picture; it is kept until size, colours or exercise change."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._picture is None or self._picture.size() != size:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            card = self._still == "card"
            moment = 0.0 if self._still == "start" else figure.shown
            self._paint(painter, figure.drawing(moment, ghost=card, arrow=card))
            painter.end()
            self._picture = picture
        return self._picture

    def _resume(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._clock.start()
            self._timer.start()

    def _advance(self) -> None:
        """Add the time since the last frame."""
        if self._timer.isActive():
            self._seconds += self._clock.restart() / 1000
            self._tell_phase()

    @Slot()
    def _tick(self) -> None:
        before = self.moment
        self._advance()
        # While the figure holds still there is nothing to paint.
        if self.moment != before:
            self.update()

    def _tell_phase(self) -> None:
        phase, _ = self._tempo.phase(self._seconds)
        if phase != self._phase:
            self._phase = phase
            self.phase_changed.emit(phase)

    @Slot()
    def _forget(self) -> None:
        self._picture = None
        self.update()
