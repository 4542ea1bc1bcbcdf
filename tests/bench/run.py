"""Measures RehabDesk against what it is made of: ./dev bench [--json FILE] [--quick].

Every line is a ratio: RehabDesk's time or memory divided by that of the plainest program that
could do the same, both measured in this run in fresh processes that take turns. The ratio is of
the medians; that of the best of each is beside it. Milliseconds are for information: they say
more about the computer. docs/performance.md tells what each side does.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - what is measured is imported where it is measured.
import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import material as materials
from measuring import FULL, HEAD, QUICK, Extent, Line
from part_drawing import drawing, paper
from part_files import exporting, importing
from part_program import charts, saving, starting
from part_report import reporting

#: The parts in the order they are measured.
PARTS: Mapping[str, Callable[[materials.Material, Extent], list[Line]]] = {
    "starting": starting,
    "charts": charts,
    "saving": saving,
    "importing": importing,
    "exporting": exporting,
    "drawing": drawing,
    "paper": paper,
    "report": reporting,
}


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
    parser.add_argument("--only", choices=PARTS, help="one part")
    arguments = parser.parse_args()
    extent = QUICK if arguments.quick else FULL
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        material = materials.make(Path(folder), extent.rows)
        print(f"{machine()}; a diary of {materials.YEARS} years, {material.entries:,} pain entries")
        print(HEAD, flush=True)
        for name, part in PARTS.items():
            if arguments.only in (None, name):
                for line in part(material, extent):
                    print(line, flush=True)
                    lines.append(line)
        if arguments.json is not None:
            _write(arguments.json, material, lines)
    missed = [line.name for line in lines if line.met is False]
    print(f"{len(missed)} of {sum(line.met is not None for line in lines)} targets not met")
    return 0


def _write(path: Path, material: materials.Material, lines: list[Line]) -> None:
    values = {
        "machine": machine(),
        "entries": material.entries,
        "lines": [
            {**asdict(line), "ratio": line.ratio, "best": line.best, "met": line.met}
            for line in lines
        ],
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
