"""What a diary in JSON may hold. Unknown names and values out of range are refused.

Attribute names are the names in the file. What can be left out has a default; ids and times that
are left out are made from the content, so that a file written by hand is the same diary each time
it is imported.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.pain import Activity, PainKind, Quality, Spread
from rehabdesk.domain.plan import Band, ExerciseSide, SessionStatus, SetUnit
from rehabdesk.domain.regions import Side, View
from rehabdesk.services.interchange.schema_loads import (
    ActivityLoadRecord,
    HelpMarkRecord,
    SwellingRecord,
)
from rehabdesk.services.interchange.schema_measures import (
    ActivityPainRecord,
    ActivityRatingRecord,
    ChangeRatingRecord,
    OwnActivityRecord,
    QuestionnaireTotalRecord,
    SelfTestResultRecord,
)
from rehabdesk.services.interchange.schema_parts import (
    Cell,
    Centimetres,
    Count,
    ExerciseId,
    Moment,
    Name,
    Pain,
    Picture,
    Points,
    Record,
    RegionId,
    Seconds,
    Text,
    Uuid,
    Weekdays,
)
from rehabdesk.services.interchange.schema_review import CommentRecord
from rehabdesk.services.interchange.schema_safety import (
    ClearanceRecord,
    SafetyAnswerRecord,
    SafetyCheckRecord,
)

FORMAT = "rehabdesk-diary"
VERSION = 1


class SpotRecord(Struct, forbid_unknown_fields=True, gc=False):
    """The exact point, in body centimetres."""

    view: View
    x: Centimetres
    y: Centimetres


class PainEntryRecord(Record, kw_only=True):
    """A pain entry."""

    day: dt.date
    at: Moment | None = None
    region: RegionId
    side: Side
    kind: PainKind = PainKind.NOW
    value: Pain
    spot: SpotRecord | None = None
    spread: Spread | None = None
    qualities: tuple[Quality, ...] = ()
    activities: tuple[Activity, ...] = ()
    note: Text = ""
    backfilled: bool = False
    import_key: Name | None = None


class CheckInRecord(Record, kw_only=True):
    """A day's check-in."""

    day: dt.date
    sleep: Sleep | None = None
    stiffness: Stiffness | None = None
    note: Text = ""
    backfilled: bool = False


class RegionSettingRecord(Record, kw_only=True):
    """Which pain counts for a region."""

    region: RegionId
    side: Side
    value_kind: PainKind


class SettingRecord(Record, kw_only=True):
    """A named value."""

    name: Name
    value: Text


class OwnExerciseRecord(Record, kw_only=True):
    """An exercise that is not in the library."""

    name: Name
    routine: Name
    counts_as_hip_strength: bool = False
    instructions: Text = ""
    position: Annotated[str, Meta(max_length=40)] = ""
    picture: Picture = ""


class PlanItemRecord(Record, kw_only=True):
    """One exercise of a plan version; without a position, that in the list."""

    position: Annotated[int, Meta(ge=0, le=1_000)] | None = None
    exercise: ExerciseId
    routine: Name
    side: ExerciseSide = ExerciseSide.NONE
    sets: Count = 1
    reps: Count | None = None
    hold_s: Seconds | None = None
    rest_s: Seconds | None = None
    times_a_week: Annotated[int, Meta(ge=1, le=100)] | None = None
    weekdays: Weekdays = ()
    cue: Text = ""
    lift_s: Seconds | None = None
    lower_s: Seconds | None = None
    load: Text = ""
    band: Band | None = None
    note: Text = ""
    fixed: bool = False


class PlanVersionRecord(Record, kw_only=True):
    """A plan version with its items."""

    number: Annotated[int, Meta(ge=1, le=1_000_000)]
    from_day: dt.date
    title: Text = ""
    note: Text = ""
    items: tuple[PlanItemRecord, ...] = ()
    pain_green: Points | None = None
    pain_amber: Points | None = None
    author: Text = ""


class SetDoneRecord(Record, kw_only=True):
    """One set of a session on one side."""

    plan_item_id: Uuid
    exercise: ExerciseId
    side: ExerciseSide = ExerciseSide.NONE
    number: Count
    unit: SetUnit = SetUnit.REPS
    planned: Annotated[int, Meta(ge=1, le=86_400)]
    done: Annotated[int, Meta(ge=0, le=86_400)] | None = None
    skip_reason: Text = ""
    skipped: bool = False
    pain: Pain | None = None
    clean: bool | None = None


class SessionRecord(Record, kw_only=True):
    """A session; without a plan version, at the one in force on its day."""

    day: dt.date
    at: Moment | None = None
    plan_version_id: Uuid | None = None
    routine: Annotated[str, Meta(max_length=200)] = ""
    status: SessionStatus
    skip_reason: Text = ""
    note: Text = ""
    backfilled: bool = False
    import_key: Name | None = None
    running: bool = False
    finished_at: Moment | None = None
    effort: Points | None = None
    pain_before: Pain | None = None
    pain_after: Pain | None = None
    pain_next_morning: Pain | None = None
    place: Annotated[str, Meta(max_length=60)] = ""
    sets: tuple[SetDoneRecord, ...] = ()


class PauseRecord(Record, kw_only=True):
    """An agreed break; without a last day it goes on."""

    first: dt.date
    last: dt.date | None = None
    reason: Text = ""


class FavouriteRecord(Record, kw_only=True):
    """A favourite exercise."""

    exercise: ExerciseId


class ReminderRecord(Record, kw_only=True):
    """A time of day at which the plan may be called to mind; without weekdays every day."""

    time: Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    weekdays: Weekdays = ()
    enabled: bool = True


class PastRecord(Struct, kw_only=True, forbid_unknown_fields=True):
    """A row as it was before one change; `before` has the names of the diary file's columns."""

    kind: Kind
    id: Uuid
    changed_at: Moment
    before: dict[str, Cell]


class Head(Struct):
    """What tells whether a file is ours; everything else is passed over."""

    format: str = ""
    version: int = 0


class Document(Struct, kw_only=True, forbid_unknown_fields=True):
    """A whole diary."""

    format: Literal["rehabdesk-diary"]
    version: Literal[1]
    settings: list[SettingRecord] = []
    region_settings: list[RegionSettingRecord] = []
    own_exercises: list[OwnExerciseRecord] = []
    plan_versions: list[PlanVersionRecord] = []
    pauses: list[PauseRecord] = []
    favourites: list[FavouriteRecord] = []
    reminders: list[ReminderRecord] = []
    sessions: list[SessionRecord] = []
    check_ins: list[CheckInRecord] = []
    pain_entries: list[PainEntryRecord] = []
    own_activities: list[OwnActivityRecord] = []
    activity_ratings: list[ActivityRatingRecord] = []
    activity_pain: list[ActivityPainRecord] = []
    change_ratings: list[ChangeRatingRecord] = []
    questionnaire_totals: list[QuestionnaireTotalRecord] = []
    self_test_results: list[SelfTestResultRecord] = []
    comments: list[CommentRecord] = []
    safety_checks: list[SafetyCheckRecord] = []
    safety_answers: list[SafetyAnswerRecord] = []
    clearances: list[ClearanceRecord] = []
    activity_loads: list[ActivityLoadRecord] = []
    help_marks: list[HelpMarkRecord] = []
    swellings: list[SwellingRecord] = []
    history: list[PastRecord] = []
