"""Merging the rows of one kind: what each side has, what both have, where they disagree.

Rows are the same if they have the same id. Of two states of a row, the one that comes later in the
memory of either diary is taken without asking: a state that a diary remembers is one that was
replaced there. Where both sides changed a row, and where two rows want a place that there is only
one of (the check-in of a day, a setting, the number of a plan version), somebody has to choose;
until they do, the newest is taken. What is not taken stays in the diary's memory.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rehabdesk.domain.changes import Kind, RowState
from rehabdesk.store.merge_rows import Slot
from rehabdesk.store.whole_rows import PastRow

#: What belongs to a row itself and not to what it says.
_OWN = frozenset({"id", "created_at", "changed_at"})


class Keep(enum.StrEnum):
    """Which of two versions is kept."""

    OURS = "ours"
    THEIRS = "theirs"


class Clash(enum.Enum):
    """Why two versions cannot both be there as they are."""

    #: Both sides changed the same row.
    CHANGED = enum.auto()
    #: Both sides have a row where there can be one.
    SAME_PLACE = enum.auto()
    #: Both sides have a plan version of one number; both stay, one gets another number.
    SAME_NUMBER = enum.auto()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of which one is kept.

    Attributes:
        kind: The kind of rows.
        clash: Why they are in conflict.
        ours: The diary's version.
        theirs: The other diary's version.
        newest: Which is the newest, and is kept if nobody chooses.
    """

    kind: Kind
    clash: Clash
    ours: RowState
    theirs: RowState
    newest: Keep

    @property
    def key(self) -> str:
        """What the choice about it is filed under."""
        return f"{self.kind.value} {self.ours['id']!s} {self.theirs['id']!s}"


Choices = Mapping[str, Keep]


@dataclass(slots=True)
class KindMerge:
    """What merging does to the rows of one kind.

    Attributes:
        kind: The kind.
        added: Rows the diary does not have.
        updated: Rows it has, in the state they get.
        stamped: Rows it has in the same state, but with a later time of the change.
        past: What rows were before, that it does not know.
        conflicts: Where somebody has to choose.
    """

    kind: Kind
    added: list[RowState] = field(default_factory=list)
    updated: list[RowState] = field(default_factory=list)
    stamped: list[RowState] = field(default_factory=list)
    past: list[PastRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Side:
    """The rows of one kind in one diary.

    Attributes:
        rows: By id, deleted ones too.
        past: What they were before, by id, the oldest first.
    """

    rows: Mapping[str, RowState]
    past: Mapping[str, Sequence[PastRow]] = field(default_factory=dict)


def merge_kind(
    kind: Kind, ours: Side, theirs: Side, slots: Sequence[Slot], choices: Choices
) -> KindMerge:
    """Return what has to be done so that a diary has all that another has.

    Args:
        kind: The kind of rows.
        ours: The diary's.
        theirs: The other diary's.
        slots: What there can be only one row of.
        choices: What was chosen, by the key of the conflict.
    """
    return _Merger(kind, ours, theirs, choices).merge(slots)


class _Merger:
    def __init__(self, kind: Kind, ours: Side, theirs: Side, choices: Choices) -> None:
        self._kind, self._ours, self._theirs, self._choices = kind, ours, theirs, choices
        self._states: dict[str, RowState] = dict(ours.rows)
        self._result = KindMerge(kind)

    def merge(self, slots: Sequence[Slot]) -> KindMerge:
        for row_id, theirs in self._theirs.rows.items():
            ours = self._ours.rows.get(row_id)
            if ours is None:
                self._states[row_id] = theirs
            elif ours != theirs:
                self._states[row_id] = self._of_two(ours, theirs)
        if len(self._ours.rows) and len(self._theirs.rows):
            for slot in slots:
                self._settle(slot)
        self._compare()
        return self._result

    # ------------------------------------------------------------ one row, two states

    def _of_two(self, ours: RowState, theirs: RowState) -> RowState:
        if _same(ours, theirs):
            return ours if _newest(ours, theirs) is Keep.OURS else theirs
        row_id = str(ours["id"])
        our_past, their_past = _before(self._ours, row_id), _before(self._theirs, row_id)
        ours_later = _knows(our_past, theirs)
        theirs_later = _knows(their_past, ours)
        if ours_later and theirs_later:
            # One of them was changed and changed back: who remembers more came later.
            ours_more = all(_knows(our_past, state) for state in their_past)
            theirs_more = all(_knows(their_past, state) for state in our_past)
            if ours_more == theirs_more:
                return ours if _newest(ours, theirs) is Keep.OURS else theirs
            return ours if ours_more else theirs
        if ours_later or theirs_later:
            return ours if ours_later else theirs
        keep = self._choose(Clash.CHANGED, ours, theirs, _newest(ours, theirs))
        return ours if keep is Keep.OURS else theirs

    def _choose(self, clash: Clash, ours: RowState, theirs: RowState, newest: Keep) -> Keep:
        conflict = Conflict(self._kind, clash, ours, theirs, newest)
        self._result.conflicts.append(conflict)
        return self._choices.get(conflict.key, newest)

    # ------------------------------------------------------------ two rows, one place

    def _settle(self, slot: Slot) -> None:
        places: dict[Hashable, RowState] = {}
        # In an order that both sides share, so that it does not matter who merges whom.
        for row_id in sorted(self._states):
            row = self._states[row_id]
            place = slot.place_of(row)
            if place is None:
                continue
            other = places.get(place)
            if other is None:
                places[place] = row
            else:
                places[place] = self._of_one_place(slot, other, row)

    def _of_one_place(self, slot: Slot, first: RowState, second: RowState) -> RowState:
        """Make room for one of two rows; return the one that has the place then."""
        ours, theirs = first, second
        if str(first["id"]) not in self._ours.rows:
            ours, theirs = second, first
        if self._kind is Kind.PLAN_VERSION:
            newest = Keep.THEIRS if _begun(theirs) < _begun(ours) else Keep.OURS
            clash = Clash.SAME_NUMBER
        else:
            newest, clash = _newest(ours, theirs), Clash.SAME_PLACE
        if clash is Clash.SAME_PLACE and _says_the_same(slot, ours, theirs):
            keep = Keep.OURS if _made(ours) < _made(theirs) else Keep.THEIRS
        else:
            keep = self._choose(clash, ours, theirs, newest)
        stays, goes = (ours, theirs) if keep is Keep.OURS else (theirs, ours)
        if clash is Clash.SAME_NUMBER:
            highest = max(int(str(row["number"])) for row in self._states.values())
            gone: RowState = {**goes, "number": highest + 1}
        else:
            moment = max(str(stays["changed_at"]), str(goes["changed_at"]), key=_instant)
            gone = {**goes, "deleted_at": moment, "changed_at": moment}
            if not slot.live_only:
                gone = {**gone, **dict.fromkeys(slot.columns)}
        self._states[str(gone["id"])] = gone
        return stays

    # ------------------------------------------------------------ what has to be done

    def _compare(self) -> None:
        result = self._result
        for row_id, state in self._states.items():
            ours, theirs = self._ours.rows.get(row_id), self._theirs.rows.get(row_id)
            if ours is None:
                result.added.append(state)
            elif not _same(ours, state):
                result.updated.append(state)
            elif ours != state:
                result.stamped.append(state)
            result.past += self._new_past(row_id, state, ours, theirs)

    def _new_past(
        self, row_id: str, state: RowState, ours: RowState | None, theirs: RowState | None
    ) -> Iterator[PastRow]:
        """Go through what the diary has to remember of a row and does not yet."""
        known = list(self._ours.past.get(row_id, ()))
        for past in self._theirs.past.get(row_id, ()):
            if not any(_same_past(past, one) for one in known):
                known.append(past)
                yield past
        for replaced in (ours, theirs):
            if replaced is None or _same(replaced, state):
                continue
            if not _knows([one.before for one in known], replaced):
                past = PastRow(self._kind, row_id, str(state["changed_at"]), replaced)
                known.append(past)
                yield past


def _before(side: Side, row_id: str) -> list[RowState]:
    return [past.before for past in side.past.get(row_id, ())]


def _knows(past: Sequence[RowState], state: RowState) -> bool:
    """Tell whether a state is among those a row had; it may have more columns by now."""
    return any(
        all(state.get(name) == value for name, value in before.items() if name != "changed_at")
        for before in past
    )


def _same(one: RowState, other: RowState) -> bool:
    """Tell whether two states are the same but for the time of the change."""
    return all(one[name] == value for name, value in other.items() if name != "changed_at")


def _same_past(one: PastRow, other: PastRow) -> bool:
    return one.changed_at == other.changed_at and one.before == other.before


def _says_the_same(slot: Slot, ours: RowState, theirs: RowState) -> bool:
    """Tell whether two rows say the same, whoever wrote them and when."""
    apart = _OWN.union(slot.columns)
    return all(ours[name] == value for name, value in theirs.items() if name not in apart)


def _newest(ours: RowState, theirs: RowState) -> Keep:
    """Return which was changed last; the same whichever side asks."""
    one = (_instant(str(ours["changed_at"])), *_fingerprint(ours))
    other = (_instant(str(theirs["changed_at"])), *_fingerprint(theirs))
    return Keep.THEIRS if other > one else Keep.OURS


def _fingerprint(row: RowState) -> tuple[str, ...]:
    return tuple(f"{name}={row[name]!r}" for name in sorted(row) if name != "changed_at")


def _made(row: RowState) -> tuple[dt.datetime, str]:
    return _instant(str(row["created_at"])), str(row["id"])


def _begun(row: RowState) -> tuple[str, dt.datetime, str]:
    return (str(row["from_day"]), *_made(row))


@functools.lru_cache(maxsize=8192)
def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
