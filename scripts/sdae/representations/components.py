"""Principal components of the prepared matrix: the linear baseline of the codes.

The paper holds the codes and regenerated profiles against the first k components and against
k components drawn at random.
"""

import numpy as np
from sklearn.decomposition import PCA


def principal_components(X: np.ndarray) -> np.ndarray:
    """Return the profiles in the coordinates of all principal components.

    Args:
      X: profiles, genes x conditions.

    Returns:
      Scores, genes x min(genes, conditions), float64, most variance first. The sign of each
      component is fixed (by its largest loading), so equal input gives equal scores.
    """
    return PCA(svd_solver="full").fit_transform(np.asarray(X, dtype=np.float64))


def explained_variance(X: np.ndarray) -> np.ndarray:
    """Return the share of the variance that each component holds, (min(genes, conditions),)."""
    X = np.asarray(X, dtype=np.float64)
    return PCA(svd_solver="full").fit(X).explained_variance_ratio_


def numbers_of_components(chosen: str | list[int], available: int) -> list[int]:
    """Return which numbers of components to cluster by.

    Args:
      chosen: "all" for every number from one up, or the numbers themselves.
      available: how many components there are.

    Returns:
      Increasing numbers, none above `available`.
    """
    if chosen == "all":
        return list(range(1, available + 1))
    return sorted({number for number in chosen if number <= available})


def first(scores: np.ndarray, k: int) -> np.ndarray:
    """Return the first `k` components: genes x k."""
    return scores[:, :k]


def drawn(scores: np.ndarray, k: int, draw: int) -> np.ndarray:
    """Return `k` components drawn without replacement, each as likely as any other.

    A draw is one random order of all components, of which the first `k` are taken: with growing
    `k` it only gains components, and it does not depend on which other `k` are looked at.

    Args:
      scores: genes x components.
      k: how many.
      draw: number of the draw; the seed.

    Returns:
      Genes x k.
    """
    return scores[:, np.random.default_rng(draw).permutation(scores.shape[1])[:k]]
