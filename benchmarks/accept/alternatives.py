"""What others give for a table by their defaults: run in an environment of its own.

alternatives.py PROFILES.npz PARTITIONS.npz reads `profiles` (standardised, genes x conditions) and
`clusters`, and writes a partition for each name.
"""

import sys

import numpy as np
from consensusclustering import ConsensusClustering
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn import cluster, mixture

# What has no default: how often to draw, of Monti et al.'s order.
RESAMPLES = 50


def main(profiles: str, partitions: str) -> None:
    given = np.load(profiles)
    X, k = given["profiles"], int(given["clusters"])
    found = {
        "scikit-learn KMeans": cluster.KMeans(k, random_state=1).fit_predict(X),
        "scikit-learn SpectralClustering": cluster.SpectralClustering(
            k, random_state=1
        ).fit_predict(X),
        "scikit-learn AgglomerativeClustering": cluster.AgglomerativeClustering(k).fit_predict(X),
        "scikit-learn GaussianMixture": mixture.GaussianMixture(k, random_state=1).fit_predict(X),
        "scikit-learn Birch": cluster.Birch(n_clusters=k).fit_predict(X),
        "scikit-learn BisectingKMeans": cluster.BisectingKMeans(k, random_state=1).fit_predict(X),
        "consensusclustering": by_consensus(X, k),
    }
    np.savez(partitions, **found)


def by_consensus(X: np.ndarray, k: int) -> np.ndarray:
    """Cut the consensus matrix of resampled k-means by average linkage, as Monti et al. do."""
    model = ConsensusClustering(cluster.KMeans(random_state=1), k, k, RESAMPLES, rng=1)
    model.fit(X)
    distances = 1 - model.consensus_k(k)
    np.fill_diagonal(distances, 0)
    return fcluster(linkage(squareform(distances, checks=False), "average"), k, "maxclust")


if __name__ == "__main__":
    main(*sys.argv[1:])
