"""A picture beside a text: parts of the body's drawings with marks, lines and words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rehabdesk.figures.body.curves import Polygon
from rehabdesk.figures.body.frames import Frame
from rehabdesk.figures.body.picture import Label, Mark, Panel, Picture, Stroke, arrow_head
from rehabdesk.ui.body.drawing_shelf import DrawingShelf
from rehabdesk.ui.body.painter import polygon_path
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import FlowLayout, label

_MARK_ALPHA = {"strong": 205, "weak": 95}
_HATCH = 6.0
_HEAD = 13.0
_LINE = 3.0
_HALO = 7.0
_TITLE_LEAST = 180


class PictureView(QWidget):
    """Shows a picture; panels stand beside each other where there is room."""

    def __init__(self, picture: Picture, theme: Theme, shelf: DrawingShelf) -> None:
        super().__init__()
        dress(self, "clear")
        self.setAccessibleName(picture.alternative)
        self.setToolTip(picture.alternative)
        panels = QWidget()
        dress(panels, "clear")
        flow = FlowLayout(panels, 16)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        panels.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for panel in picture.panels:
            flow.addWidget(_titled(panel, theme, shelf))
        column.addWidget(panels)
        if picture.caption:
            column.addWidget(label(picture.caption, "meta", wrap=True))


class PanelView(QWidget):
    """One drawing with its marks, lines and words."""

    def __init__(self, panel: Panel, theme: Theme, shelf: DrawingShelf) -> None:
        super().__init__()
        self._panel, self._theme, self._shelf = panel, theme, shelf
        shelf.drawn.connect(self.update)
        scale = theme.tokens.scaled(100) / 100 * panel.scale
        self._frame = panel.frame(scale)
        self._words = [one.text for one in panel.labels]
        self.setAccessibleName(", ".join([panel.title, *self._words]))
        self.setFixedSize(QSize(round(panel.box.width * scale), round(panel.box.height * scale)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing if it is there already, then marks, lines and words."""
        drawing = self._shelf.drawing(
            self._panel, self.width(), self.height(), self.devicePixelRatioF()
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if drawing is not None:
            painter.drawPixmap(0, 0, drawing)
        for mark in self._panel.marks:
            self._mark(painter, mark)
        for stroke in self._panel.strokes:
            self._stroke(painter, stroke)
        for one in self._panel.labels:
            self._leader(painter, one)
        for one in self._panel.labels:
            self._label(painter, one)
        painter.end()

    def _mark(self, painter: QPainter, mark: Mark) -> None:
        colours = self._theme.tokens.colours
        path = QPainterPath()
        for piece in mark.shape.pieces:
            path.addPath(polygon_path(self._on_screen(piece)))
        fill = QColor(colours["accent"])
        fill.setAlpha(_MARK_ALPHA[mark.strength])
        painter.fillPath(path, fill)
        if mark.strength == "weak":
            self._hatch(painter, path)
        painter.strokePath(path, QPen(QColor(colours["text"]), 1.6))

    def _hatch(self, painter: QPainter, path: QPainterPath) -> None:
        box = path.boundingRect()
        painter.save()
        painter.setClipPath(path)
        painter.setPen(QPen(QColor(self._theme.tokens.colours["text"]), 1))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += _HATCH
        painter.restore()

    def _stroke(self, painter: QPainter, stroke: Stroke) -> None:
        colours = self._theme.tokens.colours
        points = self._on_screen(stroke.points)
        path = polygon_path(points, closed=False)
        painter.strokePath(path, _pen(colours["surface"], _HALO))
        pen = _pen(colours["primary"], _LINE)
        if stroke.look == "dashed":
            pen.setDashPattern([3.0, 2.4])
        painter.strokePath(path, pen)
        if stroke.look == "arrow":
            head = arrow_head(points[-2], points[-1], _HEAD)
            painter.setPen(_pen(colours["surface"], 1.5))
            painter.setBrush(QColor(colours["primary"]))
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in head]))

    def _leader(self, painter: QPainter, one: Label) -> None:
        if one.to is None:
            return
        colours = self._theme.tokens.colours
        start, end = (QPointF(*self._frame.to_screen(*point)) for point in (one.at, one.to))
        painter.setPen(_pen(colours["surface"], 4))
        painter.drawLine(start, end)
        painter.setPen(_pen(colours["text"], 1.4))
        painter.drawLine(start, end)
        painter.setBrush(QColor(colours["text"]))
        painter.drawEllipse(end, 2.8, 2.8)

    def words_box(self, one: Label) -> QRectF:
        """Return where the words of a label are."""
        metrics = QFontMetrics(self._words_font())
        x, y = self._frame.to_screen(*one.at)
        width, height = metrics.horizontalAdvance(one.text) + 8, metrics.height() + 2
        left = {"begin": x, "end": x - width, "middle": x - width / 2}[one.align]
        return QRectF(left, y - height / 2, width, height)

    def _words_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.tokens.type_px["caption"])
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _label(self, painter: QPainter, one: Label) -> None:
        colours = self._theme.tokens.colours
        # A longer translation stays inside.
        box = self.words_box(one)
        box.moveLeft(max(0.0, min(box.left(), self.width() - box.width())))
        ground = QColor(colours["surface"])
        ground.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._words_font())
        painter.setPen(QColor(colours["text"]))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, one.text)

    def _on_screen(self, points: Polygon) -> Polygon:
        frame: Frame = self._frame
        return tuple(frame.to_screen(*point) for point in points)


def _titled(panel: Panel, theme: Theme, shelf: DrawingShelf) -> QWidget:
    box = QWidget()
    dress(box, "clear")
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    view = PanelView(panel, theme, shelf)
    title = label(panel.title, "meta", wrap=True)
    title.setFixedWidth(max(view.width(), theme.tokens.scaled(_TITLE_LEAST)))
    column.addWidget(title)
    column.addWidget(view)
    return box


def _pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )
