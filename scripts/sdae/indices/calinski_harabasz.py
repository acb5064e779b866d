"""Calinski-Harabasz index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def calinski_harabasz(profiles: np.ndarray, found: np.ndarray) -> float:
    """Variance between clusters by that within, for their degrees of freedom; 0 and up."""
    from sklearn.metrics import calinski_harabasz_score

    return calinski_harabasz_score(profiles, found)


ENTRY = Index(
    name="calinski_harabasz",
    label="Calinski-Harabasz index",
    reference="Calinski & Harabasz, A dendrite method for cluster analysis, "
    "Communications in Statistics 3 (1974)",
    needs_labels=False,
    better="higher",
    function=calinski_harabasz,
)
