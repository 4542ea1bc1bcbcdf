"""What the program's own rules say to a person: how much pain is all right, and when to stop."""

from __future__ import annotations

import functools
import json

from rehabdesk.domain.plan import PainLimits
from rehabdesk.domain.text import Message, Translator
from rehabdesk.reports.home_plan import Labelled, StopPart
from rehabdesk.resources import resource_path
from rehabdesk.services.pain_limits import Zone, load_traffic_light

_STOP_CONTEXT = "stop and call"


def pain_limits(limits: PainLimits | None, tr: Translator) -> tuple[Labelled, ...]:
    """Return the pain ranges with what to do in each.

    Args:
        limits: A plan's own limits, or None for the usual ones.
        tr: Says the texts.
    """
    light = load_traffic_light()
    used = limits or light.limits
    ends = ((Zone.GREEN, 0, used.green), (Zone.AMBER, used.green + 1, used.amber),
            (Zone.RED, used.amber + 1, 10))  # fmt: skip
    return tuple(
        Labelled(_range(low, high), tr.say(light.words[zone]))
        for zone, low, high in ends
        if low <= high
    )


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


@functools.cache
def _stop_texts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = resource_path("rules", "stop_and_call.json").read_text(encoding="utf-8")
    return tuple((part["title"], tuple(part["lines"])) for part in json.loads(text)["parts"])


def stop_parts(tr: Translator) -> tuple[StopPart, ...]:
    """Return when to stop and call somebody; the words are in `rules/stop_and_call.json`."""
    return tuple(
        StopPart(
            tr.say(Message(_STOP_CONTEXT, title)),
            tuple(tr.say(Message(_STOP_CONTEXT, line)) for line in lines),
        )
        for title, lines in _stop_texts()
    )
