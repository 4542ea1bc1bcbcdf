"""Gentler exercises for a flare, and the way back: suggestions, never applied by themselves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import PlanItem, PlanVersion
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.flare_questions import were_asked
from rehabdesk.services.flares import FlareState, flare_state, load_flare_plan
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.plan_drafts import PlanDraft, draft_of
from rehabdesk.services.plan_texts import dose_message
from rehabdesk.services.plans import current_version
from rehabdesk.services.progression_rule import load_progression_rule
from rehabdesk.services.progression_steps import easier_exercise, easier_steps

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class Gentler:
    """One exercise of the plan as it is suggested for now.

    Attributes:
        before: As it is prescribed.
        after: As it is suggested; its id stays.
    """

    before: PlanItem
    after: PlanItem


@dataclass(frozen=True, slots=True)
class FlareView:
    """Everything Today tells about a flare.

    Attributes:
        state: The flare.
        index: The library with own exercises.
        gentler: What changes in the plan, if anything.
        changed: The plan was changed since the flare began; then nothing more is suggested.
        earlier: The version that was in force before the flare, if another is now.
        asked: Whether the red-flag questions were asked since it began.
    """

    state: FlareState
    index: LibraryIndex
    gentler: tuple[Gentler, ...]
    changed: bool
    earlier: PlanVersion | None
    asked: bool


def flare_view(
    diary: Diary, day: dt.date, tr: Translator, *, may_suggest: bool = True
) -> FlareView | None:
    """Return what there is to tell about a flare on a day, or None.

    Args:
        diary: The open diary.
        day: The day.
        tr: Says the names of exercises.
        may_suggest: Whether a plan may be suggested; it may not before the safety questions.
    """
    state = flare_state(diary, day)
    if state is None:
        return None
    index = library_index(diary, tr)
    version = current_version(diary, day)
    changed = version is not None and version.from_day >= state.flare.first
    before = current_version(diary, state.flare.first - dt.timedelta(days=1))
    free = may_suggest and version is not None and not changed and not state.over
    return FlareView(
        state=state,
        index=index,
        gentler=gentler_items(version, index) if free and version is not None else (),
        changed=changed,
        earlier=before if may_suggest and changed and before is not None and before.items else None,
        asked=were_asked(diary, state.flare),
    )


def gentler_items(version: PlanVersion, index: LibraryIndex) -> tuple[Gentler, ...]:
    """Return the exercises of a plan with easier versions and about half the sets.

    An exercise without an easier version, or whose easier version is in the plan already, stays
    what it is. Sets are rounded up, so that none is left without.
    """
    share, rule = load_flare_plan().share_of_sets, load_progression_rule()
    present = {item.exercise for item in version.items}
    found = []
    for item in version.items:
        easier = easier_exercise(item.exercise, index.library)
        after = item
        if easier is not None and easier.id not in present:
            after = easier_steps(item, index, rule)[0].item
            present.add(easier.id)
        after = dataclasses.replace(after, sets=max(1, math.ceil(item.sets * share)))
        if after != item:
            found.append(Gentler(item, after))
    return tuple(found)


def gentler_text(one: Gentler, index: LibraryIndex, tr: Translator) -> str:
    """Return one exercise of the suggestion in a line."""
    before, after = index.name(one.before.exercise), index.name(one.after.exercise)
    dose = tr.say(dose_message(one.after))
    if before == after:
        return tr(
            "flare",
            "{exercise}: {dose}, before {sets} sets",
            exercise=before,
            dose=dose,
            sets=one.before.sets,
        )
    return tr("flare", "{new} instead of {old}: {dose}", new=after, old=before, dose=dose)


def gentler_draft(diary: Diary, day: dt.date, tr: Translator) -> PlanDraft | None:
    """Return the plan in force as a draft for a flare, or None where there is nothing to change."""
    version, view = current_version(diary, day), flare_view(diary, day, tr)
    if version is None or view is None or not view.gentler:
        return None
    changed = {one.before.id: one.after for one in view.gentler}
    draft = draft_of(version).with_items(changed.get(one.id, one) for one in version.items)
    return dataclasses.replace(draft, note=tr.say(message("flare", "Gentler during a flare")))


def earlier_draft(diary: Diary, day: dt.date, tr: Translator) -> PlanDraft | None:
    """Return the plan from before the flare as a draft, or None where it is in force."""
    view = flare_view(diary, day, tr)
    if view is None or view.earlier is None:
        return None
    note = tr.say(message("flare", "Back to the amount from before the flare"))
    return dataclasses.replace(draft_of(view.earlier), note=note)
