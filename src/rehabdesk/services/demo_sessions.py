"""How the sessions of the demo diary went, set by set."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass, field, replace

from rehabdesk.domain.plan import PlanVersion, Session, SessionStatus, SetDone
from rehabdesk.services.session_state import planned_sets

SEED = 20260618
#: Pain of the day above this hurts in the exercises as well.
_SORE = 3.0


@dataclass(slots=True)
class SessionTeller:
    """Fills in sets and ratings; it has chances of its own, so that the rest of the story stays."""

    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311

    def fill(
        self, session: Session, version: PlanVersion, level: float
    ) -> tuple[Session, list[SetDone]]:
        """Return a session with ratings, and its sets.

        Args:
            session: A session that was done, wholly or in part.
            version: Its plan version.
            level: The pain of the day before rounding, 0 to 10.
        """
        chance = self.chance
        part = session.status is SessionStatus.PARTIAL
        planned = planned_sets(session.id, version.items)
        stop = max(1, round(len(planned) * chance.uniform(0.4, 0.8))) if part else len(planned)
        during = max(0.0, min(10.0, level - _SORE + chance.choice((0.0, 0.0, 1.0))))
        sets = [
            replace(
                one,
                id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
                done=self._done(one) if place < stop else None,
                pain=float(round(during)) if place < stop else None,
            )
            for place, one in enumerate(planned)
        ]
        before = float(round(max(0.0, min(10.0, level))))
        ratings = replace(
            session,
            finished_at=session.at + dt.timedelta(minutes=18 + chance.randrange(12))
            if session.at
            else None,
            effort=chance.choice((5, 6, 6, 7, 7, 8)),
            pain_before=before,
            pain_after=min(10.0, before + chance.choice((0.0, 0.0, 1.0))),
            pain_next_morning=max(0.0, before + chance.choice((-1.0, 0.0, 0.0, 0.0, 1.0)))
            if chance.random() < 0.8
            else None,
        )
        if not part and any(one.share < 1.0 for one in sets):
            ratings = replace(ratings, status=SessionStatus.PARTIAL)
        return ratings, sets

    def _done(self, one: SetDone) -> int:
        """Mostly as planned, sometimes two more, now and then not all."""
        drawn = self.chance.random()
        if drawn < 0.02:
            return max(1, one.planned - 2)
        return one.planned + 2 if drawn > 0.85 else one.planned
