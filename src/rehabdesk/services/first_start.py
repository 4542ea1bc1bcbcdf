"""The first start: whether it is to be shown. It is asked while the program starts, so it is light.

What the first start suggests and saves is in `first_plan`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.text import message

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: The setting that says that the first start was gone through or skipped.
DONE = "first_start"


def first_start_wanted(diary: Diary) -> bool:
    """Tell whether a diary is so new that the first start is to be shown."""
    if diary.read_only or diary.settings.get(DONE) is not None:
        return False
    # Answered from an index: every start asks this.
    return diary.pain.last_day_before(dt.date.max) is None and not diary.plans.versions()


def first_start_done(diary: Diary) -> Changes:
    """Save that the first start need not be shown again; it can be from the Help menu.

    Raises:
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "First steps done"), undoable=False) as recorder:
        if diary.settings.get(DONE) is None:
            diary.settings.set(DONE, "done")
    return recorder.changes
