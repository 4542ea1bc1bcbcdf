"""The traffic light: how much pain during and after an exercise is acceptable.

The usual limits, their words and their sources are in `resources/rules/traffic_light.json`; a plan
can have limits of its own.
"""

from __future__ import annotations

import enum
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass

from rehabdesk.domain.plan import PainLimits
from rehabdesk.domain.text import Message
from rehabdesk.resources import resource_path

CONTEXT = "pain limits"


class Zone(enum.StrEnum):
    """A range of pain ratings; names and words tell them apart, never colour alone."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class TrafficLight:
    """The rule in use.

    Attributes:
        limits: The usual limits.
        settles_within_minutes: How soon pain should be back where it began.
        morning_worse_by: From how many points on the next morning counts as worse.
        words: What to say of each range.
        morning_worse: What to say when the next morning was worse.
    """

    limits: PainLimits
    settles_within_minutes: int
    morning_worse_by: float
    words: Mapping[Zone, Message]
    morning_worse: Message

    def zone(self, pain: float, limits: PainLimits | None = None) -> Zone:
        """Return the range a rating is in.

        A rating between two whole numbers belongs to the higher one: 2.5 is amber.

        Args:
            pain: 0 to 10.
            limits: A plan's own limits, or None for the usual ones.
        """
        used = limits or self.limits
        if pain <= used.green:
            return Zone.GREEN
        return Zone.AMBER if pain <= used.amber else Zone.RED

    def morning_is_worse(self, before: float | None, next_morning: float | None) -> bool | None:
        """Tell whether the next morning was worse than before the session; None is unknown."""
        if before is None or next_morning is None:
            return None
        return next_morning - before >= self.morning_worse_by


@functools.cache
def load_traffic_light() -> TrafficLight:
    """Return the rule; the file is read once."""
    data = json.loads(resource_path("rules", "traffic_light.json").read_text(encoding="utf-8"))
    texts = data["texts"]
    return TrafficLight(
        limits=PainLimits(int(data["green_to"]), int(data["amber_to"])),
        settles_within_minutes=int(data["settles_within_minutes"]),
        morning_worse_by=float(data["morning_worse_by"]),
        words={zone: Message(CONTEXT, texts[zone.value]) for zone in Zone},
        morning_worse=Message(CONTEXT, texts["morning_worse"]),
    )
