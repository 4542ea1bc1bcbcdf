"""Pain entries in the diary file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehabdesk.domain.changes import Kind, RowState
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality, Spot, Spread
from rehabdesk.domain.regions import SidedRegion, View
from rehabdesk.store.bulk import insert_many
from rehabdesk.store.rows import Row, Rows
from rehabdesk.store.values import (
    Cell,
    day_from,
    list_from,
    list_text,
    moment_from,
    moment_text,
    where_from,
)

#: One row of a bulk import: day, time, region, side, kind, value, note, backfilled, import key.
#: The key is what makes importing the same row twice add nothing.
PainRow = tuple[str, str | None, str, str, str, float, str, int, str | None]
_ROW_COLUMNS = (
    "day", "at", "region", "side", "kind", "value", "note", "backfilled", "import_key"
)  # fmt: skip

_COLUMNS = (
    "id, day, at, region, side, kind, value, spot_view, spot_x, spot_y, spread,"
    " qualities, activities, note, backfilled"
)
_NERVE = (Quality.BURNING, Quality.PINS_AND_NEEDLES, Quality.NUMB)
# Within a day by the instant, whatever zone the person was in; without a time first.
_ORDER = "ORDER BY day, julianday(at), created_at, rowid"


@dataclass(frozen=True, slots=True)
class RegionUse:
    """What the diary holds about one region.

    Attributes:
        where: Region and side.
        value_kind: The kind of pain that counts as the region's daily value.
        entries: Entries of that kind.
        mean: The mean of their values, or None if there are none.
        first: Day of the first of them (of any kind if there are none).
        last: Day of the last of them (of any kind if there are none).
        other_entries: Entries of the other kinds.
    """

    where: SidedRegion
    value_kind: PainKind
    entries: int
    mean: float | None
    first: dt.date
    last: dt.date
    other_entries: int


@dataclass(frozen=True, slots=True)
class DailyValue:
    """The ratings of one kind of one region on one day.

    Attributes:
        day: The day.
        mean: The mean of the ratings: the daily value.
        entries: How many there were.
        highest: The highest of them.
    """

    day: dt.date
    mean: float
    entries: int
    highest: float


class PainEntries:
    """Pain entries, read and changed one by one or in bulk."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, entry: PainEntry) -> None:
        """Add an entry inside a change."""
        self._rows.insert(Kind.PAIN_ENTRY, entry.id, _cells(entry))

    def update(self, entry: PainEntry) -> None:
        """Change an entry inside a change.

        Raises:
            DiaryError: There is no such entry.
        """
        self._rows.update(Kind.PAIN_ENTRY, entry.id, _cells(entry))

    def delete(self, entry_id: str) -> None:
        """Mark an entry as deleted inside a change.

        Raises:
            DiaryError: There is no such entry.
        """
        self._rows.delete(Kind.PAIN_ENTRY, entry_id)

    def restore(self, entry_id: str) -> None:
        """Bring a deleted entry back inside a change.

        Raises:
            DiaryError: There is no such entry.
        """
        self._rows.update(Kind.PAIN_ENTRY, entry_id, {"deleted_at": None})

    def get(self, entry_id: str) -> PainEntry | None:
        """Return an entry that is not deleted, or None."""
        found = self._select("WHERE id = ? AND deleted_at IS NULL", [entry_id])
        return found[0] if found else None

    def between(
        self,
        first: dt.date | None,
        last: dt.date | None,
        where: SidedRegion | None = None,
        *,
        deleted: bool = False,
    ) -> list[PainEntry]:
        """Return entries by day and time.

        Args:
            first: The first day, or None for all before `last`.
            last: The last day, or None for all after `first`.
            where: Only this region, or None for all.
            deleted: The deleted ones instead of the present ones.
        """
        tests = ["deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL"]
        values: list[Cell] = []
        if first is not None:
            tests.append("day >= ?")
            values.append(first.isoformat())
        if last is not None:
            tests.append("day <= ?")
            values.append(last.isoformat())
        if where is not None:
            tests.append("region = ? AND side = ?")
            values += [where.region, where.side.value]
        return self._select(f"WHERE {' AND '.join(tests)}", values)

    def on_day(self, day: dt.date) -> list[PainEntry]:
        """Return the entries of a day by time."""
        return self.between(day, day)

    def last_day_before(self, day: dt.date) -> dt.date | None:
        """Return the last day with entries before a day, or None."""
        rows = self._rows.query(
            "SELECT max(day) FROM pain_entry WHERE deleted_at IS NULL AND day < ?",
            [day.isoformat()],
        )
        return None if rows[0][0] is None else day_from(rows[0][0])

    def daily_means(self, where: SidedRegion, kind: PainKind) -> list[tuple[dt.date, float, int]]:
        """Return each day's mean rating of one kind and how many there were, by day."""
        return [(day.day, day.mean, day.entries) for day in self.daily_values(where, kind)]

    def daily_values(
        self,
        where: SidedRegion,
        kind: PainKind,
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> list[DailyValue]:
        """Return each day's ratings of one kind taken together, by day.

        Args:
            where: Region and side.
            kind: The kind of pain; kinds are never mixed.
            first: The first day, or None for all before `last`.
            last: The last day, or None for all after `first`.
        """
        rows = self._rows.query(
            "SELECT day, avg(value), count(*), max(value) FROM pain_entry"
            " WHERE deleted_at IS NULL AND region = ? AND side = ? AND kind = ?"
            " AND day BETWEEN ? AND ? GROUP BY day ORDER BY day",
            [
                where.region,
                where.side.value,
                kind.value,
                (first or dt.date.min).isoformat(),
                (last or dt.date.max).isoformat(),
            ],
        )
        return [
            DailyValue(day_from(day), mean, number, highest) for day, mean, number, highest in rows
        ]

    def mornings(
        self, where: SidedRegion, kind: PainKind, first: dt.date, last: dt.date
    ) -> dict[dt.date, float]:
        """Return the first rating of one kind of each day; one without a time comes first."""
        # With min() alone, SQLite takes the other columns from the row that has it.
        rows = self._rows.query(
            "SELECT day, value, min(coalesce(at, '')) FROM pain_entry"
            " WHERE deleted_at IS NULL AND region = ? AND side = ? AND kind = ?"
            " AND day BETWEEN ? AND ? GROUP BY day",
            [where.region, where.side.value, kind.value, first.isoformat(), last.isoformat()],
        )
        return {day_from(day): float(value) for day, value, _ in rows}

    def regions(self) -> list[RegionUse]:
        """Return what the diary holds about each region that has entries."""
        rows = self._rows.query(
            "SELECT p.region, p.side, coalesce(s.value_kind, 'now'),"
            " count(*) FILTER (WHERE p.kind = coalesce(s.value_kind, 'now')),"
            " avg(p.value) FILTER (WHERE p.kind = coalesce(s.value_kind, 'now')),"
            " min(p.day) FILTER (WHERE p.kind = coalesce(s.value_kind, 'now')),"
            " max(p.day) FILTER (WHERE p.kind = coalesce(s.value_kind, 'now')),"
            " min(p.day), max(p.day), count(*)"
            " FROM pain_entry AS p LEFT JOIN region_setting AS s"
            " ON s.region = p.region AND s.side = p.side AND s.deleted_at IS NULL"
            " WHERE p.deleted_at IS NULL GROUP BY p.region, p.side ORDER BY p.region, p.side"
        )
        return [_use(row) for row in rows]

    def used(self) -> list[SidedRegion]:
        """Return the regions that have entries, most used first; read from an index alone."""
        rows = self._rows.query(
            "SELECT region, side FROM pain_entry WHERE deleted_at IS NULL"
            " GROUP BY region, side ORDER BY count(*) DESC, region, side"
        )
        return [where_from(region, side) for region, side in rows]

    def first_days(self) -> dict[SidedRegion, dt.date]:
        """Return the first day with entries of each region; read from an index alone."""
        rows = self._rows.query(
            "SELECT region, side, min(day) FROM pain_entry WHERE deleted_at IS NULL"
            " GROUP BY region, side"
        )
        return {where_from(region, side): day_from(day) for region, side, day in rows}

    def entry_days(self) -> set[dt.date]:
        """Return the days with a pain entry, of whatever region and kind."""
        rows = self._rows.query("SELECT DISTINCT day FROM pain_entry WHERE deleted_at IS NULL")
        return {day_from(day) for (day,) in rows}

    def days(self) -> list[dt.date]:
        """Return the days on which anything was logged: pain, check-in or session."""
        rows = self._rows.query(
            "SELECT day FROM pain_entry WHERE deleted_at IS NULL"
            " UNION SELECT day FROM check_in WHERE deleted_at IS NULL"
            " UNION SELECT day FROM session WHERE deleted_at IS NULL ORDER BY day"
        )
        return [day_from(day) for (day,) in rows]

    def count(self, first: dt.date, last: dt.date) -> tuple[int, int]:
        """Return how many entries a period has, and how many of them were entered later."""
        rows = self._rows.query(
            "SELECT count(*), coalesce(sum(backfilled), 0) FROM pain_entry"
            " WHERE deleted_at IS NULL AND day BETWEEN ? AND ?",
            [first.isoformat(), last.isoformat()],
        )
        return int(rows[0][0]), int(rows[0][1])

    def noted(self, first: dt.date, last: dt.date) -> list[PainEntry]:
        """Return the entries of a period that have a note, by day and time."""
        return self._select(
            "WHERE deleted_at IS NULL AND note <> '' AND day BETWEEN ? AND ?",
            [first.isoformat(), last.isoformat()],
        )

    def nerve_days(self, first: dt.date, last: dt.date) -> int:
        """Return on how many days of a period pain burned, tingled or felt numb."""
        tests = " OR ".join("qualities LIKE ?" for _ in _NERVE)
        rows = self._rows.query(
            "SELECT count(DISTINCT day) FROM pain_entry WHERE deleted_at IS NULL"  # noqa: S608
            f" AND day BETWEEN ? AND ? AND ({tests})",
            [first.isoformat(), last.isoformat(), *(f'%"{one.value}"%' for one in _NERVE)],
        )
        return int(rows[0][0])

    def insert_many(self, rows: Iterable[PainRow]) -> int:
        """Add many checked entries inside a change that cannot be undone row by row.

        Args:
            rows: See `PainRow`; a row whose import key is already there is passed over.

        Returns:
            How many were added.
        """
        return insert_many(self._rows, Kind.PAIN_ENTRY, _ROW_COLUMNS, rows)

    def from_state(self, state: RowState) -> PainEntry:
        """Return the entry that a whole row, present or past, stands for."""
        return _entry(tuple(state[name] for name in _COLUMNS.split(", ")))

    def _select(self, condition: str, values: list[Cell]) -> list[PainEntry]:
        sql = f"SELECT {_COLUMNS} FROM pain_entry {condition} {_ORDER}"  # noqa: S608
        return [_entry(row) for row in self._rows.query(sql, values)]


def _cells(entry: PainEntry) -> Mapping[str, Cell]:
    spot = entry.spot
    return {
        "day": entry.day.isoformat(),
        "at": moment_text(entry.at),
        "region": entry.where.region,
        "side": entry.where.side.value,
        "kind": entry.kind.value,
        "value": float(entry.value),
        "spot_view": spot.view.value if spot else None,
        "spot_x": float(spot.x) if spot else None,
        "spot_y": float(spot.y) if spot else None,
        "spread": entry.spread.value if entry.spread else None,
        "qualities": list_text(entry.qualities),
        "activities": list_text(entry.activities),
        "note": entry.note,
        "backfilled": int(entry.backfilled),
    }


def _entry(row: Row) -> PainEntry:
    (row_id, day, at, region, side, kind, value, view, x, y, spread, *rest) = row
    qualities, activities, note, backfilled = rest
    return PainEntry(
        id=row_id,
        day=day_from(day),
        at=moment_from(at),
        where=where_from(region, side),
        kind=PainKind(kind),
        value=value,
        spot=None if view is None else Spot(View(view), x, y),
        spread=None if spread is None else Spread(spread),
        qualities=list_from(Quality, qualities),
        activities=list_from(Activity, activities),
        note=note,
        backfilled=bool(backfilled),
    )


def _use(row: Row) -> RegionUse:
    region, side, kind, entries, mean, first, last, any_first, any_last, total = row
    return RegionUse(
        where=where_from(region, side),
        value_kind=PainKind(kind),
        entries=entries,
        mean=mean,
        first=day_from(first or any_first),
        last=day_from(last or any_last),
        other_entries=total - entries,
    )
