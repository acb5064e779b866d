"""What is asked of the models and the clusterers, held against the data before any training."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sdae.clusterers.partitioning import problems_with_clusterers
from sdae.errors import InputError
from sdae.grid import Point


def require_suitable(
    dataset: str, X: np.ndarray, config: Mapping[str, Any], points: Iterable[Point] = ()
) -> None:
    """Stop where a configuration cannot work on a prepared matrix.

    Every job that could run for long asks this first, of the whole configuration, since an edited
    one meets data that were prepared before.

    Args:
      dataset: name of the data set, for messages.
      X: prepared profiles, (genes, conditions).
      config: checked, with all defaults.
      points: of the grid that are to be trained.

    Raises:
      InputError: all that cannot work.
    """
    problems = [
        *problems_with_clusterers(config["clusterers"], len(X), dataset),
        *problems_with_models(points, X.min(), X.max(), dataset),
    ]
    if problems:
        raise InputError(problems)


def problems_with_models(
    points: Iterable[Point], low: float, high: float, dataset: str
) -> list[str]:
    """Return why models cannot learn a prepared matrix; nothing when all is well.

    Args:
      points: of the grid.
      low: smallest prepared value.
      high: largest prepared value.
      dataset: name of the data set, for the message.
    """
    crossed = any(point.architecture.loss == "cross_entropy" for point in points)
    if not crossed or (low >= 0 and high <= 1):
        return []
    return [
        f"data set '{dataset}': found prepared values from {low:.4g} to {high:.4g}; expected "
        "values from 0 to 1, for which alone the loss 'cross_entropy' (equation 5) is defined: "
        "set 'scale' to matrix in the table of data sets, or 'model.loss' to squared_error"
    ]
