"""What a diary in JSON may hold of self-tests, own activities and other measures."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Meta

from rehabdesk.domain.measures import CHANGE_MAX, CHANGE_MIN
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.regions import Side
from rehabdesk.services.interchange.schema_parts import Moment, Name, Pain, Record, Text, Uuid

Score = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]
TestId = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,59}$")]
VersionId = Annotated[str, Meta(pattern="^([a-z][a-z0-9_]{0,59})?$")]


class OwnActivityRecord(Record, kw_only=True):
    """An activity of one's own."""

    name: Name
    position: Annotated[int, Meta(ge=0, le=1_000)] = 0
    ended: dt.date | None = None


class ActivityRatingRecord(Record, kw_only=True):
    """How well an own activity can be done."""

    day: dt.date
    at: Moment | None = None
    own_activity_id: Uuid
    value: Pain
    backfilled: bool = False


class ActivityPainRecord(Record, kw_only=True):
    """Pain on a usual activity; without a value it was not done."""

    day: dt.date
    at: Moment | None = None
    activity: Activity
    value: Pain | None = None
    backfilled: bool = False


class ChangeRatingRecord(Record, kw_only=True):
    """How it is overall compared with the start."""

    day: dt.date
    at: Moment | None = None
    value: Annotated[int, Meta(ge=CHANGE_MIN, le=CHANGE_MAX)]
    note: Text = ""
    backfilled: bool = False


class QuestionnaireTotalRecord(Record, kw_only=True):
    """The total of a questionnaire."""

    day: dt.date
    name: Name
    score: Score
    note: Text = ""
    backfilled: bool = False


class SelfTestResultRecord(Record, kw_only=True):
    """What came out of a self-test on one side."""

    day: dt.date
    at: Moment | None = None
    test: TestId
    version: VersionId = ""
    side: Side = Side.NONE
    score: Score | None = None
    tries: Annotated[tuple[Score, ...], Meta(max_length=20)] = ()
    pain: Pain | None = None
    stopped: bool = False
    note: Text = ""
    backfilled: bool = False
