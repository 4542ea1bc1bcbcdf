"""A flare asks the red-flag questions, once each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rehabdesk.analysis.flares import Flare
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.safety import Cause
from rehabdesk.services.flares import flare_state
from rehabdesk.services.safety.recording import ask_questions

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


def were_asked(diary: Diary, flare: Flare) -> bool:
    """Tell whether the questions were asked since a flare began."""
    return any(one.cause is Cause.FLARE and one.day >= flare.first for one in diary.safety.checks())


def ask_about_flare(diary: Diary, clock: Clock, day: dt.date) -> None:
    """Ask the red-flag questions if a flare is on and did not ask yet, inside a change.

    Days that are filled in later ask nothing: what they were about is over.

    Raises:
        DiaryError: The diary cannot be read or written.
    """
    if day < diary_day(clock.now()):
        return
    state = flare_state(diary, day)
    if state is not None and not state.over and not were_asked(diary, state.flare):
        ask_questions(diary, clock)
