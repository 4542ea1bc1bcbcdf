"""The guided session: what comes when, counted and timed.

It knows neither widgets nor a clock of its own: whoever uses it says how many seconds went by and
what the person did, shows what it says, and saves the steps it gives (`player_steps`).
"""

from __future__ import annotations

import dataclasses
import enum
import math
from collections.abc import Callable

from rehabdesk.domain.exercise import Dosage
from rehabdesk.domain.plan import ExerciseSide, PlanItem, SetDone
from rehabdesk.figures.mannequin.motion import Phase
from rehabdesk.services.pain_limits import TrafficLight, Zone
from rehabdesk.services.player_steps import (
    EasierTaken,
    ItemSkipped,
    Moved,
    PainRated,
    SetFinished,
    Step,
)
from rehabdesk.services.player_timing import TINY, Timing, timing_of
from rehabdesk.services.session_state import SessionState


class Stage(enum.Enum):
    """What the person is doing."""

    READY = "ready"
    MOVING = "moving"
    RESTING = "resting"
    STOPPED = "stopped"
    OVER = "over"


class Player:
    """A session while it is being done.

    A set begins when the person says so (`READY`), runs in the plan's tempo (`MOVING`), is saved
    when its last repetition is over, and is followed by the rest the plan prescribes (`RESTING`),
    after which the next set of the same side begins by itself. A pain rating in the red range
    stops the exercise (`STOPPED`) until an easier version is taken or the exercise is ended.
    """

    def __init__(
        self, state: SessionState, light: TrafficLight, usual: Callable[[str], Dosage | None]
    ) -> None:
        """Begin, or go on, where a session is.

        Args:
            state: The session.
            light: The pain rule.
            usual: Tells the usual dosage of an exercise, for the tempo of easier versions.
        """
        self._light = light
        self._limits = state.version.limits
        self._usual = usual
        self.items = state.items
        self._sets = list(state.sets)
        self._steps: list[Step] = []
        self._at = 0
        self._last: int | None = None
        self._seconds = 0.0
        self._rest_left = 0.0
        self._paused = False
        self._stopped_while = Stage.READY
        self._pain: float | None = None
        self._least_pain = 0.0
        self._stage = Stage.OVER
        waiting = state.next_set
        if waiting is not None:
            self._at = self._sets.index(waiting)
            self._pain = waiting.pain
            self._stage = Stage.READY

    # ------------------------------------------------------------ what it shows

    @property
    def stage(self) -> Stage:
        """What the person is doing."""
        return self._stage

    @property
    def paused(self) -> bool:
        """Whether the time stands still although a set or a rest has begun."""
        return self._paused

    @property
    def runs(self) -> bool:
        """Whether time counts at present."""
        return self._stage in {Stage.MOVING, Stage.RESTING} and not self._paused

    @property
    def current(self) -> SetDone:
        """The set that is being done, or that comes after the rest."""
        return self._sets[self._at]

    @property
    def last(self) -> SetDone | None:
        """The set that was done last since the player was opened, or None."""
        return None if self._last is None else self._sets[self._last]

    @property
    def sets(self) -> tuple[SetDone, ...]:
        """All sets as they stand."""
        return tuple(self._sets)

    @property
    def item(self) -> PlanItem:
        """The plan item of the current set."""
        return self._item_of(self.current)

    @property
    def row(self) -> tuple[SetDone, ...]:
        """The sets of the current item and side."""
        return tuple(one for one in self._sets if _group(one) == _group(self.current))

    @property
    def timing(self) -> Timing:
        """How the current set runs in time."""
        return timing_of(self.item, self.current, self._usual)

    @property
    def seconds(self) -> float:
        """Seconds since the current set began."""
        return self._seconds

    @property
    def repetition(self) -> int:
        """The repetition that is being done, from 1; the number planned once all are over."""
        return min(self.done_so_far + 1, self.current.planned)

    @property
    def done_so_far(self) -> int:
        """Repetitions, or seconds of holding, of the current set that are over."""
        return self.timing.done_at(self._seconds)

    @property
    def phase(self) -> Phase:
        """The part of the repetition; `rest` while no set is being done."""
        return self._phase()[0]

    @property
    def part(self) -> float:
        """How much of the phase, or of the rest, is over, 0 to 1."""
        if self._resting:
            rest = self.item.rest_s or 0
            return 1.0 - self._rest_left / rest if rest else 1.0
        return self._phase()[1]

    @property
    def seconds_left(self) -> int:
        """Whole seconds left of the phase or the rest, at least 1 while it lasts."""
        if self._resting:
            return max(0, math.ceil(self._rest_left - TINY))
        return self.timing.left_at(self._seconds)

    @property
    def pain(self) -> float | None:
        """The latest rating during the current exercise, or None."""
        return self._pain

    @property
    def zone(self) -> Zone | None:
        """The range of the latest rating, or None."""
        return None if self._pain is None else self._light.zone(self._pain, self._limits)

    @property
    def up_next(self) -> SetDone | None:
        """The first set of the exercise or side that comes after this one, or None."""
        found = self._next_group()
        return None if found is None else self._sets[found]

    def item_share(self, item_id: str) -> float:
        """Return how much of an item is over, done or left out, 0 to 1."""
        about = [one for one in self._sets if one.plan_item_id == item_id]
        over = sum(one.skipped or one.done is not None for one in about)
        return over / len(about) if about else 0.0

    # ------------------------------------------------------------ what happens

    def take_steps(self) -> list[Step]:
        """Return what is to be saved since this was asked last."""
        steps, self._steps = self._steps, []
        return steps

    def advance(self, seconds: float) -> None:
        """Let time go by; it counts only while a set or a rest is going on."""
        while self.runs and seconds > TINY:
            if self._stage is Stage.RESTING:
                used = min(seconds, self._rest_left)
                self._rest_left -= used
            else:
                used = min(seconds, self.timing.length - self._seconds)
                self._seconds += used
            seconds -= used
            self._end_what_is_over()

    def toggle(self) -> None:
        """Begin the set, pause, or go on. Does nothing while the exercise is stopped."""
        if self._stage is Stage.READY:
            self._stage, self._paused = Stage.MOVING, False
        elif self._stage in {Stage.MOVING, Stage.RESTING}:
            self._paused = not self._paused

    def pause(self) -> None:
        """Let the time stand still, if it runs."""
        if self.runs:
            self._paused = True

    def next(self) -> None:
        """End the set with what was done, end the rest, or go on to the next exercise or side."""
        if self._stage is Stage.RESTING:
            self._end_rest()
        elif self._stage is Stage.MOVING and self.done_so_far:
            self._finish_set(self.done_so_far)
        elif self._stage in {Stage.READY, Stage.MOVING}:
            following = self._next_group()
            if following is None:
                self._end()
            else:
                self._go(following)

    def back(self) -> None:
        """Begin the set again, or go to the one before it."""
        if self._stage is Stage.OVER:
            self._go(len(self._sets) - 1)
        elif self._stage is Stage.RESTING and self._last is not None:
            self._go(self._last)
        elif self._stage is Stage.MOVING and self._seconds > self.timing.tempo.lift:
            self._go(self._at)
        elif self._stage is not Stage.STOPPED:
            self._go(max(0, self._at - 1))

    def rate(self, pain: float) -> None:
        """Rate the pain of the set that is being done or, in the rest, was just done.

        A rating above the limit stops the exercise; correcting it takes that back.
        """
        if self._stage is Stage.OVER:
            return
        self._pain = pain
        place = self._last if self._resting and self._last is not None else self._at
        rated = dataclasses.replace(self._sets[place], pain=max(pain, self._least_pain))
        self._sets[place] = rated
        if rated.done is None:
            self._steps.append(PainRated(rated.id, rated.pain or 0.0))
        else:
            self._steps.append(SetFinished(rated.id, rated.done, rated.pain))
        if self.zone is Zone.RED and self._stage is not Stage.STOPPED:
            self._stopped_while, self._stage = self._stage, Stage.STOPPED
        elif self.zone is not Zone.RED and self._stage is Stage.STOPPED:
            self._stage = self._stopped_while
            self._paused = self._stage is not Stage.READY

    def correct(self, done: int) -> None:
        """Correct how much of the last set was done; more than planned is possible."""
        if self._last is None:
            return
        one = dataclasses.replace(self._sets[self._last], done=max(0, done), skipped=False)
        self._sets[self._last] = one
        self._steps.append(SetFinished(one.id, max(0, done), one.pain))

    def take_easier(self, exercise: str | None) -> None:
        """Go on with an easier version, from the beginning of a set.

        Args:
            exercise: The exercise it is, or None for the same one done differently.
        """
        if self._stage is Stage.OVER:
            return
        item_id = self.item.id
        moving = self._doing is Stage.MOVING
        ahead = self._open(self._at + 1)
        further = [place for place in ahead if self._sets[place].plan_item_id == item_id]
        if moving and self.done_so_far and further:
            self._record(self.done_so_far)
            self._at = further[0]
        elif self._stage is Stage.STOPPED and not self._resting:
            # The set is done again; that it hurt the first time stays with it.
            self._least_pain = self._pain or 0.0
        if exercise is not None:
            self._change_waiting(item_id, exercise=exercise, skipped=False, skip_reason="")
            self._steps.append(EasierTaken(item_id, exercise))
        self._pain = None
        self._stage, self._paused, self._seconds = Stage.READY, False, 0.0

    def skip(self, reason: str = "") -> None:
        """Leave out what is not done yet of the current exercise; what was done of a set counts.

        Args:
            reason: Plain text, or "".
        """
        if self._stage is Stage.OVER:
            return
        item_id, doing = self.item.id, self._doing
        tried = self._stage is Stage.STOPPED or self.done_so_far > 0
        if doing is Stage.MOVING and tried:
            self._record(self.done_so_far)
        self._change_waiting(item_id, skipped=True, skip_reason=reason)
        self._steps.append(ItemSkipped(item_id, reason))
        following = next(iter(self._open(self._at)), None)
        if following is None:
            self._end()
        else:
            self._go(following)

    def leave(self) -> None:
        """Stop for today; what was done of the current set counts."""
        if self._doing is Stage.MOVING and self.done_so_far:
            self._record(self.done_so_far)
        self._end()

    # ------------------------------------------------------------ inside

    @property
    def _doing(self) -> Stage:
        return self._stopped_while if self._stage is Stage.STOPPED else self._stage

    @property
    def _resting(self) -> bool:
        return self._doing is Stage.RESTING

    def _phase(self) -> tuple[Phase, float]:
        if self._doing is not Stage.MOVING:
            return "rest", 0.0
        return self.timing.phase_at(self._seconds)

    def _item_of(self, one: SetDone) -> PlanItem:
        return next(item for item in self.items if item.id == one.plan_item_id)

    def _open(self, first: int) -> list[int]:
        """Return the places of sets from one on that are neither done nor left out."""
        return [
            place
            for place in range(first, len(self._sets))
            if self._sets[place].done is None and not self._sets[place].skipped
        ]

    def _change_waiting(self, item_id: str, **values: str | bool) -> None:
        """Change all sets of an item that nothing was recorded of, as the diary does."""
        for place, one in enumerate(self._sets):
            if one.plan_item_id == item_id and one.done is None:
                self._sets[place] = dataclasses.replace(one, **values)  # type: ignore[arg-type]

    def _next_group(self) -> int | None:
        here = _group(self.current)
        ahead = self._open(self._at + 1)
        return next((place for place in ahead if _group(self._sets[place]) != here), None)

    def _end_what_is_over(self) -> None:
        if self._stage is Stage.RESTING and self._rest_left <= TINY:
            self._end_rest()
        elif self._stage is Stage.MOVING and self._seconds >= self.timing.length - TINY:
            self._finish_set(self.current.planned)

    def _end_rest(self) -> None:
        last = self.last
        same = last is not None and _group(last) == _group(self.current)
        self._rest_left, self._seconds, self._paused = 0.0, 0.0, False
        self._stage = Stage.MOVING if same else Stage.READY

    def _finish_set(self, done: int) -> None:
        self._record(done)
        finished, rest = self.current, float(self.item.rest_s or 0)
        following = next(iter(self._open(self._at + 1)), None)
        if following is None:
            self._end()
            return
        self._go(following)
        if rest and self.current.plan_item_id == finished.plan_item_id:
            self._stage, self._rest_left = Stage.RESTING, rest

    def _record(self, done: int) -> None:
        one = dataclasses.replace(self.current, done=done, skipped=False, skip_reason="")
        self._sets[self._at] = one
        self._last = self._at
        self._least_pain = 0.0
        self._steps.append(SetFinished(one.id, done, one.pain))

    def _go(self, place: int) -> None:
        before = self.current.plan_item_id
        self._at = place
        self._stage, self._paused, self._seconds = Stage.READY, False, 0.0
        self._least_pain = 0.0
        if self.current.plan_item_id != before:
            self._pain = self.current.pain
            self._steps.append(Moved(self.current.plan_item_id))

    def _end(self) -> None:
        self._stage, self._paused, self._seconds = Stage.OVER, False, 0.0


def _group(one: SetDone) -> tuple[str, ExerciseSide]:
    return one.plan_item_id, one.side
