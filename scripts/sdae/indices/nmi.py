"""Normalised mutual information."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def nmi(truth: np.ndarray, found: np.ndarray) -> float:
    """Information that both partitions share, of their mean entropy: 0 to 1, above 0 by chance."""
    from sklearn.metrics import normalized_mutual_info_score

    return normalized_mutual_info_score(truth, found)


ENTRY = Index(
    name="nmi",
    label="NMI",
    reference="Strehl & Ghosh, Cluster ensembles, JMLR 3 (2002)",
    needs_labels=True,
    better="higher",
    function=nmi,
)
