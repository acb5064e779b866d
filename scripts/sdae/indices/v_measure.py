"""V-measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def v_measure(truth: np.ndarray, found: np.ndarray) -> float:
    """Harmonic mean of homogeneity and completeness, 0 to 1."""
    from sklearn.metrics import v_measure_score

    return v_measure_score(truth, found)


ENTRY = Index(
    name="v_measure",
    label="V-measure",
    reference="Rosenberg & Hirschberg, V-measure, EMNLP-CoNLL 2007",
    needs_labels=True,
    better="higher",
    function=v_measure,
)
