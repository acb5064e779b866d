"""Indices: how well a partition agrees with known groups, or with the profiles themselves.

One file an index and one line in the list here; `sdae.indices.evaluation` takes them of many
partitions.
"""

from sdae.indices import (
    ami,
    ari,
    calinski_harabasz,
    completeness,
    davies_bouldin,
    fowlkes_mallows,
    homogeneity,
    nmi,
    silhouette,
    v_measure,
)
from sdae.indices._record import Index
from sdae.registry import Registry

__all__ = ["DEFAULT", "INDICES", "Index"]

INDICES = Registry(
    "index",
    [
        ari.ENTRY,
        ami.ENTRY,
        nmi.ENTRY,
        homogeneity.ENTRY,
        completeness.ENTRY,
        v_measure.ENTRY,
        fowlkes_mallows.ENTRY,
        silhouette.ENTRY,
        calinski_harabasz.ENTRY,
        davies_bouldin.ENTRY,
    ],
)
# The columns of the table of scores unless the configuration names others.
DEFAULT = ("ari", "ami", "nmi", "silhouette")
