"""The matrices of representations: made of the prepared matrix, or read from what models made."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from sdae.representations import REPRESENTATIONS, ComponentOptions, Matrix

if TYPE_CHECKING:
    import h5py


def baselines(
    name: str, X: np.ndarray, replicates: int, options: Mapping[str, Any]
) -> list[Matrix]:
    """Return the matrices of a representation that needs no training.

    Args:
      name: of the representation.
      X: prepared matrix, genes x conditions.
      replicates: how often each matrix is clustered, with seeds 1, 2, ...
      options: of components, as under `pca` in the configuration.

    Raises:
      UnknownNameError: there is no such representation.
      ValueError: it is one that models make.
    """
    entry = REPRESENTATIONS[name]
    if entry.make is None:
        raise ValueError(f"representation '{name}' is made by models")
    return entry.make(X, replicates, ComponentOptions(**options))


def without_folds(
    name: str, X: np.ndarray, masks: np.ndarray, options: Mapping[str, Any]
) -> list[Matrix]:
    """Return the matrices of a representation without each fold of conditions.

    Args:
      name: of the representation, one that needs no training.
      X: prepared matrix, genes x conditions.
      masks: conditions that are kept without each fold, folds x conditions, bool.
      options: of components, as under `pca` in the configuration.
    """
    return [
        replace(matrix, fold=fold)
        for fold, kept in enumerate(masks, start=1)
        for matrix in baselines(name, X[:, kept], 1, options)
    ]


def trained(file: "h5py.File", names: Iterable[str], folds: bool = False) -> list[Matrix]:
    """Return the matrices in a file of what a chunk of grid points regenerated.

    Args:
      file: as `sdae.network.store` describes it, open while the matrices are loaded.
      names: which of the learned representations to take.
      folds: whether its models were each trained without a fold of conditions, by whose number
        they are kept; then each is of the first replicate.

    Returns:
      By point, replicate and name; those that diverged are among them.

    Raises:
      UnknownNameError: there is no such representation.
      ValueError: it is one that no model makes.
    """
    from sdae.network.store import is_diverged, models

    names = list(names)
    for name in names:
        if not REPRESENTATIONS[name].learned:
            raise ValueError(f"representation '{name}' is made by no model")
    return [
        Matrix(
            name,
            (1 if folds else number,),
            (lambda: None) if is_diverged(model) else partial(_load, model, name),
            point=point,
            fold=number if folds else 0,
        )
        for point, number, model in models(file)
        for name in names
    ]


def _load(model: "h5py.Group", name: str) -> np.ndarray:
    return model[name][:]
