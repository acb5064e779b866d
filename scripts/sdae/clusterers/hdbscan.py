"""HDBSCAN: clusters as dense regions, whatever their number; genes between them are in none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from sdae.clusterers._record import Clusterer, ClustererOptions

if TYPE_CHECKING:
    import numpy as np


class Options(ClustererOptions):
    """Options of HDBSCAN."""

    min_cluster_size: int = Field(
        5, ge=2, le=10_000, description="Fewest genes that are called a cluster."
    )
    min_samples: int | None = Field(
        None,
        ge=1,
        le=10_000,
        description="Neighbours that a dense gene has; `min_cluster_size` where left out.",
    )
    cluster_selection_method: Literal["eom", "leaf"] = Field(
        "eom", description="The most persistent clusters (`eom`) or the smallest (`leaf`)."
    )


def cluster(X: np.ndarray, clusters: int, seed: int, options: Options) -> np.ndarray:
    """Find dense regions; neither the number of clusters nor the seed matters."""
    from sklearn.cluster import HDBSCAN

    return HDBSCAN(**options.model_dump(), copy=True).fit(X).labels_


def least_genes(options: Options) -> Mapping[str, int]:
    """A cluster needs its genes, and each gene its neighbours."""
    return {
        "min_cluster_size": options.min_cluster_size,
        "min_samples": options.min_samples or options.min_cluster_size,
    }


ENTRY = Clusterer(
    name="hdbscan",
    label="HDBSCAN",
    reference="Campello, Moulavi & Sander, Density-based clustering based on hierarchical density "
    "estimates, PAKDD 2013",
    Options=Options,
    cluster=cluster,
    seeded=False,
    finds_number=True,
    least_genes=least_genes,
)
