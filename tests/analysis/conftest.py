"""What the tests of the estimates share."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from rehabdesk.analysis.exposure import exposure

Floats = NDArray[np.float64]


class MakeDiary(Protocol):
    """Makes up the diary of a person with streaks of doing and leaving the routine."""

    def __call__(
        self, seed: int = 1, length: int = 120, effect: float = -2.0, missing: float = 0.25
    ) -> tuple[NDArray[np.int64], Floats, Floats]:
        """Return days, pain and done, each of shape (length,)."""


@pytest.fixture
def made_up() -> MakeDiary:
    return _made_up


def _made_up(
    seed: int = 1, length: int = 120, effect: float = -2.0, missing: float = 0.25
) -> tuple[NDArray[np.int64], Floats, Floats]:
    rng = np.random.default_rng(seed)
    days = np.arange(length)
    state, done = 1.0, np.zeros(length)
    for day in days:
        state = 1.0 - state if rng.random() < 0.07 else state
        done[day] = float(rng.random() < (0.9 if state else 0.1))
    errors = np.zeros(length)
    for day in range(1, length):
        errors[day] = 0.6 * errors[day - 1] + rng.normal()
    pain = 5.0 + effect * exposure(days, done) + errors + 0.5 * rng.normal(size=length)
    pain = np.clip(np.round(pain), 0.0, 10.0)
    pain[rng.random(length) < missing] = np.nan
    return days, pain, done
