"""Clusterers: from a matrix of genes x features to a partition of the genes.

One file a clusterer, each with the options that users write, and one line in the list here.
`sdae.clusterers.partitioning` runs them.
"""

from sdae.clusterers import (
    agglomerative,
    gaussian_mixture,
    hdbscan,
    kmeans,
    spectral,
)
from sdae.clusterers._record import NO_CLUSTER, Clusterer, ClustererOptions
from sdae.registry import Registry

__all__ = ["CLUSTERERS", "NO_CLUSTER", "Clusterer", "ClustererOptions"]

CLUSTERERS = Registry(
    "clusterer",
    [
        kmeans.ENTRY,
        spectral.ENTRY,
        agglomerative.ENTRY,
        gaussian_mixture.ENTRY,
        hdbscan.ENTRY,
    ],
)
