"""Silhouette: how much closer genes are to their own cluster than to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np

# Genes, drawn by chance, that are looked at where there are more: each takes its distance to all.
MOST_GENES = 1_000


def space(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which genes are looked at, all or `MOST_GENES`, and their Euclidean distances."""
    import numpy as np
    from sklearn.metrics import pairwise_distances

    genes = np.arange(len(X))
    if len(X) > MOST_GENES:
        genes = np.sort(np.random.default_rng(0).permutation(genes)[:MOST_GENES])
    distances = pairwise_distances(X[genes])
    np.fill_diagonal(distances, 0)
    return genes, distances


def silhouette(compared: tuple[np.ndarray, np.ndarray], found: np.ndarray) -> float:
    """Mean over genes of (next - own) / larger, of the mean distances to two clusters: -1 to 1."""
    import numpy as np
    from sklearn.metrics import silhouette_score

    genes, distances = compared
    seen = found[genes]
    if not 1 < len(np.unique(seen)) < len(seen):
        return np.nan
    return silhouette_score(distances, seen, metric="precomputed")


ENTRY = Index(
    name="silhouette",
    label="silhouette",
    reference="Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987)",
    needs_labels=False,
    better="higher",
    function=silhouette,
    space=space,
)
