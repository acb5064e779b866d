"""Consensus of many partitions: how often genes share a cluster, and the groups that come of it.

References:
  Fred & Jain (2005), Combining multiple clusterings using evidence accumulation, IEEE TPAMI 27.
  Monti et al. (2003), Consensus clustering, Machine Learning 52.
"""

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from scipy.sparse.csgraph import connected_components

# Genes up to which all pairs are linked; of more, as many are drawn by chance.
DENSE_GENES = 4_000
# Bytes of a pair of genes while all are linked: co-association, distance, a working copy.
BYTES_OF_A_PAIR = 16


def consensus(
    partitions: np.ndarray, clusters: int, memory_mb: float = 1_000, seed: int = 0
) -> np.ndarray:
    """Cut the co-association of partitions by average linkage.

    Up to `DENSE_GENES` genes, or as many as fit the memory, this is exact. Of more, that many
    landmarks are drawn by chance and linked, and each other gene joins the cluster with whose
    landmarks it is found most often.

    Args:
      partitions: cluster numbers, (partitions, genes); negative where a gene is in no cluster.
      clusters: number of groups, at most the number of genes.
      memory_mb: MB that may be taken.
      seed: of the landmarks.

    Returns:
      Cluster numbers from 0, (genes,), int32; `clusters` of them, or fewer where the partitions
      tell no more groups of genes apart.

    Examples:
      >>> partitions = np.array([[0, 0, 0, 1, 1], [1, 1, 0, 0, 0], [0, 0, 1, 1, 1]])
      >>> consensus(partitions, clusters=2).tolist()
      [0, 0, 1, 1, 1]
    """
    partitions = np.atleast_2d(partitions)
    genes = partitions.shape[1]
    room = max(clusters, min(DENSE_GENES, int(np.sqrt(memory_mb * 1e6 / BYTES_OF_A_PAIR))))
    if genes <= room:
        return average_linkage(1 - coassociation(partitions), clusters)
    landmarks = np.sort(np.random.default_rng(seed).choice(genes, room, replace=False))
    labels = np.full(genes, -1, np.int32)
    labels[landmarks] = average_linkage(1 - coassociation(partitions[:, landmarks]), clusters)
    nearest = association_with_clusters(partitions, labels).argmax(axis=1)
    return np.where(labels < 0, nearest, labels).astype(np.int32)


def coassociation(partitions: np.ndarray) -> np.ndarray:
    """Return the share of partitions in which two genes share a cluster, (genes, genes), float32.

    It is H H' / partitions, H being the memberships of genes in all clusters of all partitions. The
    diagonal is 1.

    Examples:
      >>> coassociation(np.array([[0, 0, 1], [0, 1, 1]])).tolist()
      [[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0]]
    """
    memberships = _memberships(np.atleast_2d(partitions))
    shared = (memberships @ memberships.T).toarray()
    shared /= len(np.atleast_2d(partitions))
    np.fill_diagonal(shared, 1)
    return shared


def average_linkage(distances: np.ndarray, clusters: int) -> np.ndarray:
    """Join genes by average linkage until `clusters` groups are left, and those without distance.

    Args:
      distances: (genes, genes), symmetric.
      clusters: number of groups.

    Returns:
      Cluster numbers from 0, (genes,), int32.
    """
    genes = len(distances)
    if genes == 1:
        return np.zeros(1, np.int32)
    merges = linkage(distances[np.triu_indices(genes, 1)], "average")
    # The first merges make the groups; `fcluster` would make fewer where heights are equal.
    made = max(genes - clusters, int((merges[:, 2] <= 0).sum()))
    children = merges[:made, :2].astype(int)
    parents = genes + np.arange(made)
    ones = np.ones(2 * made, np.int8)
    size = genes + made
    graph = sparse.coo_array((ones, (np.repeat(parents, 2), children.ravel())), shape=(size, size))
    return connected_components(graph, directed=False)[1][:genes].astype(np.int32)


def association_with_clusters(partitions: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return how often each gene is found with the genes of each cluster.

    No pair of genes is written out, so it is exact for any number of them.

    Args:
      partitions: cluster numbers, (partitions, genes); negative for none.
      labels: the clusters in question, from 0, (genes,); negative for genes of none.

    Returns:
      Mean co-association with the members of each cluster, itself left out, (genes, clusters);
      with a cluster that has no other member it is 0.
    """
    partitions = np.atleast_2d(partitions)
    clusters = int(labels.max()) + 1
    member = np.zeros((len(labels), clusters))
    member[np.flatnonzero(labels >= 0), labels[labels >= 0]] = 1
    memberships = _memberships(partitions)
    shared = memberships @ (memberships.T @ member)
    own = np.asarray(memberships.sum(axis=1)).reshape(-1, 1)
    shared = (shared - member * own) / len(partitions)
    others = member.sum(axis=0) - member
    return np.divide(shared, others, out=np.zeros_like(shared), where=others > 0)


def _memberships(partitions: np.ndarray) -> sparse.csr_array:
    """Return H, (genes, clusters of all partitions), float32."""
    count, genes = partitions.shape
    row = np.tile(np.arange(genes), count)
    number = partitions.ravel().astype(np.int64)
    inside = number >= 0
    width = int(partitions.max(initial=0)) + 1
    column = np.repeat(np.arange(count) * width, genes) + number
    ones = np.ones(int(inside.sum()), np.float32)
    return sparse.csr_array(
        (ones, (row[inside], column[inside])), shape=(genes, count * width), dtype=np.float32
    )
