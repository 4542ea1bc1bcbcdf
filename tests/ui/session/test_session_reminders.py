"""Reminders: chosen in the settings of sessions, said while the program runs."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtGui import QIcon

from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.reminding import QuietHours
from rehabdesk.ui.pages.session.settings_dialog import SessionSettingsDialog
from rehabdesk.ui.reminders import Reminders, choose_quiet_hours, quiet_hours

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@dataclasses.dataclass
class HandClock:
    moment: dt.datetime

    def now(self) -> dt.datetime:
        return self.moment


def settings_of(it) -> SessionSettingsDialog:
    it.page.home.settings.click()
    it.settle()
    return it.page.window().findChild(SessionSettingsDialog)


def reminders_of(it):
    return [
        (one.time, one.enabled) for one in it.asked(lambda diary: diary.plan_extras.reminders())
    ]


def test_times_are_the_diarys_and_the_rest_this_computers(desk, preferences):
    it = desk("bridge")
    dialog = settings_of(it)
    assert [row.wanted.isChecked() for row in dialog.rows] == [False, False]
    dialog.rows[1].wanted.click()
    dialog.rows[1].time.show_time(dt.time(17, 45))
    dialog.reduced.click()
    dialog.quiet_from.show_time(dt.time(20))
    dialog.save.click()
    it.settle()
    assert reminders_of(it) == [(dt.time(17, 45), True)]
    assert quiet_hours(preferences) == QuietHours(dt.time(20), dt.time(7))
    assert preferences.get("session/reduced_motion") == "on"
    it.page.context.workbench.undo()
    it.settle()
    assert reminders_of(it) == []


def test_cancelling_changes_nothing(desk, preferences):
    it = desk("bridge")
    dialog = settings_of(it)
    dialog.rows[0].wanted.click()
    dialog.sound.click()
    dialog.reject()
    it.settle()
    assert reminders_of(it) == []
    assert preferences.get("session/sound") == ""


def test_damaged_quiet_hours_count_as_not_chosen(preferences):
    usual = quiet_hours(preferences)
    choose_quiet_hours(preferences, QuietHours(dt.time(1), dt.time(2)))
    assert quiet_hours(preferences) != usual
    preferences.set("reminders/quiet", "25:00-x")
    assert quiet_hours(preferences) == usual


def test_it_speaks_up_once_at_its_time(desk, qtbot, context, clock: FixedClock):
    it = desk("bridge")
    dialog = settings_of(it)
    dialog.rows[1].wanted.click()
    dialog.save.click()
    it.settle()
    hand = HandClock(clock.moment.replace(hour=17, minute=59))
    reminders = Reminders(dataclasses.replace(context, clock=hand), QIcon())
    said: list[str] = []
    reminders.due.connect(said.append)
    for minute in (59, 60, 61):
        hand.moment = clock.moment.replace(hour=17, minute=0) + dt.timedelta(minutes=minute)
        reminders.look()
        it.settle()
    assert said == ["Time for your exercises, if it suits you now."]
    reminders.snooze()
    hand.moment += dt.timedelta(minutes=15)
    it.begin()
    reminders.look()
    it.settle()
    # The session has begun meanwhile: there is nothing to remind of.
    assert len(said) == 1
    reminders.stop()
    reminders.deleteLater()
