"""What happens in the demo diary, day by day, from a fixed seed."""

from __future__ import annotations

import datetime as dt
import math
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from rehabdesk.domain.check_in import CheckIn, Sleep, Stiffness
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality, Spot, Spread
from rehabdesk.domain.plan import OwnExercise, PlanVersion, Session, SessionStatus, SetDone
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.domain.text import Message, message
from rehabdesk.services.demo_loads import LoadTeller
from rehabdesk.services.demo_measures import MeasuresStory, tell_measures
from rehabdesk.services.demo_plan import plan_versions
from rehabdesk.services.demo_safety import SafetyTeller
from rehabdesk.services.demo_sessions import SessionTeller

SEED = 20260617
#: The story proper; a longer diary has quieter years before it.
STORY_DAYS = 182
AWAY = range(76, 84)
FLARE = 112
ROUTINE_FROM = 16
_EVENING = 12

KNEE_INNER = SidedRegion("knee_inner", Side.LEFT)
HIP_OUTER = SidedRegion("hip_outer", Side.LEFT)
KNEE_FRONT = SidedRegion("knee_front", Side.RIGHT)

_NOTES: tuple[Message, ...] = (
    message("demo note", "Long day on my feet."),
    message("demo note", "Stairs at the station with a suitcase."),
    message("demo note", "Slept on the other side, a little better."),
    message("demo note", "Sat through a long meeting."),
    message("demo note", "Took the bicycle instead of the bus."),
    message("demo note", "Garden work, mostly kneeling."),
    message("demo note", "Hardly thought of it today."),
)
_SKIPS: tuple[Message | None, ...] = (
    message("demo note", "Visitors all day"),
    message("demo note", "Too tired"),
    message("demo note", "Knee sore after the stairs"),
    message("demo note", "A cold"),
    None,
)
_FLARE_NOTE = message("demo note", "Long walk downhill yesterday, much worse today.")

Say = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything in a demo diary."""

    entries: tuple[PainEntry, ...]
    check_ins: tuple[CheckIn, ...]
    versions: tuple[PlanVersion, ...]
    sessions: tuple[Session, ...]
    sets: tuple[SetDone, ...]
    own_exercises: tuple[OwnExercise, ...]
    safety: SafetyTeller
    measures: MeasuresStory
    loads: LoadTeller


def tell(now: dt.datetime, last: dt.date, days: int, say: Say, entries: int = 0) -> Story:
    """Return the story of the days up to `last`.

    Args:
        now: The present; entries of the last day are before it. Its offset is used throughout.
        last: The present day.
        days: How many days there are.
        say: Says notes in the person's language.
        entries: How many pain entries there are at least, for trying out large diaries.
    """
    teller = _Teller(now, last, days, say)
    for number in range(days):
        teller.tell_day(number - (days - STORY_DAYS), last - dt.timedelta(days - 1 - number))
    teller.fill_up(entries)
    return teller.story()


@dataclass(slots=True)
class _Teller:
    now: dt.datetime
    last: dt.date
    days: int
    say: Say
    # Reproducible stories, nothing secret.
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    mood: dict[SidedRegion, float] = field(default_factory=dict)
    entries: list[PainEntry] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    sets: list[SetDone] = field(default_factory=list)
    going: SessionTeller = field(default_factory=SessionTeller)
    versions: tuple[PlanVersion, ...] = ()

    def __post_init__(self) -> None:
        first_story_day = self.last - dt.timedelta(STORY_DAYS - 1)
        if self.days > ROUTINE_FROM:
            self.versions = plan_versions(first_story_day, ROUTINE_FROM, self.say, self.id)

    def story(self) -> Story:
        """Return what has been told."""
        begun = tuple(version for version in self.versions if version.from_day <= self.last)
        return Story(
            entries=tuple(self.entries),
            check_ins=tuple(self.check_ins),
            versions=begun,
            sessions=tuple(self.sessions),
            sets=tuple(self.sets),
            own_exercises=(),
            safety=self._safety(),
            measures=tell_measures(self.now, self.last, self.days, self.say),
            loads=self._loads(),
        )

    def _safety(self) -> SafetyTeller:
        teller = SafetyTeller(self.now, self.say)
        begun = self.last - dt.timedelta(min(self.days, STORY_DAYS) - 1)
        flare = self.last - dt.timedelta(STORY_DAYS - 1 - FLARE)
        teller.tell(begun, self.last, flare)
        return teller

    def _loads(self) -> LoadTeller:
        teller = LoadTeller(self.say)
        start = self.last - dt.timedelta(STORY_DAYS - 1)
        begun = max(start, self.last - dt.timedelta(self.days - 1))
        away = frozenset(start + dt.timedelta(number) for number in AWAY)
        teller.tell(begun, self.last, start + dt.timedelta(FLARE), away)
        return teller

    def id(self) -> str:
        """Return the next UUID of the seed."""
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))

    def tell_day(self, number: int, day: dt.date) -> None:
        """Tell one day.

        Args:
            number: The day of the story from 0; negative in the years before it.
            day: The day.
        """
        levels = {
            KNEE_INNER: self._level(KNEE_INNER, number),
            HIP_OUTER: self._level(HIP_OUTER, number),
            KNEE_FRONT: self._level(KNEE_FRONT, number),
        }
        if number in AWAY:
            return
        today = day == self.last
        if today or self.chance.random() > 0.14:
            self._log(levels, number, day, backfilled=not today and self.chance.random() < 0.05)
        self._session(levels[KNEE_INNER], number, day)

    def _log(
        self, levels: dict[SidedRegion, float], number: int, day: dt.date, *, backfilled: bool
    ) -> None:
        for where, level in levels.items():
            for entry in self._day_entries(where, level, number, day, backfilled=backfilled):
                self._add(entry)
        self._check_in(levels, number, day, backfilled=backfilled)

    def _add(self, entry: PainEntry) -> None:
        """Keep an entry unless its evening has not come; a morning is over at the present."""
        if entry.at is None or entry.at <= self.now:
            self.entries.append(entry)
        elif entry.at.hour < _EVENING:
            self.entries.append(replace(entry, at=self.now))

    def fill_up(self, entries: int) -> None:
        """Add ratings in the course of days that have some, until there are so many."""
        chance = self.chance
        told = [entry for entry in self.entries if entry.day < self.last]
        while told and len(self.entries) < entries:
            model = chance.choice(told)
            time = dt.time(chance.randint(10, 19), chance.randrange(60))
            value = min(max(model.value + chance.choice((-1.0, 0.0, 0.0, 1.0)), 0.0), 10.0)
            self.entries.append(
                PainEntry(
                    id=self.id(),
                    day=model.day,
                    at=dt.datetime.combine(model.day, time, self.now.tzinfo),
                    where=model.where,
                    kind=PainKind.NOW,
                    value=value,
                )
            )

    def _level(self, where: SidedRegion, number: int) -> float:
        """Return the pain of a day before rounding: course, flare and what carries over."""
        carried = 0.6 * self.mood.get(where, 0.0) + self.chance.gauss(0, 0.6)
        self.mood[where] = carried
        return _course(where, number) + carried

    def _day_entries(
        self, where: SidedRegion, level: float, number: int, day: dt.date, *, backfilled: bool
    ) -> Iterator[PainEntry]:
        if where == KNEE_FRONT and level < 1.6:
            return
        if where == HIP_OUTER and self.chance.random() < 0.15:
            return
        hour = self.chance.randint(7, 9)
        yield self._entry(where, level, day, hour, number, backfilled=backfilled)
        if where == KNEE_INNER and self.chance.random() < 0.3:
            evening = level + self.chance.choice((-1.0, 0.5, 1.0, 1.5))
            yield self._entry(where, evening, day, 20, number, backfilled=backfilled)
        if where != KNEE_FRONT and self.chance.random() < 0.08:
            yield self._entry(
                where, level + 2, day, 21, number, kind=PainKind.WORST, backfilled=backfilled
            )

    def _entry(
        self,
        where: SidedRegion,
        level: float,
        day: dt.date,
        hour: int,
        number: int,
        *,
        kind: PainKind = PainKind.NOW,
        backfilled: bool,
    ) -> PainEntry:
        chance = self.chance
        at = dt.datetime.combine(day, dt.time(hour, chance.randrange(60)), self.now.tzinfo)
        flared = number == FLARE and where == KNEE_INNER and kind is PainKind.NOW
        note = _FLARE_NOTE if flared else None
        if note is None and chance.random() < 0.04:
            note = chance.choice(_NOTES)
        return PainEntry(
            id=self.id(),
            day=day,
            at=at,
            where=where,
            kind=kind,
            value=float(min(max(round(level), 0), 10)),
            spot=self._spot(where) if chance.random() < 0.7 else None,
            spread=chance.choice((Spread.LOCALISED, Spread.LOCALISED, Spread.REGIONAL))
            if chance.random() < 0.4
            else None,
            qualities=(_QUALITY[where],) if chance.random() < 0.35 else (),
            activities=(chance.choice(_ACTIVITIES[where]),) if chance.random() < 0.4 else (),
            note=self.say(note) if note else "",
            backfilled=backfilled,
        )

    def _spot(self, where: SidedRegion) -> Spot:
        view, x, y = _SPOTS[where]
        return Spot(
            view,
            round(x + self.chance.uniform(-0.5, 0.5), 1),
            round(y + self.chance.uniform(-1.2, 1.2), 1),
        )

    def _check_in(
        self, levels: dict[SidedRegion, float], number: int, day: dt.date, *, backfilled: bool
    ) -> None:
        chance = self.chance
        if chance.random() > 0.8:
            return
        worst = max(levels[KNEE_INNER], levels[HIP_OUTER])
        woke = chance.random() < min(max((worst - 2) * 0.14, 0.02), 0.8)
        other = Sleep.WOKE_OTHERWISE if chance.random() < 0.12 else Sleep.GOOD
        stiff = min(max(int((worst + chance.gauss(0, 1)) / 2), 0), 3)
        note = self.say(chance.choice(_NOTES)) if chance.random() < 0.03 and number >= 0 else ""
        self.check_ins.append(
            CheckIn(
                id=self.id(),
                day=day,
                sleep=Sleep.WOKE_WITH_PAIN if woke else other,
                stiffness=tuple(Stiffness)[stiff],
                note=note,
                backfilled=backfilled,
            )
        )

    def _session(self, level: float, number: int, day: dt.date) -> None:
        """Tell whether the routine was done: Monday, Wednesday and Friday, mostly."""
        if number < ROUTINE_FROM or day.weekday() not in {0, 2, 4} or not self.versions:
            return
        chance = self.chance
        version = max(
            (one for one in self.versions if one.from_day <= day), key=lambda one: one.number
        )
        sore = level > 5.5
        drawn = chance.random()
        if drawn < 0.1:
            return
        status = SessionStatus.DONE
        if drawn < (0.4 if sore else 0.2):
            status = SessionStatus.SKIPPED
        elif drawn < (0.6 if sore else 0.3):
            status = SessionStatus.PARTIAL
        at = dt.datetime.combine(day, dt.time(18, chance.randrange(60)), self.now.tzinfo)
        if at > self.now:
            return
        skipped = status is SessionStatus.SKIPPED
        session = Session(
            id=self.id(),
            day=day,
            at=None if skipped else at,
            plan_version_id=version.id,
            routine="",
            status=status,
            skip_reason=self._reason() if skipped else "",
        )
        if not skipped:
            session, sets = self.going.fill(session, version, level)
            if session.finished_at is not None:
                session = replace(session, finished_at=min(session.finished_at, self.now))
            self.sets += sets
        self.sessions.append(session)

    def _reason(self) -> str:
        reason = self.chance.choice(_SKIPS)
        return self.say(reason) if reason else ""


_QUALITY = {
    KNEE_INNER: Quality.ACHE,
    HIP_OUTER: Quality.BURNING,
    KNEE_FRONT: Quality.SHARP,
}
_ACTIVITIES = {
    KNEE_INNER: (Activity.STAIRS_DOWN, Activity.WALKING, Activity.SQUATTING, Activity.RISING),
    HIP_OUTER: (Activity.LYING_ON_SIDE, Activity.NIGHT, Activity.FIRST_STEPS, Activity.WALKING),
    KNEE_FRONT: (Activity.STAIRS_DOWN, Activity.SITTING, Activity.KNEELING),
}
#: Where it hurts, in body centimetres.
_SPOTS = {
    KNEE_INNER: (View.FRONT, 4.7, 57.8),
    HIP_OUTER: (View.OUTER, 0.0, 21.0),
    KNEE_FRONT: (View.FRONT, -8.6, 57.6),
}


def _course(where: SidedRegion, number: int) -> float:
    """Return the pain a region would have on a steady day of the story."""
    start, end = {KNEE_INNER: (6.0, 2.0), HIP_OUTER: (4.6, 1.6), KNEE_FRONT: (1.6, 0.6)}[where]
    if number < 0:
        # The years before: mild, with slow waves.
        return start * 0.45 + 0.8 * math.sin(number / 70.0)
    share = 1 / (1 + math.exp(-(number - 85) / 24))
    level = start + (end - start) * share
    since = number - FLARE
    if since >= 0:
        height = {KNEE_INNER: 3.6, HIP_OUTER: 2.0, KNEE_FRONT: 0.8}[where]
        level += height * math.exp(-since / 9)
    return level
