"""Keeps answers for as long as the diary stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

T = TypeVar("T")


class AnswerCache:
    """Keeps what was worked out for one state of one diary; any change of it empties the cache.

    Use it from one thread at a time, such as the worker that reads the diary.
    """

    def __init__(self) -> None:
        self._state: tuple[str, int] | None = None
        self._kept: dict[Hashable, object] = {}

    def get(self, diary: Diary, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key for the diary as it is now, else make and keep it.

        Args:
            diary: The open diary.
            key: What is wanted; the same key always stands for a result of the same type.
            make: Works it out.
        """
        state = (diary.id, diary.revision)
        if state != self._state:
            self._state, self._kept = state, {}
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])
