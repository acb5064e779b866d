"""What an index says about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np


def profiles_themselves(X: np.ndarray) -> np.ndarray:
    """Nothing to be done once."""
    return X


@dataclass(frozen=True)
class Index:
    """A number that says how good a partition is.

    Attributes:
      name: column of the table of scores.
      label: as in a sentence or a figure.
      reference: where it is from.
      needs_labels: whether it compares with known groups (an external index) rather than with the
        profiles (an internal one).
      better: which values are better.
      function: from what is compared with and cluster numbers, one per gene, to the index. What is
        compared with are the groups (numbers, one per gene), or what `space` returns. Cluster
        numbers may be any; internal indices get at least 2 clusters and fewer than genes.
      space: of an internal index, from the profiles (genes x conditions) to what is compared with;
        done once for many partitions.
      of_counts: of an external index, the same from many tables of counts at once, where there is
        a formula that is fast: from the genes that each cluster shares with each group (...,
        clusters, groups), and those of each group (..., groups), in a cluster or in none.
    """

    name: str
    label: str
    reference: str
    needs_labels: bool
    better: Literal["higher", "lower"]
    function: Callable[[Any, np.ndarray], float]
    space: Callable[[np.ndarray], Any] = profiles_themselves
    of_counts: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None
