"""The link of one region as a card: an answer with its interval, or a friendly refusal."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rehabdesk.analysis.certainty import cannot_tell, exploratory_note, how_sure
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.services.answers import card_texts as texts
from rehabdesk.services.answers.answers import LinkAnswer
from rehabdesk.services.answers.primary import PrimaryRegion
from rehabdesk.services.trend_texts import period, region_name, signed
from rehabdesk.services.trends import load_change_rule
from rehabdesk.ui.charts.interval_chart import IntervalChart, IntervalData
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.icons import icon_pixmap
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label

_METER_CELLS = 10


class LinkCard(Card):
    """Shows a link; until an answer for the present diary is there, it says so and shows none."""

    #: The person wants to choose the primary region.
    choose_wanted = Signal()
    #: Whether the primary region can be changed; not in a copy that is only looked at.
    may_choose = True

    def __init__(self, tr: Translator, regions: RegionCatalogue, style: ChartStyle) -> None:
        super().__init__(tr("link card", "Does the routine go with less pain?"))
        self._tr = tr
        self._regions = regions
        self._style = style
        self._open = False
        self._answer: LinkAnswer | None = None
        self._primary: PrimaryRegion | None = None
        self.chart: IntervalChart | None = None
        self.details: QWidget | None = None
        self._inside = QVBoxLayout()
        self._inside.setSpacing(8)
        self.body.addLayout(self._inside)
        self.body.addStretch(1)
        self.show_waiting()

    @property
    def answer(self) -> LinkAnswer | None:
        """The answer that is shown, or None while it is being worked out."""
        return self._answer

    def show_waiting(self) -> None:
        """Say that the answer is being worked out; an older one is no longer shown."""
        self._clear()
        waiting = self._tr("link card", "Working it out for the diary as it is now …")
        self.title.setText(self._tr("link card", "Does the routine go with less pain?"))
        self._inside.addWidget(label(waiting, "meta", wrap=True))
        self.setAccessibleDescription(waiting)

    def show_answer(self, answer: LinkAnswer, primary: PrimaryRegion | None) -> None:
        """Show an answer or a refusal."""
        self._clear()
        self._answer, self._primary = answer, primary
        if answer.estimate.refusal is None:
            self._show_numbers(answer)
        else:
            self._show_refusal(answer)
        self._add_foot(answer, primary)
        said = [self._region(answer), texts.interval_in_words(self._tr, answer)]
        said.append(self._tr.say(answer.patient))
        self.setAccessibleDescription(". ".join(one.rstrip(".") for one in said if one) + ".")

    def picture_caption(self) -> tuple[str, str]:
        """Return what the interval is about, and which days it looks at."""
        if self._answer is None:
            return "", ""
        basis = self._answer.basis
        title = f"{self.title.text()} {self._region(self._answer)}"
        if basis.first is None or basis.last is None:
            return title, ""
        return title, period(self._tr, basis.first, basis.last)

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        if self._answer is not None:
            self.show_answer(self._answer, self._primary)

    def _clear(self) -> None:
        self._answer, self.chart, self.details = None, None, None
        clear_layout(self._inside)

    def _region(self, answer: LinkAnswer) -> str:
        return region_name(self._tr, self._regions, answer.basis.where)

    def _show_numbers(self, answer: LinkAnswer) -> None:
        tr = self._tr
        self.title.setText(tr("link card", "Does the routine go with less pain?"))
        self._add(self._region(answer), "meta")
        self.chart = IntervalChart(interval_data(tr, answer), self._style)
        self._inside.addWidget(self.chart)
        self._add(tr.say(answer.patient))
        self._pair(
            tr("link card", "How sure"), tr.say(how_sure(answer.outcome, answer.estimate.span_days))
        )
        self._pair(tr("link card", "What this cannot tell"), tr.say(cannot_tell()))

    def _show_refusal(self, answer: LinkAnswer) -> None:
        tr = self._tr
        self.title.setText(texts.refusal_title(tr, answer.outcome, self._region(answer)))
        row = QHBoxLayout()
        row.setSpacing(8)
        sign = QLabel()
        size = self._style.tokens.scaled(20)
        sign.setPixmap(icon_pixmap("info", self._style.tokens.colours["text2"], size, 2.0))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(tr.say(answer.patient), wrap=True), 1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._inside.addWidget(holder)
        for sentence, there, needed in texts.counts_needed(tr, answer):
            self._inside.addWidget(Meter(sentence, there / needed, self._style))
            self._add(sentence, "meta")
        self._add(texts.nothing_to_do(tr), "meta")

    def _add_foot(self, answer: LinkAnswer, primary: PrimaryRegion | None) -> None:
        tr = self._tr
        if answer.is_primary and primary is not None:
            self._add(texts.primary_line(tr, primary), "meta")
        elif answer.estimate.refusal is None:
            self._add(texts.other_line(tr), "meta")
        more = button(self._more_text(), "quiet")
        more.setCheckable(True)
        more.setChecked(self._open)
        more.toggled.connect(self._toggle)
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        left = Qt.AlignmentFlag.AlignLeft
        rows.addWidget(more, 0, left)
        if answer.is_primary and self.may_choose:
            choose = button(
                tr("primary region", "Change region…"),
                "quiet",
                tr("primary region", "Choose the primary region"),
            )
            choose.clicked.connect(self.choose_wanted)
            rows.addWidget(choose, 0, left)
        self._inside.addWidget(holder)
        self._more = more
        self.details = self._make_details(answer, primary)
        self._inside.addWidget(self.details)
        self.details.setVisible(self._open)

    def _make_details(self, answer: LinkAnswer, primary: PrimaryRegion | None) -> QWidget:
        tr = self._tr
        lines = [tr.say(answer.physio), *(tr.say(one) for one in answer.notes)]
        lines.append(texts.basis_line(tr, answer.basis))
        if answer.basis.exploratory:
            lines.append(tr.say(exploratory_note()))
        else:
            lines.append(texts.whole_episode_note(tr))
        if answer.is_primary and primary is not None:
            lines.append(texts.earlier_line(tr, self._regions, primary))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("link card", "For your physio"), "row"))
        for line in (one for one in lines if one):
            text = label(line, "meta", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
        return holder

    def _more_text(self) -> str:
        if self._open:
            return self._tr("link card", "Hide how it is worked out")
        return self._tr("link card", "How this is worked out")

    def _toggle(self, on: bool) -> None:
        self._open = on
        self._more.setText(self._more_text())
        if self.details is not None:
            self.details.setVisible(on)

    def _add(self, text: str, look: str = "") -> None:
        if text:
            self._inside.addWidget(label(text, look, wrap=True))

    def _pair(self, head: str, text: str) -> None:
        """Add a heading with its sentence close below it."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(head, "row"))
        column.addWidget(label(text, "meta", wrap=True))
        self._inside.addWidget(holder)


class Meter(QWidget):
    """How much of what is needed is there, as cells; its sentence says the same."""

    def __init__(self, sentence: str, share: float, style: ChartStyle) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self._style = style
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def filled(self) -> int:
        """How many of the ten cells are full: never all of them before it is enough."""
        return int(self._share * _METER_CELLS)

    def sizeHint(self) -> QSize:
        """Return a low strip."""
        return QSize(160, self._style.tokens.scaled(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(self.width() / _METER_CELLS, 28.0)
        for number in range(_METER_CELLS):
            box = QRectF(number * wide + 0.5, 0.5, wide - 5, self.height() - 1.5)
            painter.setPen(self._style.colour("control"))
            full = number < self.filled
            painter.setBrush(self._style.colour("control") if full else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        painter.end()


def interval_data(tr: Translator, answer: LinkAnswer) -> IntervalData:
    """Return what the drawing of an answer shows.

    Raises:
        ValueError: There is no answer.
    """
    estimate = answer.estimate
    if estimate.effect is None or estimate.low is None or estimate.high is None:
        raise ValueError("a refusal has no interval")
    return IntervalData(
        effect=estimate.effect,
        low=estimate.low,
        high=estimate.high,
        worthwhile=load_change_rule().worthwhile.points,
        estimate_text=signed(tr, estimate.effect),
        none_text=tr("link card", "no link"),
        worthwhile_text=tr("chart label", "worthwhile change"),
        less_text=tr("link card", "less pain"),
        more_text=tr("link card", "more pain"),
    )
