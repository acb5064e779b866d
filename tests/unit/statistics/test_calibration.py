"""Sureness held against known groups: shares by bins, with intervals, and AUROC."""

import numpy as np
import pytest
from sdae.statistics.calibration import auroc, calibration, is_right
from sklearn.metrics import roc_auc_score


def test_a_gene_is_right_where_most_of_its_cluster_are_of_its_group():
    found = is_right([1, 1, 1, 2, 2, 3], ["x", "x", "y", "y", "y", "x"])
    assert found.tolist() == [True, True, False, True, True, True]


def test_auroc_is_that_of_scikit_learn_ties_included():
    rng = np.random.default_rng(0)
    score, right = rng.integers(0, 5, 200) / 4, rng.random(200) < 0.6
    assert auroc(score, right) == pytest.approx(roc_auc_score(right, score), abs=1e-12)
    assert np.isnan(auroc(score, np.ones(200)))


def test_bins_hold_all_genes_and_their_intervals_the_truth():
    rng = np.random.default_rng(0)
    score = rng.random(4000)
    bins = calibration(score, rng.random(4000) < score)
    assert len(bins) == 8
    assert bins["genes"].sum() == 4000
    assert ((bins["low"] <= bins["share"]) & (bins["share"] <= bins["high"])).all()
    assert ((bins["low"] <= bins["score"]) & (bins["score"] <= bins["high"])).sum() >= 7


def test_few_genes_or_equal_scores_are_one_bin():
    assert len(calibration([0.1, 0.5, 0.9], [True, False, True])) == 1
    equal = calibration(np.ones(400), np.arange(400) < 300)
    assert equal[["genes", "share"]].to_numpy().tolist() == [[400, 0.75]]
    # Known of Wilson's interval.
    assert equal[["low", "high"]].iloc[0].tolist() == pytest.approx([0.7053, 0.7899], abs=1e-3)


@pytest.mark.parametrize("share", [0, 1])
@pytest.mark.parametrize("genes", range(1, 91))
def test_a_share_lies_in_its_interval_where_all_are_alike(genes, share):
    (found,) = calibration(np.ones(genes), np.full(genes, share)).itertuples()
    assert found.low <= found.share <= found.high
