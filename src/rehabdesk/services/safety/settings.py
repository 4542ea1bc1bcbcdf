"""What the questions need to know of a person: the age band and the emergency number."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.safety import AgeBand
from rehabdesk.domain.text import Message, Translator, message

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

AGE_BAND = "age_band"
EMERGENCY_NUMBER = "emergency_number"
NUMBER_MAX = 30

AGE_NAMES: dict[AgeBand, Message] = {
    AgeBand.UNDER_16: message("age", "Under 16"),
    AgeBand.FROM_16_TO_24: message("age", "16 to 24"),
    AgeBand.FROM_25_TO_49: message("age", "25 to 49"),
    AgeBand.FROM_50_TO_65: message("age", "50 to 65"),
    AgeBand.OVER_65: message("age", "Over 65"),
    AgeBand.NOT_SAID: message("age", "Rather not say"),
}


def age_band(diary: Diary) -> AgeBand | None:
    """Return the age that was said ("rather not" is an answer), or None if it was not asked."""
    saved = diary.settings.get(AGE_BAND)
    try:
        return None if saved is None else AgeBand(saved)
    except ValueError:
        # A newer program may know other bands.
        return None


def set_age_band(diary: Diary, band: AgeBand) -> Changes:
    """Save the age band.

    Raises:
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Age saved")) as recorder:
        diary.settings.set(AGE_BAND, band.value)
    return recorder.changes


def emergency_number(diary: Diary) -> str:
    """Return the number to call in an emergency, as the person gave it, or ""."""
    return diary.settings.get(EMERGENCY_NUMBER) or ""


def set_emergency_number(diary: Diary, number: str) -> Changes:
    """Save the number to call in an emergency; "" for none.

    Raises:
        InputError: It is too long to be one.
        DiaryError: The diary cannot be written.
    """
    number = " ".join(number.split())
    if len(number) > NUMBER_MAX:
        raise InputError(
            message(
                "safety error", "An emergency number has up to {most} characters.", most=NUMBER_MAX
            )
        )
    with diary.change(message("change", "Emergency number saved")) as recorder:
        diary.settings.set(EMERGENCY_NUMBER, number)
    return recorder.changes


def number_words(tr: Translator, number: str) -> str:
    """Return what stands for `{number}` in a next step: the number, or words for it."""
    return number or tr("safety", "your emergency number")


def say_step(tr: Translator, step: Message, number: str) -> str:
    """Say a next step with the emergency number in it."""
    return tr.say(dataclasses.replace(step, values={"number": number_words(tr, number)}))
