"""An enlarged joint with its regions as labelled buttons beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from rehabdesk.domain.regions import Joint, Side, SidedRegion
from rehabdesk.figures.body.model import BodyView
from rehabdesk.ui.body.canvas import BodyCanvas
from rehabdesk.ui.body.selection import RegionSelection
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import button

GAP = 8


class _Leaders(QWidget):
    """Paints the lines from the buttons to their regions; never in the way of the mouse."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[tuple[QLineF, bool]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_lines(self, lines: list[tuple[QLineF, bool]]) -> None:
        """Show lines; True marks that of the chosen region."""
        self._lines = lines
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each line with a casing and a dot at its end."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.tokens.colours
        for line, chosen in self._lines:
            ink = QColor(colours["text"] if chosen else colours["control"])
            painter.setPen(QPen(QColor(colours["surface"]), 4))
            painter.drawLine(line)
            painter.setPen(QPen(ink, 1.5))
            painter.drawLine(line)
            painter.setBrush(ink)
            painter.drawEllipse(line.p2(), 3.2, 3.2)
        painter.end()


class CloseUpView(QWidget):
    """A close-up canvas with a button for each of its regions at the nearer edge."""

    key_typed = Signal(QKeyEvent)
    neighbours_found = Signal(object, QPoint)
    clicked = Signal()

    def __init__(
        self,
        view: BodyView,
        joint: Joint,
        side: Side,
        selection: RegionSelection,
        theme: Theme,
        name_of: Callable[[SidedRegion], str],
        short_name_of: Callable[[SidedRegion], str],
        tip_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__()
        self._selection = selection
        self._theme = theme
        self._short_name_of = short_name_of
        self.canvas = BodyCanvas(
            view, selection, theme, name_of, side=side, closeup=joint, badges=False, tip_of=tip_of
        )
        self.canvas.setParent(self)
        self.canvas.key_typed.connect(self.key_typed)
        self.canvas.neighbours_found.connect(self.neighbours_found)
        self.canvas.clicked.connect(self.clicked)
        self.canvas.fitted.connect(self._arrange_buttons)
        self._leaders = _Leaders(self, theme)
        self._buttons: dict[SidedRegion, QPushButton] = {}
        for where in self.canvas.regions:
            one = button("", "callout", name_of(where))
            one.setParent(self)
            one.setToolTip(tip_of(where))
            one.setCheckable(True)
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas takes part in the Tab order
            one.clicked.connect(lambda _=False, where=where: self._pressed(where))
            self._buttons[where] = one
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        selection.region_chosen.connect(self._update)
        selection.values_changed.connect(self._update)
        theme.changed.connect(self._arrange)
        self._update()

    def sizeHint(self) -> QSize:
        """Ask for the least; the layout gives what is there."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which buttons and joint fit beside each other."""
        return QSize(260, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit canvas and buttons into the new size."""
        super().resizeEvent(event)
        self._arrange()

    def _update(self) -> None:
        for where, one in self._buttons.items():
            known = self._selection.values.get(where)
            name = self._short_name_of(where)
            one.setText(f"{name}  {known.text}" if known else name)
            one.setChecked(self._selection.current == where)
            dress(one, "callout")
        self._arrange_buttons()

    def _pressed(self, where: SidedRegion) -> None:
        self._selection.choose(where)
        self.clicked.emit()

    def _arrange(self) -> None:
        self.canvas.setGeometry(self.rect())
        self._leaders.setGeometry(self.rect())
        self._leaders.raise_()
        self._arrange_buttons()

    def _arrange_buttons(self) -> None:
        if self.width() < 80 or self.canvas.frame is None:
            return
        anchors = {where: self.canvas.region_centre(where) for where in self._buttons}
        middle = self.width() / 2
        left = [where for where, at in anchors.items() if at.x() < middle]
        right = [where for where, at in anchors.items() if at.x() >= middle]
        lines: list[tuple[QLineF, bool]] = []
        for group, at_left in ((left, True), (right, False)):
            lines += self._place(sorted(group, key=lambda w: anchors[w].y()), anchors, at_left)
        self._leaders.show_lines(lines)

    def _place(
        self, group: list[SidedRegion], anchors: dict[SidedRegion, QPoint], at_left: bool
    ) -> list[tuple[QLineF, bool]]:
        height = self._theme.tokens.target["min"]
        tops = _spread([anchors[w].y() - height // 2 for w in group], height + GAP, self.height())
        lines: list[tuple[QLineF, bool]] = []
        for where, top in zip(group, tops, strict=True):
            one = self._buttons[where]
            width = one.sizeHint().width()
            x = 0 if at_left else self.width() - width
            one.setGeometry(QRect(x, top, width, height))
            one.raise_()
            edge = QPointF(width if at_left else x, top + height / 2)
            chosen = self._selection.current == where
            lines.append((QLineF(edge, QPointF(anchors[where])), chosen))
        return lines


def _spread(tops: list[int], step: int, room: int) -> list[int]:
    """Return the wished tops moved apart to at least `step`, within `room`.

    Args:
        tops: Wished positions, ascending.
        step: Least distance of two.
        room: Height available.
    """
    placed: list[int] = []
    for top in tops:
        placed.append(max(top, placed[-1] + step if placed else 0))
    limit = room - step + GAP
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = max(0, min(placed[index], limit))
        limit = placed[index] - step
    return placed
