"""How sure a link is and what it can never tell: what stands beside its sentence."""

from __future__ import annotations

from rehabdesk.analysis.outcome import LinkOutcome
from rehabdesk.domain.text import Message, message

#: Days below which false alarms were seen more often than promised, and how many in 100: in
#: simulated diaries of 56 days whose pain hardly differs from day to day (`docs/calibration.md`).
SHORT_SPAN = 84
SHORT_FALSE = 7


def how_sure(outcome: LinkOutcome, span_days: int) -> Message:
    """Return how sure a link is, in a few words for the card.

    Args:
        outcome: The class of the answer.
        span_days: Days from the first to the last logged day; a short diary is more easily
            misled by pain that changes slowly (`SHORT_SPAN`).
    """
    if outcome in {LinkOutcome.CLEAR, LinkOutcome.CLEAR_WRONG_SIGN}:
        return message("how sure", "Clear: chance alone rarely looks like this.")
    if outcome is LinkOutcome.POSSIBLE and span_days < SHORT_SPAN:
        return message(
            "how sure",
            "Not firm: in a diary of less than {weeks} weeks chance alone looks like this in about "
            "{hundred} of 100, if pain goes up and down slowly.",
            weeks=SHORT_SPAN // 7,
            hundred=SHORT_FALSE,
        )
    if outcome is LinkOutcome.POSSIBLE:
        return message("how sure", "Not firm: chance alone can look like this now and then.")
    if outcome is LinkOutcome.SMALL_AT_MOST:
        return message("how sure", "Fairly sure that the difference is small, if there is one.")
    if outcome is LinkOutcome.WIDE:
        return message("how sure", "Open: the diary fits many answers.")
    return message("how sure", "No answer.")


def cannot_tell() -> Message:
    """Return what no link can tell, whatever its class."""
    return message(
        "link",
        "This cannot tell whether the exercises are the reason. Illness, work, sleep or the "
        "weather may have changed along with them, and good days make exercising easier.",
    )


def exploratory_note() -> Message:
    """Return the mark of an answer for a chosen period."""
    return message(
        "link",
        "Exploratory: this answer is for a period you chose. Only the whole episode can show a "
        "clear link.",
    )
