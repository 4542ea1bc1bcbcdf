"""Slow work off the GUI thread, one piece after the other, results back on the GUI thread."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from rehabdesk.domain.errors import KnownError

T = TypeVar("T")


@dataclass(slots=True)
class _Ticket:
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None]
    key: str | None
    future: Future[Any] | None = None


class TaskRunner(QObject):
    """Runs callables on one worker thread and hands their results back in order.

    One worker means that work on a diary never overlaps itself. Results cross the threads in one
    queued signal to one slot; the callbacks then run on the GUI thread.

    Python collects garbage on whichever thread happens to be allocating. Discarded widgets are
    such garbage, and destroying them on another thread than their own crashes Qt, so nothing is
    collected while there is work; what has gathered meanwhile is collected on the GUI thread.
    """

    _finished = Signal(int)
    idle = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._numbers = itertools.count(1)
        self._tickets: dict[int, _Ticket] = {}
        self._newest: dict[str, int] = {}
        self._coming: set[int] = set()
        self._collects_again = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is to come, waiting, running or not yet delivered."""
        return bool(self._tickets or self._coming)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KnownError], None],
        *,
        key: str | None = None,
    ) -> None:
        """Run `work` on the worker; then `done(result)` or `failed(error)` on the GUI thread.

        Args:
            work: Must not touch widgets.
            done: Called with the result.
            failed: Called with an error that can be told to the person. Any other exception is
                a bug and is raised on the GUI thread.
            key: If given, results of earlier work with the same key are dropped as outdated,
                and such work that has not begun is not done at all.
        """
        number = next(self._numbers)
        if key is not None:
            outdated = self._tickets.get(self._newest.get(key, 0))
            if outdated is not None and outdated.future is not None:
                outdated.future.cancel()
            self._newest[key] = number
        if not self._tickets and gc.isenabled():
            gc.disable()
            self._collects_again = True
        ticket = _Ticket(done, failed, key)
        self._tickets[number] = ticket
        ticket.future = self._pool.submit(work)
        ticket.future.add_done_callback(lambda _: self._finished.emit(number))

    def soon(self, milliseconds: int, owner: QObject, act: Callable[[], None]) -> None:
        """Let something begin a little later, when what is there now has been painted.

        Until then the runner counts as busy: whoever waits for it waits for that as well.

        Args:
            milliseconds: How much later.
            owner: If it is gone by then, nothing begins.
            act: Called on the GUI thread.
        """
        number = next(self._numbers)
        self._coming.add(number)
        timer = QTimer(owner)
        timer.setSingleShot(True)

        def begin() -> None:
            self._coming.discard(number)
            timer.deleteLater()
            act()
            if not self.busy:
                self.idle.emit()

        timer.timeout.connect(begin)
        timer.destroyed.connect(lambda: self._coming.discard(number))
        timer.start(milliseconds)

    def close(self) -> None:
        """Finish what is running, drop what is waiting, end the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._tickets.clear()
        self._newest.clear()
        self._collect_again()

    @Slot(int)
    def _deliver(self, number: int) -> None:
        ticket = self._tickets.pop(number, None)
        if ticket is None or ticket.future is None:
            return
        outdated = ticket.key is not None and self._newest.get(ticket.key) != number
        if not ticket.future.cancelled() and not outdated:
            self._hand_over(ticket, ticket.future)
        if not self._tickets:
            self._collect_again()
        if not self.busy:
            self.idle.emit()

    def _collect_again(self) -> None:
        """Let garbage be collected again, beginning at once with what has just become garbage.

        Otherwise the next allocation of any thread would begin.
        """
        if self._collects_again:
            self._collects_again = False
            gc.collect(0)
            gc.enable()

    @staticmethod
    def _hand_over(ticket: _Ticket, future: Future[Any]) -> None:
        error = future.exception()
        if error is None:
            ticket.done(future.result())
        elif isinstance(error, KnownError):
            ticket.failed(error)
        else:
            raise error
