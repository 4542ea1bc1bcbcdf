"""Red-flag checks, answers and clearances in a diary in JSON."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Meta

from rehabdesk.domain.safety import AgeBand, Cause, Urgency
from rehabdesk.services.interchange.schema_parts import Moment, Name, Record, Text, Uuid

FlagId = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{1,39}$")]


class SafetyCheckRecord(Record, kw_only=True):
    """One time the questions were asked."""

    day: dt.date
    at: Moment
    cause: Cause
    age: AgeBand = AgeBand.NOT_SAID


class SafetyAnswerRecord(Record, kw_only=True):
    """A yes or a no."""

    safety_check_id: Uuid
    flag: FlagId
    urgency: Urgency
    yes: bool
    symptoms: tuple[FlagId, ...] = ()
    at: Moment


class ClearanceRecord(Record, kw_only=True):
    """A professional has seen what was answered with yes."""

    safety_answer_id: Uuid
    day: dt.date
    who: Name
    note: Text = ""
