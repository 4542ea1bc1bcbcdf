"""The learn page: found, read, followed by keyboard, copied and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from rehabdesk.app.pages import PAGE_ENTRIES
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.language import translator_for
from rehabdesk.services.learn import learn_index, load_readings
from rehabdesk.services.reading import PAGE_NAMES, article_reading, picture_of
from rehabdesk.ui.body.drawing_shelf import DrawingShelf
from rehabdesk.ui.body.picture_view import PanelView, PictureView
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.print_reading import PrintReadingDialog
from rehabdesk.ui.pages.body.page import BodyPage
from rehabdesk.ui.pages.learn.contents import Contents
from rehabdesk.ui.pages.learn.page import LearnPage
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Open = Callable[[], LearnPage]


@pytest.fixture
def opened(qtbot: QtBot, context: UiContext, open_diary: Callable[[], None]) -> Open:
    """Show the page and wait for its first text."""

    def open_it() -> LearnPage:
        open_diary()
        page = LearnPage(context)
        qtbot.addWidget(page)
        page.set_narrow(False)
        page.resize(1100, 700)
        page.show()
        qtbot.waitUntil(lambda: page.reading is not None)
        return page

    return open_it


def shown(page: LearnPage) -> str:
    assert page.reading is not None
    return page.reading.id


def wait_for(qtbot: QtBot, page: LearnPage, key: str) -> None:
    qtbot.waitUntil(lambda: shown(page) == key)


def button_of(page: LearnPage, text: str) -> QPushButton:
    return next(
        one
        for one in page.pane.findChildren(QPushButton)
        if text in (one.text(), one.accessibleName()) and not one.isHidden()
    )


def texts(page: LearnPage) -> list[str]:
    return [one.text() for one in page.pane.findChildren(QLabel) if not one.isHidden()]


def test_it_begins_with_the_first_article(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    wait_for(qtbot, page, "weak_hips")
    assert page.contents.keys[0] == "weak_hips"
    assert {"knee_inner", "when_to_stop"} <= set(page.contents.keys)
    assert "Strong: several good trials" in texts(page)


def test_the_arrow_keys_go_through_the_texts(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    QTest.keyClick(page.contents.list, Qt.Key.Key_Down)
    wait_for(qtbot, page, "hip_strength_helps")
    # From the last of a group the heading of the next is stepped over.
    page.open_at("hip_pain_felt_at_knee")
    QTest.keyClick(page.contents.list, Qt.Key.Key_Down)
    wait_for(qtbot, page, "limping_loads_the_other_leg")


def test_search_and_filter(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.contents.search.setText("tight")
    assert page.contents.keys[0] == "tight_hips"
    page.contents.search.setText("xyzzy")
    assert page.contents.keys == []
    assert page.contents.nothing.isVisible()
    page.contents.everything.click()
    assert len(page.contents.keys) > 30
    page.contents.filter.setCurrentIndex(page.contents.filter.findData("knee_to_hip"))
    assert page.contents.keys[0] == "limping_loads_the_other_leg"
    assert "weak_hips" not in page.contents.keys
    page.contents.filter.setCurrentIndex(page.contents.filter.findData("regions"))
    assert "groin" in page.contents.keys
    # What is read stays, whatever the list shows.
    wait_for(qtbot, page, "weak_hips")


def test_return_reads_what_fits_best(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    QTest.keyClick(page.contents.search, Qt.Key.Key_Return)
    assert shown(page) == "weak_hips"
    QTest.keyClicks(page.contents.search, "tight")
    QTest.keyClick(page.contents.search, Qt.Key.Key_Return)
    wait_for(qtbot, page, "tight_hips")
    assert page.contents.list.currentItem().text() == "Tight hips"
    QTest.keyClicks(page.contents.search, " xyzzy")
    QTest.keyClick(page.contents.search, Qt.Key.Key_Return)
    assert shown(page) == "tight_hips"


def test_what_the_search_hides_is_listed_again_when_a_link_leads_there(
    qtbot: QtBot, opened: Open
) -> None:
    page = opened()
    page.contents.search.setText("weak hips")
    button_of(page, "Read “When to stop and get help”").click()
    wait_for(qtbot, page, "when_to_stop")
    assert "when_to_stop" in page.contents.keys
    assert page.contents.list.currentItem().text() == "When to stop and get help"


def test_links_work_by_keyboard_and_there_is_a_way_back(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    link = button_of(page, "Read “How much soreness is all right”")
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(link, Qt.Key.Key_Space)
    wait_for(qtbot, page, "traffic_light")
    back = button_of(page, "Back to “Weak hips and knee pain”")
    QTest.keyClick(back, Qt.Key.Key_Space)
    wait_for(qtbot, page, "weak_hips")
    assert page.pane.back.isHidden()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(button_of(page, "To the exercise “Clamshell”"), Qt.Key.Key_Space)
    assert wanted.args == ["plan", "clamshell"]


def test_a_region_leads_to_the_body_map_and_back_to_exercises(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.open_at("knee_inner:right")
    wait_for(qtbot, page, "knee_inner")
    assert "Front: Inner knee, your right" in [one.text() for one in page.findChildren(QLabel)]
    assert any("No diagnosis" in one.text() for one in page.findChildren(QLabel))
    with qtbot.waitSignal(page.page_wanted) as wanted:
        button_of(page, "Show on the body map, your right").click()
    assert wanted.args == ["body", "knee_inner:right"]
    page.open_at("low_back_mid")
    wait_for(qtbot, page, "low_back_mid")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        button_of(page, "Show on the body map, middle").click()
    assert wanted.args == ["body", "low_back_mid:none"]


def test_texts_lead_to_pages_that_there_are(qtbot: QtBot, opened: Open) -> None:
    there = {entry.id: entry for entry in PAGE_ENTRIES}
    for page_id, name in PAGE_NAMES.items():
        assert there[page_id].name == name
        # The button has the icon the page has elsewhere.
        assert there[page_id].icon == page_id
    page = opened()
    page.open_at("when_to_stop")
    wait_for(qtbot, page, "when_to_stop")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        button_of(page, "To the page “Safety”").click()
    assert wanted.args == ["safety", ""]


def test_what_is_not_there_is_ignored(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.open_at("2026-06-10")
    wait_for(qtbot, page, "weak_hips")


def test_it_opens_at_what_was_wanted_before_the_texts_were_read(
    qtbot: QtBot, context: UiContext, open_diary: Callable[[], None]
) -> None:
    open_diary()
    page = LearnPage(context)
    qtbot.addWidget(page)
    page.show()
    page.open_at("groin:right")
    qtbot.waitUntil(lambda: page.reading is not None)
    wait_for(qtbot, page, "groin")


def test_in_little_room_there_is_a_field_to_choose_from(qtbot: QtBot, opened: Open) -> None:
    page = opened()
    page.set_narrow(True)
    assert page.contents.list.isHidden()
    assert page.contents.combo.isVisible()
    # Headings stand in the field, too, and are nothing to choose.
    combo = page.contents.combo
    headings = [combo.itemText(row) for row in range(combo.count()) if not combo.itemData(row)]
    assert headings[0] == "From the hip to the knee"
    assert len(headings) == 4
    assert not combo.model().flags(combo.model().index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    page.contents.combo.setCurrentIndex(page.contents.combo.findData("tight_hips"))
    wait_for(qtbot, page, "tight_hips")


def test_text_is_copied_whole(opened: Open) -> None:
    page = opened()
    page.pane.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Weak hips and knee pain")
    assert "Neal 2019" in copied
    assert page.pane.told.text() == "Copied."


def test_it_is_printed_from_the_same_text(
    qtbot: QtBot, opened: Open, context: UiContext, tmp_path: Path
) -> None:
    page = opened()
    page.pane.print.click()
    dialog = next(iter(page.findChildren(PrintReadingDialog)))
    qtbot.waitUntil(lambda: bool(dialog.pages))
    assert dialog.print_button.isEnabled()
    file = tmp_path / "weak.pdf"
    dialog.save(file)
    qtbot.waitUntil(lambda: "weak.pdf" in dialog.told.text())
    assert file.read_bytes().startswith(b"%PDF")
    dialog.save(tmp_path / "no folder" / "weak.pdf")
    qtbot.waitUntil(lambda: "weak.pdf”." not in dialog.told.text())
    dialog.accept()


def test_paper_of_the_other_size_makes_other_pages(
    qtbot: QtBot, context: UiContext, open_diary: Callable[[], None]
) -> None:
    open_diary()
    dialog = PrintReadingDialog(context, article_reading("tight_hips", translator_for()))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(dialog.pages))
    first = dialog.pages
    dialog.paper.choose("letter")
    dialog.refresh()
    qtbot.waitUntil(lambda: dialog.pages != first)


def test_the_body_page_leads_to_the_chosen_region(
    qtbot: QtBot, context: UiContext, open_diary: Callable[[], None]
) -> None:
    open_diary()
    page = BodyPage(context)
    qtbot.addWidget(page)
    page.show()
    page.selection.choose(SidedRegion("groin", Side.LEFT))
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.about.click()
    assert wanted.args == ["learn", "groin:left"]


def test_the_plan_page_opens_at_an_exercise_that_is_wanted_before_it_has_read(
    qtbot: QtBot, context: UiContext, open_diary: Callable[[], None]
) -> None:
    open_diary()
    page = PlanPage(context)
    qtbot.addWidget(page)
    page.show()
    page.open_at("clamshell")
    qtbot.waitUntil(lambda: page.library.shows_details)
    assert page.library.detail.exercise is not None
    assert page.library.detail.exercise.id == "clamshell"
    # From there back to why it may help.
    read = next(
        one
        for one in page.library.detail.findChildren(QPushButton)
        if one.text() == "Read “Weak hips and knee pain”"
    )
    with qtbot.waitSignal(page.page_wanted) as wanted:
        read.click()
    assert wanted.args == ["learn", "weak_hips"]


@pytest.mark.parametrize("percent", [100, 130, 150])
def test_no_title_in_the_list_is_cut_off(qtbot: QtBot, context: UiContext, percent: int) -> None:
    context.theme.choose("light", percent / 100)
    contents = Contents(context.tr, context.theme)
    qtbot.addWidget(contents)
    contents.set_narrow(False)
    contents.resize(contents.maximumWidth(), 700)
    contents.show_index(learn_index(context.tr))
    contents.show()
    titles, metrics = contents.list, contents.list.fontMetrics()
    for row in range(titles.count()):
        option = QStyleOptionViewItem()
        option.initFrom(titles)
        option.rect = titles.visualItemRect(titles.item(row))
        part = QStyle.SubElement.SE_ItemViewItemText
        room = titles.style().subElementRect(part, option, titles)
        # The style draws the words this much inside of their room, at both ends.
        margin = titles.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        width, text = room.width() - 2 * margin, titles.item(row).text()
        wrap = Qt.TextFlag.TextWordWrap
        needed = metrics.boundingRect(QRect(0, 0, width, 1000), wrap, text)
        assert needed.height() <= room.height(), text


@pytest.mark.parametrize("percent", [100, 200])
def test_no_label_of_a_picture_is_cut_off(
    qtbot: QtBot, theme: Theme, workbench: Workbench, percent: int
) -> None:
    theme.choose("light", percent / 100)
    shelf = DrawingShelf(workbench, theme, theme)
    for article in load_readings().articles.values():
        picture = picture_of(article.id, translator_for())
        if picture is None:
            continue
        for panel in picture.panels:
            view = PanelView(panel, theme, shelf)
            qtbot.addWidget(view)
            for words in panel.labels:
                room = view.words_box(words)
                assert view.rect().contains(room.toAlignedRect()), (article.id, words.text)


def test_a_picture_has_words_for_who_cannot_see_it(qtbot: QtBot, opened: Open) -> None:
    page = opened()

    def spoken() -> list[str]:
        pictures = page.pane.findChildren(PictureView)
        return [one.accessibleName() for one in pictures if one.isVisible()]

    page.open_at("hip_pain_felt_at_knee")
    qtbot.waitUntil(lambda: len(spoken()) == 1 and "groin 53" in spoken()[0])
    page.open_at("how_sure")
    qtbot.waitUntil(lambda: spoken() == [])


def test_a_drawing_is_made_once_for_each_size_and_theme(
    qtbot: QtBot, context: UiContext, open_diary: Callable[[], None]
) -> None:
    open_diary()
    shelf = DrawingShelf(context.workbench, context.theme, context.theme)
    picture = picture_of("groin", context.tr)
    assert picture is not None
    (panel,) = picture.panels
    assert shelf.drawing(panel, 90, 240, 1.0) is None
    with qtbot.waitSignal(shelf.drawn):
        assert shelf.drawing(panel, 90, 240, 1.0) is None
    first = shelf.drawing(panel, 90, 240, 1.0)
    assert first is not None
    assert (first.width(), first.height()) == (90, 240)
    context.theme.choose("dark", 1.0)
    with qtbot.waitSignal(shelf.drawn):
        assert shelf.drawing(panel, 90, 240, 1.0) is None
    dark = shelf.drawing(panel, 90, 240, 1.0)
    assert dark is not None
    assert dark.toImage() != first.toImage()
