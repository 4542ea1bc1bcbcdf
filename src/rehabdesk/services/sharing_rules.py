"""What of each kind of rows may be given away in a shared copy.

A kind that is not named here stays at home: whoever adds a kind says how it is shared.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rehabdesk.domain.changes import Kind
from rehabdesk.services.answers.primary import SETTING as PRIMARY_REGION
from rehabdesk.services.measures.recording import AFFECTED_SETTING
from rehabdesk.services.reporting.choices import PERSON_SETTINGS


class Share(enum.Enum):
    """Which rows of a kind are shared."""

    #: Those whose day is in the period.
    BY_DAY = enum.auto()
    #: Those with a day in the period, and those without a day.
    BY_DAY_IF_ANY = enum.auto()
    #: Those that last into the period.
    BY_SPAN = enum.auto()
    #: Those that belong to a shared row of another kind, whatever their day.
    BY_PARENT = enum.auto()
    #: Those that shared rows refer to.
    IF_USED = enum.auto()
    #: All of them.
    ALL = enum.auto()
    #: None: they are about this computer or nobody's business.
    NEVER = enum.auto()


@dataclass(frozen=True, slots=True)
class SharingRule:
    """How one kind is shared.

    Attributes:
        which: Which rows.
        texts: The columns that hold what the person wrote; they are emptied if notes are left out.
        empty: The columns that never leave home.
        only_with_notes: The rows are notes through and through.
        parent: The column that names the row it belongs to, and that row's kind; the row is shared
            only if that one is.
    """

    which: Share
    texts: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    only_with_notes: bool = False
    parent: tuple[str, Kind] | None = None


RULES: Mapping[Kind, SharingRule] = MappingProxyType(
    {
        Kind.PAIN_ENTRY: SharingRule(Share.BY_DAY, ("note",), ("import_key",)),
        Kind.CHECK_IN: SharingRule(Share.BY_DAY, ("note",)),
        Kind.REGION_SETTING: SharingRule(Share.ALL),
        Kind.DIARY_SETTING: SharingRule(Share.IF_USED),
        Kind.OWN_EXERCISE: SharingRule(Share.IF_USED),
        Kind.PLAN_VERSION: SharingRule(Share.IF_USED, ("note",)),
        Kind.PLAN_ITEM: SharingRule(
            Share.BY_PARENT, ("note",), parent=("plan_version_id", Kind.PLAN_VERSION)
        ),
        Kind.SESSION: SharingRule(Share.BY_DAY, ("note", "skip_reason"), ("import_key",)),
        Kind.SET_DONE: SharingRule(
            Share.BY_PARENT, ("skip_reason",), parent=("session_id", Kind.SESSION)
        ),
        Kind.PAUSE: SharingRule(Share.BY_SPAN, ("reason",)),
        Kind.FAVOURITE: SharingRule(Share.NEVER),
        Kind.REMINDER: SharingRule(Share.NEVER),
        Kind.OWN_ACTIVITY: SharingRule(Share.ALL),
        Kind.ACTIVITY_RATING: SharingRule(
            Share.BY_DAY, parent=("own_activity_id", Kind.OWN_ACTIVITY)
        ),
        Kind.ACTIVITY_PAIN: SharingRule(Share.BY_DAY),
        Kind.CHANGE_RATING: SharingRule(Share.BY_DAY, ("note",)),
        Kind.QUESTIONNAIRE_TOTAL: SharingRule(Share.BY_DAY, ("note",)),
        Kind.SELF_TEST_RESULT: SharingRule(Share.BY_DAY, ("note",)),
        Kind.SAFETY_CHECK: SharingRule(Share.BY_DAY),
        Kind.SAFETY_ANSWER: SharingRule(
            Share.BY_PARENT, parent=("safety_check_id", Kind.SAFETY_CHECK)
        ),
        Kind.CLEARANCE: SharingRule(
            Share.BY_DAY, ("note", "who"), parent=("safety_answer_id", Kind.SAFETY_ANSWER)
        ),
        Kind.ACTIVITY_LOAD: SharingRule(Share.BY_DAY),
        Kind.HELP_MARK: SharingRule(Share.BY_DAY, ("note",)),
        Kind.SWELLING: SharingRule(Share.BY_DAY),
        Kind.COMMENT: SharingRule(Share.BY_DAY_IF_ANY, only_with_notes=True),
    }
)

#: Settings without which the pages of the copy would say something else.
NEEDED_SETTINGS = frozenset({PRIMARY_REGION, AFFECTED_SETTING})
#: Settings that tell who the person is.
NAME_SETTINGS = PERSON_SETTINGS
