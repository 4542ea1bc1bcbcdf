"""What somebody wants of a report."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from rehabdesk.domain.text import Message, message
from rehabdesk.reports.home_plan import Paper


class SectionName(enum.StrEnum):
    """A part of the pages after the first, in the order they come."""

    REGIONS = "regions"
    SESSIONS = "sessions"
    SELF_TESTS = "self-tests"
    ACTIVITY = "activity"
    PLAN = "plan"
    NOTES = "notes"


class NotesShown(enum.StrEnum):
    """Which of the person's own notes are shared."""

    NONE = "none"
    CHOSEN = "chosen"
    ALL = "all"


SECTION_TITLES: dict[SectionName, Message] = {
    SectionName.REGIONS: message("report", "Region by region"),
    SectionName.SESSIONS: message("report", "Sessions"),
    SectionName.SELF_TESTS: message("report", "Self-tests and function"),
    SectionName.ACTIVITY: message("report", "Activity and what helped"),
    SectionName.PLAN: message("report", "Plan versions"),
    SectionName.NOTES: message("report", "Notes"),
}
ALL_SECTIONS = frozenset(SectionName)


@dataclass(frozen=True, slots=True)
class Span:
    """Some days, the first and the last included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What somebody wants of a report.

    Attributes:
        first: The first day, or None for the beginning of the present episode (or of the diary,
            where a last day is given).
        last: The last day, or None for the present.
        sections: What follows the first page.
        paper: The size of the sheets.
        notes: Which notes are shared.
        with_name: Whether name and birth date may be on it, if they were entered.
        compare: Two periods to put side by side, or None.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    sections: frozenset[SectionName] = ALL_SECTIONS
    paper: Paper = "a4"
    notes: NotesShown = NotesShown.CHOSEN
    with_name: bool = True
    compare: tuple[Span, Span] | None = None
