"""What the columns of the tables mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.text import Message, message

#: What columns mean that are the same wherever they stand.
SHARED: Mapping[str, Message] = MappingProxyType(
    {
        "id": message("data dictionary", "What the row is called by others; a UUID."),
        "created_at": message("data dictionary", "When the row was written down, UTC."),
        "changed_at": message("data dictionary", "When the row was last changed, UTC."),
        "deleted_at": message(
            "data dictionary",
            "When the row was deleted, UTC; it is still here because other rows refer to it.",
        ),
        "day": message("data dictionary", "The day the person meant, year-month-day."),
        "at": message(
            "data dictionary",
            "The local time that was seen, with its distance from UTC; empty if only the day is"
            " known.",
        ),
        "region": message("data dictionary", "The region of the body map."),
        "note": message("data dictionary", "What the person wrote down beside it."),
        "backfilled": message("data dictionary", "Whether it was entered after its day."),
        "import_key": message(
            "data dictionary", "What makes an imported row recognisable; empty if it was typed."
        ),
        "exercise": message(
            "data dictionary",
            "The exercise: an id of the library, or own: and the id of an own exercise.",
        ),
        "routine": message("data dictionary", "The routine its dose counts for."),
        "skip_reason": message("data dictionary", "Why it was left out, in the person's words."),
        "plan_version_id": message("data dictionary", "The id of the plan version."),
    }
)

#: What columns mean that only one table has, or that mean something else there.
OWN: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "settings": {
            "name": message("data dictionary", "The name of the setting."),
            "value": message("data dictionary", "What is set."),
        },
        "region_settings": {
            "side": message("data dictionary", "The person's own side; none for the middle."),
            "value_kind": message(
                "data dictionary", "Which pain counts as the region's value of a day."
            ),
        },
        "own_exercises": {
            "name": message("data dictionary", "What the person calls the exercise."),
            "counts_as_hip_strength": message(
                "data dictionary", "Whether it counts as hip strengthening."
            ),
            "instructions": message("data dictionary", "How it is done."),
            "position": message("data dictionary", "The position of the body it is done in."),
        },
        "plan_versions": {
            "number": message("data dictionary", "1 for the first version, then 2, 3 and so on."),
            "from_day": message("data dictionary", "The first day it is in force."),
            "title": message("data dictionary", "The title of the plan."),
            "pain_green": message(
                "data dictionary",
                "The highest pain at which an exercise may go on as usual; empty: the usual limit.",
            ),
            "pain_amber": message(
                "data dictionary",
                "The highest pain at which an exercise may go on but not get harder; empty: the"
                " usual limit.",
            ),
            "author": message("data dictionary", "Who made the plan, if somebody else did."),
        },
        "plan_items": {
            "position": message("data dictionary", "The place in the plan, from 0."),
            "side": message(
                "data dictionary",
                "The side it is prescribed for: both is each side on its own, none both at once.",
            ),
            "sets": message("data dictionary", "Sets in a session, on each side."),
            "reps": message("data dictionary", "Repetitions of a set; empty where it is timed."),
            "hold_s": message(
                "data dictionary",
                "Seconds to hold each repetition; where the set is timed, the seconds of the set.",
            ),
            "rest_s": message("data dictionary", "Seconds of rest between sets."),
            "times_a_week": message("data dictionary", "Sessions from Monday to Sunday."),
            "weekdays": message(
                "data dictionary", "The weekdays it is prescribed on, 1 for Monday to 7."
            ),
            "cue": message("data dictionary", "One sentence to remember."),
            "lift_s": message("data dictionary", "Seconds of the way there."),
            "lower_s": message("data dictionary", "Seconds of the way back."),
            "load": message("data dictionary", "The load in words."),
            "band": message("data dictionary", "How strong the exercise band is."),
            "fixed": message("data dictionary", "Whether nothing harder is to be suggested."),
        },
        "pauses": {
            "first": message("data dictionary", "The first day of the break."),
            "last": message("data dictionary", "The last day; empty while the break goes on."),
            "reason": message("data dictionary", "Why, in the person's words."),
        },
        "reminders": {
            "time": message("data dictionary", "The time of day, hours:minutes."),
            "weekdays": message(
                "data dictionary", "The weekdays, 1 for Monday to 7; empty for every day."
            ),
            "enabled": message("data dictionary", "Whether it is switched on."),
        },
        "sessions": {
            "routine": message(
                "data dictionary", "The routine it was about; empty for the whole plan."
            ),
            "status": message("data dictionary", "How the session went."),
            "running": message("data dictionary", "Whether it is going on."),
            "finished_at": message("data dictionary", "The local time it was finished."),
            "effort": message("data dictionary", "How hard it felt, 0 to 10."),
            "pain_before": message("data dictionary", "Pain before it, 0 to 10."),
            "pain_after": message("data dictionary", "Pain right after it, 0 to 10."),
            "pain_next_morning": message("data dictionary", "Pain the next morning, 0 to 10."),
            "place": message("data dictionary", "The id of the plan item a running session is at."),
        },
        "sets_done": {
            "session_id": message("data dictionary", "The id of the session."),
            "plan_item_id": message("data dictionary", "The id of the plan item it is a set of."),
            "exercise": message(
                "data dictionary",
                "What was done, which may be an easier version of what was prescribed.",
            ),
            "side": message(
                "data dictionary", "The side; none where both legs work at once or take turns."
            ),
            "number": message(
                "data dictionary", "1 for the first set of the plan item on this side."
            ),
            "unit": message("data dictionary", "What planned and done count."),
            "planned": message("data dictionary", "Repetitions or seconds prescribed."),
            "done": message(
                "data dictionary", "Repetitions or seconds done; empty if none was noted."
            ),
            "skipped": message("data dictionary", "Whether it was left out on purpose."),
            "pain": message("data dictionary", "Pain during it, 0 to 10; empty if unknown."),
            "clean": message("data dictionary", "Whether the form was clean; empty if not said."),
        },
        "check_ins": {
            "sleep": message("data dictionary", "How the night before was."),
            "stiffness": message(
                "data dictionary", "How many minutes the joint was stiff after getting up."
            ),
        },
        "pain_entries": {
            "side": message("data dictionary", "The person's own side; none for the middle."),
            "kind": message("data dictionary", "Which pain was rated."),
            "value": message(
                "data dictionary",
                "The rating: 0 is no pain, 10 the worst one can imagine. Self-reported.",
            ),
            "spot_view": message(
                "data dictionary", "The drawing the exact point is on; empty without a point."
            ),
            "spot_x": message(
                "data dictionary",
                "Centimetres from the midline of an adult of 175 cm, positive towards the person's"
                " left; in the views from the side, towards the front.",
            ),
            "spot_y": message("data dictionary", "Centimetres downwards from the waist."),
            "spread": message("data dictionary", "How widely it hurts."),
            "qualities": message("data dictionary", "What it feels like."),
            "activities": message("data dictionary", "What brought it on."),
        },
    }
)
