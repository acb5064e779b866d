"""Sizes of representations, and which of them are compared.

Few features cannot hold the groups, so what has a size is compared at sizes that all of it has: a
bottleneck of 8 nodes beside 8 principal components.
"""

from collections.abc import Sequence

import pandas as pd

from sdae.statistics.layers import layer_sizes


def with_sizes(table: pd.DataFrame) -> pd.DataFrame:
    """Add the size of the representation to each row of a table of scores.

    Args:
      table: with the columns layers, as "32-16", and components; at most one holds in a row.

    Returns:
      The table, and in `size` the nodes of the bottleneck or the number of components, missing
      for what has no size, as the raw profiles.
    """
    nodes = table["layers"].map(lambda layers: layer_sizes(layers)[-1], na_action="ignore")
    return table.assign(size=nodes.astype("Int64").fillna(table["components"].astype("Int64")))


def common_sizes(scores: pd.DataFrame) -> list[int]:
    """Return the sizes that every representation with a size has in each of its replicates.

    Args:
      scores: scored rows of `with_sizes`, of one data set and clusterer: representation,
        replicate, size.

    Returns:
      Sizes in rising order; none if there are none that all have.
    """
    sized = scores[scores["size"].notna()]
    of_each = [
        set(own["size"]) for _, own in sized.groupby(["representation", "replicate"], sort=False)
    ]
    return sorted(int(size) for size in set.intersection(*of_each)) if of_each else []


def listed(sizes: Sequence[int]) -> str:
    """Write sizes as tables hold them: "8, 16"."""
    return ", ".join(map(str, sizes))
