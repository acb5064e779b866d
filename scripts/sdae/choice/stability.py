"""Stability: whether a partition is found again when conditions are left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import adjusted_rand_score

FOLDS = 8
# A partition less even than this is one large group and crumbs; it cannot be chosen.
LEAST_EVENNESS = 0.25


def condition_folds(
    conditions: int,
    folds: int = FOLDS,
    groups: Sequence[str] | None = None,
    seed: int = 0,
) -> np.ndarray:
    """Put conditions into folds of about equal size, by chance.

    Args:
      conditions: their number.
      folds: number of folds; fewer where there are fewer conditions, or groups of them.
      groups: one name per condition; those of one name, as replicates of a condition, stay
        together.
      seed: of the chance.

    Returns:
      Number of the fold of each condition, from 0, (conditions,), int32.

    Raises:
      ValueError: fewer than two conditions or groups, so that leaving one out leaves nothing.
    """
    names = np.arange(conditions) if groups is None else np.asarray(groups, dtype=str)
    kinds, group, sizes = np.unique(names, return_inverse=True, return_counts=True)
    if len(kinds) < 2:
        raise ValueError(f"found {len(kinds)} group of conditions; expected at least 2")
    folds = min(folds, len(kinds))
    chance = np.random.default_rng(seed).permutation(len(kinds))
    of_group = np.zeros(len(kinds), np.int32)
    filled = np.zeros(folds, int)
    # The largest first, each into the fold with the fewest conditions yet.
    for kind in chance[np.argsort(-sizes[chance], kind="stable")]:
        of_group[kind] = filled.argmin()
        filled[of_group[kind]] += sizes[kind]
    return of_group[group]


@dataclass(frozen=True)
class Stability:
    """How well a partition is found again.

    Attributes:
      mean: adjusted Rand index with the partitions made without a fold, averaged.
      lowest: the smallest of them.
      folds: how many there were.
      evenness: of the sizes of its clusters, as `evenness` has it.
      trivial: whether that is too small to be chosen.
    """

    mean: float
    lowest: float
    folds: int
    evenness: float
    trivial: bool


def stability(labels: np.ndarray, without: np.ndarray) -> Stability:
    """Hold a partition against those made when each fold of conditions is left out.

    The adjusted Rand index takes agreement by chance off, but a partition of one large group and
    crumbs can be found again perfectly, and says nothing of nearly all genes. So one that is less
    even than `LEAST_EVENNESS` counts as trivial. The limit lies below what groups of real genes
    show (.67 for functional classes of 139, 49, 31 and 18 genes) and above crumbs (.06 for 96 % in
    one of five); stability itself is not traded against evenness.

    Args:
      labels: clusters of all conditions, (genes,).
      without: those without each fold, (folds, genes).
    """
    found = [adjusted_rand_score(labels, each) for each in np.atleast_2d(without)]
    even = evenness(labels)
    return Stability(
        float(np.mean(found)), float(np.min(found)), len(found), even, even < LEAST_EVENNESS
    )


def evenness(labels: np.ndarray) -> float:
    """Return how evenly genes are spread over the clusters: 0 for one cluster, 1 for equal sizes.

    It is (exp(H) - 1) / (clusters - 1), H being the entropy of the shares: the effective number of
    clusters beyond the first, as a share of those there are.

    References:
      Hill (1973), Diversity and evenness, Ecology 54.
    """
    sizes = np.unique(labels, return_counts=True)[1]
    if len(sizes) < 2:
        return 0.0
    share = sizes / sizes.sum()
    return float((np.exp(-(share * np.log(share)).sum()) - 1) / (len(sizes) - 1))
