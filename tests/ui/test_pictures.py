"""Charts and maps as pictures: what is in them, and how a person gets them."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typst
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from rehabdesk.app.pages import make_page
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.domain.text import message
from rehabdesk.store.diary import Diary
from rehabdesk.ui.body.canvas import BodyCanvas
from rehabdesk.ui.charts.board import ChartBoard
from rehabdesk.ui.charts.measure_chart import MeasureChart, MeasureData, MeasureSeries
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.charts.symmetry_chart import SymmetryChart, SymmetryRow
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.body.page import BodyPage
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.trends.page import TrendsPage
from rehabdesk.ui.pictures.finding import picture_at
from rehabdesk.ui.pictures.layers import Drawing, Layer, drawing_of
from rehabdesk.ui.pictures.menu import PictureMenu
from rehabdesk.ui.pictures.picture import Picture, image_of, png_bytes, svg_bytes
from rehabdesk.ui.theme.tokens import load_tokens

# The platform without a screen says so whenever a window or a menu is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 6, 17)
LIGHT, DARK = load_tokens("light"), load_tokens("dark")
SVG = "{http://www.w3.org/2000/svg}"
Open = Callable[[Callable[[Diary], object]], None]


def fill(diary: Diary) -> None:
    rows = [
        (
            (TODAY - dt.timedelta(days=back)).isoformat(),
            None, region, "left", "now", float(back % 7), "", 0, None,
        )
        for back in range(60)
        for region in ("knee_inner", "hip_outer")
        # The region with more entries comes first.
        if region == "knee_inner" or back % 2 == 0
    ]  # fmt: skip
    with diary.change(message("test", "Filled"), undoable=False):
        diary.pain.insert_many(rows)


@pytest.fixture
def page_of(qtbot: QtBot, context: UiContext, open_diary: Open) -> Iterator[Callable[[str], Page]]:
    """Show a page with its pictures on offer, and wait until it shows the diary."""
    open_diary(fill)
    pages: list[Page] = []

    def show(page_id: str) -> Page:
        page = make_page(page_id, context)
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1160, 760)
        page.set_narrow(False)
        page.show()
        page.activateWindow()
        if isinstance(page, TrendsPage):
            qtbot.waitUntil(lambda: bool(page.board.charts))
            qtbot.waitUntil(lambda: not page._settled.isActive())
        if isinstance(page, BodyPage):
            qtbot.waitUntil(lambda: bool(page.selection.values))
        qtbot.waitUntil(lambda: not context.workbench.runner.busy)
        return page

    yield show
    pages.clear()


def middle_of(widget: QWidget, page: QWidget) -> QPoint:
    return widget.mapTo(page, widget.rect().center())


def board_picture(page: Page, context: UiContext) -> Picture:
    board = page.findChild(ChartBoard)
    picture = picture_at(page, middle_of(board.charts[0], page), context)
    assert picture is not None
    return picture


def texts(svg: bytes) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - made by ourselves
    return " ".join(" ".join(one.itertext()).strip() for one in root.iter(f"{SVG}text"))


def rendered(svg: bytes, folder: Path) -> QImage:
    """Return an SVG file in pixels, by another program than the one that wrote it."""
    (folder / "x.svg").write_bytes(svg)
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("x.svg")'
    (folder / "x.typ").write_text(page)
    data = typst.compile(str(folder / "x.typ"), format="png", ppi=96.0)
    assert isinstance(data, bytes)
    return QImage.fromData(data).convertToFormat(QImage.Format.Format_RGB32)


def test_a_chart_says_what_when_and_whose(page_of, context: UiContext) -> None:
    picture = board_picture(page_of("trends"), context)
    assert picture.title == "Inner knee, left and Outer hip, left"
    assert re.fullmatch(r"\d+ \w+( \d{4})? – 17 Jun 2026 · my", picture.under_title)
    svg = svg_bytes(picture, LIGHT)
    written = texts(svg)
    for part in (picture.title, picture.under_title, "Pain now, 0–10", "10"):
        assert part in written
    root = ET.fromstring(svg)  # noqa: S314
    assert root.find(f"{SVG}title").text == picture.title
    assert QSvgRenderer(svg).isValid()
    assert b"<image" not in svg, "lines and areas alone"
    size = picture.drawing.size
    image = QImage.fromData(png_bytes(picture, LIGHT))
    assert image.width() == round((size.width() + 32) * 2)


def test_a_picture_looks_as_its_theme(page_of, context: UiContext) -> None:
    picture = board_picture(page_of("trends"), context)
    for tokens in (LIGHT, DARK):
        image = image_of(picture, tokens)
        assert image.pixelColor(3, 3) == QColor(tokens.colours["surface"])
        column = image.width() // 2
        inks = {image.pixelColor(column, y).name() for y in range(image.height())}
        assert len(inks) > 4
    # The chart on the page is as it was.
    assert context.theme.tokens.name == "light"


def test_pixels_and_vectors_show_the_same(page_of, context: UiContext, tmp_path: Path) -> None:
    """A clip that SVG files do not know would let lines out of the plot."""
    picture = board_picture(page_of("trends"), context)
    png = image_of(picture, LIGHT, 1.0).convertToFormat(QImage.Format.Format_RGB32)
    again = rendered(svg_bytes(picture, LIGHT), tmp_path)
    assert again.size() == png.size()

    def dark(image: QImage, x: int, y: int) -> bool:
        return image.pixelColor(x, y).lightness() < 160

    different = sum(
        dark(png, x, y) != dark(again, x, y)
        for x in range(0, png.width(), 2)
        for y in range(80, png.height(), 2)
    )
    assert different < 0.02 * png.width() * png.height() / 4


@pytest.mark.parametrize("view", list(View))
def test_a_map_says_which_side_is_which(page_of, context: UiContext, view: View) -> None:
    page = page_of("body")
    assert isinstance(page, BodyPage)
    page.show_view(view)
    QApplication.processEvents()
    canvas = next(one for one in page.map.findChildren(BodyCanvas) if one.isVisible())
    picture = picture_at(page, middle_of(canvas, page), context)
    assert picture is not None
    assert picture.title.startswith("Body map: ")
    assert picture.under_title == "17 Jun 2026 · my"
    written = texts(svg_bytes(picture, LIGHT))
    if view in {View.FRONT, View.BACK}:
        assert {"L", "R"} <= set(written.split())
    else:
        assert "front" in written
        assert "your " in picture.title
    assert len(png_bytes(picture, DARK)) > 10_000


def test_a_map_shows_its_values_and_no_others(page_of, context: UiContext) -> None:
    page = page_of("body")
    assert isinstance(page, BodyPage)
    canvas = next(one for one in page.map.findChildren(BodyCanvas) if one.isVisible())
    assert set(canvas.values) == {
        SidedRegion("knee_inner", Side.LEFT), SidedRegion("hip_outer", Side.LEFT)
    }  # fmt: skip
    picture = picture_at(page, middle_of(canvas, page), context)
    assert texts(svg_bytes(picture, LIGHT)).count("0.0") == 2


def the_menu(page: Page) -> QMenu:
    (menu,) = (one for one in page.findChildren(QMenu) if one.isVisible())
    return menu


def test_the_menu_opens_by_key_and_by_mouse(page_of, qtbot: QtBot, context: UiContext) -> None:
    page = page_of("trends")
    chart = page.findChild(ChartBoard).charts[0]
    chart.setFocus()
    inside = chart.rect().center()
    reasons = (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse)
    for reason, target in zip(reasons, (chart, chart.childAt(inside)), strict=True):
        event = QContextMenuEvent(reason, target.rect().center(), chart.mapToGlobal(inside))
        QApplication.sendEvent(target, event)
        menu = the_menu(page)
        names = [one.text().replace("&", "") for one in menu.actions()]
        assert names == ["Copy picture", "Save as PNG…", "Save as SVG…"]
        assert menu.accessibleName().startswith("Picture of Inner knee")
        menu.close()
        qtbot.waitUntil(lambda: not [one for one in page.findChildren(QMenu) if one.isVisible()])


@pytest.mark.parametrize("page_id", ["trends", "body"])
def test_the_key_finds_a_drawing_from_anywhere(page_of, page_id: str) -> None:
    """Where the keyboard is with something else, it is about the largest drawing."""
    page = page_of(page_id)
    button = next(one for one in page.findChildren(QPushButton) if one.isVisible())
    button.setFocus()
    place = button.rect().center()
    key = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(button, QContextMenuEvent(key, place, button.mapToGlobal(place)))
    name = the_menu(page).accessibleName()
    assert name.startswith("Picture of Inner knee" if page_id == "trends" else "Picture of Body")


def test_where_nothing_is_drawn_there_is_no_menu(page_of, context: UiContext) -> None:
    page = page_of("trends")
    assert picture_at(page, middle_of(page.title, page), context) is None
    place = middle_of(page.title, page)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.mapToGlobal(place))
    QApplication.sendEvent(page, event)
    assert not [one for one in page.findChildren(QMenu) if one.isVisible()]


def test_copying(page_of, qtbot: QtBot, context: UiContext) -> None:
    for page_id in ("trends", "body"):
        page = page_of(page_id)
        part = page.findChild(ChartBoard) if page_id == "trends" else page.map
        picture = picture_at(page, middle_of(part, page), context)
        QGuiApplication.clipboard().clear()
        with qtbot.waitSignal(context.workbench.saved) as told:
            PictureMenu(page, context, picture).copy()
        assert told.args[0].text == "The picture was copied."
        assert QGuiApplication.clipboard().image().width() > 400


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_saving(page_of, qtbot, context, tmp_path, monkeypatch, ending: str) -> None:
    page = page_of("trends")
    menu = PictureMenu(page, context, board_picture(page, context))
    asked: list[str] = []

    def ask(_parent, _title, name, _kind):
        asked.append(name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    with qtbot.waitSignal(context.workbench.saved) as told:
        menu.ask_and_save(ending)
    assert told.args[0].values == {"name": f"mine{ending}"}
    assert asked[0].startswith("Inner knee, left and Outer hip, left ")
    assert asked[0].endswith(f"17 Jun 2026{ending}")
    assert (tmp_path / f"mine{ending}").stat().st_size > 5_000
    with qtbot.waitSignal(context.workbench.failed) as told:
        menu.save(context.workbench.diary_path)
    assert "was not replaced" in told.args[0].text


def test_a_chart_that_is_gone(qtbot: QtBot, context: UiContext, tmp_path: Path) -> None:
    """The diary changed while the menu was open, and the chart was made anew."""
    chart = SymmetryChart(context.tr, lambda: ChartStyle.of(LIGHT, QApplication.font()), 10.0, "x")
    chart.resize(400, 200)
    chart.show_rows([SymmetryRow("Bridge", 92.0, 84.0, 99.0, "92 %")])
    menu = PictureMenu(chart, context, Picture("x", "", "d", drawing_of(chart)))
    assert menu.picture.drawing.alive
    delete(chart)
    for act in (menu.copy, lambda: menu.save(tmp_path / "x.png")):
        with qtbot.waitSignal(context.workbench.failed) as told:
            act()
        assert "has changed meanwhile" in told.args[0].text
    assert not list(tmp_path.glob("x*"))


def small(title: str, diary: str = "d") -> Picture:
    def draw(painter: QPainter) -> None:
        painter.fillRect(QRectF(-500, -500, 1000, 1000), QColor("#ff0000"))

    layer = Layer(QRectF(10, 10, 20, 20), draw, inside=True).moved(QPointF(5, 0))
    return Picture(title, "", diary, Drawing(QSizeF(100, 50), lambda _: [layer]))


@pytest.mark.parametrize("soft", [False, True])
def test_what_is_inside_stays_inside(qapp: QApplication, tmp_path: Path, soft: bool) -> None:
    picture = small("x")
    layers = picture.drawing.layers

    def with_soft(tokens):
        return [Layer(one.box, one.draw, True, soft, None, one.at) for one in layers(tokens)]

    picture = Picture("x", "", "d", Drawing(picture.drawing.size, with_soft))
    png = image_of(picture, LIGHT, 1.0)
    again = rendered(svg_bytes(picture, LIGHT), tmp_path)
    for image in (png, again):
        red = [
            (x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).red() > 200 and image.pixelColor(x, y).green() < 60
        ]
        assert 19 * 19 <= len(red) <= 21 * 21


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("<script>alert(1)</script>", "script alert(1) script"),
        ("a\u202ebc:d|e?*", "a bc d e"),
        ("שלום 🦵", "שלום 🦵"),
        ("x" * 200, "x" * 80),
    ],
)
def test_titles_are_text_and_names_are_no_paths(qapp: QApplication, title, name) -> None:
    picture = small(title, diary=title)
    assert picture.file_name == name
    assert Path(picture.file_name).name == picture.file_name
    root = ET.fromstring(svg_bytes(picture, LIGHT))  # noqa: S314
    assert root.find(f"{SVG}title").text == title
    assert not list(root.iter(f"{SVG}script"))


def test_charts_of_measures(qtbot: QtBot, context: UiContext) -> None:
    """They have their picture in any theme, and take the keyboard for it."""
    style = ChartStyle.of(LIGHT, QApplication.font())
    chart = MeasureChart(context.tr, lambda: style)
    symmetry = SymmetryChart(context.tr, lambda: style, 10.0, "even")
    for one in (chart, symmetry):
        qtbot.addWidget(one)
        one.resize(400, 240)
        assert one.layers(DARK) == []
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus
    points = tuple((TODAY + dt.timedelta(days=back), 20.0 + back) for back in range(0, 40, 9))
    chart.show_data(MeasureData.fitting([MeasureSeries("Left", points, 2.0)], 1.0))
    symmetry.show_rows([SymmetryRow("Bridge", 92.0, 84.0, 99.0, "92 %")])
    for one, written in ((chart, "Left"), (symmetry, "Bridge")):
        svg = svg_bytes(Picture("x", "", "d", drawing_of(one)), DARK)
        assert written in texts(svg)
        assert DARK.colours["series1"].lower().encode() in svg.lower()
        # What is on the screen stays in its own theme.
        assert one._style() is style
