"""Folds of conditions: each is left out once, to see whether the clusters are found again."""

from collections.abc import Sequence
from pathlib import Path

import h5py
import numpy as np

FOLDS = 8


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

    Examples:
      >>> np.bincount(condition_folds(10, folds=4)).tolist()
      [3, 3, 2, 2]
      >>> pairs = condition_folds(4, folds=2, groups=["a", "b", "a", "b"])
      >>> bool(pairs[0] == pairs[2] and pairs[0] != pairs[1])
      True
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


def read_masks(path: str | Path, folds: int = FOLDS) -> np.ndarray:
    """Return the masks of a prepared matrix, whose groups of conditions stay together.

    Args:
      path: of the prepared matrix.
      folds: number of folds, at most.

    Returns:
      Which conditions are kept where each fold is left out, (folds, conditions), bool.
    """
    # Importing AnnData takes longer than all that some jobs do.
    with h5py.File(path) as file:
        conditions = file["X"].shape[1]
        groups = file["var/group"][:] if "group" in file["var"] else None
    return condition_masks(conditions, folds, groups)


def condition_masks(
    conditions: int, folds: int = FOLDS, groups: Sequence | None = None
) -> np.ndarray:
    """Return which conditions are kept where each fold is left out, (folds, conditions), bool."""
    fold = condition_folds(conditions, folds, groups)
    return fold != np.arange(fold.max() + 1)[:, None]
