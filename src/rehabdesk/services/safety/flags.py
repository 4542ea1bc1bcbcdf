"""The questions that were answered with yes, and what became of them: for the gate and reports."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rehabdesk.domain.safety import Clearance, RaisedFlag, SafetyAnswer, SafetyRules
from rehabdesk.services.safety.rules import load_safety_rules

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


def raised_flags(
    diary: Diary,
    first: dt.date | None = None,
    last: dt.date | None = None,
    rules: SafetyRules | None = None,
) -> tuple[RaisedFlag, ...]:
    """Return every question that was answered with yes, the latest first.

    Args:
        diary: The open diary.
        first: Those answered from this day on, or None for all before `last`.
        last: Those answered up to this day, or None for all after `first`.
        rules: Other rules than the program's.

    Raises:
        DiaryError: The diary cannot be read.
    """
    rules = rules or load_safety_rules()
    checks = {one.id: one for one in diary.safety.checks()}
    answers = [one for one in diary.safety.answers(ever_yes=True) if one.check_id in checks]
    seen: dict[str, Clearance] = {one.answer_id: one for one in diary.safety.clearances()}
    found = []
    for place, answer in enumerate(answers):
        check = checks[answer.check_id]
        outside = (first and check.day < first) or (last and check.day > last)
        if not answer.yes or outside:
            continue
        later = next((one for one in answers[place + 1 :] if _is_no_to(one, answer)), None)
        found.append(
            RaisedFlag(
                answer=answer,
                day=check.day,
                cause=check.cause,
                flag=rules.flag(answer.flag),
                clearance=seen.get(answer.id),
                no_since=checks[later.check_id].day if later else None,
                stops=rules.urgencies[answer.urgency].stops,
            )
        )
    return tuple(reversed(found))


def _is_no_to(later: SafetyAnswer, answer: SafetyAnswer) -> bool:
    return later.flag == answer.flag and not later.yes
