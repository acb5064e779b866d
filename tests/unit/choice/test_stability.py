"""Stability, folds of conditions, and partitions that must not win."""

import numpy as np
import pytest
from sdae.choice.folds import condition_folds
from sdae.choice.stability import evenness, stability


@pytest.mark.parametrize("conditions", [2, 5, 8, 17, 73])
def test_folds_are_of_about_equal_size(conditions):
    sizes = np.bincount(condition_folds(conditions))
    assert len(sizes) == min(8, conditions)
    assert sizes.max() - sizes.min() <= 1


def test_replicates_of_a_condition_stay_together():
    groups = np.repeat(["wt", "ko", "heat", "cold", "acid"], [3, 2, 4, 3, 1])
    folds = condition_folds(13, 3, groups)
    assert all(len(set(folds[groups == name])) == 1 for name in groups)
    assert set(folds) == {0, 1, 2}


def test_folds_are_the_same_every_time_and_need_two_groups():
    np.testing.assert_array_equal(condition_folds(20, seed=3), condition_folds(20, seed=3))
    with pytest.raises(ValueError, match="found 1 group"):
        condition_folds(3, groups=["a", "a", "a"])


def test_stability_is_the_mean_ari():
    labels = np.repeat([0, 1, 2], 10)
    swapped = labels.copy()
    swapped[:5] = 1
    same, other = stability(labels, [labels[::-1], labels]), stability(labels, [labels, swapped])
    assert (same.mean, same.lowest, same.folds) == (1, 1, 2)
    assert other.lowest < other.mean < 1


def test_one_large_group_and_crumbs_is_trivial_and_unequal_groups_are_not():
    crumbs = np.repeat([0, 1, 2, 3, 4], [96, 1, 1, 1, 1])
    functions = np.repeat([0, 1, 2, 3], [139, 49, 31, 18])
    halves = np.repeat([0, 1], [80, 20])
    assert stability(crumbs, [crumbs]).mean == 1
    assert stability(crumbs, [crumbs]).trivial
    assert not stability(functions, [functions]).trivial
    assert not stability(halves, [halves]).trivial


def test_evenness_runs_from_one_cluster_to_equal_sizes():
    assert evenness(np.zeros(9)) == 0
    assert evenness(np.repeat([0, 1, 2], 5)) == pytest.approx(1)
    assert 0 < evenness(np.repeat([0, 1, 2], [20, 4, 1])) < 1
