"""The price of choosing: how good the best of many is where nothing but chance tells them apart."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sdae.statistics.paired import summed_up

# Where the best is picked over all representations or clusterers.
ALL = "all"
WHAT = ("representation", "clusterer", "best", "draws")
COLUMNS = (
    *("control", "values", "tries", "grid_best", "expected_best"),
    *("difference", "low", "high", "beaten"),
)


def expected_best(values: np.ndarray, draws: int) -> np.ndarray:
    """Return the expected maximum of `draws` values drawn with replacement.

    Args:
      values: what was measured, (values, ...), each column for itself.
      draws: how many are tried, at least 1. Of more than there are values nothing is known: the
        best of them may lie above all that were seen.

    Returns:
      The expected maximum of each column.

    References:
      Dodge et al. (2019), Show your work: improved reporting of experimental results, EMNLP.
    """
    ordered = np.sort(np.asarray(values, float), axis=0)
    ranks = np.arange(len(ordered) + 1) / len(ordered)
    return np.tensordot(np.diff(ranks**draws), ordered, axes=1)


def price_of_choosing(grid: np.ndarray, controls: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Hold the best of a grid against the best of controls, of equally many tries.

    Args:
      grid: values of all that the best was picked from, (draws, 1 + blocks): of all genes, then
        without each block of them, if any.
      controls: the same by name, of any number of draws: restarts on raw profiles, untrained
        networks, networks trained on shuffled data.

    Returns:
      `COLUMNS`, one row per control: how many values it has; the tries that are compared, as many
      as both have; the expected best of these of the grid and of the control; their difference with
      the interval over genes, and whether the control is beaten: that interval lies above zero.
      Without blocks nothing says so, and it is not.
    """
    rows = []
    for name, values in controls.items():
        values = values[np.isfinite(values).all(axis=1)]
        if not len(values):
            continue
        tries = min(len(grid), len(values))
        ours, others = expected_best(grid, tries), expected_best(values, tries)
        held = summed_up((ours - others)[None], fixed=True, size=np.abs(ours).max())
        means = float(ours[0]), float(others[0])
        interval = held.difference, held.low, held.high
        rows.append((name, len(values), tries, *means, *interval, held.low > 0))
    return pd.DataFrame(rows, columns=COLUMNS)


def best_of_grid(
    scores: pd.DataFrame, values: np.ndarray, held: pd.DataFrame, others: np.ndarray
) -> pd.DataFrame:
    """Price the best of each learned representation and clusterer, and of all of them.

    Args:
      scores: rows of one data set of the table of scores, of what networks made.
      values: one row per row of `scores`: the index of all genes, then without each block.
      held: of the controls: control, representation, clusterer; raw restarts are held against
        every representation, the others against their own.
      others: as `values`, of the controls.

    Returns:
      representation, clusterer, best, draws and `COLUMNS`; first those of the whole grid, picked
      over representations and clusterers as well, both of which are `ALL`.
    """
    table, held = scores.reset_index(drop=True), held.reset_index(drop=True)
    tables = [_priced(ALL, ALL, values, held, others)]
    for (name, clusterer), rows in table.groupby(["representation", "clusterer"], sort=False):
        near = held["clusterer"].eq(clusterer) & held["representation"].isin([name, "raw"])
        own = values[rows.index], held[near].reset_index(drop=True), others[near.to_numpy()]
        tables.append(_priced(name, clusterer, *own))
    return pd.concat(tables, ignore_index=True)


def _priced(
    name: str, clusterer: str, values: np.ndarray, held: pd.DataFrame, others: np.ndarray
) -> pd.DataFrame:
    grid = values[np.isfinite(values).all(axis=1)]
    if not len(grid):
        return pd.DataFrame(columns=[*WHAT, *COLUMNS])
    of_controls = held.groupby("control", sort=False).indices
    priced = price_of_choosing(grid, {each: others[rows] for each, rows in of_controls.items()})
    what = dict(zip(WHAT, (name, clusterer, grid[:, 0].max(), len(grid)), strict=True))
    return priced.assign(**what)[[*WHAT, *COLUMNS]]
