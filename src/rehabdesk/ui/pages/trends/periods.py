"""The periods a person can choose on the Trends page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.text import Translator

#: Days of each period; None is everything.
PERIODS: Mapping[str, int | None] = MappingProxyType(
    {"4w": 28, "12w": 84, "6m": 182, "1y": 365, "all": None}
)
DEFAULT_PERIOD = "12w"


def period_names(tr: Translator) -> list[tuple[str, str]]:
    """Return the periods as (key, name), the shortest first."""
    return [
        ("4w", tr("period", "4 weeks")),
        ("12w", tr("period", "12 weeks")),
        ("6m", tr("period", "6 months")),
        ("1y", tr("period", "1 year")),
        ("all", tr("period", "All")),
    ]
