"""Between rows and records of self-tests, own activities and other measures, losing nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.regions import Side
from rehabdesk.services.interchange.row_parts import Row, day_from, day_text, of_row, real, row_of
from rehabdesk.services.interchange.schema_measures import (
    ActivityPainRecord,
    ActivityRatingRecord,
    ChangeRatingRecord,
    OwnActivityRecord,
    QuestionnaireTotalRecord,
    SelfTestResultRecord,
)
from rehabdesk.services.interchange.schema_parts import Record

if TYPE_CHECKING:
    from rehabdesk.services.interchange.schema import Document
    from rehabdesk.store.whole_rows import WholeRows


_DAY = attrgetter("day")


def own_activity_record(row: Row) -> OwnActivityRecord:
    """Return the record of a row of `own_activity`."""
    ended = row["ended"]
    return OwnActivityRecord(
        **of_row(row),
        name=row["name"],
        position=row["position"],
        ended=None if ended is None else day_from(ended),
    )


def own_activity_row(record: OwnActivityRecord) -> dict[str, Any]:
    """Return the row of `own_activity` for a record."""
    return {
        **row_of(record),
        "name": record.name,
        "position": record.position,
        "ended": None if record.ended is None else day_text(record.ended),
    }


def activity_rating_record(row: Row) -> ActivityRatingRecord:
    """Return the record of a row of `activity_rating`."""
    return ActivityRatingRecord(
        **of_row(row),
        **_when(row),
        own_activity_id=row["own_activity_id"],
        value=row["value"],
    )


def activity_rating_row(record: ActivityRatingRecord) -> dict[str, Any]:
    """Return the row of `activity_rating` for a record."""
    return {
        **row_of(record),
        **_timed(record),
        "own_activity_id": record.own_activity_id,
        "value": float(record.value),
    }


def activity_pain_record(row: Row) -> ActivityPainRecord:
    """Return the record of a row of `activity_pain`."""
    return ActivityPainRecord(
        **of_row(row), **_when(row), activity=Activity(row["activity"]), value=row["value"]
    )


def activity_pain_row(record: ActivityPainRecord) -> dict[str, Any]:
    """Return the row of `activity_pain` for a record."""
    return {
        **row_of(record),
        **_timed(record),
        "activity": record.activity.value,
        "value": real(record.value),
    }


def change_rating_record(row: Row) -> ChangeRatingRecord:
    """Return the record of a row of `change_rating`."""
    return ChangeRatingRecord(**of_row(row), **_when(row), value=row["value"], note=row["note"])


def change_rating_row(record: ChangeRatingRecord) -> dict[str, Any]:
    """Return the row of `change_rating` for a record."""
    return {**row_of(record), **_timed(record), "value": record.value, "note": record.note}


def questionnaire_total_record(row: Row) -> QuestionnaireTotalRecord:
    """Return the record of a row of `questionnaire_total`."""
    return QuestionnaireTotalRecord(
        **of_row(row),
        day=day_from(row["day"]),
        name=row["name"],
        score=row["score"],
        note=row["note"],
        backfilled=bool(row["backfilled"]),
    )


def questionnaire_total_row(record: QuestionnaireTotalRecord) -> dict[str, Any]:
    """Return the row of `questionnaire_total` for a record."""
    return {
        **row_of(record),
        "day": day_text(record.day),
        "name": record.name,
        "score": float(record.score),
        "note": record.note,
        "backfilled": int(record.backfilled),
    }


def self_test_result_record(row: Row) -> SelfTestResultRecord:
    """Return the record of a row of `self_test_result`."""
    return SelfTestResultRecord(
        **of_row(row),
        **_when(row),
        test=row["test"],
        version=row["version"],
        side=Side(row["side"]),
        score=row["score"],
        tries=tuple(json.loads(row["tries"])),
        pain=row["pain"],
        stopped=bool(row["stopped"]),
        note=row["note"],
    )


def self_test_result_row(record: SelfTestResultRecord) -> dict[str, Any]:
    """Return the row of `self_test_result` for a record."""
    return {
        **row_of(record),
        **_timed(record),
        "test": record.test,
        "version": record.version,
        "side": record.side.value,
        "score": real(record.score),
        "tries": json.dumps([float(one) for one in record.tries]),
        "pain": real(record.pain),
        "stopped": int(record.stopped),
        "note": record.note,
    }


#: What reads a row of each kind.
MEASURE_RECORD_OF: Mapping[Kind, Callable[[Row], Record]] = MappingProxyType(
    {
        Kind.OWN_ACTIVITY: own_activity_record,
        Kind.ACTIVITY_RATING: activity_rating_record,
        Kind.ACTIVITY_PAIN: activity_pain_record,
        Kind.CHANGE_RATING: change_rating_record,
        Kind.QUESTIONNAIRE_TOTAL: questionnaire_total_record,
        Kind.SELF_TEST_RESULT: self_test_result_record,
    }
)


def measure_parts(rows: WholeRows) -> Iterator[tuple[str, Iterable[Record]]]:
    """Go through the parts of a file that hold measures, each in the order of its content."""
    # In the order they came: the app lists those of one place like that.
    own = map(own_activity_record, rows.all(Kind.OWN_ACTIVITY))
    yield "own_activities", sorted(own, key=attrgetter("position"))
    ratings = map(activity_rating_record, rows.all(Kind.ACTIVITY_RATING))
    yield "activity_ratings", sorted(ratings, key=_DAY)
    pain = map(activity_pain_record, rows.all(Kind.ACTIVITY_PAIN))
    yield "activity_pain", sorted(pain, key=_DAY)
    changes = map(change_rating_record, rows.all(Kind.CHANGE_RATING))
    yield "change_ratings", sorted(changes, key=_DAY)
    totals = map(questionnaire_total_record, rows.all(Kind.QUESTIONNAIRE_TOTAL))
    yield "questionnaire_totals", sorted(totals, key=_DAY)
    results = map(self_test_result_record, rows.all(Kind.SELF_TEST_RESULT))
    yield "self_test_results", sorted(results, key=_DAY)


def measure_rows(document: Document) -> Iterator[tuple[Kind, list[dict[str, Any]]]]:
    """Go through the rows of measures of a file, activities before their ratings."""
    yield Kind.OWN_ACTIVITY, list(map(own_activity_row, document.own_activities))
    yield Kind.ACTIVITY_RATING, list(map(activity_rating_row, document.activity_ratings))
    yield Kind.ACTIVITY_PAIN, list(map(activity_pain_row, document.activity_pain))
    yield Kind.CHANGE_RATING, list(map(change_rating_row, document.change_ratings))
    yield (
        Kind.QUESTIONNAIRE_TOTAL,
        list(map(questionnaire_total_row, document.questionnaire_totals)),
    )
    yield Kind.SELF_TEST_RESULT, list(map(self_test_result_row, document.self_test_results))


def measure_lists(document: Document) -> Iterator[tuple[str, list[Record]]]:
    """Go through the lists of measures of a file."""
    yield "own_activities", list(document.own_activities)
    yield "activity_ratings", list(document.activity_ratings)
    yield "activity_pain", list(document.activity_pain)
    yield "change_ratings", list(document.change_ratings)
    yield "questionnaire_totals", list(document.questionnaire_totals)
    yield "self_test_results", list(document.self_test_results)


_Rated = ActivityRatingRecord | ActivityPainRecord | ChangeRatingRecord | SelfTestResultRecord


def _when(row: Row) -> dict[str, Any]:
    return {
        "day": day_from(row["day"]),
        "at": row["at"],
        "backfilled": bool(row["backfilled"]),
    }


def _timed(record: _Rated) -> dict[str, Any]:
    return {
        "day": day_text(record.day),
        "at": record.at,
        "backfilled": int(record.backfilled),
    }
