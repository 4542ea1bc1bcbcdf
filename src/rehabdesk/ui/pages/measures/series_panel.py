"""A chart of results with its sentence, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.trend_texts import period
from rehabdesk.ui.charts.measure_chart import MeasureChart, MeasureData
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.pages.measures.table import TextTable
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import button, label


def chart_style(theme: Theme) -> ChartStyle:
    """Return the look of charts for the theme in force."""
    return ChartStyle.of(theme.tokens, QApplication.font())


class SeriesPanel(QWidget):
    """A title, sentences, the chart, and a button for its table."""

    def __init__(self, tr: Translator, theme: Theme, title: str = "") -> None:
        super().__init__()
        self._tr = tr
        self.chart = MeasureChart(tr, lambda: chart_style(theme))
        self.title = label(title, "row", wrap=True)
        self.title.setVisible(bool(title))
        self.line = label("", "subtitle", wrap=True)
        self.table = TextTable(title)
        self.table.hide()
        self.toggle = button(tr("measures", "Show as a table"), "quiet")
        self.toggle.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.line, self.chart, self.table):
            column.addWidget(part)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._restyle)

    def picture_caption(self) -> tuple[str, str]:
        """Return what the chart shows, and its days."""
        data = self.chart.data
        days = [day for one in data.series for day, _ in one.points] if data else []
        return self.title.text(), period(self._tr, min(days), max(days)) if days else ""

    def show_data(
        self,
        title: str,
        line: str,
        data: MeasureData,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
    ) -> None:
        """Show results.

        Args:
            title: What they are of.
            line: What may be said of them.
            data: The chart.
            head: The headings of its table.
            rows: The rows of its table.
        """
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.chart.show_data(data)
        self.chart.setAccessibleName(title)
        self.chart.setAccessibleDescription(line)
        self.table.show_rows(head, rows)
        self.table.setAccessibleName(title)
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {title}")

    @Slot()
    def _toggle(self) -> None:
        table = self.table.isHidden()
        self.table.setVisible(table)
        self.chart.setVisible(not table)
        tr = self._tr
        self.toggle.setText(
            tr("measures", "Show as a chart") if table else tr("measures", "Show as a table")
        )
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {self.title.text()}")

    @Slot()
    def _restyle(self) -> None:
        self.chart.updateGeometry()
        self.chart.update()
