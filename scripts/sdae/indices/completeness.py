"""Completeness."""

import numpy as np

from sdae.indices._record import Index


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
