"""What merging does, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rehabdesk.domain.changes import Kind, RowState
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.names import full_name
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.merging.merging import MergePreview, MergeResult
from rehabdesk.services.merging.rows import Clash, Conflict

_KINDS: Mapping[Kind, Message] = MappingProxyType(
    {
        Kind.PAIN_ENTRY: message("kind", "Pain entries"),
        Kind.CHECK_IN: message("kind", "Check-ins"),
        Kind.REGION_SETTING: message("kind", "Settings of regions"),
        Kind.DIARY_SETTING: message("kind", "Settings"),
        Kind.OWN_EXERCISE: message("kind", "Own exercises"),
        Kind.PLAN_VERSION: message("kind", "Plan versions"),
        Kind.PLAN_ITEM: message("kind", "Exercises of plans"),
        Kind.SESSION: message("kind", "Sessions"),
        Kind.SET_DONE: message("kind", "Sets"),
        Kind.PAUSE: message("kind", "Pauses"),
        Kind.FAVOURITE: message("kind", "Favourites"),
        Kind.REMINDER: message("kind", "Reminders"),
        Kind.COMMENT: message("kind", "Comments"),
        Kind.OWN_ACTIVITY: message("kind", "Own activities"),
        Kind.ACTIVITY_RATING: message("kind", "Ratings of own activities"),
        Kind.ACTIVITY_PAIN: message("kind", "Pain on activities"),
        Kind.CHANGE_RATING: message("kind", "Overall change"),
        Kind.QUESTIONNAIRE_TOTAL: message("kind", "Totals of questionnaires"),
        Kind.SELF_TEST_RESULT: message("kind", "Self-tests"),
        Kind.ACTIVITY_LOAD: message("kind", "Other activities"),
        Kind.HELP_MARK: message("kind", "What helped"),
        Kind.SWELLING: message("kind", "Swelling"),
        Kind.SAFETY_CHECK: message("kind", "Red-flag questions"),
        Kind.SAFETY_ANSWER: message("kind", "Answers to red-flag questions"),
        Kind.CLEARANCE: message("kind", "What a professional said about red flags"),
    }
)
_OTHER_KIND = message("kind", "Other entries")
_CLASHES: Mapping[Clash, Message] = MappingProxyType(
    {
        Clash.CHANGED: message("merge", "Changed in both"),
        Clash.SAME_PLACE: message("merge", "There can be only one of them"),
        Clash.SAME_NUMBER: message("merge", "Both have this number; the other gets a new one"),
    }
)
_FIELDS: Mapping[str, Message] = MappingProxyType(
    {
        "value": message("field", "Value"),
        "note": message("field", "Note"),
        "day": message("field", "Day"),
        "at": message("field", "Time"),
        "region": message("field", "Region"),
        "side": message("field", "Side"),
        "kind": message("field", "Kind of pain"),
        "sleep": message("field", "Sleep"),
        "stiffness": message("field", "Stiffness"),
        "status": message("field", "How it went"),
        "skip_reason": message("field", "Reason"),
        "reason": message("field", "Reason"),
        "title": message("field", "Title"),
        "name": message("field", "Name"),
        "from_day": message("field", "From"),
        "first": message("field", "From"),
        "last": message("field", "To"),
        "done": message("field", "Done"),
        "effort": message("field", "Effort"),
        "pain": message("field", "Pain"),
        "sets": message("field", "Sets"),
        "reps": message("field", "Repetitions"),
        "number": message("field", "Number"),
        "exercise": message("field", "Exercise"),
        "value_kind": message("field", "Kind of pain"),
        "author": message("field", "Author"),
        "score": message("field", "Result"),
    }
)
_HIDDEN = frozenset({"id", "created_at", "changed_at", "import_key", "deleted_at", "picture"})
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class VersionWords:
    """One version of a conflict in words.

    Attributes:
        changed: When it was changed last.
        lines: What it says where the two differ.
    """

    changed: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """A conflict in words.

    Attributes:
        title: What it is about.
        why: Why one has to be chosen.
        ours: The diary's version.
        theirs: The other's.
    """

    title: str
    why: str
    ours: VersionWords
    theirs: VersionWords


class MergeWords:
    """Says what merging does in a person's language."""

    def __init__(self, tr: Translator, regions: RegionCatalogue, index: LibraryIndex) -> None:
        self._tr, self._regions, self._index = tr, regions, index

    def kind(self, kind: Kind) -> str:
        """Return the name of a kind of rows."""
        return self._tr.say(_KINDS.get(kind, _OTHER_KIND))

    def counts(self, outcome: MergePreview | MergeResult) -> list[str]:
        """Return how many rows are added and changed, a line for each kind."""
        lines = [
            self._count(kind, outcome.added.get(kind, 0), outcome.updated.get(kind, 0))
            for kind in Kind
            if kind in outcome.added or kind in outcome.updated
        ]
        return lines or [self._tr("merge", "There is nothing in it that is not here.")]

    def _count(self, kind: Kind, added: int, updated: int) -> str:
        tr, name = self._tr, self.kind(kind)
        if not updated:
            return tr("merge", "{kind}: {added} new", kind=name, added=added)
        if not added:
            return tr("merge", "{kind}: {updated} with a later state", kind=name, updated=updated)
        return tr(
            "merge",
            "{kind}: {added} new, {updated} with a later state",
            kind=name,
            added=added,
            updated=updated,
        )

    def conflict(self, conflict: Conflict) -> ConflictWords:
        """Return a conflict in words."""
        differing = [
            name
            for name, value in conflict.ours.items()
            if name not in _HIDDEN and value != conflict.theirs[name]
        ]
        return ConflictWords(
            self._title(conflict.kind, conflict.ours),
            self._tr.say(_CLASHES[conflict.clash]),
            self._version(conflict.ours, differing),
            self._version(conflict.theirs, differing),
        )

    def conflict_lines(self, conflict: Conflict) -> list[str]:
        """Return a conflict as lines of text."""
        words, tr = self.conflict(conflict), self._tr
        ours, theirs = tr("merge", "Here"), tr("merge", "In the other copy")
        lines = [tr("merge", "{title} – {why}", title=words.title, why=words.why)]
        for who, version in ((ours, words.ours), (theirs, words.theirs)):
            what = "; ".join(version.lines) or tr("merge", "nothing else differs")
            lines.append(
                tr("merge", "  {who} ({when}): {what}", who=who, when=version.changed, what=what)
            )
        return lines

    def _version(self, row: RowState, differing: list[str]) -> VersionWords:
        lines = [
            self._tr("merge", "{field}: {cell}", field=self._field(one), cell=self._cell(one, row))
            for one in differing
        ]
        if row["deleted_at"] is not None:
            lines.insert(0, self._tr("merge", "Deleted"))
        moment = dt.datetime.fromisoformat(str(row["changed_at"])).astimezone()
        when = f"{self._tr.date(moment.date(), 'medium')} {moment:%H:%M}"
        return VersionWords(when, tuple(lines))

    def _title(self, kind: Kind, row: RowState) -> str:
        tr = self._tr
        parts = [self.kind(kind)]
        day = row.get("day") or row.get("from_day") or row.get("first")
        if day:
            parts.append(tr.date(dt.date.fromisoformat(str(day)), "medium"))
        if kind in {Kind.PAIN_ENTRY, Kind.REGION_SETTING}:
            parts.append(self._region(row))
        if row.get("exercise"):
            parts.append(self._index.name(str(row["exercise"])))
        if row.get("name"):
            parts.append(str(row["name"])[:_LONGEST])
        if kind is Kind.PLAN_VERSION:
            parts.append(tr("merge", "version {number}", number=str(row["number"])))
        return " · ".join(parts)

    def _region(self, row: RowState) -> str:
        name = f"{row['region']!s}:{row['side']!s}"
        try:
            where = self._regions.parse(name)
        except InputError:
            return name
        return full_name(self._tr, self._regions[where.region], where)

    def _field(self, name: str) -> str:
        known = _FIELDS.get(name)
        return self._tr.say(known) if known is not None else name.replace("_", " ")

    def _cell(self, name: str, row: RowState) -> str:
        value = row[name]
        if value is None or value == "":
            return "–"
        if name in {"day", "from_day", "first", "last"}:
            return self._tr.date(dt.date.fromisoformat(str(value)), "medium")
        if isinstance(value, float):
            return self._tr.number(value, 0 if value == int(value) else 1)
        if name == "exercise":
            return self._index.name(str(value))
        text = str(value).replace("_", " ") if name not in {"note", "reason"} else str(value)
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
