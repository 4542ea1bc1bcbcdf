"""Other activities, what helped and swelling in the demo diary."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from rehabdesk.domain.load import ActivityLoad, Help, HelpMark, Swelling
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Message, message

SEED = 20260620
_WALK = message("demo note", "Walk")
_BICYCLE = message("demo note", "Bicycle")
_GARDEN = message("demo note", "Garden")
_LONG_WALK = message("demo note", "Long walk downhill")
_TABLET = message("demo note", "What the surgery gave me, after breakfast")
_CUSHION = message("demo note", "A cushion between the knees")
#: Days after the flare begins and what helped then.
_FLARE_HELPS: tuple[tuple[int, tuple[Help, ...]], ...] = (
    (0, (Help.COLD, Help.REST, Help.MEDICATION)),
    (1, (Help.COLD, Help.MEDICATION)),
    (2, (Help.COLD, Help.WALKING_AID)),
    (3, (Help.HEAT, Help.SLEEP)),
    (5, (Help.HEAT,)),
)
_SWOLLEN_DAYS = 3


@dataclass(slots=True)
class LoadTeller:
    """Tells the loads; it has chances of its own, so that the rest of the story stays.

    Attributes:
        say: Says words in the person's language.
        activities: The activities told so far.
        helps: What helped.
        swellings: Swollen knees.
    """

    say: Callable[[Message], str]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    activities: list[ActivityLoad] = field(default_factory=list)
    helps: list[HelpMark] = field(default_factory=list)
    swellings: list[Swelling] = field(default_factory=list)

    def tell(self, first: dt.date, last: dt.date, flare: dt.date, away: frozenset[dt.date]) -> None:
        """Tell the days from the first to the last; none of those away."""
        for offset in range((last - first).days + 1):
            day = first + dt.timedelta(days=offset)
            if day not in away:
                self._day(day, (day - flare).days)

    def _day(self, day: dt.date, since: int) -> None:
        chance = self.chance
        if since == -1:
            self._activity(day, _LONG_WALK, 150, 7)
        elif not 0 <= since < 4 and chance.random() < 0.4:
            what, minutes, effort = chance.choice(
                ((_WALK, 40, 4), (_WALK, 30, 3), (_BICYCLE, 25, 5), (_GARDEN, 60, 4))
            )
            self._activity(day, what, minutes, effort)
        for after, helps in _FLARE_HELPS:
            if after == since:
                for one in helps:
                    self._help(day, one)
        if 0 <= since < _SWOLLEN_DAYS:
            self.swellings.append(Swelling(self._id(), day, Side.LEFT))
        if not 0 <= since < 8 and chance.random() < 0.05:
            self._help(day, chance.choice((Help.HEAT, Help.TAPING, Help.OTHER)))

    def _activity(self, day: dt.date, what: Message, minutes: int, effort: int) -> None:
        self.activities.append(ActivityLoad(self._id(), day, self.say(what), minutes, effort))

    def _help(self, day: dt.date, one: Help) -> None:
        notes = {Help.MEDICATION: _TABLET, Help.OTHER: _CUSHION}
        note = self.say(notes[one]) if one in notes else ""
        self.helps.append(HelpMark(self._id(), day, one, note))

    def _id(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
