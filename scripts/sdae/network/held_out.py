"""Cross-validation of the reconstruction: the loss of genes that a model was not trained on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from sklearn.model_selection import KFold

from sdae.grid import Point
from sdae.network.regenerate import mean_loss
from sdae.network.settings import LOSS_OF_ANYTHING
from sdae.network.train import train

COLUMNS = ["point", "fold", "measure", "loss"]


def comparable_loss(losses: Iterable[str]) -> str:
    """Return the loss by which models can be compared: theirs, or the one that fits them all."""
    distinct = set(losses)
    return distinct.pop() if len(distinct) == 1 else LOSS_OF_ANYTHING


def held_out_losses(
    x: np.ndarray,
    points: Sequence[Point],
    folds: int,
    measure: str,
    progress: Callable[[float], None] = lambda done: None,
    memory_mb: float = 500,
) -> pd.DataFrame:
    """Train each point once per fold, without that fold's genes, and see what they lose.

    A fold is a replicate too: its initial weights and its noise are its own, so the spread
    between folds holds the luck of the draw as well as that of the genes.

    Args:
      x: prepared profiles, (genes, conditions).
      points: of the grid.
      folds: how many parts the genes, in random order, are cut into.
      measure: the loss that is compared, see `comparable_loss`.
      progress: called with the number of model-epochs done since the last call.
      memory_mb: as for `train`.

    Returns:
      One row per point and fold: the measure, and loss, its mean over the genes held out, from
      their uncorrupted profiles; missing where the training diverged.
    """
    architectures = {point.id: replace(point.architecture, loss=measure) for point in points}
    rows = []
    parts = list(KFold(folds, shuffle=True, random_state=0).split(x))
    # Of equally many genes, so that one program trains all folds: a gene less is no difference.
    least = min(len(kept) for kept, _ in parts)
    for fold, (kept, held_out) in enumerate(parts, start=1):
        for model in train(x[kept[:least]], points, [fold], progress, memory_mb):
            loss = np.nan
            if not model.diverged:
                loss = mean_loss(x[held_out], model.layers, architectures[model.point])
            rows.append((model.point, fold, measure, loss))
    return pd.DataFrame(rows, columns=COLUMNS)
