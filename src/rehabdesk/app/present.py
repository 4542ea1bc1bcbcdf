"""Keeps an open window true to the present: the day goes on, and others may write the diary."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.text import message
from rehabdesk.ui.workbench import Workbench

LOOK_EVERY_MS = 30_000


class Present(QObject):
    """Looks now and then at the clock, and at whether another program wrote the diary.

    It also looks whenever the program comes to the front: that is when a person sees it again
    after a night, or after they wrote something in another window.
    """

    #: Midnight or the start of a diary day has passed.
    day_changed = Signal()
    changed_elsewhere = Signal()

    def __init__(self, workbench: Workbench, clock: Clock, app: QApplication) -> None:
        super().__init__(workbench)
        self._workbench, self._clock = workbench, clock
        self._days = self._present_days()
        self._version: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        workbench.diary_opened.connect(self._opened)
        app.applicationStateChanged.connect(self._state_changed)

    @Slot()
    def look(self) -> None:
        """Compare the day and the diary with what was seen last."""
        days = self._present_days()
        if days != self._days:
            self._days = days
            self.day_changed.emit()
        self._workbench.read(lambda diary: diary.version_by_others, self._compare, key="present")

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._timer.stop()

    def _present_days(self) -> tuple[dt.date, dt.date]:
        now = self._clock.now()
        return now.date(), diary_day(now)

    def _compare(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and version != before:
            self._workbench.data_changed.emit(
                Changes(
                    message("change", "Changed in another window"),
                    (),
                    undoable=False,
                    bulk=frozenset(Kind),
                )
            )
            self.changed_elsewhere.emit()

    @Slot()
    def _opened(self) -> None:
        self._version = None
        self.look()

    @Slot(Qt.ApplicationState)
    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()
