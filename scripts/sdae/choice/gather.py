"""From all partitions of a data set to the candidates for its final clusters."""

from collections.abc import Iterable, Sequence

import anndata as ad
import numpy as np
import pandas as pd

from sdae.choice.candidates import Candidate

# Ways to cluster, by what is clustered and by what.
WAY = ["representation", "clusterer"]
# What tells replicates of one from others within a way.
SETTINGS = ["point", "components"]


def gather(
    partitions: Iterable[ad.AnnData], clusterers: Sequence[str], representations: Sequence[str]
) -> list[Candidate]:
    """Put the partitions of each way together, over the whole grid and all replicates.

    Args:
      partitions: partitions x genes, from all sources, as `sdae.partitions.table.build` makes them.
      clusterers: names of those that look for a given number of clusters.
      representations: names of those that are no controls, the simplest first.

    Returns:
      One candidate for each representation and clusterer that has partitions of all conditions and
      of those without each fold; partitions that failed, or are of diverged models, are left out.
    """
    tables = [
        table[
            (table.obs["status"] == "ok")
            & table.obs["clusterer"].isin(clusterers)
            & table.obs["representation"].isin(representations)
        ]
        for table in partitions
    ]
    rows = pd.concat([table.obs for table in tables], ignore_index=True)
    if rows.empty:
        return []
    labels = np.concatenate([np.asarray(table.X) for table in tables])
    folds = sorted(set(rows["fold"]) - {0})
    found = []
    for way in [(name, clusterer) for name in representations for clusterer in clusterers]:
        own = (rows[WAY] == list(way)).all(axis=1)
        by_fold = [labels[own & (rows["fold"] == fold)] for fold in [0, *folds]]
        if folds and all(map(len, by_fold)):
            made = rows[own & (rows["fold"] == 0)]
            settings = [f"{point} {size}" for point, size in made[SETTINGS].itertuples(index=False)]
            found.append(Candidate(*way, by_fold[0], by_fold[1:], settings))
    return found
