"""Indices with some genes left out: how far they depend on which genes there happen to be."""

import numpy as np

from sdae.indices import INDICES, Index
from sdae.indices.evaluation import UNKNOWN, each_alone

# Blocks of genes that are left out one by one; their number bounds the degrees of freedom.
BLOCKS = 40


def gene_blocks(groups: np.ndarray, blocks: int = BLOCKS, seed: int = 0) -> np.ndarray:
    """Deal the genes of known group into blocks of about equal size, by chance.

    Args:
      groups: number of each gene's known group, `UNKNOWN` where it is not known.
      blocks: how many; as many as genes of known group where there are fewer.
      seed: of the deal.

    Returns:
      Number of each gene's block, `UNKNOWN` where its group is.
    """
    known = np.flatnonzero(groups != UNKNOWN)
    dealt = np.full(len(groups), UNKNOWN)
    order = np.random.default_rng(seed).permutation(known)
    dealt[order] = np.arange(len(known)) % min(blocks, max(len(known), 1))
    return dealt


def without_blocks(
    name: str, partitions: np.ndarray, groups: np.ndarray, dealt: np.ndarray
) -> np.ndarray:
    """Take an index of partitions with each block of genes left out.

    Args:
      name: of an external index.
      partitions: cluster numbers, partitions x genes, negative for genes in no cluster.
      groups: number of each gene's known group, `UNKNOWN` where it is not known.
      dealt: of `gene_blocks`.

    Returns:
      Partitions x blocks.

    Raises:
      UnknownNameError: there is no such index.
    """
    entry = INDICES[name]
    known = dealt != UNKNOWN
    partitions, groups, dealt = np.asarray(partitions)[:, known], groups[known], dealt[known]
    blocks = dealt.max(initial=-1) + 1
    found = np.empty((len(partitions), blocks))
    if entry.of_counts is None:
        return _one_by_one(entry, partitions, groups, dealt, found)
    kinds = groups.max(initial=0) + 1
    size = _left(np.bincount(dealt * kinds + groups, minlength=blocks * kinds), blocks, kinds)
    for row, labels in enumerate(partitions):
        clusters = labels.max(initial=0) + 1
        place = ((dealt * clusters + labels) * kinds + groups)[labels >= 0]
        counts = np.bincount(place, minlength=blocks * clusters * kinds)
        found[row] = entry.of_counts(_left(counts, blocks, clusters, kinds), size)
    return found


def _left(counts: np.ndarray, *shape: int) -> np.ndarray:
    """From the counts of each block to those of all others, as floats."""
    counts = counts.reshape(shape).astype(float)
    return counts.sum(axis=0) - counts


def _one_by_one(
    entry: Index, partitions: np.ndarray, groups: np.ndarray, dealt: np.ndarray, found: np.ndarray
) -> np.ndarray:
    import sklearn

    with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
        for row, labels in enumerate(each_alone(partitions)):
            for block in range(found.shape[1]):
                kept = dealt != block
                found[row, block] = entry.function(groups[kept], labels[kept])
    return found
