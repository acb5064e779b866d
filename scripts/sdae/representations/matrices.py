"""What is clustered: the matrices of genes, each with the replicates that it stands for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import h5py
import numpy as np

from sdae.pca import drawn, first, numbers_of_components, principal_components
from sdae.store import is_diverged, models

TRAINED = ("regenerated", "codes")


@dataclass(frozen=True)
class Representation:
    """One matrix of genes x features.

    Attributes:
      name: raw, pca_first, pca_random, regenerated or codes.
      replicates: numbers of the replicates it stands for; also the seeds of its clusterers.
      load: returns the matrix, made or read only now, or None if its training diverged.
      point: id of its grid point, "" where there is none.
      components: number of principal components, None where there are none.
    """

    name: str
    replicates: tuple[int, ...]
    load: Callable[[], np.ndarray | None]
    point: str = ""
    components: int | None = None


def baselines(
    name: str, X: np.ndarray, replicates: int, components: str | list[int], random_draws: int
) -> list[Representation]:
    """Return the matrices of a representation that needs no training.

    Args:
      name: raw, pca_first or pca_random.
      X: prepared matrix, genes x conditions.
      replicates: how often raw and the first components are clustered, with seeds 1, 2, ...
      components: numbers of components, or "all".
      random_draws: how often components are drawn at random; draws stand as replicates.
    """
    repeated = tuple(range(1, replicates + 1))
    if name == "raw":
        return [Representation(name, repeated, lambda: X)]
    scores = principal_components(X)
    numbers = numbers_of_components(components, scores.shape[1])
    if name == "pca_first":
        return [
            Representation(name, repeated, partial(first, scores, k), components=k) for k in numbers
        ]
    return [
        Representation(name, (draw,), partial(drawn, scores, k, draw), components=k)
        for k in numbers
        for draw in range(1, random_draws + 1)
    ]


def trained(file: h5py.File, names: Iterable[str]) -> list[Representation]:
    """Return the matrices in a file of what a chunk of grid points regenerated.

    Args:
      file: as `sdae.store` describes it, open while the matrices are loaded.
      names: which of `TRAINED` to take.

    Returns:
      By point, replicate and name; those that diverged are among them.
    """
    return [
        Representation(
            name,
            (replicate,),
            (lambda: None) if is_diverged(model) else partial(_load, model, name),
            point=point,
        )
        for point, replicate, model in models(file)
        for name in names
    ]


def _load(model: h5py.Group, name: str) -> np.ndarray:
    return model[name][:]
