"""What a reader should not miss: facts of the diary, never a diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.text import Translator
from rehabdesk.reports.report import Part, Titled
from rehabdesk.services.pain_limits import Zone, load_traffic_light
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.extras_part import flare_lines
from rehabdesk.services.reporting.safety_lines import safety_lines, safety_parts
from rehabdesk.services.reporting.words import day_short

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


#: More lines than this may not fit on the first page; then all of them follow.
ON_FIRST_PAGE = 6


def flags(diary: Diary, data: ReportData, tr: Translator) -> tuple[Titled, tuple[str, ...]]:
    """Return what was noted that a reader should not miss, and what is said of the last of it.

    The page may have to leave out the last lines: the sentence comes for none, one, two … left out.
    """
    lines = (
        *safety_lines(diary, data.span, tr),
        *flare_lines(diary, data, tr),
        *_during(data, tr),
        *_mornings(data, tr),
        *_nights(data, tr),
        *_nerves(diary, data, tr),
    )
    more = tuple(
        tr.n("report", "{count} more: see the next page.", "{count} more: see the next page.", out)
        if out
        else ""
        for out in range(len(lines) + 1)
    )
    return Titled(tr("report", "To look at"), lines), more


def flag_parts(diary: Diary, data: ReportData, found: Titled, tr: Translator) -> tuple[Part, ...]:
    """Return all of it where the first page may have no room; nothing else."""
    if len(found.lines) <= ON_FIRST_PAGE:
        return ()
    return (*safety_parts(diary, data.span, tr), Titled("", found.lines))


def _during(data: ReportData, tr: Translator) -> list[str]:
    """Return on how many sessions pain during an exercise was above the limit."""
    light = load_traffic_light()
    versions = {one.id: one for one in data.material.book.versions}
    red = []
    for session in data.sessions:
        version = versions.get(session.plan_version_id)
        limits = version.limits if version else None
        rated = [one.pain for one in data.sets_of(session) if one.pain is not None]
        if any(light.zone(pain, limits) is Zone.RED for pain in rated):
            red.append(session.day)
    if not red:
        return []
    return [
        tr.n(
            "report",
            "Pain during an exercise above the plan’s limit in {count} session, last on {day}.",
            "Pain during an exercise above the plan’s limit in {count} sessions, last on {day}.",
            len(red),
            day=day_short(tr, red[-1], data.span),
        )
    ]


def _mornings(data: ReportData, tr: Translator) -> list[str]:
    light = load_traffic_light()
    known = [
        worse
        for one in data.sessions
        if (worse := light.morning_is_worse(one.pain_before, one.pain_next_morning)) is not None
    ]
    if not any(known):
        return []
    return [
        tr.n(
            "report",
            "Worse the morning after {worse} of {count} session where both are known.",
            "Worse the morning after {worse} of {count} sessions where both are known.",
            len(known),
            worse=sum(known),
        )
    ]


def _nights(data: ReportData, tr: Translator) -> list[str]:
    asked = [one for one in data.check_ins if one.sleep is not None]
    woke = sum(one.sleep is Sleep.WOKE_WITH_PAIN for one in asked)
    stiff = [one for one in data.check_ins if one.stiffness is not None]
    long = sum(one.stiffness is Stiffness.OVER_30 for one in stiff)
    lines = []
    if woke:
        lines.append(
            tr.n(
                "report",
                "Woke with pain: {woke} of {count} night.",
                "Woke with pain: {woke} of {count} nights.",
                len(asked),
                woke=woke,
            )
        )
    if long:
        lines.append(
            tr.n(
                "report",
                "Stiff for more than 30 minutes: {long} of {count} morning.",
                "Stiff for more than 30 minutes: {long} of {count} mornings.",
                len(stiff),
                long=long,
            )
        )
    return [" ".join(lines)] if lines else []


def _nerves(diary: Diary, data: ReportData, tr: Translator) -> list[str]:
    days = diary.pain.nerve_days(data.span.first, data.span.last)
    if not days:
        return []
    return [
        tr.n(
            "report",
            "Burning, pins and needles or numbness on {count} day.",
            "Burning, pins and needles or numbness on {count} days.",
            days,
        )
    ]
