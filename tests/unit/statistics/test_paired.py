"""Intervals that cover, tests that can speak, constants that give no NaN."""

from dataclasses import asdict

import numpy as np
import pytest
from scipy import stats
from sdae.statistics.paired import paired, smallest_effect, summed_up


@pytest.mark.parametrize("replicates", [5, 10, 30])
@pytest.mark.parametrize("difference", [0, 0.04])
def test_intervals_cover_what_they_say(replicates, difference):
    rng = np.random.default_rng(replicates)
    covered = 0
    for _ in range(500):
        base = rng.normal(0.5, 0.05, replicates)
        found = paired(base + rng.normal(difference, 0.03, replicates), base)
        covered += found.low <= difference <= found.high
    assert 0.93 <= covered / 500 <= 0.97


@pytest.mark.parametrize("draw", ["uniform", "laplace"])
def test_differences_need_not_be_normal(draw):
    rng = np.random.default_rng(1)
    differences = getattr(rng, draw)(size=(1000, 5)) - (draw == "uniform") / 2
    found = [paired(each, np.zeros(5)) for each in differences]
    # At five pairs of flat or peaked differences, the t interval is off by 2 %.
    assert 0.91 <= np.mean([each.low <= 0 <= each.high for each in found]) <= 0.985


def test_is_scipys_paired_t_test():
    rng = np.random.default_rng(2)
    first, second = rng.normal(size=(2, 7))
    found, expected = paired(first, second), stats.ttest_rel(first, second)
    interval = expected.confidence_interval()
    assert found.p == pytest.approx(expected.pvalue)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


def test_five_replicates_can_speak():
    found = paired([0.61, 0.62, 0.60, 0.63, 0.61], [0.50, 0.52, 0.51, 0.51, 0.50])
    assert found.p < 0.001
    assert found.low > 0


def test_a_missing_value_leaves_its_pair_out():
    found = paired([1.0, 2.0, np.nan, 4.0], [0.5, 1.1, 1.0, 3.2])
    assert (found.pairs, found.dropped) == (3, 1)
    assert found.difference == pytest.approx((0.5 + 0.9 + 0.8) / 3)


@pytest.mark.parametrize(
    ("values", "p", "effect"), [([0.1] * 5, 0, np.inf), ([-0.1] * 5, 0, -np.inf), ([0] * 5, 1, 0)]
)
def test_constant_differences_are_exact(values, p, effect):
    base = np.array([0.3, 0.7, 0.1, 0.9, 0.2])
    found = paired(base + values, base)
    assert found.low == found.high == pytest.approx(values[0])
    assert (found.p, found.effect, found.smallest) == (p, effect, 0)
    assert not any(np.isnan(value) for value in asdict(found).values())


@pytest.mark.parametrize("pairs", [0, 1])
def test_without_two_pairs_nothing_can_be_told(pairs):
    found = paired(np.ones(pairs), np.zeros(pairs))
    assert (found.low, found.high, found.p, found.smallest) == (-np.inf, np.inf, 1, np.inf)


@pytest.mark.parametrize("pairs", [2, 3, 5, 10, 30, 200])
def test_the_smallest_effect_is_seen_with_the_power_asked_for(pairs):
    effect = smallest_effect(pairs)
    rng = np.random.default_rng(pairs)
    draws = rng.normal(effect, 1, (4000, pairs))
    assert (stats.ttest_1samp(draws, 0, axis=1).pvalue <= 0.05).mean() == pytest.approx(
        0.8, abs=0.025
    )


def over_genes(replicates, difference, spread, seed, genes=400, blocks=40):
    """Differences that are means over genes, of replicates that each add something of their own."""
    random = np.random.default_rng(seed)
    of_genes = random.normal(difference, spread * np.sqrt(genes), genes)
    each = of_genes + random.normal(0, 0.03, (replicates, 1))
    of_blocks = each.reshape(replicates, -1, blocks).sum(axis=1)
    without = (each.sum(axis=1, keepdims=True) - of_blocks) / (genes - genes // blocks)
    return np.column_stack([each.mean(axis=1), without])


@pytest.mark.parametrize("spread", [0, 0.004, 0.05])
@pytest.mark.parametrize("replicates", [5, 10, 30])
def test_intervals_over_replicates_and_genes_cover_what_they_say(replicates, spread):
    covered = 0
    for seed in range(500):
        found = summed_up(over_genes(replicates, 0.04, spread, seed), size=1)
        covered += found.low <= 0.04 <= found.high
    assert 0.93 <= covered / 500 <= 0.975


def test_a_partition_that_never_varies_is_as_unsure_as_the_genes():
    one = over_genes(1, 0.04, 0.02, 1)
    found = summed_up(one, size=1, fixed=True)
    assert found.error == pytest.approx(0.02, rel=0.3)
    assert found.df == 39
    assert summed_up(one, size=1).high == np.inf
