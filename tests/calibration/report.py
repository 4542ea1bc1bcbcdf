"""The calibration as a page: tables and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rehabdesk.analysis.calibration import (
    COVERAGE,
    EFFECTS,
    MOST_FALSE,
    POWER,
    Cell,
    Results,
    Tally,
    broken_promises,
    conservative,
    of_cell,
    power_at,
    together,
)
from rehabdesk.analysis.naive import NAIVE
from rehabdesk.analysis.simulation import Habit, Stress

ROW = 17
LEFT, RIGHT, TOP = 210, 40, 70
WIDTH = 860
INK, FAINT, OURS, LIMIT = "#1f2933", "#c9d1d9", "#0b6e75", "#a13d2d"
NAIVE_INKS = ("#8a5a00", "#6b4fa0", "#4a5b6c")


def percent(share: float) -> str:
    """Format a share; a dash where there was no answer."""
    return "–" if share != share else f"{100 * share:.1f}"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cells_of(results: Results, *, stress: bool, effect: float) -> list[Cell]:
    """Return the cells of one kind in the order they were counted."""
    return [
        cell
        for cell in dict.fromkeys(cell for cell, _ in results)
        if (cell.stress is not Stress.NONE) is stress and cell.effect == effect
    ]


def false_rows(results: Results, cells: list[Cell]) -> list[list[str]]:
    """Return the rows of the tables of false positives."""
    rows = []
    for cell in cells:
        tally = of_cell(results, cell)
        rows.append(
            [
                str(cell),
                percent(tally.answered / tally.runs),
                f"**{percent(tally.share(tally.below_05))}** ± {percent(tally.error(0.05))}",
                percent(tally.share(tally.below_01)),
                *(percent(tally.share(count)) for count in tally.naive_05),
                note(tally, cell),
            ]
        )
    return rows


def note(tally: Tally, cell: Cell) -> str:
    """Name what is special about a cell."""
    if tally.answered < 100:
        return "few answers"
    return "conservative" if conservative(tally, cell) else ""


def coverage_rows(results: Results) -> list[list[str]]:
    """Return the rows of the table of coverage and power."""
    rows = []
    for effect in EFFECTS:
        for cell in cells_of(results, stress=False, effect=effect):
            tally = of_cell(results, cell)
            rows.append(
                [
                    f"{effect:g}",
                    str(cell),
                    percent(tally.answered / tally.runs),
                    f"**{percent(tally.share(tally.covered))}** ± {percent(tally.error(0.95))}",
                    percent(tally.share(tally.below_05)),
                    percent(tally.share(tally.below_01)),
                    note(tally, cell),
                ]
            )
    return rows


def habit_rows(results: Results) -> list[list[str]]:
    """Return false positives and power by habit."""
    rows = []
    for habit in Habit:
        null = of_habit(results, habit, 0.0)
        power = [of_habit(results, habit, EFFECTS[0], length) for length in POWER]
        rows.append(
            [
                habit.value,
                percent(null.answered / max(null.runs, 1)),
                percent(null.share(null.below_05)),
                *(percent(null.share(count)) for count in null.naive_05),
                *(percent(one.share(one.below_05)) for one in power),
            ]
        )
    return rows


def of_habit(results: Results, habit: Habit, effect: float, length: int | None = None) -> Tally:
    """Return the counts of a habit over the plain cells of an effect."""
    return together(
        tally
        for (cell, one), tally in results.items()
        if one is habit
        and cell.stress is Stress.NONE
        and cell.effect == effect
        and length in (None, cell.length)
    )


def markdown(results: Results, seconds: float, cores: int, seed: int) -> str:
    """Return the page."""
    plain = cells_of(results, stress=False, effect=0.0)
    every = together(of_cell(results, cell) for cell in plain)
    heads = ["", "answered %", "p < .05 %", "p < .01 %", *(f"{one} %" for one in NAIVE), ""]
    broken = broken_promises(results)
    power = ", ".join(
        f"{percent(power_at(results, length).share(power_at(results, length).below_05))} % "
        f"at {length} days (promised {100 * promised:.0f} %)"
        for length, promised in POWER.items()
    )
    parts = [
        "# Calibration of the link",
        f"Made by `./dev calibrate` in {seconds:.0f} s on {cores} cores, seed {seed}: "
        f"{sum(tally.runs for tally in results.values()):,} simulated diaries. Rates are per "
        "answered diary, ± one standard error of the simulation. Pain: AR(1) with SD 1.2 and "
        "persistence φ, noise with SD 0.5, a trend of -2.5 points over the diary, whole points "
        "from 0 to 10, 30 % of the days not logged; five habits of keeping up the routine in "
        "equal parts. What is compared with is the share done over the last seven days.",
        "![False positives](calibration.svg)",
        "## Promises",
        "\n".join(f"- NOT KEPT: {one}" for one in broken) or "Every promise is kept.",
        f"## False positives (promised: at most {100 * MOST_FALSE:.1f} % in every cell)",
        f"Mean {percent(every.share(every.below_05))} %.",
        table(heads, false_rows(results, plain)),
        "## Diaries made to mislead (180 days, φ 0.6, no effect)",
        table(heads, false_rows(results, cells_of(results, stress=True, effect=0.0))),
        f"## Coverage of the 95 % interval (promised: {100 * COVERAGE[0]:.0f} to "
        f"{100 * COVERAGE[1]:.0f} %) and power",
        f"Power for -1.5 points in people with streaks: {power}. More cannot be had honestly.",
        table(
            ["effect", "", "answered %", "covered %", "p < .05 %", "p < .01 %", ""],
            coverage_rows(results),
        ),
        "## By habit (no effect; power for -1.5 points)",
        table(
            [
                "",
                "answered %",
                "p < .05 %",
                *(f"{one} %" for one in NAIVE),
                *(f"power {length} d %" for length in POWER),
            ],
            habit_rows(results),
        ),
        "Conservative: fewer than 2 % false positives or more than 99 % coverage; the interval is "
        "wider there than it would have to be. Few answers: fewer than 100, the rate says little.",
    ]
    return "\n\n".join(parts) + "\n"


def picture(results: Results) -> str:
    """Return the false positives of every cell as a dot chart in SVG."""
    cells = [
        *cells_of(results, stress=False, effect=0.0),
        *cells_of(results, stress=True, effect=0.0),
    ]
    height = TOP + ROW * len(cells) + 60
    body = "\n".join([*_axes(height, len(cells)), *_legend(), *_rows(results, cells)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="11">\n'
        "<title>False positives at p &lt; .05 where there is no link</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _x(share: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _text(x: float, y: float, words: str, anchor: str = "start", ink: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{escape(words)}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, ink: str, dash: str = "none") -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink}" '
        f'stroke-dasharray="{dash}"/>'
    )


def _mark(kind: int, x: float, y: float) -> str:
    """Return a mark: 0 is the method's filled dot, the others open shapes of their own."""
    if kind == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{OURS}"/>'
    ink = NAIVE_INKS[kind - 1]
    outline = {
        1: f"M{x - 4:.1f} {y:.1f}l4 -4l4 4l-4 4z",
        2: f"M{x - 3.5:.1f} {y - 3.5:.1f}h7v7h-7z",
        3: f"M{x - 4:.1f} {y + 3.5:.1f}l4 -7l4 7z",
    }[kind]
    return f'<path d="{outline}" fill="#ffffff" stroke="{ink}" stroke-width="1.4"/>'


def _axes(height: float, rows: int) -> Iterator[str]:
    bottom = TOP + ROW * rows + 4
    for tick in range(0, 101, 20):
        yield _line(_x(tick / 100), TOP - 6, _x(tick / 100), bottom, FAINT)
        yield _text(_x(tick / 100), bottom + 16, f"{tick} %", "middle")
    yield _line(_x(MOST_FALSE), TOP - 6, _x(MOST_FALSE), bottom, LIMIT, "4 3")
    yield _text(
        _x(MOST_FALSE) + 4, TOP - 10, f"promised: at most {100 * MOST_FALSE:g} %", ink=LIMIT
    )
    words = "Diaries without any link in which one is announced (p < .05)"
    yield _text(_x(0.5), height - 16, words, "middle")


def _legend() -> Iterator[str]:
    x = float(LEFT)
    for kind, words in enumerate(("RehabDesk", *NAIVE)):
        yield _mark(kind, x, 20)
        yield _text(x + 10, 24, words)
        x += 40 + 6.2 * len(words)


def _rows(results: Results, cells: list[Cell]) -> Iterator[str]:
    for place, cell in enumerate(cells):
        tally = of_cell(results, cell)
        y = TOP + ROW * place + ROW / 2
        yield _text(LEFT - 12, y + 4, str(cell), "end")
        if not tally.answered:
            continue
        counts = (tally.below_05, *tally.naive_05)
        for kind in reversed(range(len(counts))):
            yield _mark(kind, _x(tally.share(counts[kind])), y)
