"""An article, or what is known about a region, at a width that reads well."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from rehabdesk.domain.article import Link, LinkKind
from rehabdesk.domain.names import YOUR_SIDE_NAMES
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.figures.body.picture import Picture
from rehabdesk.reports.home_plan import Labelled
from rehabdesk.reports.reading import Paragraph, Part, Reading, ReadingLink, sources_heading
from rehabdesk.ui.body.drawing_shelf import DrawingShelf
from rehabdesk.ui.body.picture_view import PictureView
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.icons import icon
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import FlowLayout, button, clear_layout, label

TEXT_WIDTH = 680
_ICONS = {LinkKind.ARTICLE: "learn", LinkKind.EXERCISE: "plan", LinkKind.REGION: "body"}


class ReadingPane(QFrame):
    """Shows one reading; the way on is by buttons, which Tab reaches in reading order."""

    link_wanted = Signal(object)  # Link
    #: A region is to be shown on the body map: `id:side`.
    map_wanted = Signal(str)
    back_wanted = Signal()
    copy_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        tr, theme = context.tr, context.theme
        self._tr, self._theme, self._regions = tr, theme, context.regions
        self._shelf = DrawingShelf(context.workbench, theme, self)
        dress(self, "card")
        self.setAccessibleName(tr("learn", "Text"))
        self.back = button("", "quiet")
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        self.told = label("", "meta")
        self.copy = button(tr("learn", "Copy text"))
        self.copy.clicked.connect(self.copy_wanted)
        self.print = button(tr("learn", "Print…"), "", tr("learn", "Print or save as PDF"))
        self.print.clicked.connect(self.print_wanted)
        self._build()
        theme.changed.connect(self._repaint)
        self.reading: Reading | None = None
        self._picture: Picture | None = None

    def show_reading(self, reading: Reading, picture: Picture | None, before: str) -> None:
        """Show something to read.

        Args:
            reading: What is shown.
            picture: The picture that belongs to it, or None.
            before: The title of what was read before, or "".
        """
        self.reading, self._picture = reading, picture
        tr = self._tr
        self.told.setText("")
        self.back.setVisible(bool(before))
        self.back.setText(tr("learn", "Back to “{title}”", title=before) if before else "")
        self._fill(reading)
        self.text_area.verticalScrollBar().setValue(0)
        self.text_area.setAccessibleName(reading.title)

    def tell(self, text: str) -> None:
        """Say something beside the buttons."""
        self.told.setText(text)

    def _build(self) -> None:
        inner = QWidget()
        dress(inner, "clear")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 8, 0)
        self._column = QWidget()
        dress(self._column, "clear")
        self._column.setMaximumWidth(self._theme.tokens.scaled(TEXT_WIDTH))
        policy = QSizePolicy.Policy
        self._column.setSizePolicy(policy.Expanding, policy.Preferred)
        row.addStretch(1)
        row.addWidget(self._column, 100)
        row.addStretch(1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        column.addLayout(self._tools())
        self._texts = QVBoxLayout()
        self._texts.setSpacing(4)
        column.addLayout(self._texts, 1)
        self.text_area = QScrollArea()
        self.text_area.setWidgetResizable(True)
        self.text_area.setFrameShape(QFrame.Shape.NoFrame)
        self.text_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Reached with Tab, so that the text can be scrolled with the keyboard.
        self.text_area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text_area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 8, 12)
        outer.setSpacing(8)
        outer.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self.text_area, 1)

    def _tools(self) -> QHBoxLayout:
        """Return the row above the title, which scrolls with the text: it is seldom needed."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._kind = label("", "subtitle", wrap=True)
        row.addWidget(self._kind, 1)
        for one in (self.told, self.copy, self.print):
            row.addWidget(one)
        return row

    def _repaint(self) -> None:
        if self.reading is not None:
            self._column.setMaximumWidth(self._theme.tokens.scaled(TEXT_WIDTH))
            self._fill(self.reading)

    def _fill(self, reading: Reading) -> None:
        clear_layout(self._texts)
        self._kind.setText(reading.kind)
        self._add(label(reading.title, "page_title", wrap=True))
        if reading.sureness is not None:
            self._texts.addSpacing(4)
            self._add(self._sureness(reading.sureness))
        if reading.id in self._regions:
            self._texts.addSpacing(4)
            self._add(self._sides(reading.id))
        for place, part in enumerate(reading.parts):
            self._part(part)
            if place == 0 and self._picture is not None:
                self._add(PictureView(self._picture, self._theme, self._shelf))
        self._heading(sources_heading(self._tr))
        for source in reading.sources:
            self._add(label(source, "meta", wrap=True))
        self._texts.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        self._texts.addWidget(widget)

    def _sureness(self, sureness: Labelled) -> QWidget:
        panel = QFrame()
        dress(panel, "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(label(sureness.label, "meta", wrap=True))
        column.addWidget(label(sureness.value, "row", wrap=True))
        return panel

    def _number(self, number: Labelled) -> QWidget:
        panel = QFrame()
        dress(panel, "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(label(number.label, "big_number", wrap=True))
        column.addWidget(label(number.value, "reading", wrap=True))
        return panel

    def _sides(self, region_id: str) -> QWidget:
        tr, region = self._tr, self._regions[region_id]
        box, flow = _flow()
        for side in region.sides:
            where = SidedRegion(region_id, side)
            side_name = tr.say(YOUR_SIDE_NAMES[side])
            one = button(tr("learn", "Show on the body map, {side}", side=side_name))
            one.setIcon(self._icon("body"))
            one.clicked.connect(lambda _=False, where=where: self.map_wanted.emit(str(where)))
            flow.addWidget(one)
        return box

    def _part(self, part: Part) -> None:
        self._heading(part.heading)
        if part.number is not None:
            self._add(self._number(part.number))
        for one in part.paragraphs:
            self._paragraph(one, listed=part.listed)

    def _heading(self, text: str) -> None:
        self._texts.addSpacing(16)
        self._add(label(text, "card_title", wrap=True))

    def _paragraph(self, paragraph: Paragraph, *, listed: bool) -> None:
        self._texts.addSpacing(4)
        if paragraph.text:
            text = label(paragraph.text, "reading", wrap=True)
            self._add(_point(text) if listed else text)
        if paragraph.note:
            self._add(label(paragraph.note, "meta", wrap=True))
        if paragraph.links:
            box, flow = _flow()
            for link in paragraph.links:
                flow.addWidget(self._link(link))
            self._add(box)

    def _link(self, link: ReadingLink) -> QWidget:
        one = button(link.name, "", link.text)
        one.setToolTip(link.text)
        target: Link = link.link
        # A page has the icon it has in the list of pages.
        one.setIcon(self._icon(_ICONS.get(target.kind, target.target)))
        one.clicked.connect(lambda _=False: self.link_wanted.emit(target))
        return one

    def _icon(self, name: str) -> QIcon:
        return icon(name, self._theme.tokens.colours["primary"])


def _flow() -> tuple[QWidget, FlowLayout]:
    box = QWidget()
    dress(box, "clear")
    flow = FlowLayout(box)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box, flow


def _point(text: QWidget) -> QWidget:
    """Return a text with a mark before it."""
    box = QWidget()
    dress(box, "clear")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label("•", "reading"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return box
