"""What the parts of the benchmark have in common: lines with two sides that take turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Extent:
    """How much is done.

    Attributes:
        starts: Rounds of starting.
        charts: Rounds of charts and saving.
        saves: Saves a round.
        imports: Rounds of importing.
        rows: Rows imported.
    """

    starts: int
    charts: int
    saves: int
    imports: int
    rows: int


FULL = Extent(starts=15, charts=5, saves=25, imports=5, rows=100_000)
QUICK = Extent(starts=1, charts=1, saves=3, imports=1, rows=2_000)


@dataclass(frozen=True)
class Line:
    """One comparison.

    Attributes:
        name: What is compared.
        target: The ratio it should not exceed; None where it is for information.
        ours: RehabDesk's figures.
        theirs: The other side's.
        unit: "ms" or "MB".
        cpu: Ratio of processor time (median), where the process did nothing else.
    """

    name: str
    target: float | None
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    unit: str = "ms"
    cpu: float | None = None

    @property
    def ratio(self) -> float:
        """Ratio of the medians."""
        return median(self.ours) / median(self.theirs)

    @property
    def best(self) -> float:
        """Ratio of the best of each."""
        return min(self.ours) / min(self.theirs)

    @property
    def met(self) -> bool | None:
        """Whether the target is met."""
        return None if self.target is None else self.ratio <= self.target

    def __str__(self) -> str:
        """Return the line as it is printed."""
        verdict = {None: "", True: "met", False: "NOT MET"}[self.met]
        wanted = "" if self.target is None else f"≤ {self.target:.1f}"
        cpu = "" if self.cpu is None else f"{self.cpu:.2f}"
        both = f"{median(self.ours):.1f} / {median(self.theirs):.1f} {self.unit}"
        return (
            f"{self.name:<58}{self.ratio:6.2f} {wanted:<7}{verdict:<8}"
            f"{self.best:6.2f} {cpu:>5}  {both}"
        )


HEAD = f"{'':<58}{'ratio':>6} {'target':<7}{'':<8}{'best':>6} {'cpu':>5}  medians"


def children_cpu() -> float:
    """Return the processor time of all probes so far, in seconds; 0 where nothing tells it."""
    if resource is None:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def take_turns(rounds: int, sides: dict[str, Callable[[], Any]]) -> dict[str, list[Any]]:
    """Call every side once a round, forwards and backwards in turn; a first round is not kept."""
    found: dict[str, list[Any]] = {name: [] for name in sides}
    for number in range(rounds + (rounds > 1)):
        order = list(sides) if number % 2 else list(reversed(sides))
        for name in order:
            result = sides[name]()
            if number or rounds == 1:
                found[name].append(result)
    return found
