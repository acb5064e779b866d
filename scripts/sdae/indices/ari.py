"""Adjusted Rand index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def ari(truth: np.ndarray, found: np.ndarray) -> float:
    """Share of pairs of genes that both partitions treat alike: 0 by chance, 1 where they agree."""
    from sklearn.metrics import adjusted_rand_score

    return adjusted_rand_score(truth, found)


def of_counts(shared: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return the index of many pairs of partitions from the genes that clusters and groups share.

    Args:
      shared: genes of each cluster in each group, (..., clusters, groups).
      groups: genes of each group, (..., groups); those in no cluster are clusters of their own.
    """
    import numpy as np

    def pairs(counts: np.ndarray) -> np.ndarray:
        return counts * (counts - 1) / 2

    both = pairs(shared).sum(axis=(-2, -1))
    found = pairs(shared.sum(axis=-1)).sum(axis=-1)
    known = pairs(groups).sum(axis=-1)
    expected = found * known / np.maximum(pairs(groups.sum(axis=-1)), 1)
    most = (found + known) / 2
    # Two partitions of one cluster, or of as many as genes, are the same.
    alike = most == expected
    return np.where(alike, 1.0, (both - expected) / np.where(alike, 1, most - expected))


ENTRY = Index(
    name="ari",
    label="ARI",
    reference="Hubert & Arabie, Comparing partitions, Journal of Classification 2 (1985)",
    needs_labels=True,
    better="higher",
    function=ari,
    of_counts=of_counts,
)
