"""What the columns of the tables of measures and of reviews mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.text import Message, message

#: By table and column.
OF_MEASURES: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "own_activities": {
            "name": message("data dictionary", "What the person wants to be able to do again."),
            "position": message("data dictionary", "The place in the list, from 0."),
            "ended": message("data dictionary", "The day from which it is not asked any more."),
        },
        "activity_ratings": {
            "own_activity_id": message("data dictionary", "The id of the own activity."),
            "value": message(
                "data dictionary",
                "How well it can be done: 0 not at all, 10 as before the problem. Self-reported.",
            ),
        },
        "activity_pain": {
            "activity": message("data dictionary", "What was done."),
            "value": message(
                "data dictionary", "Pain while doing it, 0 to 10; empty if it was not done."
            ),
        },
        "change_ratings": {
            "value": message(
                "data dictionary",
                "How it is overall compared with the start: -3 very much worse to 3 very much"
                " better.",
            ),
        },
        "questionnaire_totals": {
            "name": message("data dictionary", "The name of the questionnaire."),
            "score": message("data dictionary", "Its total, as it was worked out elsewhere."),
        },
        "self_test_results": {
            "test": message("data dictionary", "The id of the self-test."),
            "version": message(
                "data dictionary", "The way it was done; empty if there is one way alone."
            ),
            "side": message("data dictionary", "The side; none where both legs work together."),
            "score": message(
                "data dictionary", "The try that counts, in the unit of the test; empty if none."
            ),
            "tries": message("data dictionary", "All tries in their order."),
            "pain": message("data dictionary", "Pain during it, 0 to 10; empty if unknown."),
            "stopped": message("data dictionary", "Whether it was stopped because of pain."),
        },
    }
)

#: By table and column.
OF_REVIEWS: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "comments": {
            "text": message("data dictionary", "What the reviewer wrote."),
            "author": message("data dictionary", "Who wrote it."),
            "made_at": message("data dictionary", "When it was written, with its offset."),
            "day": message("data dictionary", "The day it is about; may be empty."),
            "exercise": message("data dictionary", "The exercise it is about; may be empty."),
            "seen": message("data dictionary", "Whether the person has looked at it."),
        },
    }
)
