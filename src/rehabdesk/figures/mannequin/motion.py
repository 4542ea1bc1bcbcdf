"""The way from start to end, in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rehabdesk.figures.mannequin.pose import Pose, mix

Phase: TypeAlias = Literal["lift", "hold", "lower", "rest"]


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long each part of a repetition takes, in seconds.

    Attributes:
        lift: From start to end.
        hold: At the end.
        lower: Back to the start.
        rest: At the start, before the next repetition.
    """

    lift: float = 2.0
    hold: float = 1.0
    lower: float = 3.0
    rest: float = 0.6

    @property
    def repetition(self) -> float:
        """Seconds of one repetition."""
        return self.lift + self.hold + self.lower + self.rest

    def phase(self, seconds: float) -> tuple[Phase, float]:
        """Return the phase at a time since the first start, and the part of it that is over."""
        left = seconds % self.repetition if self.repetition > 0 else 0.0
        phases: tuple[tuple[Phase, float], ...] = (
            ("lift", self.lift),
            ("hold", self.hold),
            ("lower", self.lower),
            ("rest", self.rest),
        )
        for name, lasting in phases:
            if left < lasting:
                return name, left / lasting
            left -= lasting
        return "rest", 1.0

    def moment(self, seconds: float) -> float:
        """Return how far the movement is, 0 at the start and 1 at the end, eased."""
        phase, part = self.phase(seconds)
        if phase == "lift":
            return eased(part)
        if phase == "hold":
            return 1.0
        return eased(1 - part) if phase == "lower" else 0.0


def eased(part: float) -> float:
    """Return a part of the time as a part of the way: slow, faster, slow."""
    part = max(0.0, min(1.0, part))
    return part * part * (3 - 2 * part)


def pose_at(poses: Sequence[Pose], moment: float) -> Pose:
    """Return the pose at a moment, 0 for the first and 1 for the last of the poses.

    Two poses are joined directly, more by a curve (Catmull-Rom, in the form of P. Barry and
    R. Goldman, 1988), which goes on smoothly where the last pose is the first again.
    """
    moment = max(0.0, min(1.0, moment))
    spans = len(poses) - 1
    index = min(spans - 1, int(moment * spans))
    t = moment * spans - index
    if spans == 1:
        return mix(poses[0], poses[1], t)
    if t == 0:
        return poses[index]
    p = [poses[_neighbour(index + step, spans, poses[0] == poses[-1])] for step in (-1, 0, 1, 2)]
    first, second, third = mix(p[0], p[1], t + 1), mix(p[1], p[2], t), mix(p[2], p[3], t - 1)
    return mix(mix(first, second, (t + 1) / 2), mix(second, third, t / 2), t)


def _neighbour(index: int, spans: int, closed: bool) -> int:
    return index % spans if closed else max(0, min(spans, index))
