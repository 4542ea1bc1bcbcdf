"""Sharing a copy of a diary: a period, with or without notes and name, for somebody to look at."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import OWN_PREFIX
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.review import SharedCopy
from rehabdesk.domain.text import message
from rehabdesk.services.answers.primary import SETTING as PRIMARY_REGION
from rehabdesk.services.answers.primary import primary_by_rule_text
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.diaries import SUFFIX
from rehabdesk.services.plans import in_force
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.services.sharing_rules import (
    NAME_SETTINGS,
    NEEDED_SETTINGS,
    RULES,
    Share,
    SharingRule,
)
from rehabdesk.store.rows import Value
from rehabdesk.store.shared_copy import write_shared_copy
from rehabdesk.store.whole_rows import PastRow

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

Row = Mapping[str, Value]

#: Rows between two looks at whether to go on.
_CHUNK = 2000
_NEVER = SharingRule(Share.NEVER)


@dataclass(frozen=True, slots=True)
class ShareWish:
    """What is to be in a shared copy.

    Attributes:
        first: The first day, or None for the beginning.
        last: The last day, or None for today.
        notes: Notes, reasons and comments are in it.
        name: The person's name is in it, if it was ever entered.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    notes: bool = True
    name: bool = True


def share_copy(
    diary: Diary,
    clock: Clock,
    target: Path,
    wish: ShareWish,
    progress: Progress | None = None,
) -> SharedCopy:
    """Write a copy of a diary to give away. The diary is not touched, no file is replaced.

    The copy holds the rows of the period that are not deleted, the plan versions in force in it,
    and what these refer to. What rows were before is not in it, but for the choice of the primary
    region, which the answers need. A plan that was in force before the period counts from its first
    day on.

    Args:
        diary: The open diary.
        clock: Tells the present.
        target: The new file; its name ends in `.rehab`.
        wish: What is to be in it.
        progress: Told kind by kind; asked whether to go on.

    Returns:
        What the copy says about itself.

    Raises:
        InputError: The period or the name of the file is not possible.
        DiaryError: Something is there already, or it cannot be written there.
        CancelledError: The person asked to stop; nothing was written.
    """
    now = clock.now()
    last = wish.last or diary_day(now)
    if wish.first is not None and wish.first > last:
        raise InputError(message("share error", "The period ends before it begins."))
    if target.suffix.lower() != SUFFIX:
        raise InputError(
            message("share error", "The name of a shared copy ends in {suffix}.", suffix=SUFFIX)
        )
    if diary.shared is not None:
        raise InputError(
            message(
                "share error",
                "“{name}” is a shared copy already: pass the file on as it is.",
                name=diary.path.name,
            )
        )
    stamp = SharedCopy(now, wish.first, last, notes=wish.notes, name=wish.name)
    choice = _Choice(diary, stamp, progress or NoProgress(), today=diary_day(now))
    write_shared_copy(target, clock, diary.id, stamp, choice.parts(), choice.past())
    return stamp


class _Choice:
    """Picks what goes into a copy, a kind at a time, parents first."""

    def __init__(
        self, diary: Diary, stamp: SharedCopy, progress: Progress, *, today: dt.date
    ) -> None:
        self._diary, self._stamp, self._progress = diary, stamp, progress
        self._first = stamp.first.isoformat() if stamp.first else ""
        self._last = stamp.last.isoformat()
        self._open_end = stamp.last >= today
        self._shared: dict[Kind, set[Value]] = {kind: set() for kind in Kind}
        sets = diary.sets.between(stamp.first, stamp.last).values()
        self._sets = [one for of_session in sets for one in of_session]
        self._items: set[Value] = {one.plan_item_id for one in self._sets}
        self._versions = self._used_versions()
        self._own = self._used_own()

    def parts(self) -> Iterator[tuple[Kind, Iterator[Row]]]:
        """Go through the kinds in the order of `Kind`, in which parents come first."""
        kinds = list(Kind)
        for number, kind in enumerate(kinds):
            stop_if_cancelled(self._progress)
            self._progress.report(number, len(kinds))
            yield kind, self._rows(kind)
        self._progress.report(len(kinds), len(kinds))

    def past(self) -> Iterator[PastRow]:
        """Go through what the shared settings were before: the memory of the primary region."""
        shared = self._shared[Kind.DIARY_SETTING]
        for past in self._diary.whole_rows.past():
            setting = past.kind is Kind.DIARY_SETTING and past.id in shared
            if setting and past.before["name"] in NEEDED_SETTINGS:
                yield past

    def _rows(self, kind: Kind) -> Iterator[Row]:
        rule = RULES.get(kind, _NEVER)
        if rule.which is Share.NEVER or (rule.only_with_notes and not self._stamp.notes):
            return
        for number, row in enumerate(self._diary.whole_rows.all(kind)):
            if number % _CHUNK == 0:
                stop_if_cancelled(self._progress)
            if self._is_there(kind, row) and self._is_shared(kind, rule, row):
                self._shared[kind].add(row["id"])
                yield self._cleaned(kind, rule, row)
        if kind is Kind.DIARY_SETTING:
            yield from self._rule_of_primary()

    def _rule_of_primary(self) -> Iterator[Row]:
        """Write down the region that the rule gives for the whole diary, if nobody chose one.

        The rule goes by the first days of the diary, which may not be in the copy.
        """
        value = primary_by_rule_text(self._diary, load_regions())
        if value is not None and self._diary.settings.get(PRIMARY_REGION) is None:
            moment = self._stamp.made_at.astimezone(dt.UTC).isoformat(timespec="milliseconds")
            stamp = moment.replace("+00:00", "Z")
            yield {
                "id": str(uuid.uuid4()),
                "created_at": stamp,
                "changed_at": stamp,
                "deleted_at": None,
                "name": PRIMARY_REGION,
                "value": value,
            }

    def _is_there(self, kind: Kind, row: Row) -> bool:
        """Tell whether a row is not deleted, or is a prescription that something done refers to."""
        if row["deleted_at"] is None:
            return True
        needed = {Kind.PLAN_VERSION: self._versions, Kind.PLAN_ITEM: self._items}
        return row["id"] in needed.get(kind, ())

    def _is_shared(self, kind: Kind, rule: SharingRule, row: Row) -> bool:
        if rule.parent is not None:
            column, parent = rule.parent
            if row[column] not in self._shared[parent]:
                return False
        match rule.which:
            case Share.ALL | Share.BY_PARENT:
                return True
            case Share.BY_DAY:
                return self._in_period(row["day"])
            case Share.BY_DAY_IF_ANY:
                return row["day"] is None or self._in_period(row["day"])
            case Share.BY_SPAN:
                last = row["last"]
                return str(row["first"]) <= self._last and (
                    last is None or str(last) >= self._first
                )
            case Share.IF_USED:
                return self._is_used(kind, row)
        return False

    def _is_used(self, kind: Kind, row: Row) -> bool:
        if kind is Kind.PLAN_VERSION:
            return row["id"] in self._versions
        if kind is Kind.OWN_EXERCISE:
            return row["id"] in self._own
        wanted = NEEDED_SETTINGS | (NAME_SETTINGS if self._stamp.name else frozenset())
        return kind is Kind.DIARY_SETTING and row["name"] in wanted

    def _cleaned(self, kind: Kind, rule: SharingRule, row: Row) -> Row:
        cleaned = {**row, **dict.fromkeys(rule.empty)}
        if not self._stamp.notes or row["deleted_at"] is not None:
            cleaned.update(dict.fromkeys(rule.texts, ""))
        if kind is Kind.PLAN_VERSION and str(row["from_day"]) < self._first:
            # Days before the period are not in the copy; they must not look like days not done.
            cleaned["from_day"] = self._first
        return cleaned

    def _in_period(self, day: Value) -> bool:
        return self._first <= str(day) <= self._last

    def _used_versions(self) -> set[Value]:
        """Return the plan versions in force in the period, and those something was done of."""
        versions = self._diary.plans.versions()
        last = dt.date.max if self._open_end else self._stamp.last
        used: set[Value] = set()
        if self._stamp.first is not None:
            begun = in_force(versions, self._stamp.first)
            used.update({begun.id} if begun is not None else ())
        for version in versions:
            if (self._stamp.first or dt.date.min) <= version.from_day <= last:
                used.add(version.id)
        sessions = self._diary.sessions.between(self._stamp.first, self._stamp.last)
        used.update(session.plan_version_id for session in sessions)
        for row in self._diary.whole_rows.all(Kind.PLAN_ITEM):
            if row["id"] in self._items:
                used.add(row["plan_version_id"])
        return used

    def _used_own(self) -> set[Value]:
        exercises = {str(one.exercise) for one in self._sets}
        for row in self._diary.whole_rows.all(Kind.PLAN_ITEM):
            if row["plan_version_id"] in self._versions:
                exercises.add(str(row["exercise"]))
        if self._stamp.notes:
            exercises |= {one.exercise for one in self._diary.comments.all()}
        return {one.removeprefix(OWN_PREFIX) for one in exercises if one.startswith(OWN_PREFIX)}
