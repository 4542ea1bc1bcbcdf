"""The design tokens, read from `resources/themes/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rehabdesk.resources import resource_path

ThemeName = Literal["light", "dark"]

_LUMINANCE_WEIGHTS = (0.2126, 0.7152, 0.0722)
#: The part of the sidebar's width that does not grow with the text.
_UNSCALED = 60


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything a widget may know about how things look.

    Attributes:
        name: Which theme this is.
        colours: Role to `#RRGGBB`.
        pain: Fill for each pain step 0 to 10, darker (light theme) or lighter (dark) with pain.
        band_alpha: Opacity of uncertainty bands.
        space: The allowed gaps, smallest first.
        type_px: Use to size in pixels, already multiplied by the text scale.
        type_weight: Use to weight.
        radius: Corner radii.
        target: Least heights of clickable things, multiplied by the text scale.
        frame: Sizes of the window's frame.
        text_scale: 1.0 to 2.0.
    """

    name: ThemeName
    colours: Mapping[str, str]
    pain: tuple[str, ...]
    band_alpha: float
    space: tuple[int, ...]
    type_px: Mapping[str, int]
    type_weight: Mapping[str, int]
    radius: Mapping[str, int]
    target: Mapping[str, int]
    frame: Mapping[str, int]
    text_scale: float

    def pain_fill(self, value: float) -> str:
        """Return the fill for a pain value; decimals take the nearest step."""
        return self.pain[max(0, min(10, round(value)))]

    def on(self, fill: str) -> str:
        """Return the text colour that reads best on a fill: near-black or white."""
        dark, light = "#1F2729", "#FFFFFF"
        return light if contrast(light, fill) > contrast(dark, fill) else dark

    def scaled(self, pixels: float) -> int:
        """Return a length that has to grow with the text."""
        return round(pixels * self.text_scale)

    def sidebar_width(self, *, narrow: bool) -> int:
        """Return the width of the sidebar: with words, or of icons alone."""
        if narrow:
            return self.frame["rail"]
        return self.scaled(self.frame["sidebar"] - _UNSCALED) + _UNSCALED


def luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB` (WCAG 2 definition), 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip(_LUMINANCE_WEIGHTS, linear, strict=True))


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours, 1 to 21."""
    a, b = luminance(first), luminance(second)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def load_tokens(name: ThemeName, text_scale: float = 1.0) -> Tokens:
    """Read a theme.

    Args:
        name: The theme.
        text_scale: Multiplies type and targets; 1.0 to 2.0.
    """
    colours = _read(f"{name}.json")
    sizes = _read("sizes.json")
    return Tokens(
        name=name,
        colours=colours["colours"],
        pain=tuple(colours["pain"]),
        band_alpha=colours["band_alpha"],
        space=tuple(sizes["space"]),
        type_px={use: round(px * text_scale) for use, (px, _) in sizes["type"].items()},
        type_weight={use: weight for use, (_, weight) in sizes["type"].items()},
        radius=sizes["radius"],
        target={use: round(px * text_scale) for use, px in sizes["target"].items()},
        frame=sizes["frame"],
        text_scale=text_scale,
    )


def _read(file: str) -> dict[str, Any]:
    return dict(json.loads(resource_path("themes", file).read_text(encoding="utf-8")))
