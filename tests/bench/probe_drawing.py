"""Figures, their movement, scrolling the library, the home plan: python probe_drawing.py WHAT."""

from __future__ import annotations

# ruff: noqa: PLC0415 - what is measured is imported where it is measured.
import sys
import time

from common import Frames, on_page, say

CARD, STAGE = (224, 180), (800, 600)
WATCHED_S = 3.0
#: How far the library is scrolled from one frame to the next, in px.
STEP = 36
EXERCISES = ("clamshell", "bridge", "side_lying_hip_abduction", "step_up", "mini_squat")


def cards() -> None:
    """Every figure as a card with ghost and arrow, from its description: seconds of each.

    `seconds` the first time, with what is kept for the next; `again` after that.
    """
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication

    from rehabdesk.figures.mannequin.description import figure_ids
    from rehabdesk.figures.mannequin.figure import load_figure
    from rehabdesk.ui.figures.colours import theme_colours
    from rehabdesk.ui.figures.painter import paint_figure
    from rehabdesk.ui.theme.tokens import load_tokens

    app = QApplication([])
    colours = theme_colours(load_tokens("light"))
    image = QImage(*CARD, QImage.Format.Format_ARGB32_Premultiplied)

    def one(figure) -> float:
        began = time.perf_counter()
        image.fill(0)
        painter = QPainter(image)
        drawing = figure.drawing(figure.shown, ghost=True, arrow=True)
        paint_figure(painter, drawing, QRectF(0, 0, *CARD), colours)
        painter.end()
        return time.perf_counter() - began

    figures = [load_figure(figure_id) for figure_id in figure_ids()]
    seconds, again = ([one(figure) for figure in figures] for _ in range(2))
    del app
    say(seconds=seconds, again=again)


def movement() -> None:
    """The player's figure at 800 by 600 for some seconds: frames a second, share of a core."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from rehabdesk.figures.mannequin.figure import load_figure
    from rehabdesk.figures.mannequin.motion import Tempo
    from rehabdesk.ui.figures.widget import FigureView
    from rehabdesk.ui.theme.theme import Theme

    app = QApplication([])
    view = FigureView(Theme(app), "", load_figure("side_lying_hip_abduction"))
    # Without a hold: while nothing moves there is nothing to paint.
    view.set_tempo(Tempo(2.0, 0.0, 3.0, 0.0))
    view.resize(*STAGE)
    view.show()
    view.play()
    frames = Frames(app, view)

    def begin() -> None:
        started, cpu, painted = time.perf_counter(), time.process_time(), frames.painted

        def end() -> None:
            wall = time.perf_counter() - started
            say(
                frames_a_second=(frames.painted - painted) / wall,
                share_of_a_core=(time.process_time() - cpu) / wall,
            )

        QTimer.singleShot(round(1000 * WATCHED_S), end)

    QTimer.singleShot(300, begin)
    app.exec()


def scrolling() -> None:
    """The library from top to bottom and back, step by step: seconds from one frame to the next."""

    def ready(start, page) -> None:
        from PySide6.QtWidgets import QApplication

        grid = page.library.grid
        bar = grid.verticalScrollBar()
        frames = Frames(QApplication.instance(), grid.viewport())
        places = [*range(0, bar.maximum(), STEP), *range(bar.maximum(), 0, -STEP)]
        seconds = []
        for place in places[1:]:
            began = time.perf_counter()
            frames.one(lambda place=place: bar.setValue(place))
            seconds.append(time.perf_counter() - began)
        say(seconds=seconds)

    on_page("plan", ready)


def plan(diary: str, rounds: str) -> None:
    """The home plan of five exercises from the open diary to its PDF file: seconds of each time."""
    from pathlib import Path

    from rehabdesk.domain.moments import SystemClock, diary_day
    from rehabdesk.domain.plan import PlanItem, PlanVersion
    from rehabdesk.domain.text import message
    from rehabdesk.services.diaries import open_diary
    from rehabdesk.services.home_plan import home_plan, home_plan_pdf
    from rehabdesk.services.language import translator_for
    from rehabdesk.services.library import load_library

    clock, tr, library = SystemClock(), translator_for("en_GB"), load_library()
    opened = open_diary(Path(diary), clock).diary
    items = []
    for place, name in enumerate(EXERCISES):
        dose = library[name].dosage
        items.append(
            PlanItem(
                f"bench-{place}", place, name, "hip_strength", library[name].side.prescribed,
                dose.sets, dose.reps, dose.hold_s, dose.rest_s, 3,
            )
        )  # fmt: skip
    number = len(opened.plans.versions()) + 1
    today = diary_day(clock.now())
    with opened.change(message("change", "Plan saved")):
        version = PlanVersion("bench", number, today, "Five", "", tuple(items))
        opened.plans.add_version(version)
    seconds = []
    import typst  # noqa: F401 - importing it is not measured

    for number in range(int(rounds)):
        # Another name each time: typst remembers what it has set before.
        began = time.perf_counter()
        made = home_plan_pdf(home_plan(opened, clock, tr, name=f"Person {number}"), tr)
        seconds.append(time.perf_counter() - began)
    say(seconds=seconds, bytes=len(made.pages[0]))


def bare_document(rounds: str) -> None:
    """Two plain pages by typst alone, called the plain way: seconds of each time."""
    import tempfile
    from pathlib import Path

    import typst

    seconds = []
    head = '#set document(title: [Two pages])\n#set text(lang: "en")\n'
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "bare.typ"
        for number in range(int(rounds)):
            # Another text each time, as for the plan.
            pages = [f"= Page\n#lorem({300 + number + page})\n" for page in range(2)]
            began = time.perf_counter()
            file.write_text(head + "#pagebreak()\n".join(pages), encoding="utf-8")
            typst.compile(file, format="pdf", pdf_standards="ua-1")
            seconds.append(time.perf_counter() - began)
    say(seconds=seconds)


if __name__ == "__main__":
    {
        "cards": cards,
        "movement": movement,
        "scrolling": scrolling,
        "plan": plan,
        "bare": bare_document,
    }[sys.argv[1]](*sys.argv[2:])
