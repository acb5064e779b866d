"""Partitions to hold indices against: by chance, worth 0, and the known groups, worth 1."""

import numpy as np

from sdae.indices.evaluation import UNKNOWN


def random_partition(groups: np.ndarray | None, genes: int, clusters: int, seed: int) -> np.ndarray:
    """Draw a partition by chance, of the sizes of the known groups or of equal ones.

    Args:
      groups: number of each gene's known group, `UNKNOWN` where it is not known; None if there are
        none. Genes of unknown group are shared out as the others are.
      genes: how many there are.
      clusters: how many clusters, where no group is known.
      seed: of the draw.

    Returns:
      Cluster numbers from 0, one per gene, int32.
    """
    random = np.random.default_rng(seed)
    known = np.zeros(0, int) if groups is None else groups[groups != UNKNOWN]
    labels = np.arange(genes) % clusters if len(known) == 0 else np.resize(known, genes)
    return random.permutation(labels).astype(np.int32)


def known_partition(groups: np.ndarray) -> np.ndarray:
    """Return the known groups as a partition, int32; genes of unknown group are in no cluster."""
    return np.where(groups == UNKNOWN, -1, groups).astype(np.int32)
