"""When a flare begins and when it is over, day by day, from what was written down.

Pure: the thresholds are those of `resources/rules/flare.json`, handed in as a `FlareRule`.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rehabdesk.analysis.flare_day import is_flare_day, usual_pain
from rehabdesk.domain.regions import SidedRegion


class FlareReason(enum.StrEnum):
    """What makes it a flare."""

    PAIN = "pain"
    RED_ZONE = "red_zone"
    SWELLING = "swelling"


class CallReason(enum.StrEnum):
    """Why it is time to talk to the physio."""

    NOT_SETTLED = "not_settled"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class FlareRule:
    """The thresholds.

    Attributes:
        usual_days: Over how many days before the usual is taken.
        least_rated: How many of them have to be rated.
        points_above_usual: How far above the usual pain has to be, in points.
        least_pain: How high it has to be at least.
        red_zone_sessions: How many sessions in the red range make a flare.
        red_zone_days: Within how many days.
        swelling_free_days: Swelling after so many days without is swelling that returns.
        settled_within_points: A morning at most so far above the usual is back to it.
        calm_mornings: So many mornings in a row end a flare.
        forgotten_after_days: After so many days without an entry nothing is known any more.
        call_after_days: A flare of so many days is one to talk about.
        call_flares: So many flares are.
        call_within_days: Within how many days.
    """

    usual_days: int
    least_rated: int
    points_above_usual: float
    least_pain: float
    red_zone_sessions: int
    red_zone_days: int
    swelling_free_days: int
    settled_within_points: float
    calm_mornings: int
    forgotten_after_days: int
    call_after_days: int
    call_flares: int
    call_within_days: int


@dataclass(frozen=True, slots=True)
class DayPain:
    """Pain of one region on one day, of the kind that counts there.

    Attributes:
        morning: The first rating of the day.
        mean: The daily value.
        highest: The highest rating.
    """

    morning: float
    mean: float
    highest: float


@dataclass(frozen=True, slots=True)
class FlareFacts:
    """What is known of one day.

    Attributes:
        pain: Pain by region, for those that were rated.
        red_sessions: How many sessions went into the red range.
        swollen: Whether a knee is swollen.
    """

    pain: Mapping[SidedRegion, DayPain] = field(default_factory=dict)
    red_sessions: int = 0
    swollen: bool = False

    @property
    def known(self) -> bool:
        """Whether anything was written down."""
        return bool(self.pain) or self.red_sessions > 0 or self.swollen


@dataclass(frozen=True, slots=True)
class Flare:
    """One flare.

    Attributes:
        first: The day it began.
        last: Its last day, or None while it goes on.
        reasons: What made it one, in the order of `FlareReason`.
        where: The region that hurt most above its usual, if pain was a reason.
        value: How much it hurt there on the first day.
        usual: The usual pain of each region when it began, where known.
        mornings: How many mornings in a row are back to the usual by now.
        settled: Whether it ended with calm mornings, and not because nothing is known any more.
    """

    first: dt.date
    last: dt.date | None
    reasons: tuple[FlareReason, ...]
    where: SidedRegion | None = None
    value: float = 0.0
    usual: Mapping[SidedRegion, float] = field(default_factory=dict)
    mornings: int = 0
    settled: bool = False


def find_flares(
    facts: Mapping[dt.date, FlareFacts], first: dt.date, last: dt.date, rule: FlareRule
) -> tuple[Flare, ...]:
    """Return the flares that began in a period.

    Args:
        facts: What is known, by day; also of the `usual_days` before the period.
        first: The first day.
        last: The last day.
        rule: The thresholds.

    Returns:
        The flares in order; only the last can go on.
    """
    done: list[Flare] = []
    state: Flare | None = None
    heard = first
    for offset in range((last - first).days + 1):
        day = first + dt.timedelta(days=offset)
        today = facts.get(day, FlareFacts())
        heard = day if today.known else heard
        if state is None:
            since = done[-1].last if done else None
            state = _beginning(facts, day, since, rule)
            continue
        state = _next_day(state, facts, day, rule)
        if state.mornings >= rule.calm_mornings:
            done.append(replace(state, last=day, settled=True))
            state = None
        elif (day - heard).days >= rule.forgotten_after_days:
            done.append(replace(state, last=heard))
            state = None
    return (*done, state) if state is not None else tuple(done)


def call_reasons(flares: Sequence[Flare], day: dt.date, rule: FlareRule) -> tuple[CallReason, ...]:
    """Return why it is time to talk to the physio on a day of a flare.

    Args:
        flares: All flares up to the day; the last goes on.
        day: The day.
        rule: The thresholds.
    """
    if not flares or flares[-1].last is not None:
        return ()
    reasons = []
    if (day - flares[-1].first).days >= rule.call_after_days:
        reasons.append(CallReason.NOT_SETTLED)
    if len(recent_flares(flares, day, rule)) >= rule.call_flares:
        reasons.append(CallReason.AGAIN)
    return tuple(reasons)


def recent_flares(flares: Sequence[Flare], day: dt.date, rule: FlareRule) -> list[Flare]:
    """Return the flares that began within the days that count for calling."""
    return [one for one in flares if 0 <= (day - one.first).days < rule.call_within_days]


def _beginning(
    facts: Mapping[dt.date, FlareFacts], day: dt.date, since: dt.date | None, rule: FlareRule
) -> Flare | None:
    """Return the flare that begins on a day, if one does."""
    today = facts.get(day, FlareFacts())
    if not today.known:
        return None
    usual = _usual(facts, day, rule)
    reasons = _reasons(facts, day, since, usual, rule)
    if not reasons:
        return None
    found = Flare(day, None, reasons, usual=usual)
    if FlareReason.PAIN in reasons:
        where = max(_sore(today, usual, rule), key=lambda one: today.pain[one].highest - usual[one])
        found = replace(found, where=where, value=today.pain[where].highest)
    return found


def _next_day(
    flare: Flare, facts: Mapping[dt.date, FlareFacts], day: dt.date, rule: FlareRule
) -> Flare:
    calm = _is_calm(flare, facts.get(day, FlareFacts()), rule)
    return replace(flare, mornings=flare.mornings + 1 if calm else 0)


def _reasons(
    facts: Mapping[dt.date, FlareFacts],
    day: dt.date,
    since: dt.date | None,
    usual: Mapping[SidedRegion, float],
    rule: FlareRule,
) -> tuple[FlareReason, ...]:
    today = facts.get(day, FlareFacts())
    reasons = []
    if _sore(today, usual, rule):
        reasons.append(FlareReason.PAIN)
    if today.red_sessions:
        # What made an earlier flare does not make the next one as well.
        red = sum(
            one.red_sessions
            for one_day, one in _before(facts, day, rule.red_zone_days - 1)
            if since is None or one_day > since
        )
        if red + today.red_sessions >= rule.red_zone_sessions:
            reasons.append(FlareReason.RED_ZONE)
    if today.swollen and not any(
        one.swollen for _, one in _before(facts, day, rule.swelling_free_days)
    ):
        reasons.append(FlareReason.SWELLING)
    return tuple(reasons)


def _sore(
    today: FlareFacts, usual: Mapping[SidedRegion, float], rule: FlareRule
) -> list[SidedRegion]:
    """Return the regions that hurt clearly more than usual."""
    return [
        where
        for where, pain in today.pain.items()
        if pain.highest >= rule.least_pain
        and is_flare_day(pain.highest, usual.get(where), rule.points_above_usual)
    ]


def _usual(
    facts: Mapping[dt.date, FlareFacts], day: dt.date, rule: FlareRule
) -> dict[SidedRegion, float]:
    values: dict[SidedRegion, list[float]] = {}
    for _, one in _before(facts, day, rule.usual_days):
        for where, pain in one.pain.items():
            values.setdefault(where, []).append(pain.mean)
    found = {where: usual_pain(rated, rule.least_rated) for where, rated in values.items()}
    return {where: usual for where, usual in found.items() if usual is not None}


def _before(
    facts: Mapping[dt.date, FlareFacts], day: dt.date, days: int
) -> list[tuple[dt.date, FlareFacts]]:
    """Return the known days of those before a day."""
    wanted = (day - dt.timedelta(days=back) for back in range(days, 0, -1))
    return [(one, facts[one]) for one in wanted if one in facts]


def _is_calm(flare: Flare, today: FlareFacts, rule: FlareRule) -> bool:
    """Tell whether a morning is back to the usual; nothing rated is unknown and no yes."""
    if today.swollen or today.red_sessions:
        return False
    watched = set(flare.usual) & set(today.pain)
    if flare.where is not None and flare.where not in today.pain:
        return False
    if not watched:
        # Nobody knows the usual: below what would be a flare is calm.
        return bool(today.pain) and all(
            one.morning < rule.least_pain for one in today.pain.values()
        )
    return all(
        today.pain[one].morning <= flare.usual[one] + rule.settled_within_points for one in watched
    )
