"""A diary that nobody kept, believable enough to try the program on.

The story, always the same for the same moment: an inner knee and an outer hip on the left, the
front of the right knee now and then; a hip-strengthening routine from the third week on; a week
away without entries; a flare after a long walk; slow improvement. Older years, where they are asked
for, are quieter.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.demo_measures import MeasuresStory
from rehabdesk.services.demo_safety import AGE
from rehabdesk.services.demo_story import Story, tell
from rehabdesk.services.diaries import OpenedDiary, create_diary
from rehabdesk.services.importing.into_file import change_diary
from rehabdesk.services.safety.settings import AGE_BAND
from rehabdesk.store.diary import Diary

#: About half a year.
DEMO_DAYS = 182
DEMO_DAYS_MAX = 20_000
#: Ten years with these are what everything has to be quick with.
ENTRIES_A_YEAR = 2_000


def make_demo(
    path: Path,
    clock: Clock,
    tr: Translator | None = None,
    *,
    days: int = DEMO_DAYS,
    entries: int = 0,
) -> None:
    """Make a demo diary, which appears complete or not at all.

    Args:
        path: The file; there must be none.
        clock: The diary ends with its present day.
        tr: Says the notes in the person's language; English without.
        days: How many days it has; 1 is a diary begun today.
        entries: How many pain entries it has at least.

    Raises:
        InputError: A diary cannot have so many days.
        DiaryError: The file exists or cannot be written.
    """
    if not 1 <= days <= DEMO_DAYS_MAX:
        raise InputError(
            message("demo error", "A demo diary has 1 to {most} days.", most=DEMO_DAYS_MAX)
        )
    if path.exists():
        raise InputError(
            message("demo error", "“{name}” exists already and was not replaced.", name=str(path))
        )
    story = tell(clock.now(), diary_day(clock.now()), days, tr.say if tr else _english, entries)
    change_diary(path, clock, lambda diary: write_story(diary, story))


def open_demo_copy(clock: Clock, tr: Translator | None = None) -> OpenedDiary:
    """Make the six-month demo in a folder of its own among the temporary files and open it.

    Whoever closes it throws the folder (`diary.path.parent`) away; what a crash leaves behind, the
    system clears up like all temporary files.

    Raises:
        DiaryError: It cannot be written.
    """
    folder = Path(tempfile.mkdtemp(prefix="rehabdesk-demo-"))
    story = tell(clock.now(), diary_day(clock.now()), DEMO_DAYS, tr.say if tr else _english)
    opened = create_diary(folder / "demo.rehab", clock)
    write_story(opened.diary, story)
    return opened


@contextlib.contextmanager
def throw_away(clock: Clock, tr: Translator | None = None) -> Iterator[Diary]:
    """Open the six-month demo for the time of a `with`; nothing is left of it."""
    with tempfile.TemporaryDirectory(prefix="rehabdesk-demo-") as folder:
        path = Path(folder) / "demo.rehab"
        make_demo(path, clock, tr)
        with Diary.open(path, clock) as diary:
            yield diary


def write_story(diary: Diary, story: Story) -> None:
    """Write a story into an empty diary as one change that cannot be undone."""
    with diary.change(message("change", "Demo diary made"), undoable=False):
        for exercise in story.own_exercises:
            diary.plans.add_own_exercise(exercise)
        for version in story.versions:
            diary.plans.add_version(version)
        for check_in in story.check_ins:
            diary.check_ins.save(check_in)
        for entry in story.entries:
            diary.pain.add(entry)
        for session in story.sessions:
            diary.sessions.add(session)
        diary.sets.add(story.sets)
        _write_loads(diary, story)
        diary.settings.set(AGE_BAND, AGE.value, story.safety.age_id)
        for check in story.safety.checks:
            diary.safety.add_check(check)
        for answer in story.safety.answers:
            diary.safety.add_answer(answer)
        for clearance in story.safety.clearances:
            diary.safety.add_clearance(clearance)
        write_measures(diary, story.measures)


def write_measures(diary: Diary, story: MeasuresStory) -> None:
    """Write what was measured, inside a change."""
    for activity in story.own:
        diary.measures.save_own_activity(activity)
    for rating in story.ratings:
        diary.measures.save_rating(rating)
    for pain in story.pain:
        diary.measures.save_activity_pain(pain)
    for change in story.changes:
        diary.measures.save_change_rating(change)
    for total in story.totals:
        diary.measures.save_total(total)
    for result in story.results:
        diary.self_tests.add(result)


def _write_loads(diary: Diary, story: Story) -> None:
    for activity in story.loads.activities:
        diary.loads.add_activity(activity)
    for mark in story.loads.helps:
        diary.loads.save_help(mark)
    for swelling in story.loads.swellings:
        diary.loads.add_swelling(swelling)


def _english(sentence: Message) -> str:
    return sentence.text.format(**sentence.values)
