"""From roles to colours: shades, what is far away, and the palette for paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rehabdesk.figures.mannequin.drawing import Ink, Role

#: White paper and one black ink: skin white, shirt light, shorts mid, the working muscle almost
#: black.
PAPER: Final[Mapping[Role, str]] = {
    "skin": "#FFFFFF",
    "shirt": "#DDE0E0",
    "shorts": "#9AA3A5",
    "shoe": "#5F6668",
    "hair": "#545A5C",
    "line": "#1C2224",
    "muscle": "#2A2F31",
    "prop": "#F0F0EF",
    "prop_line": "#6E7678",
    "mat": "#EEF0F0",
    "mat_line": "#8B9294",
    "band": "#3C4244",
    "band_line": "#14191A",
    "arrow": "#14191A",
    "ground": "#FFFFFF",
    "ghost": "#FFFFFF",
    "ghost_line": "#7B8385",
    "floor": "#6E7678",
    "shadow": "#FFFFFF",
}
#: On paper the clothes carry the figure; a shade would only be noise. Props keep their faces.
_FLAT: Final = frozenset({"skin", "shirt", "shorts", "shoe", "hair"})


def toned(roles: Mapping[Role, str], ink: Ink, *, flat: bool = False) -> str:
    """Return an ink's colour as `#RRGGBB`; its opacity is left to the painter."""
    colour = roles[ink.role]
    if ink.shade and not (flat and ink.role in _FLAT):
        colour = mixed(colour, "#FFFFFF" if ink.shade > 0 else "#000000", abs(ink.shade))
    return mixed(colour, roles["ground"], ink.fade) if ink.fade else colour


def mixed(first: str, second: str, part: float) -> str:
    """Return a colour between two, `#RRGGBB`; 0 is the first."""
    channels = (
        round(int(first[i : i + 2], 16) * (1 - part) + int(second[i : i + 2], 16) * part)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)
