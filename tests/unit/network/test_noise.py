"""Each noise is what its definition says, drawn afresh for every gene in every epoch."""

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.stats import binomtest, kstest
from sdae.network.draws import draw_epoch
from sdae.network.noises import NOISES

GENES, INPUTS = 400, 50
LOW, HIGH = -0.5, 2.0


@pytest.fixture
def x():
    return np.random.default_rng(0).uniform(0.1, 0.9, (GENES, INPUTS)).astype(np.float32)


def corrupted(noise, x, level, stream=(1, 0, 0)):
    _, draws = draw_epoch(noise, stream, GENES, INPUTS)
    low, high = jnp.float32(LOW), jnp.float32(HIGH)
    return np.asarray(NOISES[noise].corrupt(x, draws, jnp.float32(level), low, high))


def plausible(count, rate):
    """Whether a count of all values is what independent draws at this rate give."""
    return binomtest(int(count), GENES * INPUTS, rate).pvalue > 1e-3


@pytest.mark.parametrize("level", [0.05, 0.2, 0.5])
def test_masking_sets_its_share_to_zero_and_leaves_the_others(x, level):
    out = corrupted("masking", x, level)
    masked = out == 0
    assert plausible(masked.sum(), level)
    np.testing.assert_array_equal(out[~masked], x[~masked])
    # Independent of the gene and of the condition: no row or column is spared or favoured.
    for axis in (0, 1):
        rates = masked.mean(axis=axis)
        expected = np.sqrt(level * (1 - level) / masked.shape[axis])
        assert np.abs(rates - level).max() < 4.5 * expected


@pytest.mark.parametrize("level", [0.05, 0.3])
def test_gaussian_adds_normal_noise_of_its_standard_deviation(x, level):
    added = corrupted("gaussian", x, level) - x
    assert kstest((added / level).ravel(), "norm").pvalue > 1e-3
    assert abs(np.corrcoef(added.ravel(), x.ravel())[0, 1]) < 0.03


@pytest.mark.parametrize("level", [0.1, 0.4])
def test_salt_and_pepper_sets_its_share_to_the_extremes_by_a_fair_coin(x, level):
    out = corrupted("salt_and_pepper", x, level)
    salt, pepper = out == np.float32(HIGH), out == np.float32(LOW)
    assert plausible((salt | pepper).sum(), level)
    assert binomtest(int(salt.sum()), int((salt | pepper).sum()), 0.5).pvalue > 1e-3
    rest = ~(salt | pepper)
    np.testing.assert_array_equal(out[rest], x[rest])


@pytest.mark.parametrize("noise", NOISES)
def test_no_noise_changes_nothing(x, noise):
    np.testing.assert_array_equal(corrupted(noise, x, 0), x)


@pytest.mark.parametrize("noise", ["masking", "salt_and_pepper"])
def test_what_is_corrupted_at_one_level_is_corrupted_at_every_higher_one(x, noise):
    fewer, more = (corrupted(noise, x, level) != x for level in (0.1, 0.3))
    assert (more | ~fewer).all()
    assert more.sum() > fewer.sum()


@pytest.mark.parametrize("noise", NOISES)
def test_every_epoch_phase_and_replicate_has_draws_of_its_own(noise):
    streams = [(1, 0, 0), (1, 0, 1), (1, 1, 0), (2, 0, 0)]
    drawn = [draw_epoch(noise, stream, GENES, INPUTS) for stream in streams]
    for i, (order, draws) in enumerate(drawn):
        assert sorted(order) == list(range(GENES))
        for other_order, other_draws in drawn[:i]:
            assert (order != other_order).any()
            assert abs(np.corrcoef(draws.ravel(), other_draws.ravel())[0, 1]) < 0.03
    again = draw_epoch(noise, streams[0], GENES, INPUTS)
    np.testing.assert_array_equal(again[1], drawn[0][1])


@pytest.mark.parametrize("noise", NOISES)
def test_inputs_that_only_pad_codes_change_no_other_draws(noise):
    _, alone = draw_epoch(noise, (1, 1, 0), GENES, INPUTS)
    _, padded = draw_epoch(noise, (1, 1, 0), GENES, INPUTS + 3)
    np.testing.assert_array_equal(padded[:, :INPUTS], alone)


def test_inputs_that_are_not_seen_change_no_other_draws():
    kept = np.arange(INPUTS) % 3 > 0
    for stream in ((1, 0, 0), (1, 1, 0)):
        order, draws = draw_epoch("masking", stream, GENES, INPUTS, kept)
        alone, fewer = draw_epoch("masking", stream, GENES, int(kept.sum()))
        np.testing.assert_array_equal(order, alone)
        np.testing.assert_array_equal(draws[:, kept], fewer)
        assert (draws[:, ~kept] == NOISES["masking"].neutral).all()
