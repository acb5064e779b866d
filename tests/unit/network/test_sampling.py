"""Drawn codes come from the distribution of the codes, and stay where codes can be."""

import numpy as np
import pytest
from scipy.stats import ks_2samp
from sdae.network.activations import ACTIVATIONS
from sdae.network.sampling import draw_codes, reflected


@pytest.fixture
def codes():
    random = np.random.default_rng(0)
    # Two nodes of different scale that depend on each other, and one that is the same throughout.
    first = random.beta(0.5, 0.5, 2000)
    second = 0.4 + 0.01 * first + 0.001 * random.normal(size=2000)
    return np.column_stack([first, second, np.full(2000, 0.3)]).astype(np.float32)


def test_a_bootstrap_draws_codes_of_genes(codes):
    drawn = draw_codes(codes, 500, "bootstrap", seed=1)
    assert {tuple(row) for row in drawn} <= {tuple(row) for row in codes}


def test_a_kernel_density_draws_new_codes_of_the_same_distribution(codes):
    drawn = draw_codes(codes, 4000, "kernel_density", seed=1, width=0.05)
    assert not {tuple(row) for row in drawn} & {tuple(row) for row in codes}
    for node in (0, 1):
        assert ks_2samp(drawn[:, node], codes[:, node]).statistic < 0.05
    correlation = np.corrcoef(codes[:, :2].T)[0, 1]
    assert np.corrcoef(drawn[:, :2].T)[0, 1] == pytest.approx(correlation, abs=0.05)
    np.testing.assert_allclose(drawn[:, 2], 0.3, rtol=1e-6)


@pytest.mark.parametrize("width", [0.1, 1.0, "scott"])
def test_smoothing_keeps_the_covariance_of_many_correlated_nodes(width):
    random = np.random.default_rng(1)
    codes = random.normal(size=(800, 16)) @ random.normal(size=(16, 16))
    drawn = draw_codes(codes, 40_000, "kernel_density", 1, width, "linear")
    expected = np.cov(codes.T)
    scale = np.sqrt(np.outer(*2 * [np.diag(expected)]))
    np.testing.assert_allclose(np.cov(drawn.T) / scale, expected / scale, atol=0.04)


def test_a_bottleneck_of_one_node_and_codes_that_are_all_the_same():
    codes = np.random.default_rng(0).random((50, 1), dtype=np.float32)
    assert draw_codes(codes, 30, "kernel_density", 1).shape == (30, 1)
    same = draw_codes(np.full((50, 2), 0.4, np.float32), 30, "kernel_density", 1)
    np.testing.assert_allclose(same, 0.4, rtol=1e-6)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_codes_stay_within_the_range_of_their_activation(codes, activation):
    low, high = ACTIVATIONS[activation].range
    drawn = draw_codes(codes, 2000, "kernel_density", 1, 3.0, activation)
    assert drawn.min() >= low
    assert drawn.max() <= high
    assert np.isfinite(drawn).all()


def test_the_seed_decides_what_is_drawn(codes):
    for method in ("bootstrap", "kernel_density"):
        one, same, other = (draw_codes(codes, 50, method, seed) for seed in (1, 1, 2))
        np.testing.assert_array_equal(one, same)
        assert (one != other).any()


def test_reflection_at_bounds():
    np.testing.assert_allclose(
        reflected(np.array([-0.2, 0.5, 1.3, 2.5]), 0, 1), [0.2, 0.5, 0.7, 0.5]
    )
    np.testing.assert_allclose(reflected(np.array([-2.0, 3.0]), 0, np.inf), [2, 3])
