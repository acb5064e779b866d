"""The table of scores: one row per partition, with every setting that tells partitions apart."""

from collections.abc import Iterable

import anndata as ad
import numpy as np
import pandas as pd

from sdae.indices.evaluation import evaluate

# Columns around those of the grid's settings and of the indices.
BEFORE = ["dataset", "replicate", "point"]
MIDDLE = ["representation", "components", "clusterer", "clusters", "found"]
AFTER = ["status", "reason"]
# Of the grid's table, what is no setting.
NO_SETTING = ["point", "chunk"]


def settings_of(grid: pd.DataFrame) -> list[str]:
    """Return the columns of the grid's table that are settings, in its order."""
    return [column for column in grid if column not in NO_SETTING]


def score(
    partitions: ad.AnnData, labels: pd.Series | None, profiles: np.ndarray, indices: Iterable[str]
) -> pd.DataFrame:
    """Score partitions.

    Args:
      partitions: partitions x genes, as `sdae.partitions.table.build` makes them.
      labels: known group of each gene in the same order, missing where unknown; None if there are
        none.
      profiles: prepared matrix, genes x conditions.
      indices: names of the indices to take.

    Returns:
      A column for each index, one row per partition; missing unless its status is ok, and where
      the index is not defined.
    """
    groups = None if labels is None else pd.factorize(labels)[0]
    ok = (partitions.obs["status"] == "ok").to_numpy()
    found = evaluate(indices, np.asarray(partitions.X)[ok], groups, profiles)
    scores = pd.DataFrame(np.nan, index=partitions.obs_names, columns=list(found))
    scores.loc[ok] = np.column_stack(list(found.values()))
    return scores


def tidy(
    dataset: str,
    partitions: Iterable[ad.AnnData],
    labels: pd.Series | None,
    profiles: np.ndarray,
    grid: pd.DataFrame,
    indices: Iterable[str],
) -> pd.DataFrame:
    """Assemble the table of scores of one data set.

    Args:
      dataset: its name.
      partitions: of its genes, from all sources; looked at one after the other.
      labels: as for `score`.
      profiles: as for `score`.
      grid: settings of each grid point, as text, with columns `point` and `chunk`.
      indices: names of the indices to take, in the order of their columns.

    Returns:
      One row per partition of all conditions; cells that do not apply are missing.
    """
    indices = list(indices)
    rows = pd.concat(
        [
            whole.obs.join(score(whole, labels, profiles, indices))
            for whole in (each[each.obs["fold"] == 0] for each in partitions)
        ],
        ignore_index=True,
    )
    settings = settings_of(grid)
    table = rows.join(grid.set_index("point")[settings], on="point").assign(dataset=dataset)
    table["components"] = table["components"].astype("Int64")
    return table[[*BEFORE, *settings, *MIDDLE, *indices, *AFTER]]
