"""Errors that are not our bugs, each with one clear sentence for the person."""

from __future__ import annotations

from rehabdesk.domain.text import Message


class KnownError(Exception):
    """Something outside the program went wrong and the person can be told what.

    Attributes:
        message: One sentence that says what is wrong and where; translated by whoever shows it.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.text.format(**message.values))
        self.message = message


class DiaryError(KnownError):
    """The diary file cannot be opened, read or written as asked."""


class InputError(KnownError):
    """What a person typed or a file contains cannot be taken as it is; nothing was changed."""
