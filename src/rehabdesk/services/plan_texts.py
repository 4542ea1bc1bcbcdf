"""Plans in words: dosages, and what a change changes."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from rehabdesk.domain.plan import Band, ExerciseSide, PainLimits, PlanItem
from rehabdesk.domain.text import Message, Translator, message, message_n
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import load_traffic_light

_MINUTE = 60

SIDE_TEXTS: Mapping[ExerciseSide, Message] = MappingProxyType(
    {
        ExerciseSide.LEFT: message("exercise side", "left side"),
        ExerciseSide.RIGHT: message("exercise side", "right side"),
        ExerciseSide.BOTH: message("exercise side", "each side"),
        ExerciseSide.NONE: message("exercise side", "both together or in turn"),
    }
)
BAND_TEXTS: Mapping[Band, Message] = MappingProxyType(
    {
        Band.EXTRA_LIGHT: message("band", "extra light band"),
        Band.LIGHT: message("band", "light band"),
        Band.MEDIUM: message("band", "medium band"),
        Band.STRONG: message("band", "strong band"),
        Band.EXTRA_STRONG: message("band", "extra strong band"),
    }
)


class ChangeKind(enum.Enum):
    """What happens to a part of a plan."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One difference between two plans.

    Attributes:
        kind: What happens.
        exercise: The exercise, or "" for the plan as a whole.
        text: The difference in words.
    """

    kind: ChangeKind
    exercise: str
    text: Message


class PlanLike(Protocol):
    """A plan version or a draft."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """Its items."""

    @property
    def limits(self) -> PainLimits | None:
        """Its pain limits."""


def seconds_message(seconds: int) -> Message:
    """Return a time: whole minutes from two on as minutes, else seconds."""
    if seconds >= 2 * _MINUTE and seconds % _MINUTE == 0:
        return message_n("dosage", "{count} min", "{count} min", seconds // _MINUTE)
    return message_n("dosage", "{count} s", "{count} s", seconds)


def dose_message(item: PlanItem) -> Message:
    """Return sets and repetitions or time: "3 × 12", "2 × 30 s"."""
    if item.reps is not None:
        return message("dosage", "{sets} × {reps}", sets=item.sets, reps=item.reps)
    seconds = item.hold_s or 0
    if seconds >= 2 * _MINUTE and seconds % _MINUTE == 0:
        minutes = seconds // _MINUTE
        return message("dosage", "{sets} × {minutes} min", sets=item.sets, minutes=minutes)
    return message("dosage", "{sets} × {seconds} s", sets=item.sets, seconds=seconds)


def often_message(item: PlanItem, tr: Translator) -> Message:
    """Return how often: "3 times a week", "on Mon and Thu"."""
    if item.weekdays:
        return message("dosage", "on {days}", days=weekday_names(item.weekdays, tr))
    return message_n("dosage", "once a week", "{count} times a week", item.times_a_week or 0)


def weekday_names(weekdays: Sequence[int], tr: Translator) -> str:
    """Return ISO weekdays as a sentence would list them."""
    monday = dt.date(2026, 1, 5)
    days = [monday + dt.timedelta(days=number - 1) for number in sorted(set(weekdays))]
    return tr.list_of([tr.date(day, "weekday_short") for day in days])


def dosage_messages(item: PlanItem, tr: Translator) -> list[Message]:
    """Return a whole dosage in parts, the most important first."""
    parts = [dose_message(item)]
    if item.side is not ExerciseSide.NONE:
        parts.append(SIDE_TEXTS[item.side])
    if item.reps is not None and item.hold_s:
        parts.append(message("dosage", "hold {seconds} s", seconds=item.hold_s))
    if item.lift_s is not None and item.lower_s is not None:
        there, back = item.lift_s, item.lower_s
        parts.append(message("dosage", "{there} s there, {back} s back", there=there, back=back))
    if item.rest_s:
        parts.append(message("dosage", "rest {seconds} s", seconds=item.rest_s))
    if item.band is not None:
        parts.append(BAND_TEXTS[item.band])
    if item.load:
        parts.append(message("own text", "{text_given}", text_given=item.load))
    parts.append(often_message(item, tr))
    return parts


def dosage_text(item: PlanItem, tr: Translator) -> str:
    """Return a whole dosage as one line."""
    return " · ".join(tr.say(part) for part in dosage_messages(item, tr))


def plan_changes(
    old: PlanLike | None, new: PlanLike, index: LibraryIndex, tr: Translator
) -> list[PlanChange]:
    """Return what differs between two plans, in the order of the new one; removals come last.

    Args:
        old: The plan before, or None if there was none.
        new: The plan after.
        index: The library, for names.
        tr: The person's language, for the names and days inside the sentences.
    """
    before = list(old.items) if old else []
    changes = _plan_level(old, new) if old else []
    kept: list[PlanItem] = []
    for item in new.items:
        match = _match(item, before)
        if match is None:
            changes.append(_added(item, index, tr))
            continue
        before.remove(match)
        kept.append(match)
        if (text := _difference(match, item, index, tr)) is not None:
            changes.append(PlanChange(ChangeKind.CHANGED, item.exercise, text))
    if [item.id for item in kept] != [
        item.id for item in (old.items if old else ()) if item in kept
    ]:
        text = message("plan change", "The exercises come in another order.")
        changes.append(PlanChange(ChangeKind.PLAN, "", text))
    changes += [_removed(item, index) for item in before]
    return changes


def _match(item: PlanItem, before: Sequence[PlanItem]) -> PlanItem | None:
    """Return the item of the old plan that an item continues: the same exercise, best same side."""
    same = [one for one in before if one.exercise == item.exercise]
    return next((one for one in same if one.side is item.side), same[0] if same else None)


def _plan_level(old: PlanLike, new: PlanLike) -> list[PlanChange]:
    found = []
    if old.title != new.title:
        found.append(message("plan change", "It is called “{title}” now.", title=new.title))
    if old.limits != new.limits:
        limits = new.limits or load_traffic_light().limits
        found.append(
            message(
                "plan change",
                "Pain limits: green up to {green}, amber up to {amber}.",
                green=limits.green,
                amber=limits.amber,
            )
        )
    return [PlanChange(ChangeKind.PLAN, "", text) for text in found]


def _added(item: PlanItem, index: LibraryIndex, tr: Translator) -> PlanChange:
    name, dosage = index.name(item.exercise), dosage_text(item, tr)
    text = message("plan change", "New: {name} – {dosage}.", name=name, dosage=dosage)
    return PlanChange(ChangeKind.ADDED, item.exercise, text)


def _removed(item: PlanItem, index: LibraryIndex) -> PlanChange:
    text = message("plan change", "No longer: {name}.", name=index.name(item.exercise))
    return PlanChange(ChangeKind.REMOVED, item.exercise, text)


def _difference(
    old: PlanItem, new: PlanItem, index: LibraryIndex, tr: Translator
) -> Message | None:
    name = index.name(new.exercise)
    before, after = dosage_text(old, tr), dosage_text(new, tr)
    if before != after:
        return message(
            "plan change",
            "{name}: {after} instead of {before}.",
            name=name,
            after=after,
            before=before,
        )
    if (old.cue, old.note) != (new.cue, new.note):
        return message("plan change", "{name}: another hint.", name=name)
    if old.fixed != new.fixed:
        return (
            message("plan change", "{name}: the dosage is to stay as it is.", name=name)
            if new.fixed
            else message("plan change", "{name}: the dosage may grow again.", name=name)
        )
    return None
