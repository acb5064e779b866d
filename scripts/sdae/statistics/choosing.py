"""The price of choosing: how good the best of many is where nothing but chance tells them apart."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

COLUMNS = ("control", "values", "draws", "expected_best", "low", "high", "p")


def expected_best(values: np.ndarray, draws: int) -> float:
    """Return the expected maximum of `draws` values drawn with replacement.

    Args:
      values: what was measured, any number; NaN are left out.
      draws: how many are tried, at least 1.

    Returns:
      The expected maximum, never above the largest value; NaN without values.

    References:
      Dodge et al. (2019), Show your work: improved reporting of experimental results, EMNLP.
    """
    ordered = _ordered(values)
    if not ordered.size:
        return np.nan
    ranks = np.arange(ordered.size + 1) / ordered.size
    return float(ordered @ np.diff(ranks**draws))


def best_quantile(values: np.ndarray, draws: int, quantile: float) -> float:
    """Return a quantile of the maximum of `draws` values drawn with replacement."""
    ordered = _ordered(values)
    if not ordered.size:
        return np.nan
    rank = int(np.ceil(quantile ** (1 / draws) * ordered.size - 1e-9))
    return float(ordered[max(rank, 1) - 1])


def price_of_choosing(
    best: float, draws: int, controls: Mapping[str, np.ndarray], confidence: float = 0.95
) -> pd.DataFrame:
    """Hold the best of a grid against the best of as many draws of controls.

    Args:
      best: the highest value in the grid.
      draws: how many values the grid had.
      controls: values by name, as of restarts on raw profiles, of untrained networks, or of
        networks trained on shuffled data. As many as `draws` make the answer exact.
      confidence: of the range of the controls' best.

    Returns:
      `COLUMNS`, one row per control: the expected best, the range of it, and `p`, the chance that
      the best of as many draws reaches `best`; with one value added that does, so never 0.
    """
    tail = (1 - confidence) / 2
    rows = []
    for name, values in controls.items():
        ordered = _ordered(values)
        below = (ordered < best).sum() / (ordered.size + 1)
        # Where as many were measured as are drawn, the best of them is one draw of the maximum.
        chance = 1 - below ** min(draws, max(ordered.size, 1))
        rows.append(
            (
                name,
                ordered.size,
                draws,
                expected_best(ordered, draws),
                best_quantile(ordered, draws, tail),
                best_quantile(ordered, draws, 1 - tail),
                float(chance),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def _ordered(values: np.ndarray) -> np.ndarray:
    values = np.asarray(values, float).ravel()
    return np.sort(values[np.isfinite(values)])
