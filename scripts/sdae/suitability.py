"""What is asked of the models and the clusterers, held against the data before any training."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sdae.clusterers.partitioning import problems_with_clusterers
from sdae.configuration.against_data import fit
from sdae.errors import InputError
from sdae.grid import Point
from sdae.jobs.logs import logger
from sdae.network.losses import LOSSES
from sdae.network.settings import LOSS_OF_ANYTHING
from sdae.preparation.clusters import number_of_clusters

# Clusters that are looked for where the data say their number.
FEWEST = 2


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
    if len(X) < FEWEST:
        raise InputError(
            f"data set '{dataset}': found {len(X)} gene (after those left out); expected at least "
            f"{FEWEST}, to have clusters"
        )
    problems = [
        *problems_with_clusterers(config["clusterers"], len(X), dataset),
        *problems_with_models(points, X.min(), X.max(), dataset),
    ]
    fitted = fit(config, dataset, *X.shape)
    problems += fitted.problems
    if problems:
        raise InputError(problems)
    for doubt in fitted.doubts(X.shape[1]):
        logger.warning("%s: %s", dataset, doubt)


def require_number(labels: Any, wanted: int | str | None, genes: int, dataset: str) -> None:
    """Stop where the number of clusters, if anybody says it, cannot be.

    Args:
      labels: of the genes, missing where unknown; None if there are none.
      wanted: as the table of data sets says.
      genes: number of genes.
      dataset: name of the data set, for messages.

    Raises:
      InputError: fewer genes than clusters, or labels of one kind alone.
    """
    if wanted == "auto" or (wanted is None and labels is None):
        wanted, labels = FEWEST, None
    kinds = None if labels is None else [kind if kind == kind else None for kind in labels]
    number_of_clusters(kinds, wanted, genes, f"data set '{dataset}'")


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
    problems = []
    for loss in (LOSSES[name] for name in sorted({point.architecture.loss for point in points})):
        least, most = loss.targets or (low, high)
        if low < least or high > most:
            problems.append(
                f"data set '{dataset}': found prepared values from {low:.4g} to {high:.4g}; "
                f"expected values from {least:g} to {most:g}, for which alone the loss "
                f"'{loss.name}' is defined: set 'scale' to matrix in the table of data sets, or "
                f"'model.loss' to {LOSS_OF_ANYTHING}"
            )
    return problems
