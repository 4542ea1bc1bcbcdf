"""The figure's view: still, moving, waiting while hidden, calm for those who want it calm."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabdesk.domain.regions import Side
from rehabdesk.figures.mannequin.drawing import Ink
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.figures.mannequin.motion import Tempo
from rehabdesk.ui.figures.colours import FigureColours, paper_colours, theme_colours
from rehabdesk.ui.figures.painter import fitted, paint_figure
from rehabdesk.ui.figures.widget import FigureView
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.theme.tokens import load_tokens

QUICK = Tempo(lift=0.2, hold=0.1, lower=0.2, rest=0.1)


def painted(
    colours: FigureColours, exercise: str = "bridge", *, muscles: bool = True, moment: float = 1.0
) -> QImage:
    image = QImage(224, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.roles["ground"]))
    painter = QPainter(image)
    drawing = load_figure(exercise).drawing(moment, ghost=True, arrow=True, muscles=muscles)
    paint_figure(painter, drawing, QRectF(0, 0, 224, 180), colours)
    painter.end()
    return image


def pixels(image: QImage) -> dict[str, int]:
    counts: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name().upper()
            counts[name] = counts.get(name, 0) + 1
    return counts


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_role_of_the_theme_is_painted(qapp: QApplication, name: str) -> None:
    colours = theme_colours(load_tokens("light" if name == "light" else "dark"))
    counts = pixels(painted(colours))
    for role in ("skin", "shirt", "shorts", "muscle", "mat", "hair"):
        assert counts.get(colours.colour(Ink(role)).name().upper(), 0) > 15, role
    arrow = colours.colour(Ink("arrow")).name().upper()
    assert counts.get(arrow, 0) > 8


def test_paper_has_no_colour(qapp: QApplication) -> None:
    image = painted(paper_colours())
    for name in pixels(image):
        colour = QColor(name)
        channels = (colour.red(), colour.green(), colour.blue())
        assert max(channels) - min(channels) <= 12


def test_muscle_is_left_out_when_not_wanted(qapp: QApplication) -> None:
    colours = theme_colours(load_tokens("light"))
    muscle = colours.colour(Ink("muscle")).name().upper()
    assert muscle not in pixels(painted(colours, muscles=False))


def test_limbs_have_no_holes_or_lines_at_their_joints(qapp: QApplication) -> None:
    """Along the middle of the near shin there is nothing but skin."""
    colours = theme_colours(load_tokens("light"))
    figure = load_figure("straight_leg_raise")
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    drawing = figure.drawing(1.0, muscles=False)
    rect = QRectF(0, 0, 800, 600)
    paint_figure(painter, drawing, rect, colours)
    painter.end()
    frame = fitted(drawing.bounds, rect)
    skin = {colours.colour(Ink("skin")).name(), colours.colour(Ink("skin", -0.10)).name()}
    skeleton = figure.skeleton(1.0)
    for step in range(60):
        part = 0.66 + 1.24 * step / 59
        where = (
            skeleton.landmark("right_thigh", part)
            if part <= 1
            else skeleton.landmark("right_shin", part - 1)
        )
        x, y = figure.camera.point(where)
        seen = image.pixelColor(
            round(frame.left + x * frame.scale), round(frame.top + y * frame.scale)
        )
        assert seen.name() in skin or is_between(seen, skin), part


def is_between(seen: QColor, shades: set[str]) -> bool:
    """Tell whether a colour lies on the soft edge between two shades."""
    channels = [QColor(shade).getRgb() for shade in shades]
    low = [min(values) - 2 for values in zip(*channels, strict=True)]
    high = [max(values) + 2 for values in zip(*channels, strict=True)]
    return all(a <= v <= b for a, v, b in zip(low, seen.getRgb(), high, strict=True))


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Callable[..., FigureView]:
    def view(exercise: str = "bridge", side: Side = Side.RIGHT) -> FigureView:
        made = FigureView(Theme(qapp, "light"), "Bridge, both sides", load_figure(exercise, side))
        made.resize(224, 180)
        qtbot.addWidget(made)
        made.set_tempo(QUICK)
        return made

    return view


def test_still_view_has_no_timer_and_keeps_its_picture(make: Callable[..., FigureView]) -> None:
    view = make()
    view.show()
    first = view.grab().toImage()
    assert view.grab().toImage() == first
    assert not view._timer.isActive()
    assert view.accessibleName() == "Bridge, both sides"


def test_left_view_is_the_mirror_image_of_the_right(make: Callable[..., FigureView]) -> None:
    right = make("straight_leg_raise", Side.RIGHT).grab().toImage()
    left = make("straight_leg_raise", Side.LEFT).grab().toImage()
    flipped = left.flipped(Qt.Orientation.Horizontal)
    different = sum(
        abs(right.pixelColor(x, y).lightness() - flipped.pixelColor(x, y).lightness()) > 60
        for x in range(right.width())
        for y in range(right.height())
    )
    assert different < 150
    assert right != left


def test_movement_goes_through_the_phases(make: Callable[..., FigureView], qtbot: QtBot) -> None:
    view = make()
    view.show()
    seen: list[str] = []
    view.phase_changed.connect(seen.append)
    view.play()
    qtbot.waitUntil(lambda: len(seen) >= 4, timeout=5000)
    view.stop()
    order = ["lift", "hold", "lower", "rest"]
    assert seen[:4] == order
    assert not view._timer.isActive()
    assert view.moment == 0.0


def test_pause_stands_where_it_is(make: Callable[..., FigureView], qtbot: QtBot) -> None:
    view = make()
    view.show()
    view.play()
    qtbot.waitUntil(lambda: view.moment > 0.1, timeout=5000)
    view.pause()
    moment = view.moment
    assert not view._timer.isActive()
    view.play()
    assert view.moment == pytest.approx(moment, abs=0.2)
    view.pause()


def test_hidden_view_does_not_move(make: Callable[..., FigureView]) -> None:
    view = make()
    view.play()
    assert not view._timer.isActive()
    view.show()
    assert view._timer.isActive()
    view.hide()
    assert not view._timer.isActive()
    assert view.playing
    view.show()
    assert view._timer.isActive()
    view.stop()


def test_reduced_motion_shows_start_and_end_only(make: Callable[..., FigureView]) -> None:
    view = make()
    view.set_reduced_motion(True)
    moments = []
    for step in range(60):
        view.go_to(step / 100)
        moments.append(view.moment)
    assert set(moments) == {0.0, 1.0}
    view.set_reduced_motion(False)
    view.go_to(0.1)
    assert view.moment == pytest.approx(0.5)


def test_alternating_exercise_changes_sides_every_repetition(
    make: Callable[..., FigureView],
) -> None:
    view = make()
    right, left = load_figure("bird_dog", Side.RIGHT), load_figure("bird_dog", Side.LEFT)
    view.show_figure(right, "Bird-dog", left)
    view.go_to(0.25)
    first = view.grab().toImage()
    view.go_to(0.25 + QUICK.repetition)
    second = view.grab().toImage()
    view.go_to(0.25 + 2 * QUICK.repetition)
    assert view.grab().toImage() == first
    assert second != first


def test_another_exercise_starts_from_its_start(make: Callable[..., FigureView]) -> None:
    view = make()
    before = view.grab().toImage()
    view.go_to(0.15)
    view.show_figure(load_figure("wall_sit"), "Wall sit")
    assert view.moment == 0.0
    assert view.accessibleName() == "Wall sit"
    assert view.grab().toImage() != before


def test_theme_change_repaints(make: Callable[..., FigureView], qapp: QApplication) -> None:
    view = make()
    view._theme.choose("light", 1.0)
    light = view.grab().toImage()
    view._theme.choose("dark", 1.0)
    assert view.grab().toImage() != light
    view._theme.choose("light", 1.0)
    assert view.grab().toImage() == light


def test_view_without_exercise_is_empty(qtbot: QtBot, qapp: QApplication) -> None:
    view = FigureView(Theme(qapp, "light"), "No exercise")
    qtbot.addWidget(view)
    view.resize(62, 40)
    assert len(pixels(view.grab().toImage())) == 1
