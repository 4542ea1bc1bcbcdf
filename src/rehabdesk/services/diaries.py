"""Opening, making, checking and closing diaries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import Message
from rehabdesk.store.diary import Diary

#: What diary files end in.
SUFFIX = ".rehab"


@dataclass(frozen=True, slots=True)
class OpenedDiary:
    """A diary that was opened, and what the person should be told about that.

    Attributes:
        diary: The open diary.
        notices: Sentences to show once; empty if all is as usual.
    """

    diary: Diary
    notices: tuple[Message, ...] = ()


def default_diary_path() -> Path:
    """Return where the diary is when nobody says otherwise; nothing is made there.

    It is the computer's place for program data rather than the documents folder, which is
    often copied to a cloud.
    """
    return Path(platformdirs.user_data_dir("rehabdesk", appauthor=False)) / f"diary{SUFFIX}"


def open_diary(path: Path, clock: Clock, *, read_only: bool = False) -> OpenedDiary:
    """Open a diary.

    Raises:
        DiaryError: It cannot be opened; it was not changed.
    """
    return OpenedDiary(Diary.open(path, clock, read_only=read_only))


def create_diary(path: Path, clock: Clock) -> OpenedDiary:
    """Make a new diary and open it.

    Raises:
        DiaryError: Something is there already, or it cannot be written there.
    """
    if path == default_diary_path():
        path.parent.mkdir(parents=True, exist_ok=True)
    return OpenedDiary(Diary.create(path, clock))


def close_diary(diary: Diary) -> None:
    """Close a diary."""
    diary.close()
