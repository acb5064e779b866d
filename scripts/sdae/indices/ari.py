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


ENTRY = Index(
    name="ari",
    label="ARI",
    reference="Hubert & Arabie, Comparing partitions, Journal of Classification 2 (1985)",
    needs_labels=True,
    better="higher",
    function=ari,
)
