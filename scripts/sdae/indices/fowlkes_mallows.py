"""Fowlkes-Mallows index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def fowlkes_mallows(truth: np.ndarray, found: np.ndarray) -> float:
    """Geometric mean of precision and recall of the pairs of genes, 0 to 1, above 0 by chance."""
    from sklearn.metrics import fowlkes_mallows_score

    return fowlkes_mallows_score(truth, found)


ENTRY = Index(
    name="fowlkes_mallows",
    label="Fowlkes-Mallows index",
    reference="Fowlkes & Mallows, A method for comparing two hierarchical "
    "clusterings, JASA 78 (1983)",
    needs_labels=True,
    better="higher",
    function=fowlkes_mallows,
)
