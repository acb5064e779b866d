"""What is made of all models together: the mean of what they regenerate."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from sdae.representations import Matrix


def averaged(
    paths: Sequence[str | Path],
    paths_of_folds: Sequence[str | Path],
    replicates: int,
    folds: int,
) -> list[Matrix]:
    """Return the mean regenerated profiles, of all conditions and without each fold of them.

    Args:
      paths: of what the chunks of the grid regenerated.
      paths_of_folds: of what their models without a fold of conditions did.
      replicates: how often each matrix is clustered, with seeds 1, 2, ...; those without a fold
        are clustered once.
      folds: how many there are.

    Returns:
      Matrices that are read and averaged only when they are loaded, of every model that did not
      diverge; None of them if all did.
    """
    seeds = tuple(range(1, replicates + 1))
    whole = Matrix("averaged", seeds, partial(_mean_regenerated, paths, None))
    without = [
        Matrix("averaged", (1,), partial(_mean_regenerated, paths_of_folds, fold), fold=fold)
        for fold in range(1, folds + 1)
    ]
    return [whole, *without]


def _mean_regenerated(paths: Sequence[str | Path], number: int | None) -> np.ndarray | None:
    return mean_of(regenerated(paths, number))


def regenerated(paths: Iterable[str | Path], number: int | None = None) -> Iterator[np.ndarray]:
    """Go through regenerated profiles, one model at a time.

    Args:
      paths: of files as `sdae.network.store` describes them.
      number: which replicate, or fold, of each point; all if None.
    """
    from sdae.network.store import is_diverged, models, open_file

    for path in paths:
        with open_file(path) as file:
            for _, own, model in models(file):
                if not is_diverged(model) and number in (None, own):
                    yield model["regenerated"][:]


def mean_of(matrices: Iterable[np.ndarray]) -> np.ndarray | None:
    """Average matrices of one shape, read one by one; None if there are none."""
    total, count = None, 0
    for matrix in matrices:
        total = matrix.astype(np.float64) if total is None else total + matrix
        count += 1
    return None if total is None else (total / count).astype(np.float32)
