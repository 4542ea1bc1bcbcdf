"""One go at a self-test, from practising to the last side; nothing is saved before the end."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import SelfTest, Take, Timing
from rehabdesk.services.measures.recording import Trial, check_score, score_of
from rehabdesk.services.measures.rules import load_rules

#: What adding up steps of time may get wrong, in seconds.
TOLERANCE = 1e-6


class Phase(enum.StrEnum):
    """Where a go is.

    `PRACTISE`: once, without counting. `READY`: before a try. `LEAD_IN`: seconds to get into
    position. `RUNNING`: the clock runs.
    `COUNT`: the score of a try is to be typed in. `PAIN`: a side is over. `DONE`: all is over.
    """

    PRACTISE = "practise"
    READY = "ready"
    LEAD_IN = "lead_in"
    RUNNING = "running"
    COUNT = "count"
    PAIN = "pain"
    DONE = "done"


@dataclass(slots=True)
class _SideRun:
    side: Side
    tries: list[float] = field(default_factory=list)
    pain: float | None = None


class TestRun:
    """Leads through the tries of each side; whoever has a clock tells how much time passed."""

    __test__ = False

    def __init__(self, test: SelfTest, version: str = "") -> None:
        """Begin with the first side.

        Args:
            test: The test.
            version: The version, where the test has several.
        """
        self.test = test
        self.version = version
        self._sides = [_SideRun(side) for side in test.sides]
        self._place = 0
        self._seconds = 0.0
        self._lead_in = load_rules().self_tests.lead_in_s
        self._phase = self._first_phase()

    @property
    def phase(self) -> Phase:
        """Where it is."""
        return self._phase

    @property
    def side(self) -> Side:
        """The side that is tested."""
        return self._now.side

    @property
    def tries(self) -> tuple[float, ...]:
        """The tries of this side so far."""
        return tuple(self._now.tries)

    @property
    def try_number(self) -> int:
        """The number of the next or running try, from 1."""
        return len(self._now.tries) + 1

    @property
    def seconds(self) -> float:
        """Seconds of the running try: gone by, or left where it counts down or leads in."""
        if self._phase is Phase.LEAD_IN:
            return max(0.0, self._lead_in - self._seconds)
        if self.test.timing is Timing.COUNT_DOWN:
            return max(0.0, self._length - self._seconds)
        return self._seconds

    @property
    def part(self) -> float:
        """How much of the longest time is over, 0 to 1."""
        if self._phase is Phase.LEAD_IN:
            return 0.0
        return min(1.0, self._seconds / self._length)

    @property
    def begun(self) -> bool:
        """Whether something was entered that would be lost."""
        return any(one.tries or one.pain is not None for one in self._sides)

    @property
    def stopped(self) -> bool:
        """Whether pain ended the test."""
        limit = load_rules().self_tests.stop_pain_above
        return any(one.pain is not None and one.pain > limit for one in self._sides)

    @property
    def trials(self) -> list[Trial]:
        """What is to be kept: the sides with a try or a pain."""
        return [
            Trial(one.side, tuple(one.tries), one.pain)
            for one in self._sides
            if one.tries or one.pain is not None
        ]

    @property
    def score(self) -> float | None:
        """The try of this side that counts so far."""
        return score_of(self.test, self._now.tries)

    def practised(self) -> None:
        """Go on to the first try."""
        if self._phase is Phase.PRACTISE:
            self._phase = Phase.READY

    def start(self) -> None:
        """Start a try: some seconds to get into position, then the clock.

        Started again meanwhile, the clock runs at once.
        """
        if self.test.timing is Timing.NONE or self._phase not in {Phase.READY, Phase.LEAD_IN}:
            return
        at_once = self._phase is Phase.LEAD_IN or not self._lead_in
        self._seconds = 0.0
        self._phase = Phase.RUNNING if at_once else Phase.LEAD_IN

    def pass_time(self, seconds: float) -> None:
        """Let time go by; at its end the try is over."""
        if self._phase is Phase.LEAD_IN:
            self._seconds += seconds
            over = self._seconds - self._lead_in
            if over < -TOLERANCE:
                return
            self._phase, self._seconds, seconds = Phase.RUNNING, 0.0, max(over, 0.0)
        if self._phase is not Phase.RUNNING:
            return
        self._seconds += seconds
        if self._seconds >= self._length - TOLERANCE:
            self._seconds = self._length
            self.stop()

    def stop(self) -> None:
        """Stop the clock: a hold is over, a countdown that was stopped early does not count."""
        if self._phase is not Phase.RUNNING:
            return
        if self.test.timing is Timing.COUNT_UP:
            self._keep(round(max(self._seconds, self.test.low), 1))
        elif self._seconds >= self._length:
            self._phase = Phase.COUNT
        else:
            self._phase = Phase.READY

    def give_up_try(self) -> None:
        """Forget the running try: something came between."""
        if self._phase in {Phase.LEAD_IN, Phase.RUNNING, Phase.COUNT}:
            self._seconds = 0.0
            self._phase = Phase.READY

    def type_instead(self) -> None:
        """Ask for the time of a try that was taken with another clock."""
        if self._phase is Phase.READY and self.test.timing is Timing.COUNT_UP:
            self._phase = Phase.COUNT

    def enter(self, score: float) -> None:
        """Take the score of a try that was counted or measured.

        Raises:
            InputError: The test cannot have this score; nothing was taken.
        """
        untimed = self._phase is Phase.READY and self.test.timing is Timing.NONE
        if untimed or self._phase is Phase.COUNT:
            self._keep(check_score(self.test, score))

    def take_back(self) -> None:
        """Forget the last try of this side, so that it can be done again."""
        if self._now.tries and self._phase in {Phase.READY, Phase.PAIN}:
            self._now.tries.pop()
            self._phase = Phase.READY

    def enough(self) -> None:
        """End this side: no more tries, or it hurts."""
        if self._phase is not Phase.DONE:
            self._phase = Phase.PAIN

    def rate(self, pain: float | None) -> None:
        """Say how much it hurt during this side, or that it is not known, and go on.

        Pain above the limit ends the test.
        """
        if self._phase is not Phase.PAIN:
            return
        self._now.pain = pain
        if self.stopped or self._place + 1 == len(self._sides):
            self._phase = Phase.DONE
        else:
            self._place += 1
            self._seconds = 0.0
            self._phase = self._first_phase()

    @property
    def _now(self) -> _SideRun:
        return self._sides[self._place]

    @property
    def _length(self) -> float:
        return float(self.test.countdown_s or self.test.cap)

    def _first_phase(self) -> Phase:
        # Where the second try counts, the first is the practice.
        return Phase.READY if self.test.take is Take.SECOND else Phase.PRACTISE

    def _keep(self, score: float) -> None:
        self._now.tries.append(score)
        self._seconds = 0.0
        enough = len(self._now.tries) >= self.test.tries
        self._phase = Phase.PAIN if enough else Phase.READY
