"""What the columns of the tables of red-flag questions mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.text import Message, message

#: By table and column.
OF_SAFETY: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "safety_checks": {
            "cause": message("data dictionary", "Why the safety questions were asked."),
            "age": message("data dictionary", "The age that was said then, in years."),
        },
        "safety_answers": {
            "safety_check_id": message("data dictionary", "The id of the check it belongs to."),
            "flag": message("data dictionary", "The question, by its name in the rule file."),
            "urgency": message("data dictionary", "How soon a yes has to be looked at."),
            "yes": message(
                "data dictionary",
                "The answer; a question without a row was not answered, which is not a no.",
            ),
            "symptoms": message(
                "data dictionary", "Which signs were ticked, where a question has several."
            ),
        },
        "clearances": {
            "safety_answer_id": message("data dictionary", "The id of the answer that was seen."),
            "who": message("data dictionary", "Who saw it, in the person's words."),
        },
    }
)
