"""One diary file: making it, opening it, changing it, closing it."""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rehabdesk.domain.changes import Changes, Kind, RowChange
from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import Message, message
from rehabdesk.store.backups import Reason, backup_folder, backup_now, problems
from rehabdesk.store.check_ins import CheckIns
from rehabdesk.store.connection import Connections, PlainConnections, explain
from rehabdesk.store.new_file import explained, fill_new, place_new, refuse_place
from rehabdesk.store.pain_entries import PainEntries
from rehabdesk.store.plan_extras import PlanExtras
from rehabdesk.store.plans import Plans
from rehabdesk.store.revisions import Revisions
from rehabdesk.store.rows import TABLES, Recorder, Rows
from rehabdesk.store.sessions import Sessions
from rehabdesk.store.sets_done import SetsDone
from rehabdesk.store.settings import Settings
from rehabdesk.store.shared_copy import is_shared, stamp_from
from rehabdesk.store.whole_rows import WholeRows

if TYPE_CHECKING:
    from rehabdesk.store.comments import Comments
    from rehabdesk.store.loads import Loads
    from rehabdesk.store.measures import Measures
    from rehabdesk.store.merge_rows import MergeRows
    from rehabdesk.store.safety import Safety
    from rehabdesk.store.self_tests import SelfTests

#: The number of migrations this program knows.
FORMAT = 6

_PLAIN = PlainConnections()


class Diary:
    """One person's open diary. All its methods are for the one thread that opened it.

    Attributes:
        path: The file.
        id: The diary's UUID; copies and backups share it.
        read_only: Nothing can be changed.
        shared: What a shared copy says about itself; None in a person's own diary.
        pain: Pain entries.
        check_ins: Check-ins.
        settings: Settings kept in the diary.
        plans: Plan versions and own exercises.
        plan_extras: Pauses, favourites and reminders.
        sessions: Sessions.
        sets: Their sets.
        measures: Own activities, pain on activities, overall change, totals of questionnaires.
        self_tests: Results of self-tests.
        comments: Comments of a review.
        safety: Red-flag checks, answers and clearances.
        loads: Other activities, what helped, swelling.
        history: What rows were before.
        whole_rows: Rows as they are stored, for carrying a diary over without loss.
        merging: What merging two diaries needs of them.
        update_backup: Where the older state is kept if opening brought the diary up to date.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, clock: Clock, *, read_only: bool
    ) -> None:
        self._connection = connection
        self._rows = Rows(connection, path, clock)
        self.path = path
        self.clock = clock
        self.read_only = read_only
        diary_id, shared = self._rows.query("SELECT id, shared FROM diary")[0]
        self.id = str(diary_id)
        self.shared = stamp_from(shared, path)
        self.pain = PainEntries(self._rows)
        self.check_ins = CheckIns(self._rows)
        self.settings = Settings(self._rows)
        self.plans = Plans(self._rows)
        self.plan_extras = PlanExtras(self._rows)
        self.sessions = Sessions(self._rows)
        self.sets = SetsDone(self._rows)
        self.history = Revisions(self._rows)
        self.whole_rows = WholeRows(self._rows)
        self.update_backup: Path | None = None

    @classmethod
    def create(cls, path: Path, clock: Clock, connections: Connections = _PLAIN) -> Self:
        """Make a new diary and open it.

        The file appears complete or not at all.

        Raises:
            DiaryError: Something is there already, or the folder is missing or read-only.
        """
        refuse_place(path)
        draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.new")
        try:
            with explained(path):
                fill_new(draft, clock, connections)
            place_new(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        return cls.open(path, clock, connections)

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        connections: Connections = _PLAIN,
        *,
        read_only: bool = False,
    ) -> Self:
        """Open a diary; an older one is brought up to date after a verified backup.

        A shared copy is always opened for reading alone.

        Raises:
            DiaryError: The file is missing, not a diary, damaged, of a newer program, or cannot
                be written. It was not changed.
        """
        found = connections.format_of(path)
        _refuse_newer(found, path)
        with explained(path):
            shared = is_shared(path, found, connections)
        if not read_only and not shared:
            _refuse_read_only(path)
        backup = None
        if found < FORMAT:
            backup = _update(path, clock, connections, read_only=read_only and not shared)
        read_only = read_only or shared
        with explained(path):
            connection = connections.connect(path, read_only=read_only)
        try:
            with explained(path):
                _check_shape(connection, path)
                if not read_only:
                    connection.execute("PRAGMA journal_mode = WAL")
                    _adopt(connection)
                diary = cls(connection, path, clock, read_only=read_only)
        except BaseException:
            connection.close()
            raise
        diary.update_backup = backup
        return diary

    # ruff: noqa: PLC0415 - these parts are imported when first asked for: a check-in needs none.

    @functools.cached_property
    def measures(self) -> Measures:
        """The diary's own activities and other measures."""
        from rehabdesk.store.measures import Measures

        return Measures(self._rows)

    @functools.cached_property
    def self_tests(self) -> SelfTests:
        """The diary's results of self-tests."""
        from rehabdesk.store.self_tests import SelfTests

        return SelfTests(self._rows)

    @functools.cached_property
    def comments(self) -> Comments:
        """The diary's comments of reviews."""
        from rehabdesk.store.comments import Comments

        return Comments(self._rows)

    @functools.cached_property
    def safety(self) -> Safety:
        """The diary's answers to the safety questions."""
        from rehabdesk.store.safety import Safety

        return Safety(self._rows)

    @functools.cached_property
    def loads(self) -> Loads:
        """The diary's other activities, what helped, and swelling."""
        from rehabdesk.store.loads import Loads

        return Loads(self._rows)

    @functools.cached_property
    def merging(self) -> MergeRows:
        """The diary's whole rows for merging."""
        from rehabdesk.store.merge_rows import MergeRows

        return MergeRows(self._rows)

    @property
    def revision(self) -> int:
        """The number of changes committed to the file so far, by anybody."""
        return self._rows.revision

    @property
    def version_by_others(self) -> int:
        """A number that is another one after another program changed the file.

        Changes made through this diary leave it as it is.
        """
        return self._rows.version_by_others

    def change(self, label: Message, *, undoable: bool = True) -> AbstractContextManager[Recorder]:
        """Make several writes one change: all of them or none; see `Rows.change`.

        Raises:
            DiaryError: It was opened for reading alone.
        """
        self.refuse_if_shared()
        return self._rows.change(label, undoable=undoable)

    def apply(self, label: Message, rows: Sequence[RowChange], *, forward: bool) -> Changes:
        """Do a change again (`forward`) or undo it; see `Rows.apply`.

        Raises:
            DiaryError: A row was changed since, or it was opened for reading alone; nothing was
                changed.
        """
        self.refuse_if_shared()
        return self._rows.apply(label, rows, forward=forward)

    def problems(self) -> list[Message]:
        """Read everything and return what is wrong with the file; empty if all is well."""
        try:
            found = problems(self._connection)
            unreadable = [] if found else self._unreadable()
        except sqlite3.DatabaseError as error:
            return [explain(error, self.path)]
        return [*(message("diary check", "{detail}.", detail=line) for line in found), *unreadable]

    def refuse_if_shared(self) -> None:
        """Make sure that this is a diary that may be written in.

        Raises:
            DiaryError: It is a shared copy.
        """
        if self.shared is not None:
            raise DiaryError(
                message(
                    "diary error",
                    "“{name}” is a shared copy: it can be looked at, but not changed.",
                    name=self.path.name,
                )
            )

    def _unreadable(self) -> list[Message]:
        """Return the rows that SQLite can read but this program cannot."""
        kinds: tuple[tuple[Kind, Callable[[], object]], ...] = (
            (Kind.PAIN_ENTRY, lambda: self.pain.between(None, None)),
            (Kind.CHECK_IN, lambda: self.check_ins.between(None, None)),
            (Kind.PLAN_VERSION, self.plans.versions),
            (Kind.SESSION, lambda: self.sessions.between(None, None)),
            (Kind.SET_DONE, lambda: self.sets.between(None, None)),
            (Kind.PAUSE, self.plan_extras.pauses),
            (Kind.REMINDER, self.plan_extras.reminders),
            (Kind.OWN_ACTIVITY, self.measures.own_activities),
            (Kind.ACTIVITY_RATING, self.measures.ratings),
            (Kind.ACTIVITY_PAIN, self.measures.activity_pain),
            (Kind.CHANGE_RATING, self.measures.change_ratings),
            (Kind.QUESTIONNAIRE_TOTAL, self.measures.totals),
            (Kind.SELF_TEST_RESULT, self.self_tests.results),
            (Kind.COMMENT, self.comments.all),
            (Kind.SAFETY_CHECK, self.safety.checks),
            (Kind.SAFETY_ANSWER, self.safety.answers),
            (Kind.CLEARANCE, self.safety.clearances),
            (Kind.ACTIVITY_LOAD, lambda: self.loads.activities(None, None)),
            (Kind.HELP_MARK, lambda: self.loads.help_marks(None, None)),
            (Kind.SWELLING, lambda: self.loads.swellings(None, None)),
        )
        found = []
        for kind, read in kinds:
            try:
                read()
            except ValueError as error:
                found.append(
                    message(
                        "diary check",
                        "A row of the kind “{kind}” cannot be understood: {detail}.",
                        kind=kind.value,
                        detail=str(error),
                    )
                )
        return found

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the diary itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()


def _update(path: Path, clock: Clock, connections: Connections, *, read_only: bool) -> Path:
    """Bring an older diary up to date and return the backup of what it was.

    Raises:
        DiaryError: It cannot be written or backed up; it is as it was.
    """
    # Deferred for the same reason as in `_fill`.
    from rehabdesk.store.migrations import migrate

    if read_only:
        raise DiaryError(
            message(
                "diary error",
                "The diary “{name}” was written by an older RehabDesk. Open it for writing once.",
                name=str(path),
            )
        )
    backup = backup_now(path, backup_folder(path), clock, Reason.BEFORE_UPDATE, connections)
    with explained(path), contextlib.closing(connections.connect(path)) as connection:
        migrate(connection)
    return backup


def _check_shape(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that the tables are there and can be read.

    Raises:
        DiaryError: They are not.
        sqlite3.Error: The file is damaged.
    """
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    needed = {"diary", "revision_counter", "revision", *TABLES.values()}
    whole = needed <= {str(name) for (name,) in names}
    if not whole or not connection.execute("SELECT id FROM diary").fetchone():
        raise DiaryError(
            message(
                "diary error",
                "The diary “{name}” is damaged. It can be restored from a backup.",
                name=str(path),
            )
        )


def _refuse_read_only(path: Path) -> None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise DiaryError(
            message(
                "diary error",
                "The diary “{name}” cannot be written: the file or its folder is read-only.",
                name=str(path),
            )
        )


def _adopt(connection: sqlite3.Connection) -> None:
    """Make a backup that somebody opens for writing a diary of its own.

    From then on it is neither replaced nor deleted when its turn comes.
    """
    # Asked first, as even an update of nothing waits for other writers.
    if connection.execute("SELECT 1 FROM diary WHERE backup_of IS NOT NULL").fetchone():
        connection.execute("UPDATE diary SET backup_of = NULL")


def _refuse_newer(found: int, path: Path) -> None:
    if found > FORMAT:
        raise DiaryError(
            message(
                "diary error",
                "The diary “{name}” was written by a newer RehabDesk. Update to open it.",
                name=str(path),
            )
        )
