"""Simulates many diaries and writes what the link says about them into docs/.

    ./dev calibrate            the full calibration on all cores, into docs/
    ./dev calibrate --quick    a sample in less than a minute, into out/calibration/

Ends with 1 if a promise is broken. The quick sample allows for chance, the full one does not. The
quick sample leaves out the shortest diaries, few of which get an answer, and the strongest
persistence: too few diaries to say anything there.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from pathlib import Path

# Many small systems are solved in many processes: threads would only get in each other's way.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from report import markdown, picture

from rehabdesk.analysis.calibration import Tally, Task, broken_promises, count, plan

ROOT = Path(__file__).resolve().parents[2]
FALSE_RUNS, EFFECT_RUNS = 4000, 1500
QUICK_FALSE_RUNS, QUICK_EFFECT_RUNS = 300, 200
QUICK_LENGTHS, QUICK_PHIS = (84, 180, 365), (0.3, 0.8)
#: Standard errors of chance that the quick sample allows for; it looks at some 30 rates.
QUICK_ALLOWANCE = 3.5
PIECE = 100
SEED = 20_260_101


def pieces(tasks: tuple[Task, ...]) -> list[tuple[Task, int]]:
    """Cut tasks into pieces with a seed each, the long diaries first."""
    cut = [
        (Task(task.cell, task.habit, min(PIECE, task.runs - start)), SEED + start)
        for task in tasks
        for start in range(0, task.runs, PIECE)
    ]
    return sorted(cut, key=lambda piece: -piece[0].cell.length)


def work(piece: tuple[Task, int]) -> tuple[Task, Tally]:
    """Count one piece, in a process of its own."""
    task, seed = piece
    return task, count(task.cell, task.habit, task.runs, seed)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a sample in less than a minute")
    parser.add_argument("--runs", type=int, help="diaries per cell without an effect")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, help="folder for calibration.md and calibration.svg")
    return parser.parse_args()


def main() -> int:
    """Simulate, write, and say what came out."""
    given = arguments()
    if given.quick:
        runs = given.runs or QUICK_FALSE_RUNS
        tasks = plan(
            runs,
            runs * QUICK_EFFECT_RUNS // QUICK_FALSE_RUNS,
            lengths=QUICK_LENGTHS,
            phis=QUICK_PHIS,
        )
    else:
        runs = given.runs or FALSE_RUNS
        tasks = plan(runs, runs * EFFECT_RUNS // FALSE_RUNS)
    folder = given.out or ROOT / ("out/calibration" if given.quick else "docs")
    results = {(task.cell, task.habit): Tally() for task in tasks}
    start = time.monotonic()
    todo = pieces(tasks)
    with multiprocessing.get_context("spawn").Pool(given.cores) as pool:
        for done, (task, tally) in enumerate(pool.imap_unordered(work, todo), start=1):
            results[task.cell, task.habit] += tally
            if done % max(1, len(todo) // 20) == 0:
                sys.stdout.write(f"{done} of {len(todo)}, {time.monotonic() - start:.0f} s\n")
                sys.stdout.flush()
    seconds = time.monotonic() - start
    folder.mkdir(parents=True, exist_ok=True)
    page = markdown(results, seconds, given.cores, SEED)
    (folder / "calibration.md").write_text(page, encoding="utf-8")
    (folder / "calibration.svg").write_text(picture(results), encoding="utf-8")
    broken = broken_promises(results, QUICK_ALLOWANCE if given.quick else 0.0)
    diaries = sum(tally.runs for tally in results.values())
    sys.stdout.write(f"{diaries} diaries in {seconds:.0f} s; written to {folder}\n")
    for line in broken:
        sys.stdout.write(f"NOT KEPT: {line}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
