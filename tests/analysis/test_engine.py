"""The tridiagonal algebra and the averaging, against dense matrices and against statsmodels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import stdtr

from rehabdesk.analysis.errors import ErrorGrid, error_grid, grams
from rehabdesk.analysis.exposure import exposure
from rehabdesk.analysis.gls import contrast_variance, fit, residual_sd
from rehabdesk.analysis.link import estimate_link
from rehabdesk.analysis.mixture import Mixture

Floats = NDArray[np.float64]
MakeDiary = Callable[..., tuple[Any, Any, Any]]


def dense(days: NDArray[np.int64], phi: float, w: float) -> Floats:
    apart = np.abs(days[:, None] - days[None, :]).astype(float)
    return (1.0 - w) * phi**apart + w * np.eye(days.size)


def one_cell(phi: float, w: float) -> ErrorGrid:
    zero = np.zeros(1, dtype=np.int64)
    return ErrorGrid(np.array([phi]), zero, np.array([phi]), np.array([w]), np.zeros(1))


def irregular_days(n: int, seed: int = 0) -> NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.choice([1, 1, 1, 2, 3, 30], n)).astype(np.int64)


def test_grid_has_the_stated_cells_and_prior():
    grid = error_grid()
    assert grid.phi.size == 12 * 5 + 1
    assert np.exp(grid.log_prior).sum() == pytest.approx(1.0)
    of_phi = [np.exp(grid.log_prior[grid.phi == phi]).sum() for phi in grid.persistence]
    # From 0 to .075, from .075 to .225, ..., from .99 to .999 on the scale of atanh.
    whole = np.arctanh(0.999)
    assert of_phi[0] == pytest.approx(np.arctanh(0.075) / whole)
    assert of_phi[1] == pytest.approx((np.arctanh(0.225) - np.arctanh(0.075)) / whole)
    assert of_phi[-1] == pytest.approx((whole - np.arctanh(0.99)) / whole)
    assert grid.w[grid.phi == 0.0].tolist() == [0.0]
    assert sorted(set(grid.w.tolist())) == [0.0, 0.15, 0.35, 0.6, 0.85]


def test_tridiagonal_algebra_is_that_of_dense_matrices():
    days = irregular_days(40)
    columns = np.random.default_rng(1).normal(size=(40, 3))
    grid = error_grid()
    found, log_det = grams(days, columns, grid)
    for cell in range(grid.phi.size):
        v = dense(days, grid.phi[cell], grid.w[cell])
        expected = columns.T @ np.linalg.solve(v, columns)
        np.testing.assert_allclose(found[cell], expected, rtol=1e-9, atol=1e-9)
        assert log_det[cell] == pytest.approx(np.linalg.slogdet(v)[1], rel=1e-9, abs=1e-9)


def test_the_whole_link_is_that_of_dense_matrices(made_up: MakeDiary):
    days, pain, done = made_up(seed=4)
    logged = np.isfinite(pain)
    t, y = days[logged].astype(float), pain[logged]
    x = np.column_stack(
        [
            np.ones(t.size),
            t - t.mean(),
            np.exp(-t / 10.0),
            np.cos(2 * np.pi * t / 7),
            np.sin(2 * np.pi * t / 7),
            exposure(days, done)[logged],
        ]
    )
    grid, n, p = error_grid(), t.size, 6
    logs, centres, scales = [], [], []
    for phi, w, prior in zip(grid.phi, grid.w, grid.log_prior, strict=True):
        inverse = np.linalg.inv(dense(days[logged], phi, w))
        a = x.T @ inverse @ x
        b = np.linalg.solve(a, x.T @ inverse @ y)
        rss = (y - x @ b) @ inverse @ (y - x @ b)
        logs.append(
            0.5 * np.linalg.slogdet(inverse)[1]
            - 0.5 * np.linalg.slogdet(a)[1]
            - 0.5 * (n - p) * np.log(rss)
            + prior
        )
        centres.append(b[-1])
        scales.append(1.12 * np.sqrt(rss / (n - p) * np.linalg.inv(a)[-1, -1]))
    weights = np.exp(np.array(logs) - max(logs))
    weights /= weights.sum()
    found = estimate_link(days, pain, done)

    def below(at: float) -> float:
        return float((weights * stdtr(n - p, (at - np.array(centres)) / np.array(scales))).sum())

    assert found.low is not None
    assert found.high is not None
    assert found.effect is not None
    assert below(found.effect) == pytest.approx(0.5, abs=1e-8)
    assert below(found.low) == pytest.approx(0.025, abs=1e-8)
    assert below(found.high) == pytest.approx(0.975, abs=1e-8)
    assert found.p_value == pytest.approx(2.0 * min(below(0.0), 1.0 - below(0.0)), abs=1e-8)
    assert found.phi == pytest.approx(float(weights @ grid.phi), abs=1e-8)
    assert found.w == pytest.approx(float(weights @ grid.w), abs=1e-8)


@pytest.mark.parametrize(("phi", "w"), [(0.0, 0.0), (0.6, 0.2), (0.95, 0.6), (0.995, 0.85)])
def test_likelihood_is_that_of_statsmodels(made_up: MakeDiary, phi: float, w: float):
    sarimax = pytest.importorskip("statsmodels.tsa.statespace.sarimax")
    days, pain, _ = made_up(seed=2, length=90)
    x = np.column_stack([np.ones(days.size), days / 90.0])
    coefficients, variance = np.array([5.5, -1.0]), 1.7
    model = sarimax.SARIMAX(pain, exog=x, order=(1, 0, 0), measurement_error=True)
    own = [phi, w * variance, (1.0 - w) * (1.0 - phi**2) * variance]
    expected = model.loglike(np.concatenate([coefficients, own]))

    logged = np.isfinite(pain)
    residual = (pain - x @ coefficients)[logged]
    gram, log_det = grams(days[logged], residual[:, None], one_cell(phi, w))
    n = residual.size
    found = -0.5 * (n * np.log(2 * np.pi * variance) + log_det[0] + gram[0, 0, 0] / variance)
    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("phi", "w"), [(0.0, 0.0), (0.6, 0.2), (0.97, 0.35)])
def test_fixed_parameters_give_the_gls_of_statsmodels(phi: float, w: float):
    linear = pytest.importorskip("statsmodels.regression.linear_model")
    days, rng = irregular_days(60), np.random.default_rng(3)
    x = np.column_stack([np.ones(60), days / 100.0, rng.normal(size=60)])
    y = x @ [4.0, -1.0, 0.5] + rng.normal(size=60)
    expected = linear.GLS(y, x, sigma=dense(days, phi, w)).fit()
    gram, _ = grams(days, np.column_stack([x, y]), one_cell(phi, w))
    found = np.linalg.solve(gram[0, :3, :3], gram[0, :3, 3])
    np.testing.assert_allclose(found, expected.params, rtol=1e-8)
    rss = gram[0, 3, 3] - gram[0, :3, 3] @ found
    assert rss / 57 == pytest.approx(expected.scale, rel=1e-8)
    for column in range(3):
        pick = [0.0] * 3
        pick[column] = 1.0
        spread = contrast_variance(days, x, pick, phi=phi, w=w)
        assert spread == pytest.approx(expected.normalized_cov_params[column, column], rel=1e-8)


def test_columns_that_add_nothing_are_left_out():
    days, rng = irregular_days(50), np.random.default_rng(6)
    one, slope = np.ones(50), days / 70.0
    y = 3.0 + 2.0 * slope + rng.normal(size=50)
    plain = fit(days, y, np.column_stack([one, slope]))
    doubled = fit(days, y, np.column_stack([one, slope, 3.0 * one - slope, 0.0 * one]))
    assert doubled.dof == plain.dof == 48
    np.testing.assert_allclose(
        doubled.contrast([0, 1, 0, 0]).quantiles(0.025, 0.5, 0.975),
        plain.contrast([0, 1]).quantiles(0.025, 0.5, 0.975),
        rtol=1e-9,
    )


def test_residual_sd_by_hand():
    assert residual_sd(np.array([1.0, 2.0, 3.0, 6.0]), np.ones((4, 1))) == pytest.approx(
        np.sqrt((4 + 1 + 0 + 9) / 4)
    )


def test_quantiles_invert_the_mixture():
    mixture = Mixture(
        np.array([0.7, 0.29, 0.01]), np.array([-1.0, 2.0, 400.0]), np.array([0.5, 3.0, 0.01]), 9.0
    )
    shares = (0.001, 0.025, 0.5, 0.71, 0.975, 0.9949, 0.999)
    for share, at in zip(shares, mixture.quantiles(*shares), strict=True):
        assert mixture.below(at) == pytest.approx(share, abs=1e-9)
        assert mixture.above(at) == pytest.approx(1.0 - share, abs=1e-9)


def test_p_values_stay_between_zero_and_one():
    # Rounding can leave weights that add up to a trifle more than one.
    level = Mixture(np.array([0.5, 0.5 + 1e-15]), np.zeros(2), np.ones(2), 20.0)
    assert level.p_value() == 1.0
    far = Mixture(np.array([1.0]), np.array([80.0]), np.array([1.0]), 300.0)
    assert 0.0 <= far.p_value() < 1e-50


@given(
    st.lists(
        st.tuples(st.floats(0.001, 1.0), st.floats(-100, 100), st.floats(1e-6, 50)),
        min_size=1,
        max_size=8,
    ),
    st.integers(3, 300),
)
@example(parts=[(1.0, 0.0, 1.0)], dof=20)
def test_quantiles_of_any_mixture(parts: list[tuple[float, float, float]], dof: int):
    weights, centres, scales = (np.array(column) for column in zip(*parts, strict=True))
    mixture = Mixture(weights / weights.sum(), centres, scales, float(dof))
    for shares in [(0.025, 0.5, 0.975), (0.5,)]:
        for share, at in zip(shares, mixture.quantiles(*shares), strict=True):
            assert mixture.below(at) == pytest.approx(share, abs=1e-7)
