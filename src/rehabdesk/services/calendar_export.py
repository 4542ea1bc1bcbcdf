"""The plan as a calendar file that every calendar program reads (iCalendar, RFC 5545).

Each group of exercises with the same weekdays is one series of events. Its UID is made from the
plan version and those weekdays, so importing a newer export updates the series instead of doubling
it; when the plan changes, the older series ends.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from rehabdesk import __version__
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.plan import Pause, PlanItem, PlanVersion, Reminder
from rehabdesk.domain.text import Translator, message
from rehabdesk.resources import resource_path
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.plan_rules import estimated_minutes
from rehabdesk.services.plan_texts import dosage_text
from rehabdesk.services.plans import is_paused
from rehabdesk.services.writing import write_whole

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """Events that come back every week.

    Attributes:
        version: The plan version.
        weekdays: ISO weekdays.
        items: What is to be done on them.
        first: The first day.
        last: The last day, or None while the plan is in force.
        left_out: Days in between that lie in a pause.
    """

    version: PlanVersion
    weekdays: tuple[int, ...]
    items: tuple[PlanItem, ...]
    first: dt.date
    last: dt.date | None
    left_out: tuple[dt.date, ...]

    @property
    def uid(self) -> str:
        """What makes the series the same in every export."""
        return f"{self.version.id}-{''.join(map(str, self.weekdays))}@rehabdesk"


@functools.cache
def weekdays_for_times() -> Mapping[int, tuple[int, ...]]:
    """Return the days proposed for so many times a week."""
    data = json.loads(resource_path("rules", "plan.json").read_text(encoding="utf-8"))
    return {int(times): tuple(days) for times, days in data["calendar_weekdays"].items()}


def plan_series(versions: Sequence[PlanVersion], pauses: Sequence[Pause]) -> list[Series]:
    """Return the series of all plan versions, the oldest first.

    Args:
        versions: All versions.
        pauses: Agreed breaks; one without an end ends the series until it is known.
    """
    ordered = sorted(versions, key=lambda version: (version.from_day, version.number))
    found = []
    for place, version in enumerate(ordered):
        following = ordered[place + 1].from_day - _DAY if place + 1 < len(ordered) else None
        for weekdays, items in _groups(version.items):
            series = _series(version, weekdays, items, following, pauses)
            if series is not None:
                found.append(series)
    return found


def calendar_bytes(diary: Diary, clock: Clock, tr: Translator) -> bytes:
    """Return the plan as an iCalendar file.

    Events are at the time of the first reminder, in the local time of wherever the calendar is, or
    of the whole day if there is no reminder.
    """
    index = library_index(diary, tr)
    reminder = next((one for one in diary.plan_extras.reminders() if one.enabled), None)
    calendar = Calendar()
    calendar.add("prodid", f"-//RehabDesk//RehabDesk {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for series in plan_series(diary.plans.versions(), diary.plan_extras.pauses()):
        event = _event(series, reminder, index, tr)
        event.add("dtstamp", clock.now().astimezone(dt.UTC).replace(microsecond=0))
        # The number of the diary's state grows with every change, as SEQUENCE has to.
        event.add("sequence", diary.revision)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def export_calendar(diary: Diary, clock: Clock, tr: Translator, target: Path) -> None:
    """Write the plan as an iCalendar file, which appears complete or not at all.

    A file of that name is replaced.

    Raises:
        InputError: There is no plan, or the file cannot be written there.
        DiaryError: The diary cannot be read.
    """
    if not any(version.items for version in diary.plans.versions()):
        raise InputError(message("export error", "There is no plan to put into a calendar."))
    if target.exists() and target.samefile(diary.path):
        raise InputError(message("export error", "The diary itself cannot be the file to write."))
    data = calendar_bytes(diary, clock, tr)
    write_whole(target, data)


def _groups(items: Iterable[PlanItem]) -> Iterator[tuple[tuple[int, ...], tuple[PlanItem, ...]]]:
    groups: dict[tuple[int, ...], list[PlanItem]] = {}
    for item in items:
        times = min(item.times_a_week or 0, len(_ICAL_DAYS))
        weekdays = tuple(sorted(item.weekdays)) or weekdays_for_times().get(times, ())
        if weekdays:
            groups.setdefault(weekdays, []).append(item)
    for weekdays in sorted(groups):
        yield weekdays, tuple(groups[weekdays])


def _series(
    version: PlanVersion,
    weekdays: tuple[int, ...],
    items: tuple[PlanItem, ...],
    last: dt.date | None,
    pauses: Sequence[Pause],
) -> Series | None:
    """Return a series without the days of pauses, or None if no day is left."""
    for pause in pauses:
        if pause.last is None:
            end = pause.first - _DAY
            last = end if last is None else min(last, end)
    day = version.from_day
    closed = [pause for pause in pauses if pause.last is not None]
    while (day.isoweekday() not in weekdays or is_paused(closed, day)) and (
        last is None or day <= last
    ):
        day += _DAY
    if last is not None and day > last:
        return None
    left_out = sorted({one for pause in closed for one in _days(pause, day, last, weekdays)})
    return Series(version, weekdays, items, day, last, tuple(left_out))


def _days(
    pause: Pause, first: dt.date, last: dt.date | None, weekdays: tuple[int, ...]
) -> Iterator[dt.date]:
    day, end = max(pause.first, first), pause.last or pause.first
    end = end if last is None else min(end, last)
    while day <= end:
        if day.isoweekday() in weekdays:
            yield day
        day += _DAY


def _event(series: Series, reminder: Reminder | None, index: LibraryIndex, tr: Translator) -> Event:
    event = Event()
    event.add("uid", series.uid)
    title = series.version.title or tr("calendar", "Exercises")
    event.add("summary", title)
    lines = [f"{index.name(item.exercise)}: {dosage_text(item, tr)}" for item in series.items]
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    rule: dict[str, object] = {
        "freq": "weekly",
        "byday": [_ICAL_DAYS[day - 1] for day in series.weekdays],
    }
    if reminder is None:
        event.add("dtstart", series.first)
        event.add("dtend", series.first + _DAY)
        if series.last is not None:
            rule["until"] = series.last
        for day in series.left_out:
            event.add("exdate", day)
    else:
        start = dt.datetime.combine(series.first, reminder.time)
        event.add("dtstart", start)
        event.add("duration", dt.timedelta(minutes=max(5, estimated_minutes(series.items))))
        if series.last is not None:
            rule["until"] = dt.datetime.combine(series.last, reminder.time)
        for day in series.left_out:
            event.add("exdate", dt.datetime.combine(day, reminder.time))
        event.add_component(_alarm(title))
    event.add("rrule", rule)
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta(0))
    return alarm
