"""References: like the table in its covariance, without groups."""

import numpy as np
import pytest
from planted import groups, standardised, without_groups
from sdae.choice.reference import Reference, spread_before_standardising


def test_standardised_draws_have_the_second_moments_of_the_table():
    X = standardised(without_groups("time course", genes=300, seed=1))
    drawn = Reference(X, standardised=True).draw(40_000, np.random.default_rng(0))
    assert drawn.mean(axis=1) == pytest.approx(0, abs=1e-9)
    assert drawn.std(axis=1, ddof=1) == pytest.approx(1)
    np.testing.assert_allclose(drawn.T @ drawn / 40_000, X.T @ X / 300, atol=0.03)


def test_the_spread_before_is_found_from_the_spread_after():
    before = np.array([0.6, 0.2, 0.1, 0.06, 0.04, 0.0])
    squares = (np.random.default_rng(0).standard_normal((400_000, 6)) ** 2) * before
    after = (squares / squares.sum(axis=1, keepdims=True)).mean(axis=0)
    assert spread_before_standardising(after) == pytest.approx(before, abs=0.005)


def test_how_large_changes_are_makes_no_difference_to_standardised_profiles():
    X, _ = groups()
    amplitudes = np.random.default_rng(1).lognormal(size=(len(X), 1))
    a, b = (Reference(each, standardised=True).root for each in (X, X * amplitudes + 3))
    np.testing.assert_allclose(a @ a.T, b @ b.T, atol=1e-6)


def test_other_draws_have_mean_and_covariance_of_the_table():
    X = 5 + without_groups("few directions", genes=200, seed=2)
    drawn = Reference(X, standardised=False).draw(40_000, np.random.default_rng(0))
    np.testing.assert_allclose(drawn.mean(axis=0), X.mean(axis=0), atol=0.05)
    np.testing.assert_allclose(np.cov(drawn.T), np.cov(X.T), atol=0.25)


def test_fewer_genes_than_conditions_will_do():
    X = standardised(without_groups("independent", genes=6, conditions=30))
    drawn = Reference(X, standardised=True).draw(9, np.random.default_rng(0))
    assert np.isfinite(drawn).all()
