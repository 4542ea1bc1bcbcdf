"""What the person chooses for reports and the diary keeps: name, birth date, notes to share."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import message

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_NAME = "person_name"
_BORN = "birth_date"
_SHARED = "shared_notes"
#: The settings that tell who the person is.
PERSON_SETTINGS = frozenset({_NAME, _BORN})
NAME_MAX = 80


@dataclass(frozen=True, slots=True)
class Person:
    """Who the diary is about, as far as they entered it; never needed.

    Attributes:
        name: Plain text, or "".
        born: The birth date, or None.
    """

    name: str
    born: dt.date | None


def person(diary: Diary) -> Person:
    """Return what was entered about the person."""
    born = diary.settings.get(_BORN) or ""
    try:
        day = dt.date.fromisoformat(born) if born else None
    except ValueError:
        day = None
    return Person(diary.settings.get(_NAME) or "", day)


def set_person(diary: Diary, name: str, born: dt.date | None, today: dt.date) -> Changes:
    """Write down name and birth date; "" and None take them out again.

    Raises:
        InputError: The birth date lies in the future.
        DiaryError: The diary cannot be written.
    """
    if born is not None and born > today:
        raise InputError(message("report error", "A birth date cannot lie in the future."))
    wanted = " ".join(name.split())[:NAME_MAX]
    text = born.isoformat() if born else ""
    with diary.change(message("change", "Name for reports saved"), undoable=False) as recorder:
        _set(diary, _NAME, wanted)
        _set(diary, _BORN, text)
    return recorder.changes


def shared_notes(diary: Diary) -> frozenset[str]:
    """Return the ids of the notes that were chosen for sharing."""
    try:
        found = json.loads(diary.settings.get(_SHARED) or "[]")
    except ValueError:
        return frozenset()
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()


def choose_notes(diary: Diary, chosen: Iterable[str]) -> Changes:
    """Write down which notes may be shared; all others stay private.

    Args:
        diary: The open diary.
        chosen: The ids of the rows that hold the notes.

    Raises:
        DiaryError: The diary cannot be written.
    """
    text = json.dumps(sorted(set(chosen)))
    with diary.change(message("change", "Notes for reports chosen"), undoable=False) as recorder:
        _set(diary, _SHARED, text)
    return recorder.changes


def _set(diary: Diary, name: str, value: str) -> None:
    if (diary.settings.get(name) or "") != value:
        diary.settings.set(name, value)
