"""How long work says how far it is and hears that it should stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.text import message


class Progress(Protocol):
    """Told how far long work is; asked between steps whether to go on."""

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are finished."""

    def cancelled(self) -> bool:
        """Tell whether the person has asked to stop."""


@dataclass(frozen=True, slots=True)
class NoProgress:
    """For those who do not want to know."""

    def report(self, done: int, total: int) -> None:
        """Say nothing."""

    def cancelled(self) -> bool:
        """Never stop."""
        return False


class CancelledError(KnownError):
    """The person asked to stop; whatever had been begun was taken back."""

    def __init__(self) -> None:
        super().__init__(message("import error", "Stopped. Nothing was changed."))


def stop_if_cancelled(progress: Progress) -> None:
    """Go on unless the person has asked to stop.

    Raises:
        CancelledError: They have.
    """
    if progress.cancelled():
        raise CancelledError
