"""Other activities, what helped and swelling in a diary in JSON."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from rehabdesk.domain.load import MOST_MINUTES, Help
from rehabdesk.services.interchange.schema_parts import Name, Points, Record, Text


class ActivityLoadRecord(Record, kw_only=True):
    """One other activity of a day."""

    day: dt.date
    activity: Name
    minutes: Annotated[int, Meta(ge=1, le=MOST_MINUTES)]
    effort: Points
    backfilled: bool = False


class HelpMarkRecord(Record, kw_only=True):
    """Something that helped on a day."""

    day: dt.date
    help: Help
    note: Text = ""
    backfilled: bool = False


class SwellingRecord(Record, kw_only=True):
    """A swollen knee on a day."""

    day: dt.date
    side: Literal["left", "right"]
    backfilled: bool = False
