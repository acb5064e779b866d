"""Adjusted mutual information."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.indices._record import Index

if TYPE_CHECKING:
    import numpy as np


def ami(truth: np.ndarray, found: np.ndarray) -> float:
    """Information that both partitions share: 0 by chance, 1 where they agree."""
    from sklearn.metrics import adjusted_mutual_info_score

    return adjusted_mutual_info_score(truth, found)


ENTRY = Index(
    name="ami",
    label="AMI",
    reference="Vinh, Epps & Bailey, Information theoretic measures for clusterings comparison, "
    "JMLR 11 (2010)",
    needs_labels=True,
    better="higher",
    function=ami,
)
