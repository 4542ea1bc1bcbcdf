"""Library and plan beside each other, or one at a time where there is little room."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.plan.library_pane import LibraryPane
from rehabdesk.ui.pages.plan.plan_card import PlanCard
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Segments

PLAN_WIDTH = 396
NARROW_PLAN_WIDTH = 340
WIDE_PLAN_WIDTH = 460
#: From this room on, the plan gets its wide column.
WIDE_FROM = 1400
#: With less room than this beside the plan, library and plan are shown one at a time.
LEAST_LIBRARY = 380
_LIBRARY, _PLAN = "library", "plan"
_ANY_WIDTH = 16_777_215


class PlanColumns(QWidget):
    """The body of the plan page."""

    def __init__(self, tr: Translator, theme: Theme, library: LibraryPane, plan: PlanCard) -> None:
        super().__init__()
        self._theme, self._library, self._plan = theme, library, plan
        self._beside = True
        self._switch = Segments(
            tr("plan", "Show"),
            [(_LIBRARY, tr("plan", "Library")), (_PLAN, tr("plan", "Your plan"))],
        )
        self._switch.choose(_LIBRARY)
        self._switch.chosen.connect(self._see)
        self._switch.hide()
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(library, 1)
        columns.addWidget(plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._switch)
        column.addLayout(columns, 1)

    @property
    def beside(self) -> bool:
        """Whether both are in sight."""
        return self._beside

    def arrange(self, room: int, *, narrow: bool) -> None:
        """Give both their widths.

        Args:
            room: The width there is for both.
            narrow: The window is narrow.
        """
        scaled = self._theme.tokens.scaled
        wanted = NARROW_PLAN_WIDTH if narrow else PLAN_WIDTH
        wanted = scaled(WIDE_PLAN_WIDTH if room >= scaled(WIDE_FROM) else wanted)
        self._beside = room - wanted - 16 >= scaled(LEAST_LIBRARY)
        self._plan.setMinimumWidth(wanted if self._beside else 0)
        self._plan.setMaximumWidth(wanted if self._beside else _ANY_WIDTH)
        self._switch.setVisible(not self._beside)
        self._show()

    def see_library(self) -> None:
        """Make sure that the library is in sight."""
        self._see(_LIBRARY)

    def see_plan(self) -> None:
        """Make sure that the plan is in sight."""
        self._see(_PLAN)

    def _see(self, which: str) -> None:
        if not self._beside:
            self._switch.choose(which)
            self._show()

    def _show(self) -> None:
        shown = self._switch.current
        self._library.setVisible(self._beside or shown == _LIBRARY)
        self._plan.setVisible(self._beside or shown == _PLAN)
