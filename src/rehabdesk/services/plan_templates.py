"""Plans to begin with, read from `resources/plan_templates/`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from rehabdesk.domain.text import Message
from rehabdesk.resources import resource_path

CONTEXT = "plan template"

_Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{1,59}$")]
_Text = Annotated[str, Meta(min_length=1, max_length=600)]
_Count = Annotated[int, Meta(ge=1, le=50)]


class _ItemData(Struct, forbid_unknown_fields=True):
    exercise: _Id
    sets: _Count
    reps: _Count
    hold_s: Annotated[int, Meta(ge=0, le=600)] | None
    times_a_week: Annotated[int, Meta(ge=1, le=7)]
    reason: _Text


class _TemplateData(Struct, forbid_unknown_fields=True):
    format: Annotated[int, Meta(ge=1, le=1)]
    id: _Id
    order: int
    title: _Text
    for_whom: _Text
    reason: _Text
    source: _Text
    level: Annotated[int, Meta(ge=1, le=5)]
    regions: tuple[_Id, ...]
    weeks: _Count | None
    next: _Id | None
    items: Annotated[tuple[_ItemData, ...], Meta(min_length=1, max_length=5)]


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """An exercise of a template; what it does not say is as the library has it.

    Attributes:
        exercise: Library id.
        sets: Sets per side.
        reps: Repetitions.
        hold_s: Seconds to hold, or None.
        times_a_week: Days a week.
        reason: Why it is in this plan.
    """

    exercise: str
    sets: int
    reps: int
    hold_s: int | None
    times_a_week: int
    reason: Message


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """A plan to begin with.

    Attributes:
        id: Stable name.
        title: Its name.
        for_whom: When it suits.
        reason: Why it is made like this.
        source: Where that comes from; not translated.
        level: 1 for the easiest.
        regions: Ids of the regions it is for.
        weeks: About how long to stay with it, or None.
        next: The template that may follow, or None.
        items: The exercises in order.
    """

    id: str
    title: Message
    for_whom: Message
    reason: Message
    source: str
    level: int
    regions: tuple[str, ...]
    weeks: int | None
    next: str | None
    items: tuple[TemplateItem, ...]


@functools.cache
def load_templates() -> tuple[PlanTemplate, ...]:
    """Return all templates in the order they are offered; the files are read once."""
    paths = resource_path("plan_templates").glob("*.json")
    data = [msgspec.json.decode(path.read_bytes(), type=_TemplateData) for path in paths]
    return tuple(_template(one) for one in sorted(data, key=lambda one: one.order))


def _template(data: _TemplateData) -> PlanTemplate:
    return PlanTemplate(
        id=data.id,
        title=Message(CONTEXT, data.title),
        for_whom=Message(CONTEXT, data.for_whom),
        reason=Message(CONTEXT, data.reason),
        source=data.source,
        level=data.level,
        regions=data.regions,
        weeks=data.weeks,
        next=data.next,
        items=tuple(
            TemplateItem(
                one.exercise,
                one.sets,
                one.reps,
                one.hold_s,
                one.times_a_week,
                Message(CONTEXT, one.reason),
            )
            for one in data.items
        ),
    )
