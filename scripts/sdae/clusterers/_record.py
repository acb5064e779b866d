"""What a clusterer says about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydantic

if TYPE_CHECKING:
    import numpy as np

# Cluster number of a gene that is in none.
NO_CLUSTER = -1


class ClustererOptions(
    pydantic.BaseModel, extra="forbid", frozen=True, strict=True, allow_inf_nan=False
):
    """Options of a clusterer, as users write them beside its `kind`; each has a default."""


def no_limit(options: ClustererOptions) -> Mapping[str, int]:
    """No option asks for a number of genes."""
    return {}


def as_they_are(X: np.ndarray, clusters: int, options: ClustererOptions) -> np.ndarray:
    """Cluster the features themselves."""
    return X


@dataclass(frozen=True)
class Clusterer:
    """A way to partition genes.

    Attributes:
      name: what users write as `kind`.
      label: as in a sentence or a figure.
      reference: where the method is from.
      Options: model of its options.
      cluster: from features (genes x features, finite, float64), the number of clusters, a seed
        and options to a cluster number for each gene, from 0, or `NO_CLUSTER`.
      embed: from the matrix, the number of clusters and options to the features that `cluster`
        gets: all that no seed decides, done once for many seeds.
      seeded: whether the seed makes a difference.
      finds_number: whether it finds the number of clusters itself, whatever it is asked for, and
        may leave genes without one.
      least_genes: the fewest genes that it can do with, by the option that says so.
      most_genes: the most genes that it takes, None for any number.
      why_most: what limits them, as it follows "since".
    """

    name: str
    label: str
    reference: str
    Options: type[ClustererOptions]
    cluster: Callable[[np.ndarray, int, int, Any], np.ndarray]
    embed: Callable[[np.ndarray, int, Any], np.ndarray] = as_they_are
    seeded: bool = True
    finds_number: bool = False
    least_genes: Callable[[Any], Mapping[str, int]] = no_limit
    most_genes: int | None = None
    why_most: str = ""
