"""Time for the guided session, in small steps, from the computer's clock."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

#: Between two steps of a moving figure: a little more than 30 in a second.
STEP_MS = 31
#: A longer time without a step means that the computer slept.
ASLEEP_S = 4.0


class Ticker(QObject):
    """Tells how much time went by, several times a second, while it runs."""

    #: Seconds since the last step.
    passed = Signal(float)
    #: The computer slept, or was far too busy: nothing that is timed went on meanwhile.
    interrupted = Signal()

    def __init__(
        self, parent: QObject | None = None, seconds: Callable[[], float] = time.time
    ) -> None:
        """Make a ticker that stands still.

        Args:
            parent: Its owner.
            seconds: The clock: one that goes on while the computer sleeps.
        """
        super().__init__(parent)
        self._now = seconds
        self._before = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self.step)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin, if it does not run yet."""
        if not self.running:
            self._before = self._now()
            self._timer.start()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()

    @Slot()
    def step(self) -> None:
        """Tell the time since the last step."""
        now = self._now()
        since, self._before = now - self._before, now
        if since > ASLEEP_S:
            self.interrupted.emit()
        elif since > 0:
            self.passed.emit(since)
