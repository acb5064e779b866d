"""Mean silhouettes of k-means over several numbers of clusters, quick enough for many tables."""

from collections.abc import Sequence

import numpy as np
import sklearn

from sdae.clusterers.kmeans import kmeans

# Restarts of each k-means: the references are treated as the table is, so few do.
RESTARTS = 3


def partitions_by_kmeans(
    X: np.ndarray, numbers: Sequence[int] | np.ndarray, seed: int, restarts: int = RESTARTS
) -> np.ndarray:
    """Return a partition by k-means for each number of clusters, (numbers, genes), int32."""
    # On some hundred genes, the checks of each call take longer than the call.
    with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
        return np.stack([kmeans(X, int(number), seed, restarts) for number in numbers])


def mean_silhouettes(X: np.ndarray, partitions: np.ndarray) -> np.ndarray:
    """Return the mean silhouette of each partition, (partitions,).

    The same as scikit-learn's, but distances are computed once for all partitions. It is 0 for a
    partition of a single cluster.

    Args:
      X: (genes, features), finite.
      partitions: cluster numbers from 0, (partitions, genes).
    """
    X = np.asarray(X - X.mean(axis=0), np.float32)
    squares = np.einsum("ij,ij->i", X, X)
    distances = squares[:, None] - 2 * (X @ X.T) + squares
    np.maximum(distances, 0, out=distances)
    np.sqrt(distances, out=distances)
    np.fill_diagonal(distances, 0)
    return np.array([_mean_silhouette(distances, labels) for labels in partitions])


def _mean_silhouette(distances: np.ndarray, labels: np.ndarray) -> float:
    _, labels, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    if len(sizes) < 2:
        return 0.0
    sums = distances @ np.eye(len(sizes), dtype=np.float32)[labels]
    genes = np.arange(len(labels))
    within = sums[genes, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes
    means[genes, labels] = np.inf
    between = means.min(axis=1)
    highest = np.maximum(within, between)
    values = np.divide(between - within, highest, out=np.zeros_like(within), where=highest > 0)
    return float(np.where(sizes[labels] > 1, values, 0).mean())
