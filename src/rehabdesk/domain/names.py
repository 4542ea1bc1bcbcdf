"""The plain names of the choices a diary knows, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.load import Help
from rehabdesk.domain.pain import Activity, PainKind, Quality, Spread
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.regions import Region, Side, SidedRegion, View
from rehabdesk.domain.text import Message, Translator, message

QUALITY_NAMES: Mapping[Quality, Message] = MappingProxyType(
    {
        Quality.ACHE: message("quality", "Aching"),
        Quality.SHARP: message("quality", "Sharp"),
        Quality.BURNING: message("quality", "Burning"),
        Quality.PINS_AND_NEEDLES: message("quality", "Pins and needles"),
        Quality.NUMB: message("quality", "Numb"),
    }
)
ACTIVITY_NAMES: Mapping[Activity, Message] = MappingProxyType(
    {
        Activity.STAIRS_UP: message("activity", "Stairs up"),
        Activity.STAIRS_DOWN: message("activity", "Stairs down"),
        Activity.SITTING: message("activity", "Sitting"),
        Activity.SQUATTING: message("activity", "Squatting"),
        Activity.KNEELING: message("activity", "Kneeling"),
        Activity.WALKING: message("activity", "Walking"),
        Activity.RUNNING: message("activity", "Running"),
        Activity.RISING: message("activity", "Rising from a chair"),
        Activity.LYING_ON_SIDE: message("activity", "Lying on the side"),
        Activity.NIGHT: message("activity", "At night"),
        Activity.FIRST_STEPS: message("activity", "First steps"),
    }
)
SPREAD_NAMES: Mapping[Spread, Message] = MappingProxyType(
    {
        Spread.LOCALISED: message("spread", "A finger covers it"),
        Spread.REGIONAL: message("spread", "A whole hand"),
        Spread.DIFFUSE: message("spread", "Can’t say"),
    }
)
KIND_NAMES: Mapping[PainKind, Message] = MappingProxyType(
    {
        PainKind.NOW: message("pain kind", "Now"),
        PainKind.WORST: message("pain kind", "Worst"),
        PainKind.AVERAGE: message("pain kind", "Average"),
    }
)
SLEEP_NAMES: Mapping[Sleep, Message] = MappingProxyType(
    {
        Sleep.GOOD: message("sleep", "Good"),
        Sleep.WOKE_WITH_PAIN: message("sleep", "Woke with pain"),
        Sleep.WOKE_OTHERWISE: message("sleep", "Woke, other reason"),
    }
)
STIFFNESS_NAMES: Mapping[Stiffness, Message] = MappingProxyType(
    {
        Stiffness.NONE: message("stiffness", "Not stiff"),
        Stiffness.UNDER_10: message("stiffness", "Under 10 min"),
        Stiffness.FROM_10_TO_30: message("stiffness", "10–30 min"),
        Stiffness.OVER_30: message("stiffness", "Over 30 min"),
    }
)
HELP_NAMES: Mapping[Help, Message] = MappingProxyType(
    {
        Help.HEAT: message("help", "Heat"),
        Help.COLD: message("help", "Cold"),
        Help.MEDICATION: message("help", "Medication"),
        Help.REST: message("help", "Rest"),
        Help.TAPING: message("help", "Taping"),
        Help.SLEEP: message("help", "Sleep"),
        Help.WALKING_AID: message("help", "Walking aid"),
        Help.OTHER: message("help", "Other"),
    }
)
#: One letter for each, where there is little room; a key says what it stands for.
HELP_LETTERS: Mapping[Help, Message] = MappingProxyType(
    {
        Help.HEAT: message("help letter", "H"),
        Help.COLD: message("help letter", "C"),
        Help.MEDICATION: message("help letter", "M"),
        Help.REST: message("help letter", "R"),
        Help.TAPING: message("help letter", "T"),
        Help.SLEEP: message("help letter", "S"),
        Help.WALKING_AID: message("help letter", "W"),
        Help.OTHER: message("help letter", "O"),
    }
)
STATUS_NAMES: Mapping[SessionStatus, Message] = MappingProxyType(
    {
        SessionStatus.DONE: message("session", "Done"),
        SessionStatus.PARTIAL: message("session", "Part done"),
        SessionStatus.SKIPPED: message("session", "Skipped"),
        SessionStatus.NOT_DONE: message("session", "Not done"),
    }
)
SIDE_NAMES: Mapping[Side, Message] = MappingProxyType(
    {
        Side.LEFT: message("side", "Left"),
        Side.RIGHT: message("side", "Right"),
        Side.NONE: message("side", "Middle"),
    }
)
YOUR_SIDE_NAMES: Mapping[Side, Message] = MappingProxyType(
    {
        Side.LEFT: message("side", "your left"),
        Side.RIGHT: message("side", "your right"),
        Side.NONE: message("side", "middle"),
    }
)
VIEW_NAMES: Mapping[View, Message] = MappingProxyType(
    {
        View.FRONT: message("view", "Front"),
        View.BACK: message("view", "Back"),
        View.INNER: message("view", "Inner sides"),
        View.OUTER: message("view", "Outer sides"),
    }
)


def full_name(tr: Translator, region: Region, where: SidedRegion) -> str:
    """Return a region with its side as one would say it: "Inner knee, your left"."""
    if where.side is Side.NONE:
        return tr.say(region.name)
    return tr(
        "region",
        "{region}, {side}",
        region=tr.say(region.name),
        side=tr.say(YOUR_SIDE_NAMES[where.side]),
    )
