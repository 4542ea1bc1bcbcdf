"""Which questions are to be asked now, and why.

Each question is looked at by itself: it is due if, since it was last answered, something happened
that it is asked for. So a check that was left half-way goes on where it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehabdesk.domain.check_in import Sleep
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.pain import Activity, PainEntry
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.safety import AgeBand, Cause, Due, RedFlag, SafetyRules
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.services.safety.settings import age_band

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Nights and ratings older than a month and these days ask nothing: the monthly questions have.
_SPARE_DAYS = 5


def questions_due(
    diary: Diary,
    clock: Clock,
    *,
    chosen_at: dt.datetime | None = None,
    rules: SafetyRules | None = None,
) -> Due:
    """Return the questions to ask now.

    Args:
        diary: The open diary.
        clock: Tells the present.
        chosen_at: When the person chose to go through all of them, due or not; what was answered
            since is not asked again. None if they did not.
        rules: Other rules than the program's.

    Raises:
        DiaryError: The diary cannot be read.
    """
    rules = rules or load_safety_rules()
    said = age_band(diary)
    age = said or AgeBand.NOT_SAID
    history = _History.read(diary, clock, rules, age)
    found: set[Cause] = set()
    flags: list[RedFlag] = []
    for flag in rules.flags:
        if not flag.is_for(age):
            continue
        causes = history.causes(flag, chosen_at) & flag.causes
        if causes:
            found |= causes
            flags.append(flag)
    return Due(
        causes=tuple(one for one in Cause if one in found),
        flags=tuple(flags),
        needed=tuple(one for one in flags if rules.is_needed(one)),
        age_needed=said is None,
    )


@dataclass(slots=True)
class _History:
    """What the questions depend on, read once."""

    now: dt.datetime
    rules: SafetyRules
    age: AgeBand
    answered: dict[str, dt.datetime]
    first_check: dt.datetime | None
    asked: list[dt.datetime]
    entries: list[PainEntry]
    regions: dict[SidedRegion, dt.date]
    nights: set[dt.date]
    last_high_check: dt.date | None
    _known: dict[dt.datetime, frozenset[Cause]] = field(default_factory=dict)

    @classmethod
    def read(cls, diary: Diary, clock: Clock, rules: SafetyRules, age: AgeBand) -> _History:
        now = clock.now()
        today = diary_day(now)
        checks = diary.safety.checks()
        back = rules.due.monthly_days + _SPARE_DAYS + rules.due.night_new_after
        since = today - dt.timedelta(days=back)
        entries = diary.pain.between(since, None)
        nights = {one.day for one in entries if Activity.NIGHT in one.activities}
        nights |= {
            one.day
            for one in diary.check_ins.between(since, None)
            if one.sleep is Sleep.WOKE_WITH_PAIN
        }
        high = [one.day for one in checks if one.cause is Cause.HIGH_PAIN]
        return cls(
            now=now,
            rules=rules,
            age=age,
            answered=diary.safety.last_answered(),
            first_check=checks[0].at if checks else None,
            asked=[one.at for one in checks if one.cause is Cause.FLARE],
            entries=entries,
            regions=diary.pain.first_days(),
            nights=nights,
            last_high_check=max(high, default=None),
        )

    def causes(self, flag: RedFlag, chosen_at: dt.datetime | None) -> frozenset[Cause]:
        """Return all that happened since a question was last answered."""
        last = self.answered.get(flag.id)
        if last is None:
            if chosen_at is not None:
                return frozenset({Cause.CHOSEN})
            if Cause.FIRST_USE in flag.causes:
                return frozenset({Cause.FIRST_USE})
            last = self.first_check
            if last is None:
                return frozenset()
        if last not in self._known:
            self._known[last] = frozenset(self._since(last))
        known = self._known[last]
        return known | {Cause.CHOSEN} if chosen_at is not None and last < chosen_at else known

    def _since(self, last: dt.datetime) -> Iterable[Cause]:
        if self._new_region(last):
            yield Cause.NEW_REGION
        if self._high_pain(last):
            yield Cause.HIGH_PAIN
        if self._night_pain(last):
            yield Cause.NIGHT_PAIN
        if self._monthly(last):
            yield Cause.MONTHLY
        if any(at > last for at in self.asked):
            yield Cause.FLARE

    def _covers(self, answer: dt.datetime, moment: dt.datetime) -> bool:
        return moment <= answer + dt.timedelta(minutes=self.rules.due.covers_minutes)

    def _after(self, entry: PainEntry, last: dt.datetime) -> bool:
        """Tell whether an entry is of a later time than an answer, which did not know of it."""
        if entry.at is not None:
            return not self._covers(last, entry.at)
        return entry.day > diary_day(last)

    def _new_region(self, last: dt.datetime) -> bool:
        day = diary_day(last)
        for where, first in self.regions.items():
            if first < day:
                continue
            began = [one for one in self.entries if one.where == where and one.day == first]
            if began and all(self._after(one, last) for one in began):
                return True
        return False

    def _high_pain(self, last: dt.datetime) -> bool:
        due = self.rules.due
        days = sorted({one.day for one in self.entries if one.value >= due.high_pain_from})
        new = {
            one.day
            for one in self.entries
            if one.value >= due.high_pain_from and self._after(one, last)
        }
        for day in days:
            if day not in new:
                continue
            if self.last_high_check and (day - self.last_high_check).days < due.high_pain_quiet:
                continue
            window = day - dt.timedelta(days=due.high_pain_within)
            if sum(window < other <= day for other in days) >= due.high_pain_days:
                return True
        return False

    def _night_pain(self, last: dt.datetime) -> bool:
        """A check-in is about the night before its day, so those of the same day were known."""
        before = dt.timedelta(days=self.rules.due.night_new_after)
        return any(
            day > diary_day(last) and not any(day - before <= other < day for other in self.nights)
            for day in self.nights
        )

    def _monthly(self, last: dt.datetime) -> bool:
        due = self.rules.due
        today = diary_day(self.now)
        age = (today - diary_day(last)).days
        if age >= due.monthly_days:
            return True
        needed = [
            self.answered[one.id]
            for one in self.rules.flags
            if one.id in self.answered and one.is_for(self.age) and self.rules.is_needed(one)
        ]
        oldest = min(needed, default=last)
        is_time = (today - diary_day(oldest)).days >= due.monthly_days
        return is_time and age > due.monthly_together
