"""Opening, making, checking and closing diaries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import Clock, SystemClock
from rehabdesk.domain.text import Message, message
from rehabdesk.store.backups import (
    Backup,
    backup_folder,
    backup_now,
    list_backups,
    newest_revision,
    restore,
    rotate,
)
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
    """Open a diary; an older one is brought up to date after a backup.

    Args:
        path: The file.
        clock: Tells the present.
        read_only: Nothing can be changed, as when looking at somebody else's diary.

    Raises:
        DiaryError: It cannot be opened; it was not changed.
    """
    diary = Diary.open(path, clock, read_only=read_only)
    if diary.update_backup is None:
        return OpenedDiary(diary)
    notice = message(
        "diary notice",
        "The diary was brought up to date. What it was before is kept in “{name}”.",
        name=str(diary.update_backup),
    )
    return OpenedDiary(diary, (notice,))


def create_diary(path: Path, clock: Clock) -> OpenedDiary:
    """Make a new diary and open it.

    Only the folder of the default diary is made if it is missing.

    Raises:
        DiaryError: Something is there already, or it cannot be written there.
    """
    if path == default_diary_path():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DiaryError(
                message("diary error", "The folder “{name}” cannot be made.", name=str(path.parent))
            ) from error
    return OpenedDiary(Diary.create(path, clock))


def close_diary(diary: Diary) -> Path | None:
    """Close a diary, with a verified backup first if the last one does not hold everything.

    There is one backup a day; the last 14 are kept. Changes that a crash kept out of the backup
    are in that of the next closing.

    Returns:
        The backup, or None if none was needed.

    Raises:
        DiaryError: The backup could not be made. The diary is closed all the same.
    """
    folder = backup_folder(diary.path)
    with diary:
        revision = diary.revision
        if diary.read_only or revision == 0:
            return None
        if revision == newest_revision(diary.path, folder):
            return None
        backup = backup_now(diary.path, folder, diary.clock)
        rotate(diary.path, folder, diary.id)
    return backup


def backups_of(path: Path) -> list[Backup]:
    """Return the backups of a diary, the newest first."""
    return list_backups(path)


def restore_backup(path: Path, backup: Path, clock: Clock) -> OpenedDiary:
    """Put a backup in the place of a closed diary and open it; the replaced state is kept.

    Raises:
        DiaryError: The backup is not good, or the diary is open elsewhere; nothing was changed.
    """
    kept = restore(path, backup, clock)
    opened = open_diary(path, clock)
    if kept is None:
        return opened
    notice = message(
        "diary notice",
        "The backup was restored. What was there before is kept in “{name}”.",
        name=str(kept),
    )
    return OpenedDiary(opened.diary, (*opened.notices, notice))


def check_diary(path: Path) -> list[Message]:
    """Read a whole diary and return what is wrong with it; empty if all is well.

    Nothing is changed.

    Raises:
        DiaryError: The file is missing, not a diary or of a newer program.
    """
    with Diary.open(path, SystemClock(), read_only=True) as diary:
        return diary.problems()
