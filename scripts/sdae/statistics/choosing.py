"""The price of choosing: how good the best of many is where nothing but chance tells them apart."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import integrate, stats

from sdae.statistics.paired import summed_up

COLUMNS = ("control", "values", "expected_best", "difference", "low", "high", "beaten")


def expected_best(values: np.ndarray, draws: int) -> float:
    """Return the expected maximum of `draws` values drawn as these were.

    Of as many draws as there are values, or fewer, it is that of draws with replacement; of more,
    which can lie above the largest value, it is at least that of a normal distribution of their
    mean and standard deviation.

    Args:
      values: what was measured, any number; NaN are left out.
      draws: how many are tried, at least 1.

    Returns:
      The expected maximum; NaN without values.

    References:
      Dodge et al. (2019), Show your work: improved reporting of experimental results, EMNLP.
    """
    values = np.asarray(values, float).ravel()
    ordered = np.sort(values[np.isfinite(values)])
    if not ordered.size:
        return np.nan
    ranks = np.arange(ordered.size + 1) / ordered.size
    found = float(ordered @ np.diff(ranks**draws))
    if 1 < ordered.size < draws:
        normal = ordered.mean() + ordered.std(ddof=1) * normal_best(draws)
        # Indices that are 1 at best, as all are that agree with known groups, stay so.
        found = max(found, min(normal, 1.0) if ordered[-1] <= 1 else normal)
    return float(found)


@lru_cache
def normal_best(draws: int) -> float:
    """Return the expected maximum of `draws` standard normal values."""

    def below(z: float) -> float:
        return float(stats.norm.cdf(z) ** draws)

    above, _ = integrate.quad(lambda z: 1 - below(z), 0, 10)
    under, _ = integrate.quad(below, -10, 0)
    return above - under


def price_of_choosing(grid: np.ndarray, controls: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Hold the best of a grid against the best of as many draws of controls.

    Args:
      grid: values of all that the best was picked from, (draws, 1 + blocks): of all genes, then
        without each block of them, if any.
      controls: the same by name, of any number of draws: restarts on raw profiles, untrained
        networks, networks trained on shuffled data.

    Returns:
      `COLUMNS`, one row per control: how many values it has, the expected best of as many of them
      as the grid has, what the grid's best has more, with the interval over genes, and whether it
      is beaten: that interval lies above zero. Without blocks nothing says so, and it is not.
    """
    draws = int(np.isfinite(grid[:, 0]).sum())
    best = grid[np.nanargmax(grid[:, 0])]
    rows = []
    for name, values in controls.items():
        values = values[np.isfinite(values[:, 0])]
        if not len(values):
            continue
        expected = expected_best(values[:, 0], draws)
        held = summed_up((best - values[values[:, 0].argmax()])[None], fixed=True)
        difference = best[0] - expected
        half = held.high - held.difference
        low, high = difference - half, difference + half
        rows.append((name, len(values), expected, difference, low, high, low > 0))
    return pd.DataFrame(rows, columns=COLUMNS)


def best_of_grid(
    scores: pd.DataFrame, values: np.ndarray, held: pd.DataFrame, others: np.ndarray
) -> pd.DataFrame:
    """Price the best of each learned representation and clusterer.

    Args:
      scores: rows of one data set of the table of scores, of what networks made.
      values: one row per row of `scores`: the index of all genes, then without each block.
      held: of the controls: control, representation, clusterer; raw restarts are held against
        every representation, the others against their own.
      others: as `values`, of the controls.

    Returns:
      representation, clusterer, best, draws and `COLUMNS`.
    """
    tables = []
    own = scores.reset_index(drop=True)
    for (name, clusterer), rows in own.groupby(["representation", "clusterer"], sort=False):
        grid = values[rows.index]
        grid = grid[np.isfinite(grid[:, 0])]
        if not len(grid):
            continue
        near = held["clusterer"].eq(clusterer) & held["representation"].isin([name, "raw"])
        controls = {
            control: others[np.flatnonzero(near)[place]]
            for control, place in held[near].groupby("control", sort=False).indices.items()
        }
        priced = price_of_choosing(grid, controls)
        first = {"representation": name, "clusterer": clusterer}
        first |= {"best": grid[:, 0].max(), "draws": len(grid)}
        for place, (column, value) in enumerate(first.items()):
            priced.insert(place, column, value)
        tables.append(priced)
    columns = ["representation", "clusterer", "best", "draws", *COLUMNS]
    return pd.concat(tables) if tables else pd.DataFrame(columns=columns)
