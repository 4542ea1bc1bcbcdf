"""Generalised least squares averaged over the error grid: the one engine of all estimates.

Errors are AR(1) plus noise (see `errors`); in every cell of the grid the fit is restricted
maximum likelihood given the cell, and the cells are averaged with their restricted likelihood
times a prior. The averaging is what keeps the promised error rates on short diaries, where the
persistence of pain cannot be known well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.errors import ErrorGrid, error_grid, grams
from rehabdesk.analysis.mixture import Mixture

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Calibrated in simulation: without it intervals of short diaries are slightly too narrow.
INFLATION = 1.12
#: A column is left out if less than this part of it is new beside the columns before it, as
#: happens to the weekday columns of a person who logs on Mondays only.
_NEW_PART = 1e-7
#: Residuals smaller than this part of the data are rounding: the fit is then exact.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class GridFit:
    """A fit in every cell of the grid, G cells.

    Attributes:
        weights: Weight of each cell, adding up to 1, shape (G,).
        variances: Residual variance rss / dof of each cell in squared units, shape (G,).
        dof: Rows minus independent columns.
        unit: Units of the data per unit of the fields below; also of sqrt(variances).
        coefficients: Coefficients of the orthonormal columns, shape (G, k).
        covariances: Their (X'V⁻¹X)⁻¹, shape (G, k, k).
        to_orthonormal: Turns a contrast of the design's columns into one of the orthonormal
            columns, shape (p, k).
    """

    weights: Floats
    variances: Floats
    dof: int
    unit: float
    coefficients: Floats
    covariances: Floats
    to_orthonormal: Floats

    def contrast(self, of_columns: list[float]) -> Mixture:
        """Return what is known about a combination of the design's coefficients.

        Args:
            of_columns: One factor per column of the design, shape (p,).
        """
        c = np.array(of_columns) @ self.to_orthonormal
        spread = np.einsum("i,gij,j->g", c, self.covariances, c)
        scales = INFLATION * np.sqrt(self.variances * spread)
        return Mixture(self.weights, self.coefficients @ c, scales, float(self.dof), self.unit)

    @property
    def phi(self) -> float:
        """Mean persistence from day to day."""
        return float(self.weights @ error_grid().phi)

    @property
    def w(self) -> float:
        """Mean share of the variance that is new every day."""
        return float(self.weights @ error_grid().w)

    @property
    def residual_sd(self) -> float:
        """Square root of the mean residual variance, in the data's units."""
        return float(np.sqrt(self.weights @ self.variances)) * self.unit

    def correlation(self, lags: Ints) -> Floats:
        """Return the mean correlation of two days this far apart, same shape as `lags`."""
        grid = error_grid()
        apart = np.abs(lags)[..., None].astype(np.float64)
        each = (1.0 - grid.w) * grid.phi**apart + grid.w * (apart == 0.0)
        return np.asarray(each @ self.weights, dtype=np.float64)


def fit(days: Ints, pain: Floats, design: Floats) -> GridFit:
    """Fit a linear model with AR(1)-plus-noise errors in every cell of the grid.

    Args:
        days: Strictly increasing logged days, shape (n,).
        pain: Values of these days, finite, shape (n,).
        design: Regressors, shape (n, p), n > p. Columns that depend on earlier ones are left
            out; a contrast must not need them.
    """
    basis, to_orthonormal = _orthonormal(design)
    largest = float(np.abs(pain).max()) or 1.0
    scaled = pain / largest
    start = basis.T @ scaled
    residual = scaled - basis @ start
    # A second pass: what rounding left of the columns would count as pain.
    start += (again := basis.T @ residual)
    residual -= basis @ again
    return _fit_cells(days, residual, basis, start, largest, to_orthonormal)


def _fit_cells(
    days: Ints, residual: Floats, basis: Floats, start: Floats, unit: float, to_orthonormal: Floats
) -> GridFit:
    """Fit residuals of ordinary least squares in every cell and add its coefficients again."""
    n, k = basis.shape
    grid = error_grid()
    size = float(np.abs(residual).max())
    exact = size <= _ROUNDING
    size = 1.0 if exact else size
    columns = np.column_stack([basis, np.zeros(n) if exact else residual / size])
    gram, log_det = grams(days, columns, grid)
    covariances = np.linalg.inv(gram[:, :k, :k]).astype(np.float64)
    coefficients = np.einsum("gij,gj->gi", covariances, gram[:, :k, k])
    rss = gram[:, k, k] - np.einsum("gi,gi->g", gram[:, :k, k], coefficients)
    rss = np.maximum(rss, n * _ROUNDING**2)
    return GridFit(
        weights=_weights(grid, log_det, gram[:, :k, :k], rss, n - k),
        variances=rss / (n - k) * size**2,
        dof=n - k,
        unit=unit,
        coefficients=start + coefficients * size,
        covariances=covariances,
        to_orthonormal=to_orthonormal,
    )


def _weights(grid: ErrorGrid, log_det: Floats, gram: Floats, rss: Floats, dof: int) -> Floats:
    """Return each cell's restricted likelihood times its prior, adding up to 1, shape (G,)."""
    _, log_det_gram = np.linalg.slogdet(gram)
    log_weight = -0.5 * (log_det + log_det_gram + dof * np.log(rss)) + grid.log_prior
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum(), dtype=np.float64)


def contrast_variance(
    days: Ints, design: Floats, of_columns: list[float], *, phi: float, w: float
) -> float:
    """Return c'(X'V⁻¹X)⁻¹c at fixed error parameters: what a design can tell at all.

    Args:
        days: Strictly increasing days, shape (n,).
        design: X, shape (n, p).
        of_columns: c, shape (p,).
        phi: Persistence.
        w: Share of noise.
    """
    basis, to_orthonormal = _orthonormal(design)
    c = np.array(of_columns) @ to_orthonormal
    one = np.zeros(1, dtype=np.int64)
    cell = ErrorGrid(np.array([phi]), one, np.array([phi]), np.array([w]), np.zeros(1))
    gram, _ = grams(days, basis, cell)
    return float(c @ np.linalg.solve(gram[0], c))


def residual_sd(values: Floats, design: Floats) -> float:
    """Return the SD of what is left of `values` (n,) after least squares on `design` (n, p)."""
    basis, _ = _orthonormal(design)
    residual = values - basis @ (basis.T @ values)
    return float(np.sqrt(np.mean(residual**2)))


def _orthonormal(design: Floats) -> tuple[Floats, Floats]:
    """Return an orthonormal basis of the design's columns and the way from one to the other.

    Columns are scaled by their root mean square first. Working with a basis instead of the
    columns changes nothing but the rounding.

    Returns:
        The basis, shape (n, k), k <= p, and a matrix T, shape (p, k), such that the contrast c of
        the columns is the contrast cT of the basis.
    """
    kept: list[int] = []
    vectors: list[Floats] = []
    size = np.sqrt(np.mean(design**2, axis=0))
    for column in range(design.shape[1]):
        if size[column] == 0.0:
            continue
        vector = design[:, column] / size[column]
        length = float(np.linalg.norm(vector))
        for _ in range(2):
            for earlier in vectors:
                vector = vector - (earlier @ vector) * earlier
        left = float(np.linalg.norm(vector))
        if left > _NEW_PART * length:
            kept.append(column)
            vectors.append(vector / left)
    basis = np.column_stack(vectors)
    scaled = design[:, kept] / size[kept]
    back = np.linalg.inv(basis.T @ scaled)
    to_orthonormal = np.zeros((design.shape[1], len(kept)))
    to_orthonormal[kept] = back / size[kept][:, None]
    return basis, to_orthonormal
