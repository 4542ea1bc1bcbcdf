"""What is painted on the body map: form, sides, and a value never by colour alone."""

from __future__ import annotations

import dataclasses
import functools
import time

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from rehabdesk.domain.regions import Joint, Side, SidedRegion, View
from rehabdesk.figures.body.frames import Frame, closeup_frame, whole_frame
from rehabdesk.figures.body.loading import load_view
from rehabdesk.figures.body.polygons import area
from rehabdesk.ui.body.colours import DARK_BODY, LIGHT_BODY, BodyColours
from rehabdesk.ui.body.painter import drawing_pixmap, paint_drawing
from rehabdesk.ui.body.region_painter import RegionMark, RegionPainter, pain_step

drawing = functools.cache(load_view)
WIDTH, HEIGHT = 348, 610
INNER_LEFT = SidedRegion("knee_inner", Side.LEFT)
THIGH_LEFT = SidedRegion("thigh_front", Side.LEFT)
THEMES = [LIGHT_BODY, DARK_BODY]

pytestmark = pytest.mark.usefixtures("qapp")


def ground(colours: BodyColours, width: int = WIDTH, height: int = HEIGHT) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.surface))
    return image


def body(view: View, colours: BodyColours, frame: Frame) -> QImage:
    image = ground(colours)
    painter = QPainter(image)
    paint_drawing(painter, drawing(view), frame, colours)
    painter.end()
    return image


def marked(colours: BodyColours, *marks: RegionMark, badges: bool = True) -> QImage:
    image = ground(colours)
    frame = whole_frame(drawing(View.FRONT), WIDTH, HEIGHT)
    painter = QPainter(image)
    RegionPainter(drawing(View.FRONT), frame, colours).paint(painter, marks, badges=badges)
    painter.end()
    return image


def at(image: QImage, frame: Frame, x: float, y: float) -> QColor:
    across, down = frame.to_screen(x, y)
    return image.pixelColor(round(across), round(down))


def lightness_range(image: QImage, frame: Frame, y: float, first: float, last: float) -> int:
    """How much light and shadow there is along a line across the body."""
    steps = [first + (last - first) * step / 40 for step in range(41)]
    found = [at(image, frame, x, y).lightness() for x in steps]
    return max(found) - min(found)


def colours_in(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def ink(image: QImage, name: str) -> int:
    """Count the pixels of exactly one colour."""
    wanted = QColor(name).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


class TestDrawing:
    @pytest.mark.parametrize("colours", THEMES)
    @pytest.mark.parametrize("view", [View.FRONT, View.BACK])
    def test_the_body_is_on_the_surface_and_has_form(
        self, view: View, colours: BodyColours
    ) -> None:
        frame = whole_frame(drawing(view), WIDTH, HEIGHT, margin=8)
        image = body(view, colours, frame)
        assert at(image, frame, 0, 60).name() == colours.surface.lower()
        assert at(image, frame, 9.8, 40).name() != colours.surface.lower()
        assert lightness_range(image, frame, 40, 3.5, 16) > 12

    @pytest.mark.parametrize("colours", THEMES)
    def test_the_body_is_round(self, colours: BodyColours) -> None:
        plain = dataclasses.replace(drawing(View.FRONT), shades=())
        frame = whole_frame(plain, WIDTH, HEIGHT, margin=8)
        image = ground(colours)
        painter = QPainter(image)
        paint_drawing(painter, plain, frame, colours)
        painter.end()
        edge, inwards, middle = (at(image, frame, x, 80).lightness() for x in (13.7, 12.5, 10.4))
        assert edge < inwards < middle

    def test_both_halves_are_alike(self) -> None:
        image = body(View.FRONT, LIGHT_BODY, whole_frame(drawing(View.FRONT), WIDTH, HEIGHT))
        different = sum(
            abs(image.pixelColor(x, y).lightness() - image.pixelColor(WIDTH - 1 - x, y).lightness())
            > 40
            for x in range(0, WIDTH, 2)
            for y in range(0, HEIGHT, 2)
        )
        assert different < 40

    def test_the_drawing_fades_at_the_waist(self) -> None:
        frame = whole_frame(drawing(View.FRONT), WIDTH, HEIGHT, margin=8)
        image = body(View.FRONT, DARK_BODY, frame)
        top = drawing(View.FRONT).clip_top
        surface = QColor(DARK_BODY.surface).lightness()
        below = [at(image, frame, 2.5, top + step).lightness() - surface for step in (0.2, 3, 6)]
        assert abs(below[0]) < 3
        assert below[0] < below[1] < below[2]

    def test_a_closeup_leaves_out_the_other_leg(self) -> None:
        # So wide that the other leg would be in the picture.
        frame = closeup_frame(drawing(View.FRONT), Joint.KNEE, Side.LEFT, WIDTH, 130)
        assert frame.visible.left < -12
        image = body(View.FRONT, LIGHT_BODY, frame)
        assert at(image, frame, -9.8, 57).name() == "#ffffff"
        assert at(image, frame, 9.8, 57).name() != "#ffffff"

    def test_a_closeup_of_the_right_is_the_mirror_of_the_left(self) -> None:
        frames = [
            closeup_frame(drawing(View.FRONT), Joint.KNEE, side, WIDTH, HEIGHT)
            for side in (Side.LEFT, Side.RIGHT)
        ]
        left, right = (body(View.FRONT, LIGHT_BODY, frame) for frame in frames)
        for x, y in ((5.6, 57), (9.8, 56), (13.9, 60)):
            assert at(left, frames[0], x, y).lightness() == pytest.approx(
                at(right, frames[1], -x, y).lightness(), abs=6
            )

    def test_a_pixmap_has_the_pixels_of_its_screen(self) -> None:
        frame = whole_frame(drawing(View.FRONT), 100, 200)
        pixmap = drawing_pixmap(drawing(View.FRONT), frame, LIGHT_BODY, 100, 200, 1.5)
        assert (pixmap.width(), pixmap.height()) == (150, 300)
        assert pixmap.toImage().pixelColor(2, 150).alpha() == 0
        x, y = frame.to_screen(9.8, 40)
        assert pixmap.toImage().pixelColor(round(x * 1.5), round(y * 1.5)).alpha() == 255


class TestRegions:
    @pytest.mark.parametrize(
        ("value", "step"), [(0, 0), (0.4, 0), (0.5, 1), (3.4, 3), (6.5, 7), (10, 10)]
    )
    def test_a_value_takes_the_nearest_step(self, value: float, step: int) -> None:
        assert pain_step(value) == step

    @pytest.mark.parametrize("colours", THEMES)
    def test_more_pain_is_farther_from_the_surface(self, colours: BodyColours) -> None:
        surface = QColor(colours.surface).lightness()
        away = [
            abs(
                marked(colours, RegionMark(THIGH_LEFT, value=value), badges=False)
                .pixelColor(*self.spot())
                .lightness()
                - surface
            )
            for value in (1, 3)
        ]
        assert 0 < away[0] < away[1]

    def test_no_pain_is_an_outline_with_its_number(self) -> None:
        image = marked(LIGHT_BODY, RegionMark(THIGH_LEFT, value=0))
        frame = whole_frame(drawing(View.FRONT), WIDTH, HEIGHT)
        assert at(image, frame, 9, 41).name() == LIGHT_BODY.surface.lower()
        assert ink(image, LIGHT_BODY.text) > 150

    def spot(self) -> tuple[int, int]:
        frame = whole_frame(drawing(View.FRONT), WIDTH, HEIGHT)
        x, y = frame.to_screen(10.8, 35.6)
        return round(x), round(y)

    @pytest.mark.parametrize("colours", THEMES)
    @pytest.mark.parametrize(
        ("value", "hatched", "crossed"), [(3, False, False), (4, True, False), (7, True, True)]
    )
    def test_hatching(
        self, colours: BodyColours, value: float, hatched: bool, crossed: bool
    ) -> None:
        image = marked(colours, RegionMark(THIGH_LEFT, value=value), badges=False)
        across, down = self.spot()
        box = range(-14, 15)
        grey = [[image.pixelColor(across + x, down + y).lightness() for x in box] for y in box]
        mean = sum(map(sum, grey)) / len(box) ** 2

        def striped(direction: int) -> float:
            # How alike neighbours are along a diagonal: much along a stripe, little across.
            pairs = [
                (grey[y][x] - mean) * (grey[y + 2][x + 2 * direction] - mean)
                for y in range(len(box) - 2)
                for x in range(2, len(box) - 2)
            ]
            return sum(pairs) / len(pairs)

        along, across_it = striped(-1), striped(1)
        if not hatched:
            assert max(abs(along), abs(across_it)) < 1
        elif not crossed:
            assert along > 5 * max(across_it, 1)
        else:
            assert along > 5
            assert along == pytest.approx(across_it, rel=0.35)

    @pytest.mark.parametrize("colours", THEMES)
    def test_the_number_is_printed_with_the_value(self, colours: BodyColours) -> None:
        mark = RegionMark(THIGH_LEFT, value=2)
        with_number = marked(colours, mark)
        without = marked(colours, mark, badges=False)
        assert ink(with_number, colours.text) > ink(without, colours.text) + 150

    def test_the_number_of_the_inner_knee_stands_beside_the_leg(self) -> None:
        image = marked(LIGHT_BODY, RegionMark(INNER_LEFT, value=2))
        frame = whole_frame(drawing(View.FRONT), WIDTH, HEIGHT)
        shape = drawing(View.FRONT).shape(INNER_LEFT)
        assert shape is not None
        edge = at(image, frame, shape.label[0], shape.label[1] + 1.6)
        assert edge.name() == LIGHT_BODY.text.lower()
        # A line leads from the number to the region.
        leader = at(image, frame, shape.anchor[0] - 0.3, shape.anchor[1])
        assert leader.lightness() < QColor(LIGHT_BODY.pain[2]).lightness() - 60

    def test_a_value_is_on_the_side_it_says(self) -> None:
        image = marked(LIGHT_BODY, RegionMark(THIGH_LEFT, value=9), badges=False)
        fill = QColor(LIGHT_BODY.pain[9]).lightness()
        dark = [
            x
            for x in range(WIDTH)
            for y in range(0, HEIGHT, 3)
            if abs(image.pixelColor(x, y).lightness() - fill) < 25
        ]
        assert dark
        assert min(dark) > WIDTH / 2

    @pytest.mark.parametrize("colours", THEMES)
    def test_yesterday_is_a_tint_and_never_a_fill(self, colours: BodyColours) -> None:
        image = marked(colours, RegionMark(THIGH_LEFT, ghost=8), badges=False)
        plain = QColor(colours.surface).lightness()
        tint = image.pixelColor(*self.spot()).lightness()
        assert 0 < abs(tint - plain) < 30

    @pytest.mark.parametrize("colours", THEMES)
    def test_the_focus_ring_has_its_own_colour(self, colours: BodyColours) -> None:
        where = RegionMark(THIGH_LEFT, focused=True)
        assert ink(marked(colours, where), colours.focus) > 100
        assert ink(marked(colours, where), colours.text) == 0
        selected = marked(colours, RegionMark(THIGH_LEFT, selected=True))
        assert ink(selected, colours.focus) == 0
        assert ink(selected, colours.text) > 100

    def test_the_focus_ring_leaves_a_narrow_fill_visible(self) -> None:
        plain = marked(LIGHT_BODY, RegionMark(INNER_LEFT, value=2), badges=False)
        ringed = marked(LIGHT_BODY, RegionMark(INNER_LEFT, value=2, focused=True), badges=False)

        def filled(image: QImage) -> int:
            wanted = QColor(LIGHT_BODY.pain[2]).lightness()
            return sum(
                abs(image.pixelColor(x, y).lightness() - wanted) < 8
                and image.pixelColor(x, y).saturation() > 60
                for x in range(WIDTH)
                for y in range(HEIGHT)
            )

        assert filled(plain) > 300
        assert filled(ringed) > 0.9 * filled(plain)

    def test_hovering_changes_the_fill(self) -> None:
        image = marked(LIGHT_BODY, RegionMark(THIGH_LEFT, hovered=True))
        assert image.pixelColor(*self.spot()).name() != "#ffffff"

    def test_regions_of_another_drawing_are_left_out(self) -> None:
        elsewhere = RegionMark(SidedRegion("calf", Side.LEFT), value=9)
        assert marked(LIGHT_BODY, elsewhere) == marked(LIGHT_BODY)

    def test_paths_are_what_is_clicked(self) -> None:
        view = drawing(View.FRONT)
        frame = whole_frame(view, WIDTH, HEIGHT)
        painter = RegionPainter(view, frame, LIGHT_BODY)
        assert painter.regions == tuple(shape.where for shape in view.regions)
        for shape in view.regions:
            path = painter.path(shape.where)
            assert path.contains(painter.anchor(shape.where))
            box = path.boundingRect()
            polygon = [
                (point.x(), point.y())
                for polygon in path.toFillPolygons()
                for point in polygon.toList()
            ]
            assert area(polygon) / frame.scale**2 == pytest.approx(area(shape.pieces[0]), rel=0.01)
            assert not path.contains(QPointF(box.left() - 1, box.top()))


def test_painting_is_quick_enough_to_resize(qtbot: QtBot) -> None:
    assert qtbot
    view = drawing(View.FRONT)
    frame = whole_frame(view, WIDTH, HEIGHT, margin=8)
    image = ground(LIGHT_BODY)
    regions = RegionPainter(view, frame, LIGHT_BODY)
    marks = [RegionMark(shape.where, value=index % 11) for index, shape in enumerate(view.regions)]

    def cost(paint: object) -> float:
        painter = QPainter(image)
        start = time.process_time()
        if paint == "drawing":
            paint_drawing(painter, view, frame, LIGHT_BODY)
        else:
            regions.paint(painter, marks)
        painter.end()
        return time.process_time() - start

    # Generous limits: a slow computer with other work must not fail.
    assert min(cost("drawing") for _ in range(3)) < 0.25
    assert min(cost("regions") for _ in range(3)) < 0.1
