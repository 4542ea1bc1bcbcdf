"""What an import would add, ready to be written: columns, not one object per row.

Import keys make importing twice add nothing. A key is made of what a row says and not of the file
it came from, so that a renamed or longer copy of a file is recognised too: the day (or moment) and
a hash of region, side, kind, value and n, where n counts equal rows from 1 (for sessions: routine,
status and n). A row whose value was corrected is a new row; the old entry stays until the person
deletes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Message, Translator, message, message_n
from rehabdesk.services.importing.tables import RejectedRow

#: Rejected rows that a sentence quotes; all are counted.
QUOTED_ROWS = 20


def key_tail(*parts: str) -> str:
    """Return the hash that ends an import key: short, because every row and an index hold it."""
    # 40 bits tell apart what can be said about one day.
    return "/" + hashlib.blake2b("/".join(parts).encode(), digest_size=5).hexdigest()


@dataclass(frozen=True, slots=True)
class PainBatch:
    """Ratings of one region and kind; all sequences have shape (entries,).

    Attributes:
        where: Region and side.
        kind: Which pain was rated.
        days: The days as `YYYY-MM-DD`.
        times: Local moments as ISO text with offset, or None.
        values: 0 to 10.
        keys: Import keys.
    """

    where: SidedRegion
    kind: PainKind
    days: Sequence[str]
    times: Sequence[str | None]
    values: Sequence[float]
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class RoutineBatch:
    """Sessions of one routine; all sequences have shape (sessions,).

    Attributes:
        name: The routine, called as in the file.
        times_a_week: How often it is prescribed.
        days: The days as `YYYY-MM-DD`.
        statuses: How each session went.
        notes: Plain text, may be empty.
        keys: Import keys.
    """

    name: str
    times_a_week: int
    days: Sequence[str]
    statuses: Sequence[SessionStatus]
    notes: Sequence[str]
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """Everything one file would add."""

    pain: tuple[PainBatch, ...] = ()
    routines: tuple[RoutineBatch, ...] = ()

    @property
    def entries(self) -> int:
        """How many pain entries there are."""
        return sum(len(one.days) for one in self.pain)

    @property
    def sessions(self) -> int:
        """How many sessions there are."""
        return sum(len(one.days) for one in self.routines)

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day, or None if there is nothing."""
        columns = [one.days for one in self.pain] + [one.days for one in self.routines]
        columns = [days for days in columns if days]
        if not columns:
            return None
        first, last = min(map(min, columns)), max(map(max, columns))
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, before anything is written.

    Attributes:
        batch: What would be added.
        rejected: The rows that cannot be taken, by line. If there is one, nothing is imported.
        notices: What the person should know.
        question: What has to be answered first (which of two dates is meant), or None.
    """

    batch: ImportBatch
    rejected: tuple[RejectedRow, ...] = ()
    notices: tuple[Message, ...] = ()
    question: Message | None = None

    @property
    def ready(self) -> bool:
        """Whether it can be imported as it is."""
        return self.question is None and not self.rejected and self.batch.days is not None

    def rejections(self, tr: Translator, limit: int = QUOTED_ROWS) -> list[str]:
        """Return a sentence for each rejected row, at most `limit`, and one for the rest."""
        sentences = [
            tr("import error", "Line {line}: {reason}.", line=row.line, reason=tr.say(row.reason))
            for row in self.rejected[:limit]
        ]
        more = len(self.rejected) - limit
        if more > 0:
            sentences.append(
                tr.n(
                    "import error",
                    "{count} more line cannot be taken.",
                    "{count} more lines cannot be taken.",
                    more,
                )
            )
        return sentences

    def check(self) -> None:
        """Make sure that it can be imported.

        Raises:
            InputError: A question is open, a row was rejected, or there is nothing to import.
        """
        if self.question is not None:
            raise InputError(self.question)
        if self.rejected:
            raise InputError(
                message_n(
                    "import error",
                    "{count} line cannot be taken, so nothing was imported.",
                    "{count} lines cannot be taken, so nothing was imported.",
                    len(self.rejected),
                )
            )
        if self.batch.days is None:
            raise InputError(
                message("import error", "There is nothing to import in the chosen columns.")
            )
