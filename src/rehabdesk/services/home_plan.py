"""The home plan on paper: the plan in force, its drawings and its words, gathered and printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.names import full_name
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import PlanVersion
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.reports.home_plan import (
    HomePlan,
    Paper,
    home_plan_document,
    without_own_pictures,
)
from rehabdesk.reports.typesetting import (
    DamagedPictureError,
    Document,
    Typeset,
    pdf,
    svg_pages,
)
from rehabdesk.services.answers.primary import primary_region
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.home_plan_words import (
    pain_kind_words,
    paper_exercise,
)
from rehabdesk.services.library import library_index
from rehabdesk.services.plan_rules import estimated_minutes, group_by_position
from rehabdesk.services.plans import in_force
from rehabdesk.services.rule_texts import pain_limits, stop_parts
from rehabdesk.services.writing import write_whole

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_NAME_MAX = 80


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """A home plan, ready to be shown, printed or saved.

    Attributes:
        pages: Its pages as SVG, or one PDF file.
        notices: What is not as it should be, though the paper can be used.
    """

    pages: tuple[bytes, ...]
    notices: tuple[Message, ...]


def home_plan(
    diary: Diary, clock: Clock, tr: Translator, *, paper: Paper = "a4", name: str = ""
) -> HomePlan:
    """Gather what is on the home plan.

    Args:
        diary: The open diary.
        clock: Tells the present day: the plan in force then is printed, else the next one.
        tr: Says the texts.
        paper: The size of the sheets.
        name: The person's name, if it is to be on the paper.

    Raises:
        InputError: There is no plan yet, or nothing is in it.
    """
    version = _version(diary.plans.versions(), clock)
    index = library_index(diary, tr)
    exercises = [
        paper_exercise(item, position, index, tr)
        for position, items in group_by_position(version.items, index)
        for item in items
    ]
    where, kind = _main_region(diary, tr)
    return HomePlan(
        paper=paper,
        version=version.number,
        from_day=version.from_day,
        title=version.title,
        name=name.strip()[:_NAME_MAX],
        minutes=estimated_minutes(version.items),
        exercises=tuple(exercises),
        pain_where=where,
        pain_kind=tr.say(pain_kind_words(kind)),
        limits=pain_limits(version.limits, tr),
        stop=stop_parts(tr),
    )


def _version(versions: Sequence[PlanVersion], clock: Clock) -> PlanVersion:
    """Return the version in force, or the first that will be.

    Raises:
        InputError: There is none, or it has no exercise.
    """
    found = in_force(versions, diary_day(clock.now()))
    if found is None and versions:
        found = min(versions, key=lambda one: (one.from_day, -one.number))
    if found is None:
        raise InputError(message("paper", "There is no plan to print yet."))
    if not found.items:
        raise InputError(message("paper", "The plan has no exercises to print."))
    return found


def _main_region(diary: Diary, tr: Translator) -> tuple[str, PainKind]:
    """Return the primary region with its side, and which pain of it counts; "" if there is none."""
    catalogue = load_regions()
    primary = primary_region(diary, catalogue)
    if primary is None:
        return "", PainKind.WORST
    name = full_name(tr, catalogue[primary.where.region], primary.where)
    return name, diary.settings.value_kind(primary.where)


def home_plan_pdf(plan: HomePlan, tr: Translator) -> PrintedPlan:
    """Return the home plan as a PDF file; the same plan gives the same bytes."""
    return _printed(plan, tr, pdf)


def preview_pages(plan: HomePlan, tr: Translator) -> list[bytes]:
    """Return the pages of the home plan as SVG, the same as in its PDF file."""
    return list(_printed(plan, tr, svg_pages).pages)


def _printed(plan: HomePlan, tr: Translator, typeset: Callable[[Document], Typeset]) -> PrintedPlan:
    """Set the plan, without the person's own pictures if one of them cannot be read."""
    try:
        made = typeset(home_plan_document(plan, tr))
    except DamagedPictureError:
        made = typeset(home_plan_document(without_own_pictures(plan), tr))
        left_out = message("paper", "A picture is damaged, so own pictures were left out.")
        return PrintedPlan(made.pages, (left_out, *made.notices))
    return PrintedPlan(made.pages, made.notices)


def save_home_plan(plan: HomePlan, tr: Translator, target: Path) -> tuple[Message, ...]:
    """Write the home plan as a PDF file, which appears complete or not at all.

    A file of that name is replaced.

    Args:
        plan: What is on it.
        tr: Says the fixed words.
        target: The file.

    Returns:
        What is not as it should be, though the file can be used.

    Raises:
        InputError: The file cannot be written there.
    """
    made = home_plan_pdf(plan, tr)
    write_whole(target, made.pages[0])
    return made.notices
