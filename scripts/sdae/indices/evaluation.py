"""Indices of many partitions."""

from collections.abc import Iterable

import numpy as np

from sdae.indices import INDICES, Index

UNKNOWN = -1


def evaluate(
    names: Iterable[str], partitions: np.ndarray, groups: np.ndarray | None, profiles: np.ndarray
) -> dict[str, np.ndarray]:
    """Take indices of partitions.

    Where a clusterer left genes without a cluster, each of them is a cluster of its own.

    Args:
      names: of the indices.
      partitions: cluster numbers, partitions x genes, negative for genes in no cluster.
      groups: number of each gene's known group, `UNKNOWN` where it is not known; None if there are
        none. External indices look at the genes of known groups only.
      profiles: genes x conditions, the one space in which all internal indices are taken, whatever
        was clustered.

    Returns:
      By index, a value for each partition; missing where it is not defined: an external one
      without known groups, an internal one of a single cluster, or of as many as genes.

    Raises:
      UnknownNameError: there is no such index.

    Examples:
      >>> partitions = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
      >>> groups, profiles = np.array([0, 0, 1, 1]), np.array([[0.0], [1.0], [8.0], [9.0]])
      >>> found = evaluate(["ari", "silhouette"], partitions, groups, profiles)
      >>> found["ari"].round(2).tolist(), found["silhouette"].round(2).tolist()
      ([1.0, -0.5], [0.87, -0.44])
    """
    entries = [INDICES[name] for name in names]
    partitions = each_alone(partitions)
    known = np.zeros(partitions.shape[1], bool) if groups is None else groups != UNKNOWN
    found = {}
    for entry in entries:
        if entry.needs_labels:
            found[entry.name] = _external(entry, partitions[:, known], groups, known)
        else:
            found[entry.name] = _internal(entry, partitions, profiles)
    return found


def each_alone(partitions: np.ndarray) -> np.ndarray:
    """Give each gene without a cluster a cluster of its own."""
    partitions = np.asarray(partitions)
    alone = partitions.max(initial=0) + 1 + np.arange(partitions.shape[1])
    return np.where(partitions < 0, alone, partitions)


def _external(
    entry: Index, partitions: np.ndarray, groups: np.ndarray | None, known: np.ndarray
) -> np.ndarray:
    if groups is None or not known.any():
        return np.full(len(partitions), np.nan)
    truth = groups[known]
    return _each(lambda labels: entry.function(truth, labels), partitions)


def _internal(entry: Index, partitions: np.ndarray, profiles: np.ndarray) -> np.ndarray:
    space = entry.space(np.asarray(profiles, dtype=np.float64))

    def value(labels: np.ndarray) -> float:
        defined = 1 < len(np.unique(labels)) < len(labels)
        return entry.function(space, labels) if defined else np.nan

    return _each(value, partitions)


def _each(value, partitions: np.ndarray) -> np.ndarray:
    """Take a value of each partition, without scikit-learn's checks: most of the time it takes."""
    import sklearn

    with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
        return np.array([value(labels) for labels in partitions], dtype=float)
