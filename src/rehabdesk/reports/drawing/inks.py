"""The colours of paper: the light theme, dark enough to survive a printer without colours."""

from __future__ import annotations

from typing import Final

INK: Final = "#14191A"
SOFT: Final = "#3E4648"
RULE: Final = "#8B9294"
GRID: Final = "#D6DADA"
WHITE: Final = "#FFFFFF"
#: The first series is solid with round dots, the second dashed with hollow squares.
SERIES: Final = ("#1D5C63", "#A8501F")
PLAN: Final = "#5B4B8A"
BODY: Final = "#FBF8F3"
BODY_LINE: Final = "#6B5443"
GARMENT: Final = "#DDE2E1"
#: Pain 0 to 10; darker is more.
PAIN: Final = (
    "#FFFFFF", "#FBEFD2", "#F7E0AC", "#F2CD85", "#EBB562", "#DF9A48", "#CF7C38", "#B25A2D",
    "#9C432C", "#7C2C2A", "#571B26",
)  # fmt: skip
_DARK_FROM: Final = 7


def step_of(value: float) -> int:
    """Return the step of the palette a pain value has."""
    return max(0, min(10, round(value)))


def on_pain(step: int) -> str:
    """Return the ink that can be read on a step of the palette."""
    return WHITE if step >= _DARK_FROM else INK
