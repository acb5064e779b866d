"""Scores of all partitions as one value per replicate and method, at equal sizes."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sdae.statistics.sizes import common_sizes, with_sizes

Way = tuple[str, str]


def by_replicate(
    scores: pd.DataFrame, values: np.ndarray
) -> tuple[dict[Way, pd.DataFrame], dict[str, list[int]]]:
    """Average the values of each representation and clusterer over its settings.

    Args:
      scores: rows of one data set of the table of scores.
      values: one row per row of `scores`: its index, then the same without each block of genes, if
        any; missing in the first column where there is no score.

    Returns:
      By representation and clusterer, replicates x values: of each replicate the mean over sizes of
      the means over settings, of what has a size at the sizes that all have (as in the summary).
      And these sizes, by clusterer.
    """
    table = with_sizes(scores)
    good = (table["status"] == "ok").to_numpy() & np.isfinite(values[:, 0])
    good &= table["clusterer"].notna().to_numpy()
    table = table[good].reset_index(drop=True)
    kept_values = pd.DataFrame(values[good])
    found, sizes = {}, {}
    for clusterer, rows in table.groupby("clusterer", sort=False):
        sizes[clusterer] = common_sizes(rows)
        for name, own in rows.groupby("representation", sort=False):
            kept = own["size"].isna() | own["size"].isin(sizes[clusterer] or own["size"])
            keys = [own.loc[kept, "replicate"], own.loc[kept, "size"]]
            by_size = kept_values.loc[own.index[kept]].groupby(keys, dropna=False).mean()
            found[name, clusterer] = by_size.groupby(level=0).mean()
    return found, sizes


def best_way(found: Mapping[Way, pd.DataFrame], names: Sequence[str]) -> Way | None:
    """Return which way of these representations has the highest mean; None if there is none."""
    means = {way: table[0].mean() for way, table in found.items() if way[0] in names}
    return max(means, key=means.__getitem__) if means else None
