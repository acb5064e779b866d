"""Clusterers by name: from a matrix of genes to a partition of them."""

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning

from sdae.kmeans import kmeans
from sdae.spectral import embedding


def cluster(X: np.ndarray, clusters: int, options: Mapping[str, Any], seed: int) -> np.ndarray:
    """Partition genes into clusters.

    Args:
      X: genes x features, finite.
      clusters: number of clusters, at most the number of genes.
      options: the kind of clusterer and its options, as in the configuration:
        `{"kind": "kmeans", "n_init": 10}`,
        `{"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10}` or
        `{"kind": "spectral", "affinity": "rbf", "gamma": "scale"}`, spectral ones with the
        `n_init` of the k-means on their embedding.
      seed: of all that is random.

    Returns:
      Cluster numbers from 0, one per gene, int32. Where no more than `clusters` rows are
      distinct, each of those is a cluster, and there may be fewer than asked for.
    """
    return cluster_with_seeds(X, clusters, options, [seed])[0]


def cluster_with_seeds(
    X: np.ndarray, clusters: int, options: Mapping[str, Any], seeds: Sequence[int]
) -> np.ndarray:
    """Partition genes once for each seed; what does not depend on the seed is computed once.

    Args:
      X: genes x features, finite.
      clusters: number of clusters.
      options: as for `cluster`.
      seeds: one for each partition.

    Returns:
      Cluster numbers, seeds x genes, int32.
    """
    settings = dict(options)
    kind = settings.pop("kind")
    n_init = settings.pop("n_init", 10)
    X = np.asarray(X, dtype=np.float64)
    if not has_more_distinct_rows(X, clusters):
        labels = np.unique(X, axis=0, return_inverse=True)[1].astype(np.int32)
        return np.tile(labels.ravel(), (len(seeds), 1))
    # The checks of each call take a good part of the time that a few hundred genes need.
    with (
        sklearn.config_context(assume_finite=True, skip_parameter_validation=True),
        warnings.catch_warnings(),
    ):
        # That fewer clusters were found is said once for all partitions, by who asked for them.
        warnings.simplefilter("ignore", ConvergenceWarning)
        features = X if kind == "kmeans" else embedding(X, clusters, **settings)
        return np.stack([kmeans(features, clusters, seed, n_init) for seed in seeds])


def has_more_distinct_rows(X: np.ndarray, number: int) -> bool:
    """Say whether `X` has more than `number` rows that differ; quick where it has."""
    seen = set()
    for row in X:
        seen.add(row.tobytes())
        if len(seen) > number:
            return True
    return False
