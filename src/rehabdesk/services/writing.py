"""Writes a file for somebody else: it appears complete or not at all, and never over a diary."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import message

#: How every SQLite file begins, and so every diary.
_DIARY_START = b"SQLite format 3\0"


def write_whole(target: Path, data: bytes) -> None:
    """Write a file; one of that name is replaced, unless it is a diary.

    Args:
        target: The file.
        data: Everything that is to be in it.

    Raises:
        InputError: It cannot be written there, or a diary would be overwritten.
    """
    draft = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        if _is_diary(target):
            raise InputError(
                message(
                    "export error", "“{name}” is a diary and was not replaced.", name=target.name
                )
            )
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except (OSError, ValueError):
        raise InputError(
            message("export error", "The file “{name}” cannot be written.", name=str(target))
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files, which appears complete or not at all.

    Args:
        target: The folder; one that is there already must be empty.
        files: What the files hold, by their names.

    Raises:
        InputError: It cannot be written there, or something is in it.
    """
    draft = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise InputError(
                message(
                    "export error",
                    "“{name}” is there already and was not replaced: choose a new name.",
                    name=target.name,
                )
            )
        draft.mkdir()
        for name, data in files.items():
            with (draft / name).open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        if target.exists():
            target.rmdir()
        draft.rename(target)
    except (OSError, ValueError):
        raise InputError(
            message("export error", "The folder “{name}” cannot be written.", name=str(target))
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _is_diary(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_DIARY_START)) == _DIARY_START
