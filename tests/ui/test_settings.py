"""The settings page: every choice is kept and takes effect."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.diaries import close_diary, create_diary, open_diary
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.settings import SettingsPage
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

KNEE = SidedRegion("knee_inner", Side.LEFT)
BACK = SidedRegion("low_back_mid", Side.NONE)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1000, 900)
    return page


def attach(qtbot: QtBot, workbench: Workbench, diary_file: Path, clock: FixedClock) -> None:
    """Open a diary with three ratings of two regions, closed once before (so there is a backup)."""

    def prepare() -> Diary:
        before = FixedClock(clock.moment - dt.timedelta(days=1))
        diary = create_diary(diary_file, before).diary
        record_pain(diary, before, KNEE, 4)
        record_pain(diary, before, KNEE, 7, kind=PainKind.WORST)
        close_diary(diary)
        diary = open_diary(diary_file, clock).diary
        record_pain(diary, clock, BACK, 2)
        return diary

    with qtbot.waitSignal(workbench.diary_opened):
        workbench.runner.run(prepare, lambda d: workbench.attach(d, UndoStack()), pytest.fail)


def shown(qtbot: QtBot, page: SettingsPage) -> None:
    page.show()
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def press(page: SettingsPage, name: str) -> None:
    """Press the button of this accessible name."""
    (one,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name]
    one.click()


def test_theme_and_text_size_apply_at_once_and_are_kept(
    page: SettingsPage, theme: Theme, tmp_path: Path
) -> None:
    press(page, "Theme: Dark")
    press(page, "Text size in percent: 150")
    assert theme.tokens.name == "dark"
    assert theme.tokens.text_scale == 1.5
    again = Preferences(tmp_path / "settings.ini")
    assert (again.theme, again.text_percent) == ("dark", 150)
    press(page, "Text size in percent: 100")
    press(page, "Theme: Light")
    assert (theme.tokens.name, theme.tokens.text_scale) == ("light", 1.0)


def test_the_page_shows_what_was_chosen_before(
    qtbot: QtBot, context: UiContext, preferences: Preferences
) -> None:
    preferences.text_percent = 130
    preferences.language = "en_GB"
    preferences.letter_keys = False
    page = SettingsPage(context)
    qtbot.addWidget(page)
    assert page.text_size.current == "130"
    assert page.language.current == "en_GB"
    assert page.letter_keys.current == "off"
    assert page.theme.current == "light" == context.theme.preference


def test_language_is_kept_and_told(
    qtbot: QtBot, page: SettingsPage, preferences: Preferences
) -> None:
    with qtbot.waitSignal(page.language_chosen) as told:
        press(page, "Language: English")
    assert told.args == ["en_GB"]
    assert preferences.language == "en_GB"
    with qtbot.assertNotEmitted(page.language_chosen):
        press(page, "Language: English")


def test_letter_keys_are_kept(page: SettingsPage, preferences: Preferences) -> None:
    press(page, "Single letters and digits as keys: Off")
    assert preferences.letter_keys is False
    press(page, "Single letters and digits as keys: On")
    assert preferences.letter_keys is True


def test_the_diary_and_its_last_backup_are_shown(
    qtbot: QtBot, page: SettingsPage, workbench: Workbench, clock: FixedClock, tmp_path: Path
) -> None:
    file = tmp_path / "Ada.rehab"
    attach(qtbot, workbench, file, clock)
    shown(qtbot, page)
    assert page.path.text() == str(file)
    assert page.last_backup.text() == "Last backup: 16 June 2026"
    with qtbot.waitSignal(page.command_wanted) as wanted:
        page.restore.click()
    assert wanted.args == ["restore"]


def test_the_kind_that_counts_is_chosen_per_region_and_undone(
    qtbot: QtBot, page: SettingsPage, workbench: Workbench, clock: FixedClock, tmp_path: Path
) -> None:
    attach(qtbot, workbench, tmp_path / "Ada.rehab", clock)
    shown(qtbot, page)
    assert list(page.kinds.choices) == [KNEE, BACK]
    assert page.kinds.choices[KNEE].current == "now"
    knee = page.kinds.choices[KNEE]
    assert knee.accessibleDescription() == "1 entry counts, 1 of another kind does not"

    found: list[PainKind] = []
    with qtbot.waitSignal(workbench.data_changed):
        press(page, "Inner knee, your left: Worst")
    workbench.read(lambda d: [d.settings.value_kind(one) for one in (KNEE, BACK)], found.extend)
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    assert found == [PainKind.WORST, PainKind.NOW]
    assert page.kinds.choices[KNEE] is knee, "the row that has the focus is kept"

    with qtbot.waitSignal(workbench.data_changed):
        workbench.undo()
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    assert page.kinds.choices[KNEE].current == "now"


def test_without_a_diary_nothing_can_be_restored(
    qtbot: QtBot, page: SettingsPage, workbench: Workbench, clock: FixedClock, tmp_path: Path
) -> None:
    shown(qtbot, page)
    assert not page.restore.isEnabled()
    assert page.restore.toolTip() == "No diary is open."
    attach(qtbot, workbench, tmp_path / "Ada.rehab", clock)
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    assert page.restore.isEnabled()
    diary = workbench.detach()
    assert diary is not None
    assert not page.restore.isEnabled()
    assert page.kinds.choices == {}
    workbench.runner.run(diary.close, lambda _: None, lambda _: None)


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_a_small_window_at_every_text_size(
    page: SettingsPage, theme: Theme, percent: int
) -> None:
    theme.choose("light", percent / 100)
    page.set_narrow(True)
    page.show()
    room = 1024 - theme.tokens.frame["rail"]
    assert page.minimumSizeHint().width() <= room
