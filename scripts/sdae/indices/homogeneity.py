"""Homogeneity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def homogeneity(truth: np.ndarray, found: np.ndarray) -> float:
    """Whether each cluster has genes of one group only, 0 to 1; rises with their number."""
    from sklearn.metrics import homogeneity_score

    return homogeneity_score(truth, found)


ENTRY = Index(
    name="homogeneity",
    label="homogeneity",
    reference="Rosenberg & Hirschberg, V-measure, EMNLP-CoNLL 2007",
    needs_labels=True,
    better="higher",
    function=homogeneity,
)
