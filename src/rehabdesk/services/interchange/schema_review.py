"""What a diary in JSON may hold of reviews."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Meta

from rehabdesk.services.interchange.schema_parts import ExerciseId, Moment, Record, Text


class CommentRecord(Record, kw_only=True):
    """A comment on a day, an exercise or all of the diary."""

    text: Annotated[Text, Meta(min_length=1)]
    author: Annotated[str, Meta(max_length=1_000)] = ""
    made_at: Moment
    day: dt.date | None = None
    exercise: ExerciseId | None = None
    seen: bool = False
