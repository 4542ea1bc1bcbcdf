"""The colours the body map is painted with, in one place the theme can fill."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BodyColours:
    """Hexadecimal colours (`#RRGGBB`) by role.

    Attributes:
        dark: Whether the theme is dark; chooses between the two opacities of a shade.
        surface: What the drawing stands on and fades into.
        body: Fill of the body, a clay tone.
        body_shade: Shadows.
        body_highlight: Highlights.
        body_line: Lines.
        garment: The shorts.
        ghost: Yesterday's regions.
        text: Outlines of filled regions and number badges.
        text_inverse: Text on steps of the pain palette that are near `text`.
        primary: Leader lines of what is selected.
        soft: Fill of the region under the pointer.
        focus: The focus ring.
        control: Edges of things to click.
        pain: Fill for pain 0 to 10, eleven colours, ever farther from the surface.
    """

    dark: bool
    surface: str
    body: str
    body_shade: str
    body_highlight: str
    body_line: str
    garment: str
    ghost: str
    text: str
    text_inverse: str
    primary: str
    soft: str
    focus: str
    control: str
    pain: tuple[str, ...]

    def on_pain(self, step: int) -> str:
        """Return the colour of text and pattern on a step of the pain palette."""
        near_dark_ink = step >= 6 if self.dark else step <= 6
        dark_ink, light_ink = (
            (self.text_inverse, self.text) if self.dark else (self.text, self.text_inverse)
        )
        return dark_ink if near_dark_ink else light_ink


LIGHT_BODY = BodyColours(
    dark=False,
    surface="#FFFFFF",
    body="#EBDDCB",
    body_shade="#9C7B5C",
    body_highlight="#FFF8EE",
    body_line="#6B5443",
    garment="#C9D3D1",
    ghost="#4C5557",
    text="#1F2729",
    text_inverse="#FFFFFF",
    primary="#1D5C63",
    soft="#DCEBEA",
    focus="#0B5FBF",
    control="#857D70",
    pain=(
        "#FFFFFF",
        "#FBEFD2",
        "#F7E0AC",
        "#F2CD85",
        "#EBB562",
        "#DF9A48",
        "#CF7C38",
        "#B25A2D",
        "#9C432C",
        "#7C2C2A",
        "#571B26",
    ),
)

DARK_BODY = BodyColours(
    dark=True,
    surface="#212728",
    body="#4A4F4E",
    body_shade="#15191A",
    body_highlight="#6A706D",
    body_line="#B7B0A4",
    garment="#3A494B",
    ghost="#C3CAC8",
    text="#EEF0EC",
    text_inverse="#1F2729",
    primary="#7CC7C6",
    soft="#21413F",
    focus="#8CC2FF",
    control="#7F8B8D",
    pain=(
        "#212728",
        "#4A3A2A",
        "#5F462C",
        "#6F4D2D",
        "#86592F",
        "#A26834",
        "#C88143",
        "#DE9553",
        "#EDAD6E",
        "#F7C893",
        "#FFE5C2",
    ),
)
