"""The numbers behind suggestions to do more or less; see `resources/rules/progression.json`."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass

from rehabdesk.resources import resource_path


@dataclass(frozen=True, slots=True)
class ProgressionRule:
    """The rule in use.

    Attributes:
        extra_reps: Repetitions beyond the plan in the last set that allow more.
        extra_seconds: Seconds beyond the plan in a timed set that allow more.
        sessions: In how many sessions in a row.
        easy_to: Effort up to this, as often, allows more as well.
        hard_from: Effort from this on asks to hold the dose.
        reps_step: Repetitions added in one step.
        reps_to: Most repetitions reached by steps.
        sets_to: Most sets reached by steps.
        seconds_step: Seconds added to a timed set in one step.
        seconds_to: Longest timed set reached by such steps.
        long_factor: Growth of timed sets that are longer than that.
        slower_s: Seconds the way back grows by in one step.
        slower_to: Slowest way back reached by steps.
        back_factor: What is left of the repetitions one step back.
        back_sessions: For how many sessions.
        break_days: Days without an exercise that count as a break.
        break_factor: What is left of the dose after a break.
        long_break_days: Days after which to begin anew with the first dose.
        harder_per_session: Exercises that may be made harder at once.
        rising_weeks: After so many weeks of climbing averages nothing is made harder.
        rising_logged: Rated days a week needs to have an average.
    """

    extra_reps: int
    extra_seconds: int
    sessions: int
    easy_to: int
    hard_from: int
    reps_step: int
    reps_to: int
    sets_to: int
    seconds_step: int
    seconds_to: int
    long_factor: float
    slower_s: int
    slower_to: int
    back_factor: float
    back_sessions: int
    break_days: int
    break_factor: float
    long_break_days: int
    harder_per_session: int
    rising_weeks: int
    rising_logged: int


@functools.cache
def load_progression_rule() -> ProgressionRule:
    """Return the rule; the file is read once."""
    data = json.loads(resource_path("rules", "progression.json").read_text(encoding="utf-8"))
    steps = data["steps"]
    return ProgressionRule(
        extra_reps=int(data["two_for_two"]["extra_reps"]),
        extra_seconds=int(data["two_for_two"]["extra_seconds"]),
        sessions=int(data["two_for_two"]["sessions"]),
        easy_to=int(data["effort"]["easy_to"]),
        hard_from=int(data["effort"]["hard_from"]),
        reps_step=int(steps["reps"]),
        reps_to=int(steps["reps_to"]),
        sets_to=int(steps["sets_to"]),
        seconds_step=int(steps["seconds"]),
        seconds_to=int(steps["seconds_to"]),
        long_factor=float(steps["long_seconds_factor"]),
        slower_s=int(steps["slower_s"]),
        slower_to=int(steps["slower_to"]),
        back_factor=float(data["back"]["reps_factor"]),
        back_sessions=int(data["back"]["sessions"]),
        break_days=int(data["break"]["days"]),
        break_factor=float(data["break"]["factor"]),
        long_break_days=int(data["break"]["long_days"]),
        harder_per_session=int(data["harder_per_session"]),
        rising_weeks=int(data["rising"]["weeks"]),
        rising_logged=int(data["rising"]["least_logged"]),
    )
