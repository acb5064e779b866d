"""The mean profile of each cluster, in the units of the table that was read."""

import numpy as np
import pandas as pd


def cluster_profiles(values: np.ndarray, clusters: pd.Series, conditions: pd.Index) -> pd.DataFrame:
    """Describe each cluster by the measured values of its genes.

    Args:
      values: as read, (genes, conditions), missing ones as NaN.
      clusters: number of each gene's cluster, missing where it has none.
      conditions: names of the conditions.

    Returns:
      A row for each cluster and condition, in the order of both: `cluster`, `condition`, `genes`
      (that have a value there), `mean` and `sd` of these values (ddof 1; NaN for fewer than two).
    """
    table = pd.DataFrame(np.asarray(values, float), columns=conditions)
    table.index = pd.Index(clusters.to_numpy(), name="cluster")
    tidy = table.melt(var_name="condition", value_name="value", ignore_index=False)
    return (
        tidy.groupby(["cluster", "condition"], sort=False)["value"]
        .agg(genes="count", mean="mean", sd="std")
        .reset_index()
        # The conditions stay in the order of the table, which is often that of time.
        .sort_values("cluster", kind="stable", ignore_index=True)
    )
