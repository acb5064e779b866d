"""Adjusted mutual information."""

import numpy as np

from sdae.indices._record import Index


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
