"""The rows of one open diary: reading them, and changing them so that it can be undone."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rehabdesk.domain.changes import Changes, Kind, RowChange, RowState
from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import Message, message
from rehabdesk.store.connection import explain

Value = str | int | float | bytes | None

#: What a SELECT gives; STRICT tables keep to the types their columns say.
Row = tuple[Any, ...]

#: The table of each kind of row.
TABLES: Mapping[Kind, str] = {
    kind: "setting" if kind is Kind.DIARY_SETTING else kind.value for kind in Kind
}

_PLAIN_TYPES = frozenset({str, int, float, bytes, type(None)})


class ConflictError(DiaryError):
    """A row is not as the change that is to be undone (or done again) left it."""


class Recorder:
    """Collects what one change touches; `changes` is there when the change is over."""

    def __init__(self, label: Message, *, undoable: bool) -> None:
        self._label = label
        self._undoable = undoable
        self._rows: list[RowChange] = []
        self._changes: Changes | None = None
        self._bulk: set[Kind] = set()
        self.spoilt = False

    @property
    def changes(self) -> Changes:
        """What the finished change touched.

        Raises:
            RuntimeError: The change is still going on or was rolled back.
        """
        if self._changes is None:
            raise RuntimeError("the change is not finished")
        return self._changes

    @property
    def touched(self) -> bool:
        """Whether anything was changed so far."""
        return bool(self._rows or self._bulk)

    def note(self, row: RowChange) -> None:
        """Add one changed row."""
        self._rows.append(row)

    def note_bulk(self, kind: Kind) -> None:
        """Add rows too many to list; the change cannot be undone then."""
        self._bulk.add(kind)

    def absorb(self, inner: Recorder) -> None:
        """Add what a change inside this one touched."""
        self._rows += inner._rows
        self._bulk |= inner._bulk
        self.spoilt = self.spoilt or inner.spoilt

    def finish(self, revision: int) -> None:
        """Make the changes; the diary calls this after the commit."""
        self._changes = Changes(
            self._label,
            tuple(self._rows),
            undoable=self._undoable and bool(self._rows) and not self._bulk,
            revision=revision,
            bulk=frozenset(self._bulk),
        )


class Rows:
    """The rows behind a diary. Its parts (pain entries, check-ins, …) share one of these."""

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Clock) -> None:
        self._connection = connection
        self._path = path
        self._identity = _identity(path)
        self._clock = clock
        self._recorder: Recorder | None = None
        self._columns: dict[Kind, tuple[str, ...]] = {}

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a SELECT.

        Raises:
            DiaryError: The file cannot be read.
        """
        with self._explained():
            return self._connection.execute(sql, values).fetchall()

    @property
    def revision(self) -> int:
        """The number of changes committed to the file so far, by anybody."""
        rows = self.query("SELECT number FROM revision_counter")
        return int(rows[0][0])

    @property
    def version_by_others(self) -> int:
        """A number that is another one after another connection changed the file."""
        return int(self.query("PRAGMA data_version")[0][0])

    @contextlib.contextmanager
    def change(self, label: Message, *, undoable: bool = True) -> Iterator[Recorder]:
        """Make several writes one change: all of them or none.

        A change inside a change joins it: both know what the inner one touched, and it is
        committed with the outer one. If an inner one fails, the whole is rolled back.

        Args:
            label: What is done, for the undo menu.
            undoable: Whether it may go onto the undo stack.

        Raises:
            DiaryError: The file cannot be written or is gone; nothing was changed.
        """
        recorder = Recorder(label, undoable=undoable)
        if self._recorder is not None:
            with self._joined(self._recorder, recorder):
                yield recorder
            return
        self._refuse_if_gone()
        self._recorder = recorder
        try:
            with self._explained(), self._transaction():
                yield recorder
                if recorder.spoilt:
                    raise RuntimeError("a part of this change failed, so none of it is kept")
                revision = self._advance(recorder)
        finally:
            self._recorder = None
        recorder.finish(revision)

    def insert(self, kind: Kind, row_id: str, values: Mapping[str, Value]) -> None:
        """Add a row inside a change."""
        moment = self.stamp()
        after: dict[str, Value] = dict.fromkeys(self.columns(kind))
        after.update(values, id=row_id, created_at=moment, changed_at=moment)
        self._put(kind, after)
        self._note(kind, row_id, None, after)

    def update(self, kind: Kind, row_id: str, values: Mapping[str, Value]) -> None:
        """Change a row inside a change; one that would stay the same is left alone.

        Raises:
            DiaryError: There is no such row, or it is deleted and stays so.
        """
        before = self.state(kind, row_id)
        revives = "deleted_at" in values and values["deleted_at"] is None
        if before is None or (before["deleted_at"] is not None and not revives):
            raise DiaryError(message("diary error", "This is no longer in the diary."))
        if all(before[name] == value for name, value in values.items()):
            return
        after = {**before, **values, "changed_at": self.stamp()}
        self._overwrite(kind, after)
        self._note(kind, row_id, before, after)

    def delete(self, kind: Kind, row_id: str) -> None:
        """Mark a row as deleted inside a change."""
        self.update(kind, row_id, {"deleted_at": self.stamp()})

    def state(self, kind: Kind, row_id: str) -> dict[str, Value] | None:
        """Return a row as it is, deleted or not, or None if there never was one."""
        columns = self.columns(kind)
        rows = self.query(f"SELECT * FROM {TABLES[kind]} WHERE id = ?", [row_id])  # noqa: S608
        return dict(zip(columns, rows[0], strict=True)) if rows else None

    def insert_bulk(self, kind: Kind, sql: str, rows: Iterable[Sequence[Value]]) -> int:
        """Add many rows inside a change that cannot be undone row by row.

        Returns:
            How many rows were added.
        """
        recorder = self._recording()
        before = self._connection.total_changes
        self._connection.executemany(sql, rows)
        added = self._connection.total_changes - before
        if added:
            recorder.note_bulk(kind)
        return added

    def apply(self, label: Message, rows: Sequence[RowChange], *, forward: bool) -> Changes:
        """Put rows into the state they had after (or before) a change.

        A row that was added is not erased but marked as deleted; the time of the last change is
        always the present, so that later readers see that something happened.

        Raises:
            ConflictError: A row is not as this change left it; nothing was changed.
            DiaryError: The diary cannot be written; nothing was changed.
        """
        with self.change(label) as recorder:
            try:
                for row in rows if forward else reversed(rows):
                    states = (row.before, row.after) if forward else (row.after, row.before)
                    self._apply_one(row.kind, row.id, *states)
            except sqlite3.IntegrityError as error:
                # Another row has taken the only place meanwhile, such as the day's check-in.
                raise _conflict() from error
        return recorder.changes

    def stamp(self) -> str:
        """Return the present moment as created and changed times are written: UTC, in ms."""
        moment = self._clock.now().astimezone(dt.UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def columns(self, kind: Kind) -> tuple[str, ...]:
        """Return the names of a kind's columns."""
        if kind not in self._columns:
            rows = self.query("SELECT name FROM pragma_table_info(?)", [TABLES[kind]])
            self._columns[kind] = tuple(str(name) for (name,) in rows)
        return self._columns[kind]

    def _apply_one(
        self, kind: Kind, row_id: str, expected: RowState | None, wanted: RowState | None
    ) -> None:
        present = self.state(kind, row_id)
        if not _same(present, expected):
            raise _conflict()
        moment = self.stamp()
        if wanted is None:
            if present is None or present["deleted_at"] is not None:
                return
            after = {**present, "deleted_at": moment, "changed_at": moment}
        else:
            after = {**wanted, "changed_at": moment}
        if present is None:
            self._put(kind, after)
        else:
            self._overwrite(kind, after)
        self._note(kind, row_id, present, after)

    def _put(self, kind: Kind, state: Mapping[str, Value]) -> None:
        names = ", ".join(state)
        marks = ", ".join("?" * len(state))
        self._write(f"INSERT INTO {TABLES[kind]} ({names}) VALUES ({marks})", state.values())  # noqa: S608

    def _overwrite(self, kind: Kind, state: Mapping[str, Value]) -> None:
        names = ", ".join(f"{name} = ?" for name in state)
        values = (*state.values(), state["id"])
        self._write(f"UPDATE {TABLES[kind]} SET {names} WHERE id = ?", values)  # noqa: S608

    def _write(self, sql: str, values: Iterable[Value]) -> None:
        self._recording()
        plain = tuple(values)
        for value in plain:
            if type(value) not in _PLAIN_TYPES:
                # A numpy number would be stored as a blob, an enum by its repr.
                raise TypeError(f"a {type(value).__name__} cannot be stored")
        self._connection.execute(sql, plain)

    def _note(self, kind: Kind, row_id: str, before: RowState | None, after: RowState) -> None:
        self._recording().note(RowChange(kind, row_id, before, after))

    def _recording(self) -> Recorder:
        if self._recorder is None:
            raise RuntimeError("writes belong inside `with diary.change(...)`")
        return self._recorder

    @contextlib.contextmanager
    def _joined(self, outer: Recorder, inner: Recorder) -> Iterator[None]:
        """Let a change inside a change record into both."""
        self._recorder = inner
        try:
            yield
        except BaseException:
            outer.spoilt = True
            raise
        finally:
            self._recorder = outer
        outer.absorb(inner)
        inner.finish(self.revision)

    def _advance(self, recorder: Recorder) -> int:
        """Return the diary's state number, one higher if something was changed."""
        if recorder.touched:
            self._connection.execute("UPDATE revision_counter SET number = number + 1")
        return self.revision

    def _refuse_if_gone(self) -> None:
        """Make sure that what is written is still the file of that name.

        Where open files can be deleted or replaced, SQLite goes on writing to the one that was
        there before, and with its journal of this kind nobody would ever hear of it.

        Raises:
            DiaryError: The file was deleted, moved, or replaced by another.
        """
        if _identity(self._path) != self._identity:
            raise DiaryError(
                message(
                    "diary error",
                    "The diary “{name}” was moved, deleted or replaced while it was open. "
                    "Nothing was saved. Put it back, or open it again.",
                    name=str(self._path),
                )
            )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # A full disk may have ended the transaction already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the disk or another program did into a sentence; our own bugs stay bugs."""
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
                raise
            raise DiaryError(explain(error, self._path)) from error


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from any other, or None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _conflict() -> ConflictError:
    return ConflictError(
        message("diary error", "This was changed again since, so it cannot be undone.")
    )


def _same(present: RowState | None, expected: RowState | None) -> bool:
    """Tell whether a row is as expected, but for the time of its last change."""
    if expected is None:
        return present is None or present["deleted_at"] is not None
    if present is None:
        return False
    return all(
        present.get(name) == value for name, value in expected.items() if name != "changed_at"
    )
