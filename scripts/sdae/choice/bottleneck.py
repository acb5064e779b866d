"""Choosing the size of the bottleneck without labels, by the paper's two rules of thumb.

One is the held-out reconstruction loss of each candidate size, from cross-validation; the other
the number of principal components that hold a chosen share of the variance.
"""

import numpy as np
import pandas as pd

from sdae.statistics.layers import by_bottleneck


def of_sizes(held_out: pd.DataFrame, grid: pd.DataFrame) -> pd.DataFrame:
    """Find the best point of each candidate size.

    Args:
      held_out: table of `sdae.network.held_out.held_out_losses`.
      grid: one row per point, with a column `layers`.

    Returns:
      One row per size, by bottleneck: layers, point (of the lowest mean held-out loss), loss
      (that mean over folds), error (its standard error over folds), points (tried), measure.
      Points that diverged in some fold are left out; a size without any other is missing.
    """
    losses = held_out.groupby("point")["loss"].agg(
        loss=lambda folds: folds.mean(skipna=False), error=lambda folds: folds.sem(skipna=False)
    )
    tried = grid[["point", "layers"]].merge(losses.reset_index(), on="point")
    points = tried.groupby("layers")["point"].size().rename("points")
    good = tried.dropna(subset="loss")
    best = good.loc[good.groupby("layers")["loss"].idxmin()].set_index("layers")
    table = best.join(points).assign(measure=held_out["measure"].iloc[0])
    return table.loc[by_bottleneck(table.index)].reset_index()


def choose(sizes: pd.DataFrame) -> pd.Series:
    """Choose the smallest bottleneck within one standard error of the lowest loss.

    Of several depths with that bottleneck it is the shallowest.

    Args:
      sizes: table of `of_sizes`, not empty.

    Returns:
      The row of the chosen size.

    References:
      Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), section 7.10.
    """
    lowest = sizes.loc[sizes["loss"].idxmin()]
    good_enough = sizes[sizes["loss"] <= lowest["loss"] + lowest["error"]]
    # By bottleneck, so the first is the smallest.
    return good_enough.iloc[0]


def components_for(variance: np.ndarray, share: float) -> int:
    """Return how many principal components hold a share of the variance.

    Args:
      variance: share of each component, most first.
      share: of the variance, up to 1.

    Returns:
      Their number; 0 where there is no variance.

    Examples:
      >>> components_for(np.array([0.5, 0.3, 0.15, 0.05]), share=0.9)
      3
    """
    held = np.cumsum(variance)
    if not held[-1]:
        return 0
    # Rounding may leave the sum of all a little below 1.
    return min(int(np.searchsorted(held, share)) + 1, len(held))
