"""The link: does keeping up the routine go together with less pain?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rehabdesk.analysis.estimate import (
    Estimate,
    Refusal,
    calendar,
    no_numbers,
    numbers_of,
    span_of,
    weekday_columns,
)
from rehabdesk.analysis.exposure import DECAY, exposure
from rehabdesk.analysis.gls import contrast_variance, fit, residual_sd

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_LOGGED = 20
LEAST_SPAN = 28
LEAST_SD_A = 0.08
LEAST_SD_E = 0.01
#: More than this half-width (points) cannot be told apart from anything worth knowing.
WIDEST_HALF_WIDTH = 5.0
#: The errors that the promised half-width assumes: SD in points, persistence, share of noise.
_TYPICAL_SD = 1.3
_TYPICAL_PHI = 0.6
_TYPICAL_W = 0.2
#: The exposure is the last of the six columns.
_EXPOSURE = [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]


@dataclass(frozen=True, slots=True)
class LinkEstimate(Estimate):
    """The link of one region with a routine, in points of the 0 to 10 scale.

    `effect` is the difference in pain between keeping the routine up fully and not at all, in
    steady state; negative means less pain. See `Estimate` for the fields.
    """


def estimate_link(days: ArrayLike, pain: ArrayLike, done: ArrayLike) -> LinkEstimate:
    """Estimate the link between a routine and the pain of one region.

    Pain is regressed on a constant, time, a start-up column, the weekday and the exposure up to
    the day before (`exposure`), with AR(1)-plus-noise errors averaged over a grid (`gls`). The
    method and its calibration are told in `docs/method.md`.

    Args:
        days: Consecutive whole days from the first to the last logged day, shape (T,).
        pain: Daily values 0 to 10, shape (T,); NaN where nothing was logged.
        done: Share of the prescribed dose performed, 0 to 1, shape (T,); NaN where nothing was
            prescribed. Days of an agreed pause are 0.

    Returns:
        The estimate, or its refusal: `too_little_data` (fewer than 20 logged days, less than 28
        days from the first to the last, or a design that could not tell 5 points apart),
        `adherence_barely_varied`, `pain_constant`, or `adherence_follows_time`.

    Raises:
        ValueError: Shapes differ, or days are not whole or not distinct.
    """
    t, (values, shares) = calendar(days, pain, done)
    logged = np.isfinite(values)
    exposed = exposure(t, shares)[logged]
    t, y = t[logged], values[logged]
    n, span = int(t.size), span_of(t)
    if n < LEAST_LOGGED or span < LEAST_SPAN:
        return LinkEstimate(**no_numbers(), n=n, span_days=span, refusal=Refusal.TOO_LITTLE_DATA)
    nuisance = _nuisance(t)
    sd_a = residual_sd(exposed, nuisance[:, [0, 2]])
    sd_e = residual_sd(exposed, nuisance)
    if sd_a < LEAST_SD_A or sd_e < LEAST_SD_E:
        return _refused(n, span, Refusal.BARELY_VARIED, sd_a, sd_e)
    if y.min() == y.max():
        return _refused(n, span, Refusal.PAIN_CONSTANT, sd_a, sd_e)
    design = np.column_stack([nuisance, exposed])
    half_width = (
        2.0
        * _TYPICAL_SD
        * np.sqrt(contrast_variance(t, design, _EXPOSURE, phi=_TYPICAL_PHI, w=_TYPICAL_W))
    )
    if half_width > WIDEST_HALF_WIDTH:
        follows = sd_e < 0.5 * sd_a
        why = Refusal.FOLLOWS_TIME if follows else Refusal.TOO_LITTLE_DATA
        return _refused(n, span, why, sd_a, sd_e, float(half_width))
    fitted = fit(t, y, design)
    return LinkEstimate(
        **numbers_of(fitted.contrast(_EXPOSURE)),
        n=n,
        span_days=span,
        half_width=float(half_width),
        sd_a=sd_a,
        sd_e=sd_e,
        phi=fitted.phi,
        w=fitted.w,
    )


def _nuisance(t: Ints) -> Floats:
    """Return the columns beside the exposure: constant, time, start-up, cos, sin; shape (n, 5).

    The start-up column is what an unknown exposure before the first day would leave behind. Its
    size does not matter, so it starts at 1 on the first logged day.
    """
    since = (t - t[0]).astype(np.float64)
    return np.column_stack(
        [np.ones(t.size), since - since.mean(), DECAY**since, *weekday_columns(t)]
    )


def _refused(
    n: int, span: int, why: Refusal, sd_a: float, sd_e: float, half_width: float | None = None
) -> LinkEstimate:
    return LinkEstimate(
        **no_numbers(),
        n=n,
        span_days=span,
        refusal=why,
        sd_a=sd_a,
        sd_e=sd_e,
        half_width=half_width,
    )
