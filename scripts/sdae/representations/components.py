"""Principal components of the prepared matrix: the linear baseline of the codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from sdae.jobs.logs import logger

if TYPE_CHECKING:
    import numpy as np


def principal_components(X: np.ndarray) -> np.ndarray:
    """Return the profiles in the coordinates of all principal components that exist.

    A component whose spread is rounding is none: after each gene is standardised, the conditions
    of a gene sum to 0, so that there is one fewer than conditions.

    Args:
      X: profiles, genes x conditions.

    Returns:
      Scores, genes x components, at most min(genes, conditions), float64, most variance first. The
      sign of each component is fixed (by its largest loading), so equal input gives equal scores.
    """
    import numpy as np

    model = _model(X)
    scores = model.transform(np.asarray(X, dtype=np.float64))
    return scores[:, model.singular_values_ > rounding(X)]


def _model(X: np.ndarray):
    """Fit scikit-learn's PCA in double precision, by a full decomposition."""
    import numpy as np
    from sklearn.decomposition import PCA

    # All profiles the same have no shares of variance, which nobody looks at here.
    with np.errstate(invalid="ignore"):
        return PCA(svd_solver="full").fit(np.asarray(X, dtype=np.float64))


def rounding(X: np.ndarray) -> float:
    """Return the largest singular value that rounding to single precision can give a matrix.

    Prepared matrices are kept in single precision. The error of each value is at most half its
    last bit; of a matrix of such errors, independent ones, the largest singular value is about
    their standard deviation times the sum of the roots of the sides, a third of what is returned.
    """
    import numpy as np

    genes, conditions = X.shape
    last_bit = np.finfo(np.float32).eps * np.abs(X).max(initial=0)
    return float(last_bit * (np.sqrt(genes) + np.sqrt(conditions)))


def explained_variance(X: np.ndarray) -> np.ndarray:
    """Return the share of the variance that each component holds, (min(genes, conditions),).

    All are 0 where all profiles are the same.
    """
    import numpy as np

    variances = _model(X).explained_variance_
    return variances / max(variances.sum(), np.finfo(float).tiny)


def numbers_of_components(chosen: Literal["all"] | Sequence[int], available: int) -> list[int]:
    """Return which numbers of components to use, and warn of those that there are not.

    Args:
      chosen: "all" for every number from one up, or the numbers themselves.
      available: how many components there are.

    Returns:
      Increasing numbers, none above `available`.
    """
    numbers = range(1, max(available, 1) + 1) if chosen == "all" else chosen
    wanted = sorted(set(numbers))
    missing = [number for number in wanted if number > available]
    if missing:
        logger.warning(
            "configuration, key 'pca.components': found %s, but the prepared matrix has %d "
            "components (those that are rounding not counted); left out",
            ", ".join(map(str, missing)),
            available,
        )
    return [number for number in wanted if number <= available]
