"""Changing a diary file that may not exist yet: it appears with the import or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import message
from rehabdesk.services.diaries import close_diary, create_diary, default_diary_path, open_diary
from rehabdesk.store.diary import Diary
from rehabdesk.store.new_file import place_new

Result = TypeVar("Result")


def change_diary(path: Path, clock: Clock, work: Callable[[Diary], Result]) -> Result:
    """Open a diary, or make one, let `work` change it, and close it.

    A diary that did not exist is made beside its place and put there only when `work` is done.

    Raises:
        DiaryError: It cannot be opened, made or written.
        KnownError: Whatever `work` raises; a diary that did not exist still does not.
    """
    if path.exists():
        diary = open_diary(path, clock).diary
        try:
            return work(diary)
        finally:
            close_diary(diary)
    if path == default_diary_path():
        _make_folder(path.parent)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.import")
    try:
        with _created(draft, path, clock) as diary:
            result = work(diary)
        place_new(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return result


def _created(draft: Path, path: Path, clock: Clock) -> Diary:
    try:
        return create_diary(draft, clock).diary
    except DiaryError as error:
        # The person knows the diary by its own name.
        told = error.message
        values = {
            name: str(path) if value == str(draft) else value for name, value in told.values.items()
        }
        raise DiaryError(replace(told, values=values)) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise DiaryError(
            message("diary error", "The folder “{name}” cannot be made.", name=str(folder))
        ) from None
