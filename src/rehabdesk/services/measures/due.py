"""What is to be measured again, and whether today is a day for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.analysis.due import Due, DueState, due
from rehabdesk.analysis.flare_day import is_flare_day, usual_pain
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.services.flares import flare_state
from rehabdesk.services.measures.rules import MeasureRules, load_rules

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class MeasuresDue:
    """What is due on a day.

    Attributes:
        self_tests: Self-tests as a whole: by the latest of those that were done.
        tests: Each test that was done, by id.
        own_activities: Rating the own activities (or choosing some, the first time).
        activity_pain: Rating pain on usual activities.
        overall_change: Rating the overall change.
        flare_day: Pain is well above one's usual: no self-tests today.
        may_train: Whether the safety questions let a person train; if not, no self-tests either.
    """

    self_tests: Due
    tests: Mapping[str, Due]
    own_activities: Due
    activity_pain: Due
    overall_change: Due
    flare_day: bool
    may_train: bool = True

    @property
    def may_test(self) -> bool:
        """Whether it is a day for self-tests."""
        return self.may_train and not self.flare_day

    @property
    def anything(self) -> bool:
        """Whether something is due that can be done today."""
        return bool(self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """What is due and can be done today: `own`, `pain`, `change`, `tests`."""
        found = (
            ("own", self.own_activities),
            ("pain", self.activity_pain),
            ("change", self.overall_change),
            ("tests", self.self_tests),
        )
        return tuple(
            name
            for name, one in found
            if one.state is DueState.DUE and (name != "tests" or self.may_test)
        )


def measures_due(diary: Diary, day: dt.date, *, may_train: bool = True) -> MeasuresDue:
    """Return what is due on a day.

    Args:
        diary: The open diary.
        day: The day.
        may_train: Whether the safety questions let a person train.

    Raises:
        DiaryError: The diary cannot be read.
    """
    rules = load_rules()
    begun = diary.measures.first_pain_day()
    done: dict[str, dt.date] = {}
    for result in diary.self_tests.results():
        done[result.test] = max(result.day, done.get(result.test, result.day))
    tests = {test: _tests_due(rules, last, day, begun) for test, last in done.items()}
    own = max((one.day for one in diary.measures.ratings()), default=None)
    pain = max((one.day for one in diary.measures.activity_pain()), default=None)
    change = max((one.day for one in diary.measures.change_ratings()), default=None)
    weeks = rules.overall_change.due_after_days
    return MeasuresDue(
        self_tests=_tests_due(rules, max(done.values(), default=None), day, begun),
        tests=tests,
        own_activities=_plain(own, day, begun, rules.own_activities.due_after_days, rules),
        activity_pain=_plain(pain, day, begun, rules.activity_pain.due_after_days, rules),
        overall_change=due(
            change,
            day,
            begun,
            not_before_days=1,
            due_after_days=weeks,
            # Compared with the start, so there has to be one first.
            first_after_days=weeks,
        ),
        flare_day=flare_day(diary, day),
        may_train=may_train,
    )


def flare_day(diary: Diary, day: dt.date) -> bool:
    """Tell whether a day is none for self-tests.

    It is not if pain now in any region is well above one's usual there, the median of the daily
    values of pain now over the weeks before, or if a flare is on.
    """
    rule = load_rules().flare_day
    now: dict[SidedRegion, float] = {}
    for entry in diary.pain.between(day, day):
        if entry.kind is PainKind.NOW:
            # By time, so the last one stays.
            now[entry.where] = entry.value
    first = day - dt.timedelta(days=rule.usual_days)
    for where, value in now.items():
        before = diary.pain.daily_values(where, PainKind.NOW, first, day - dt.timedelta(days=1))
        usual = usual_pain([one.mean for one in before], rule.least_rated)
        if is_flare_day(value, usual, rule.points_above_usual):
            return True
    state = flare_state(diary, day)
    return state is not None and not state.over


def _tests_due(
    rules: MeasureRules, last: dt.date | None, day: dt.date, begun: dt.date | None
) -> Due:
    return due(
        last,
        day,
        begun,
        not_before_days=rules.self_tests.not_before_days,
        due_after_days=rules.self_tests.due_after_days,
        first_after_days=rules.first_after_days,
    )


def _plain(
    last: dt.date | None,
    day: dt.date,
    begun: dt.date | None,
    after: int,
    rules: MeasureRules,
) -> Due:
    return due(
        last,
        day,
        begun,
        not_before_days=1,
        due_after_days=after,
        first_after_days=rules.first_after_days,
    )
