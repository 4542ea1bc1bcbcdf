"""Figures, their movement, scrolling through them, and the home plan with them."""

from __future__ import annotations

import shutil

from material import Material
from measuring import Extent, Line, take_turns

#: What is promised, in milliseconds or percent; these lines have no other side.
CARD_MS, FRAME_MS, CORE_PERCENT = 6.0, 1000 / 30, 60.0


def drawing(material: Material, extent: Extent) -> list[Line]:
    """One card, the player's figure, the library."""
    found = take_turns(
        extent.charts,
        {what: lambda what=what: material.probe("drawing", what) for what in _DRAWINGS},
    )
    cards = tuple(1000 * one for each in found["cards"] for one in each["seconds"])
    again = tuple(1000 * one for each in found["cards"] for one in each["again"])
    frames = tuple(1000 / each["frames_a_second"] for each in found["movement"])
    share = tuple(100 * each["share_of_a_core"] for each in found["movement"])
    slowest = tuple(1000 * max(each["seconds"]) for each in found["scrolling"])
    return [
        Line("one figure as a card, 224 x 180, first time : 6 ms", 1.0, cards, (CARD_MS,)),
        Line("  the same figure again", None, again, (CARD_MS,)),
        Line("a frame of the movement, 800 x 600 : 1/30 s", 1.0, frames, (FRAME_MS,)),
        Line("  processor meanwhile : 60 % of a core", 1.0, share, (CORE_PERCENT,), "%"),
        Line("slowest frame of scrolling the library : 1/30 s", 1.0, slowest, (FRAME_MS,)),
    ]


_DRAWINGS = ("cards", "movement", "scrolling")


def paper(material: Material, extent: Extent) -> list[Line]:
    """The home plan of five exercises, the first time in a process and later."""
    rounds = str(2 * extent.saves)

    def plan() -> object:
        copy = shutil.copyfile(material.diary, material.folder / "Plan.rehab")
        try:
            return material.probe("drawing", "plan", str(copy), rounds)
        finally:
            for file in material.folder.glob("Plan.rehab*"):
                file.unlink()

    found = take_turns(
        extent.charts,
        {"plan": plan, "bare": lambda: material.probe("drawing", "bare", rounds)},
    )

    def times(side: str, *, first: bool) -> tuple[float, ...]:
        each = [one["seconds"][:1] if first else one["seconds"][1:] for one in found[side]]
        return tuple(1000 * second for seconds in each for second in seconds)

    bare = "bare two-page document"
    return [
        Line(
            f"home plan of five exercises : {bare}",
            5.0,
            times("plan", first=False),
            times("bare", first=False),
        ),
        Line(
            "  the first in a process, without imports",
            None,
            times("plan", first=True),
            times("bare", first=True),
        ),
    ]
