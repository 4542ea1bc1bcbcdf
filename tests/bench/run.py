"""Measures RehabDesk against what it is made of: ./dev bench [--json FILE] [--quick].

Every line is a ratio: RehabDesk's time or memory divided by that of the plainest program that
could do the same, both measured in this run in fresh processes that take turns. The ratio is of
the medians; that of the best of each is beside it. Milliseconds are for information: they say
more about the computer. docs/performance.md tells what each side does.
"""

from __future__ import annotations

# ruff: noqa: ANN401, PLC0415 - what is measured is imported where it is measured.
import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import material as materials

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Extent:
    """How much is done.

    Attributes:
        starts: Rounds of starting.
        charts: Rounds of charts and saving.
        saves: Saves a round.
        imports: Rounds of importing.
        rows: Rows imported.
    """

    starts: int
    charts: int
    saves: int
    imports: int
    rows: int


FULL = Extent(starts=15, charts=5, saves=25, imports=5, rows=100_000)
QUICK = Extent(starts=1, charts=1, saves=3, imports=1, rows=2_000)


@dataclass(frozen=True)
class Line:
    """One comparison.

    Attributes:
        name: What is compared.
        target: The ratio it should not exceed; None where it is for information.
        ours: RehabDesk's figures.
        theirs: The other side's.
        unit: "ms" or "MB".
        cpu: Ratio of processor time (median), where the process did nothing else.
    """

    name: str
    target: float | None
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    unit: str = "ms"
    cpu: float | None = None

    @property
    def ratio(self) -> float:
        """Ratio of the medians."""
        return median(self.ours) / median(self.theirs)

    @property
    def best(self) -> float:
        """Ratio of the best of each."""
        return min(self.ours) / min(self.theirs)

    @property
    def met(self) -> bool | None:
        """Whether the target is met."""
        return None if self.target is None else self.ratio <= self.target

    def __str__(self) -> str:
        """Return the line as it is printed."""
        verdict = {None: "", True: "met", False: "NOT MET"}[self.met]
        wanted = "" if self.target is None else f"≤ {self.target:.1f}"
        cpu = "" if self.cpu is None else f"{self.cpu:.2f}"
        both = f"{median(self.ours):.1f} / {median(self.theirs):.1f} {self.unit}"
        return (
            f"{self.name:<58}{self.ratio:6.2f} {wanted:<6}{verdict:<8}"
            f"{self.best:6.2f} {cpu:>5}  {both}"
        )


HEAD = f"{'':<58}{'ratio':>6} {'target':<6}{'':<8}{'best':>6} {'cpu':>5}  medians"


def _cpu() -> float:
    if resource is None:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def take_turns(rounds: int, sides: dict[str, Callable[[], Any]]) -> dict[str, list[Any]]:
    """Call every side once a round, forwards and backwards in turn; a first round is not kept."""
    found: dict[str, list[Any]] = {name: [] for name in sides}
    for number in range(rounds + (rounds > 1)):
        order = list(sides) if number % 2 else list(reversed(sides))
        for name in order:
            result = sides[name]()
            if number or rounds == 1:
                found[name].append(result)
    return found


def starting(material: materials.Material, extent: Extent) -> list[Line]:
    """First paint, words, and Today, from the start of the process."""

    def one(what: str) -> Callable[[], tuple[float, float]]:
        def run() -> tuple[float, float]:
            cpu, began = _cpu(), time.time()
            found = material.probe("start", what)
            return 1000 * (found["at"] - began), _cpu() - cpu

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


def charts(material: materials.Material, extent: Extent) -> list[Line]:
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


def saving(material: materials.Material, extent: Extent) -> tuple[list[Line], float]:
    """Saving an entry; also the longest pause of the event loop in milliseconds."""
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
    stall = median(1000 * one["stall"] for one in found["program"])
    return [Line("saved and shown : sqlite3 insert and commit", 3.0, ours, theirs)], stall


def importing(material: materials.Material, extent: Extent) -> list[Line]:
    """Importing a table."""

    def one(what: str) -> Callable[[], float]:
        def run() -> float:
            diary = materials.empty_diary(material)
            found = material.probe("import", what, str(material.table), str(diary))
            if found["rows"] != extent.rows:
                raise RuntimeError(f"{what}: {found['rows']} of {extent.rows} rows")
            return 1000 * float(found["seconds"])

        return run

    sides = ("program", "equal", "plain")
    found = take_turns(extent.imports, {name: one(name) for name in sides})
    ours = tuple(found["program"])
    return [
        Line(f"importing {extent.rows:,} rows : sqlite3", 3.0, ours, tuple(found["equal"])),
        Line("  the same : sqlite3, table without checks", None, ours, tuple(found["plain"])),
    ]


def machine() -> str:
    """Return what the figures depend on."""
    cores = os.cpu_count() or 1
    system, python = platform.system(), platform.python_version()
    import PySide6

    return f"{cores} cores, {system}, Python {python}, PySide6 {PySide6.__version__}"


def main() -> int:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="dev bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured")
    parser.add_argument("--quick", action="store_true", help="once each: whether it runs")
    parser.add_argument(
        "--only", choices=("starting", "charts", "saving", "importing"), help="one part"
    )
    arguments = parser.parse_args()
    extent = QUICK if arguments.quick else FULL
    lines: list[Line] = []
    stall = None

    def show(some: list[Line]) -> None:
        for line in some:
            print(line, flush=True)
        lines.extend(some)

    with tempfile.TemporaryDirectory() as folder:
        material = materials.make(Path(folder), extent.rows)
        print(f"{machine()}; a diary of {materials.YEARS} years, {material.entries:,} pain entries")
        print(HEAD, flush=True)
        if arguments.only in (None, "starting"):
            show(starting(material, extent))
        if arguments.only in (None, "charts"):
            show(charts(material, extent))
        if arguments.only in (None, "saving"):
            some, stall = saving(material, extent)
            show(some)
            print(f"  longest pause of the event loop while saving: {stall:.0f} ms")
        if arguments.only in (None, "importing"):
            show(importing(material, extent))
        if arguments.json is not None:
            _write(arguments.json, material, lines, stall)
    missed = [line.name for line in lines if line.met is False]
    print(f"{len(missed)} of {sum(line.met is not None for line in lines)} targets not met")
    return 0


def _write(
    path: Path, material: materials.Material, lines: list[Line], stall: float | None
) -> None:
    values = {
        "machine": machine(),
        "entries": material.entries,
        "longest_pause_ms": stall,
        "lines": [
            {**asdict(line), "ratio": line.ratio, "best": line.best, "met": line.met}
            for line in lines
        ],
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
