"""How one set runs in time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from rehabdesk.domain.exercise import Dosage
from rehabdesk.domain.plan import PlanItem, SetDone, SetUnit
from rehabdesk.figures.mannequin.motion import Phase, Tempo
from rehabdesk.services.plan_rules import load_plan_rule

#: Sums of many short times differ from whole seconds by less than this.
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Timing:
    """A set of repetitions in a tempo, or a timed set as one long repetition.

    Attributes:
        tempo: How long the parts of a repetition last; without a rest between repetitions.
        planned: Repetitions or seconds.
        timed: Whether it is counted in seconds.
        moves_on: Whether a timed set is a movement that goes on, such as walking, and not a hold.
    """

    tempo: Tempo
    planned: int
    timed: bool
    moves_on: bool

    @property
    def length(self) -> float:
        """Seconds of the whole set."""
        if self.timed:
            return self.tempo.lift + self.tempo.hold
        return self.planned * self.tempo.repetition

    def done_at(self, seconds: float) -> int:
        """Return how many repetitions, or seconds of holding, are over at a time."""
        if self.timed:
            held = seconds - self.tempo.lift
            return max(0, min(self.planned, math.floor(held + TINY)))
        return min(self.planned, math.floor((seconds + TINY) / self.tempo.repetition))

    def phase_at(self, seconds: float) -> tuple[Phase, float]:
        """Return the phase at a time, and how much of it is over, 0 to 1."""
        if self.timed:
            # One long repetition: it must not begin again at its very end.
            return self.tempo.phase(min(seconds, self.length - TINY))
        return self.tempo.phase(seconds + TINY)

    def left_at(self, seconds: float) -> int:
        """Return the whole seconds that are left of the phase at a time."""
        phase, part = self.phase_at(seconds)
        lasting = {"lift": self.tempo.lift, "hold": self.tempo.hold, "lower": self.tempo.lower}
        return math.ceil(lasting.get(phase, 0.0) * (1 - part) - TINY)


def timing_of(item: PlanItem, one: SetDone, usual: Callable[[str], Dosage | None]) -> Timing:
    """Return how a set runs.

    Args:
        item: What the plan prescribes.
        one: The set; its exercise may be an easier version, which has a tempo of its own.
        usual: Tells the usual dosage of an exercise.
    """
    rule, own = load_plan_rule(), usual(one.exercise)
    source: PlanItem | Dosage = item if own is None or one.exercise == item.exercise else own
    there = rule.seconds_there if source.lift_s is None else source.lift_s
    back = rule.seconds_back if source.lower_s is None else source.lower_s
    timed = one.unit is SetUnit.SECONDS
    moves_on = timed and own is not None and own.reps is None
    if timed:
        tempo = Tempo(0.0 if moves_on else float(there), float(one.planned), 0.0, 0.0)
    else:
        # A repetition takes some time, whatever somebody prescribed.
        tempo = Tempo(float(max(there, 1)), float(source.hold_s or 0), float(max(back, 1)), 0.0)
    return Timing(tempo, one.planned, timed, moves_on)
