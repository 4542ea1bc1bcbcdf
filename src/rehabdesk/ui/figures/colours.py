"""Colours of the drawn figure, by role: from the theme, or for black-and-white paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QColor

from rehabdesk.figures.mannequin.drawing import Ink, Role
from rehabdesk.figures.mannequin.tones import PAPER, mixed, toned
from rehabdesk.ui.theme.tokens import Tokens

_GHOST = 0.10
_SHADOW = "#000000"


@dataclass(frozen=True)
class FigureColours:
    """What a figure is painted with.

    Attributes:
        roles: Role to `#RRGGBB`.
        flat: Whether light and shadow are left out.
    """

    roles: Mapping[Role, str]
    flat: bool = False
    _inks: dict[Ink, QColor] = field(default_factory=dict, compare=False, repr=False)

    def colour(self, ink: Ink) -> QColor:
        """Return the colour of an ink."""
        found = self._inks.get(ink)
        if found is None:
            found = QColor(toned(self.roles, ink, flat=self.flat))
            found.setAlphaF(ink.alpha)
            self._inks[ink] = found
        return found


def theme_colours(
    tokens: Tokens, ground: str | None = None, skin: str | None = None
) -> FigureColours:
    """Return the colours of the theme in force.

    Args:
        tokens: The theme.
        ground: What the figure stands on, if not a card.
        skin: The person's choice of the figure's skin.
    """
    colours = tokens.colours
    behind = ground or colours["surface"]
    dark = tokens.name == "dark"
    return FigureColours(
        {
            "skin": skin or colours["skin"],
            "shirt": colours["shirt"],
            "shorts": colours["shorts"],
            "shoe": colours["shoe"],
            "hair": colours["hair"],
            "line": colours["figure_line"],
            "muscle": colours["muscle"],
            "prop": colours["prop"],
            "prop_line": colours["prop_dark"],
            "mat": colours["mat"],
            "mat_line": mixed(colours["mat"], colours["text"], 0.25),
            "band": colours["band"],
            "band_line": mixed(colours["band"], "#000000", 0.4),
            "arrow": colours["accent"],
            "ground": behind,
            "ghost": mixed(behind, colours["text2"], _GHOST),
            "ghost_line": mixed(behind, colours["text2"], 0.62),
            "floor": mixed(behind, colours["prop_dark"], 0.9),
            "shadow": "#000000" if dark else "#2A2620",
        }
    )


def paper_colours() -> FigureColours:
    """Return the colours for black-and-white paper."""
    return FigureColours(PAPER, flat=True)
