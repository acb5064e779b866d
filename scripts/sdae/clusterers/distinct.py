"""Which genes have the same profile, but for rounding."""

import numpy as np

# Differences up to this share of the largest value are rounding: of prepared matrices, codes and
# regenerated profiles, all of single precision, the last two bits.
ROUNDING = 4 * np.finfo(np.float32).eps
# Genes that are looked at first: where these differ, as they nearly always do, that is enough.
FIRST = 1_000


def same_profiles(X: np.ndarray, most: int) -> np.ndarray | None:
    """Group rows that are the same but for rounding.

    Args:
      X: genes x features, finite.
      most: how many different rows are looked for.

    Returns:
      Group of each gene, from 0 in the order of their first genes, int32; or None where more than
      `most` rows differ, which is quick to see.
    """
    tolerance = ROUNDING * np.abs(X).max(initial=0)
    if len(X) > FIRST and _groups(X[:FIRST], most, tolerance) is None:
        return None
    return _groups(X, most, tolerance)


def _groups(X: np.ndarray, most: int, tolerance: float) -> np.ndarray | None:
    groups = np.full(len(X), -1, dtype=np.int32)
    rest = np.arange(len(X))
    number = 0
    while len(rest):
        if number == most:
            return None
        same = (np.abs(X[rest] - X[rest[0]]) <= tolerance).all(axis=1)
        groups[rest[same]] = number
        rest = rest[~same]
        number += 1
    return groups
