"""The program itself: starting, Trends of ten years, saving."""

from __future__ import annotations

# ruff: noqa: ANN401 - what is measured is imported where it is measured.
import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from material import Material
from measuring import Extent, Line, children_cpu, take_turns


def starting(material: Material, extent: Extent) -> list[Line]:
    """First paint, words, and Today, from the start of the process."""

    def one(what: str) -> Callable[[], tuple[float, float]]:
        def run() -> tuple[float, float]:
            cpu, began = children_cpu(), time.time()
            found = material.probe("start", what)
            return 1000 * (found["at"] - began), children_cpu() - cpu

        return run

    names = ("bare", "frame", "words", "today")
    found = take_turns(extent.starts, {name: one(name) for name in names})

    def line(name: str, what: str, target: float | None) -> Line:
        ours, theirs = found[what], found["bare"]
        bare_cpu = median(cpu for _, cpu in theirs)
        cpu = median(cpu for _, cpu in ours) / bare_cpu if bare_cpu else None
        walls = [tuple(wall for wall, _ in side) for side in (ours, theirs)]
        return Line(name, target, *walls, cpu=cpu)

    return [
        line("first paint : bare PySide6 window", "frame", 1.3),
        line("  names of the pages painted : bare PySide6 window", "words", None),
        line("Today usable, ten years : bare PySide6 window", "today", 3.5),
    ]


def charts(material: Material, extent: Extent) -> list[Line]:
    """The Trends page of ten years, panning it, and its memory."""
    arrays = material.folder / "arrays.json"
    arrays.write_text(json.dumps(material.probe("trends", "arrays")), encoding="utf-8")
    found = take_turns(
        extent.charts,
        {
            "cold": lambda: material.probe("trends", "program", "cold"),
            "warm": lambda: material.probe("trends", "program", "warm"),
            "bare cold": lambda: material.probe("trends", "bare", str(arrays), "cold"),
            "bare warm": lambda: material.probe("trends", "bare", str(arrays), "warm"),
        },
    )

    def pages(side: str) -> tuple[float, ...]:
        return tuple(1000 * one["page"] for one in found[side])

    def frames(side: str) -> tuple[float, ...]:
        return tuple(1000 * frame for one in found[side] for frame in one["frames"])

    def memory(side: str) -> tuple[float, ...]:
        return tuple(one["memory"] for one in found[side])

    plot = "bare pyqtgraph plot"
    return [
        Line(f"Trends of ten years : {plot}", 2.0, pages("cold"), pages("bare cold")),
        Line("  the same, libraries imported before", None, pages("warm"), pages("bare warm")),
        Line(f"panned frame, 20 % window : {plot}", 2.0, frames("cold"), frames("bare cold")),
        Line(
            "memory with Trends open : bare pyqtgraph window",
            1.5,
            memory("cold"),
            memory("bare cold"),
            "MB",
        ),
    ]


def saving(material: Material, extent: Extent) -> list[Line]:
    """Saving an entry, and the longest pause of the event loop meanwhile."""
    count = str(extent.saves)

    def bare() -> Any:
        return material.probe("save", "bare", count, str(material.copy_of(material.diary)))

    def program() -> Any:
        # Each round begins with the same diary.
        kept = material.diary.read_bytes()
        try:
            return material.probe("save", "program", count)
        finally:
            for ending in ("-wal", "-shm"):
                material.diary.with_name(material.diary.name + ending).unlink(missing_ok=True)
            material.diary.write_bytes(kept)

    found = take_turns(extent.charts, {"program": program, "bare": bare})
    ours, theirs = (
        tuple(1000 * save for one in found[side] for save in one["saves"])
        for side in ("program", "bare")
    )
    stalls = tuple(1000 * one["stall"] for one in found["program"])
    return [
        Line("saved and shown : sqlite3 insert and commit", 3.0, ours, theirs),
        Line("  longest pause of the event loop while saving : 50 ms", None, stalls, (50.0,)),
    ]
