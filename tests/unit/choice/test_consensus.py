"""Consensus: exact, without order, and nearly the same through landmarks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sdae.choice.consensus import (
    association_with_clusters,
    average_linkage,
    coassociation,
    consensus,
)
from sklearn.metrics import adjusted_rand_score


def noisy(labels, count=12, share=0.2, seed=0):
    rng = np.random.default_rng(seed)
    wrong = rng.random((count, len(labels))) < share
    return np.where(wrong, rng.integers(0, labels.max() + 1, wrong.shape), labels)


def test_many_noisy_partitions_agree_on_the_groups():
    labels = np.repeat([0, 1, 2], [30, 20, 10])
    assert adjusted_rand_score(labels, consensus(noisy(labels), 3)) == 1


def test_coassociation_is_the_share_of_common_clusters():
    found = coassociation(np.array([[0, 0, 1, -1], [1, 1, 1, -1]]))
    expected = [[1, 1, 0.5, 0], [1, 1, 0.5, 0], [0.5, 0.5, 1, 0], [0, 0, 0, 1]]
    np.testing.assert_array_equal(found, np.array(expected, np.float32))


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_neither_names_nor_order_of_partitions_count(seed, clusters):
    rng = np.random.default_rng(seed)
    partitions = rng.integers(0, 4, (7, 15))
    renamed = (partitions[rng.permutation(7)] + 3) % 4
    first, second = consensus(partitions, clusters), consensus(renamed, clusters)
    np.testing.assert_array_equal(first, second)
    assert len(np.unique(first)) == clusters


def test_average_linkage_is_scipys():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((40, 3))
    distances = np.linalg.norm(X[:, None] - X, axis=-1)
    expected = fcluster(linkage(squareform(distances), "average"), 5, "maxclust")
    assert adjusted_rand_score(expected, average_linkage(distances, 5)) == 1


def test_landmarks_stand_for_all_genes_where_memory_is_short():
    labels = np.repeat([0, 1, 2, 3], 200)
    partitions = noisy(labels, count=20)
    found = consensus(partitions, 4, memory_mb=0.16)
    assert adjusted_rand_score(labels, found) > 0.99
    np.testing.assert_array_equal(found, consensus(partitions, 4, memory_mb=0.16))


def test_genes_that_no_partition_separates_stay_together():
    partitions = np.array([[0, 0, 1, 1, 1, 1], [1, 1, 0, 0, 0, 0]])
    assert consensus(partitions, 4).tolist() == [0, 0, 1, 1, 1, 1]
    assert consensus(partitions, 6).tolist() == [0, 0, 1, 1, 1, 1]
    assert len(set(consensus(np.array([[0, 0, 1, 1], [0, 1, 2, 2]]), 3).tolist())) == 3


def test_association_is_the_mean_over_the_other_members():
    labels = np.repeat([0, 1, 2], [6, 5, 1])
    partitions = noisy(labels, count=5, share=0.4)
    pairs = coassociation(partitions).astype(float)
    np.fill_diagonal(pairs, 0)
    others = np.array(
        [[(labels == c).sum() - (labels[g] == c) for c in range(3)] for g in range(12)]
    )
    sums = pairs @ np.eye(3)[labels]
    expected = np.divide(sums, others, out=np.zeros_like(sums), where=others > 0)
    assert association_with_clusters(partitions, labels) == pytest.approx(expected)
