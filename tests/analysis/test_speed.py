"""Five years of daily data are answered at once."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rehabdesk.analysis.exposure import exposure
from rehabdesk.analysis.link import estimate_link
from rehabdesk.analysis.trend import estimate_change, estimate_trend

MakeDiary = Callable[..., tuple[Any, Any, Any]]


def test_five_years(made_up: MakeDiary):
    days, pain, done = made_up(length=1825, missing=0.0)

    def once() -> float:
        start = time.perf_counter()
        estimate_link(days, pain, done)
        estimate_trend(days, pain)
        estimate_change(days, pain)
        return time.perf_counter() - start

    once()
    # Some 20 ms where it was measured. Twice the promised 50 ms, as others may be busy beside it.
    assert min(once() for _ in range(7)) < 0.1


def test_all_three_take_half_the_time_of_one_fit_of_statsmodels(made_up: MakeDiary):
    sarimax = pytest.importorskip("statsmodels.tsa.statespace.sarimax")
    days, pain, done = made_up(length=1825, missing=0.0)
    x = np.column_stack([np.ones(days.size), days / 1825.0, exposure(days, done)])

    def ours() -> float:
        start = time.perf_counter()
        estimate_link(days, pain, done)
        estimate_trend(days, pain)
        estimate_change(days, pain)
        return time.perf_counter() - start

    def theirs() -> float:
        start = time.perf_counter()
        with warnings.catch_warnings():
            # Whether it converged is not what is asked here.
            warnings.simplefilter("ignore")
            model = sarimax.SARIMAX(pain, exog=x, order=(1, 0, 0), measurement_error=True)
            model.fit(disp=False)
        return time.perf_counter() - start

    ours()
    assert min(ours() for _ in range(3)) <= 0.5 * min(theirs() for _ in range(2))
