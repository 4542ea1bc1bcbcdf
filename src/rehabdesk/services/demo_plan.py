"""The plan of the demo diary: three versions, each a little harder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.text import Message, message
from rehabdesk.services.library import load_library

#: Exercise, side, sets, reps, hold in seconds.
_Dose = tuple[str, ExerciseSide, int, int | None, int | None]

_LEFT, _EACH, _TOGETHER = ExerciseSide.LEFT, ExerciseSide.BOTH, ExerciseSide.NONE

_START: tuple[_Dose, ...] = (
    ("clamshell", _LEFT, 2, 10, None),
    ("bridge", _TOGETHER, 2, 10, None),
    ("sit_to_stand", _TOGETHER, 2, 8, None),
)
_MORE: tuple[_Dose, ...] = (
    ("clamshell", _LEFT, 3, 12, 2),
    ("side_lying_hip_abduction", _EACH, 2, 10, None),
    ("bridge", _TOGETHER, 3, 12, None),
    ("sit_to_stand", _TOGETHER, 3, 10, None),
)
_HARDER: tuple[_Dose, ...] = (
    ("side_lying_hip_abduction", _EACH, 3, 12, None),
    ("band_side_step", _TOGETHER, 3, 10, None),
    ("bridge", _TOGETHER, 3, 15, 3),
    ("step_up", _LEFT, 3, 10, None),
)
_CUES = {
    "clamshell": message("demo note", "Pelvis stays where it is."),
    "step_up": message("demo note", "Knee over the middle toes."),
}


def plan_versions(
    first: dt.date, starts_after: int, say: Callable[[Message], str], make_id: Callable[[], str]
) -> tuple[PlanVersion, ...]:
    """Return the versions.

    Args:
        first: The first day of the story.
        starts_after: Days from then to the first version.
        say: Says titles and cues in the person's language.
        make_id: Makes UUIDs.
    """
    told = (
        (0, message("demo note", "Gentle start"), None, _START),
        (
            49,
            message("demo note", "A little more"),
            message("demo note", "The first weeks went well."),
            _MORE,
        ),
        (
            112,
            message("demo note", "Stronger on one leg"),
            message("demo note", "Calmer again after the flare."),
            _HARDER,
        ),
    )
    return tuple(
        PlanVersion(
            id=make_id(),
            number=number,
            from_day=first + dt.timedelta(starts_after + after),
            title=say(title),
            note=say(note) if note else "",
            items=tuple(_item(place, dose, say, make_id) for place, dose in enumerate(doses)),
        )
        for number, (after, title, note, doses) in enumerate(told, 1)
    )


def _item(
    place: int, dose: _Dose, say: Callable[[Message], str], make_id: Callable[[], str]
) -> PlanItem:
    exercise, side, sets, reps, hold = dose
    cue = _CUES.get(exercise)
    return PlanItem(
        id=make_id(),
        position=place,
        exercise=exercise,
        routine=load_library()[exercise].routine,
        side=side,
        sets=sets,
        reps=reps,
        hold_s=hold,
        rest_s=45,
        times_a_week=3,
        cue=say(cue) if cue else "",
    )
