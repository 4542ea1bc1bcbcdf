"""Between the rows of a diary file and the records of a JSON file, losing nothing.

Those of plans and sessions are in `plan_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.pain import Activity, PainKind, Quality, Spread
from rehabdesk.domain.regions import Side, View
from rehabdesk.services.interchange import plan_rows, review_rows
from rehabdesk.services.interchange.load_rows import LOAD_RECORD_OF
from rehabdesk.services.interchange.measures_rows import MEASURE_RECORD_OF
from rehabdesk.services.interchange.row_parts import EMPTY, Row, day_from, day_text, of_row, row_of
from rehabdesk.services.interchange.safety_rows import SAFETY_RECORD_OF
from rehabdesk.services.interchange.schema import (
    CheckInRecord,
    PainEntryRecord,
    RegionSettingRecord,
    SettingRecord,
    SpotRecord,
)
from rehabdesk.services.interchange.schema_parts import Record

#: Looked up: making a member of its value takes several times as long, once for each row.
_SIDES: Mapping[str, Side] = {side.value: side for side in Side}
_KINDS: Mapping[str, PainKind] = {kind.value: kind for kind in PainKind}


def pain_entry_record(row: Row) -> PainEntryRecord:
    """Return the record of a row of `pain_entry`."""
    view, spread = row["spot_view"], row["spread"]
    qualities, activities = row["qualities"], row["activities"]
    return PainEntryRecord(
        id=row["id"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        deleted_at=row["deleted_at"],
        day=day_from(row["day"]),
        at=row["at"],
        region=row["region"],
        side=_SIDES[row["side"]],
        kind=_KINDS[row["kind"]],
        value=row["value"],
        spot=None if view is None else SpotRecord(View(view), row["spot_x"], row["spot_y"]),
        spread=None if spread is None else Spread(spread),
        qualities=() if qualities == EMPTY else tuple(map(Quality, json.loads(qualities))),
        activities=() if activities == EMPTY else tuple(map(Activity, json.loads(activities))),
        note=row["note"],
        backfilled=bool(row["backfilled"]),
        import_key=row["import_key"],
    )


def pain_entry_row(record: PainEntryRecord) -> dict[str, Any]:
    """Return the row of `pain_entry` for a record."""
    spot = record.spot
    return {
        "id": record.id,
        "created_at": record.created_at,
        "changed_at": record.changed_at,
        "deleted_at": record.deleted_at,
        "day": day_text(record.day),
        "at": record.at,
        "region": record.region,
        "side": record.side.value,
        "kind": record.kind.value,
        "value": float(record.value),
        "spot_view": spot.view.value if spot else None,
        "spot_x": float(spot.x) if spot else None,
        "spot_y": float(spot.y) if spot else None,
        "spread": record.spread.value if record.spread else None,
        "qualities": json.dumps(record.qualities) if record.qualities else EMPTY,
        "activities": json.dumps(record.activities) if record.activities else EMPTY,
        "note": record.note,
        "backfilled": int(record.backfilled),
        "import_key": record.import_key,
    }


def check_in_record(row: Row) -> CheckInRecord:
    """Return the record of a row of `check_in`."""
    sleep, stiffness = row["sleep"], row["stiffness"]
    return CheckInRecord(
        **of_row(row),
        day=day_from(row["day"]),
        sleep=None if sleep is None else Sleep(sleep),
        stiffness=None if stiffness is None else Stiffness(stiffness),
        note=row["note"],
        backfilled=bool(row["backfilled"]),
    )


def check_in_row(record: CheckInRecord) -> dict[str, Any]:
    """Return the row of `check_in` for a record."""
    return {
        **row_of(record),
        "day": day_text(record.day),
        "sleep": record.sleep.value if record.sleep else None,
        "stiffness": record.stiffness.value if record.stiffness else None,
        "note": record.note,
        "backfilled": int(record.backfilled),
    }


def region_setting_record(row: Row) -> RegionSettingRecord:
    """Return the record of a row of `region_setting`."""
    return RegionSettingRecord(
        **of_row(row),
        region=row["region"],
        side=Side(row["side"]),
        value_kind=PainKind(row["value_kind"]),
    )


def region_setting_row(record: RegionSettingRecord) -> dict[str, Any]:
    """Return the row of `region_setting` for a record."""
    return {
        **row_of(record),
        "region": record.region,
        "side": record.side.value,
        "value_kind": record.value_kind.value,
    }


def setting_record(row: Row) -> SettingRecord:
    """Return the record of a row of `setting`."""
    return SettingRecord(**of_row(row), name=row["name"], value=row["value"])


def setting_row(record: SettingRecord) -> dict[str, Any]:
    """Return the row of `setting` for a record."""
    return {**row_of(record), "name": record.name, "value": record.value}


#: What reads a row of each kind.
RECORD_OF: Mapping[Kind, Callable[[Row], Record]] = {
    Kind.PAIN_ENTRY: pain_entry_record,
    Kind.CHECK_IN: check_in_record,
    Kind.REGION_SETTING: region_setting_record,
    Kind.DIARY_SETTING: setting_record,
    Kind.OWN_EXERCISE: plan_rows.own_exercise_record,
    Kind.PLAN_VERSION: plan_rows.plan_version_record,
    Kind.PLAN_ITEM: plan_rows.plan_item_record,
    Kind.SESSION: plan_rows.session_record,
    Kind.SET_DONE: plan_rows.set_done_record,
    Kind.PAUSE: plan_rows.pause_record,
    Kind.FAVOURITE: plan_rows.favourite_record,
    Kind.REMINDER: plan_rows.reminder_record,
    **MEASURE_RECORD_OF,
    Kind.COMMENT: review_rows.comment_record,
    **SAFETY_RECORD_OF,
    **LOAD_RECORD_OF,
}
