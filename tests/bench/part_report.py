"""The report for a physio, of one year and of ten."""

from __future__ import annotations

from material import YEARS, Material, demo_diary
from measuring import Extent, Line, take_turns

_YEAR = 365
_HTML_KB = 1000.0


def reporting(material: Material, extent: Extent) -> list[Line]:
    """The report against a bare document, ten years against one, and the size of the HTML."""
    rounds = str(1 + extent.saves // 3)
    year = demo_diary(material.folder / "One year.rehab", _YEAR)
    ten = demo_diary(material.folder / "Ten years to report.rehab", round(YEARS * 365.25))
    found = take_turns(
        extent.charts,
        {
            "year": lambda: material.probe("report", str(year), str(_YEAR), rounds),
            "ten": lambda: material.probe("report", str(ten), str(10 * _YEAR), rounds),
            "bare": lambda: material.probe("drawing", "bare", rounds),
        },
    )

    def times(side: str, *, first: bool = False) -> tuple[float, ...]:
        each = [one["seconds"][:1] if first else one["seconds"][1:] for one in found[side]]
        return tuple(1000 * second for seconds in each for second in seconds)

    bare = "bare two-page document"
    size = tuple(one["html"] for one in found["ten"])
    return [
        Line(f"report of one year : {bare}", 20.0, times("year"), times("bare")),
        Line(
            "  the first in a process, without imports",
            None,
            times("year", first=True),
            times("bare", first=True),
        ),
        Line("report of ten years : of one year", 3.0, times("ten"), times("year")),
        Line("  the same as HTML : 1 MB", 1.0, size, (_HTML_KB,), "kB"),
    ]
