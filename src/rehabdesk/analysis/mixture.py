"""A mixture of Student t distributions: what is known about a number after the averaging."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, stdtr, stdtrit

Floats = NDArray[np.float64]

_STEPS = 300
_HALVE_EVERY = 5
#: How close to its share the probability at a quantile has to be.
_PRECISION = 1e-13
#: Beyond this many units every probability is 0 or 1; keeps squares from overflowing.
_FAR = 1e100
_LARGEST = float(np.finfo(np.float64).max)


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """F(x) = unit-free sum of weights times T_dof((x - centre) / scale).

    Attributes:
        weights: Weights that add up to 1, shape (G,).
        centres: Centre of each part, shape (G,), in units of `unit`.
        scales: Scale of each part, positive, shape (G,), in units of `unit`.
        dof: Degrees of freedom, the same for all parts.
        unit: What one unit is in the data's own units; keeps extreme data out of overflow.
    """

    weights: Floats
    centres: Floats
    scales: Floats
    dof: float
    unit: float = 1.0

    def below(self, x: float) -> float:
        """Return the probability of at most `x`, within [0, 1]."""
        return self._probability(self._standardised(x))

    def above(self, x: float) -> float:
        """Return the probability of more than `x`, without loss in the far tail."""
        return self._probability(-self._standardised(x))

    def p_value(self) -> float:
        """Return 2 min(F(0), 1 - F(0)), within [0, 1]."""
        return min(1.0, 2.0 * min(self.below(0.0), self.above(0.0)))

    def quantiles(self, *shares: float) -> tuple[float, ...]:
        """Return F⁻¹ of each share, by Newton steps kept inside a shrinking bracket.

        Args:
            shares: Probabilities strictly between 0 and 1.
        """
        wanted = np.array(shares)
        ends = self.centres + self.scales * stdtrit(self.dof, wanted[:, None])
        low, high = ends.min(axis=1), ends.max(axis=1)
        at = (self.weights * ends).sum(axis=1)
        found = np.zeros(at.shape, dtype=np.bool_)
        for step in range(1, _STEPS + 1):
            z = (at[:, None] - self.centres) / self.scales
            missing = (self.weights * stdtr(self.dof, z)).sum(axis=1) - wanted
            low, high = np.where(missing < 0.0, at, low), np.where(missing < 0.0, high, at)
            found |= np.abs(missing) <= _PRECISION
            if found.all():
                break
            newton = at - missing / np.maximum(self._density(z), np.finfo(np.float64).tiny)
            # Where narrow and wide parts lie far apart Newton steps crawl: halve now and then.
            halve = (newton < low) | (newton > high) | (step % _HALVE_EVERY == 0)
            at = np.where(found, at, np.where(halve, (low + high) / 2.0, newton))
        return tuple(_finite(float(x) * self.unit) for x in at)

    def _standardised(self, x: float) -> Floats:
        at = min(max(x / self.unit, -_FAR), _FAR)
        return np.asarray((at - self.centres) / self.scales, dtype=np.float64)

    def _probability(self, z: Floats) -> float:
        return min(1.0, float((self.weights * stdtr(self.dof, z)).sum()))

    def _density(self, z: Floats) -> Floats:
        dof = self.dof
        constant = gammaln((dof + 1.0) / 2.0) - gammaln(dof / 2.0) - 0.5 * np.log(dof * np.pi)
        each = np.exp(constant - (dof + 1.0) / 2.0 * np.log1p(z * z / dof)) / self.scales
        return np.asarray((self.weights * each).sum(axis=1), dtype=np.float64)


def _finite(x: float) -> float:
    return min(max(x, -_LARGEST), _LARGEST)
