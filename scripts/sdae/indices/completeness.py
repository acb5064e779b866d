"""Completeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def completeness(truth: np.ndarray, found: np.ndarray) -> float:
    """Whether each group is in one cluster, 0 to 1; 1 for a single cluster of all."""
    from sklearn.metrics import completeness_score

    return completeness_score(truth, found)


ENTRY = Index(
    name="completeness",
    label="completeness",
    reference="Rosenberg & Hirschberg, V-measure, EMNLP-CoNLL 2007",
    needs_labels=True,
    better="higher",
    function=completeness,
)
