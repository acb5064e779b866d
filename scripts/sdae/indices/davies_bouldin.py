"""Davies-Bouldin index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def davies_bouldin(profiles: np.ndarray, found: np.ndarray) -> float:
    """Mean over clusters of their spread by the distance to the one most alike; 0 and up."""
    from sklearn.metrics import davies_bouldin_score

    return davies_bouldin_score(profiles, found)


ENTRY = Index(
    name="davies_bouldin",
    label="Davies-Bouldin index",
    reference="Davies & Bouldin, A cluster separation measure, IEEE TPAMI 1 (1979)",
    needs_labels=False,
    better="lower",
    function=davies_bouldin,
)
