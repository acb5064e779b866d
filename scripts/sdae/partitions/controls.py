"""Controls as rows of the table of scores: partitions by chance, and the known groups."""

import anndata as ad
import pandas as pd

from sdae.indices.controls import known_partition, random_partition
from sdae.indices.evaluation import UNKNOWN
from sdae.partitions.table import build

RANDOM, LABELS = "random", "labels"


def controls(
    labels: pd.Series | None, clusters: int, replicates: int, genes: pd.Index
) -> ad.AnnData:
    """Make the partitions that every other is held against.

    Args:
      labels: known group of each gene, missing where unknown; None if there are none.
      clusters: how many clusters were looked for.
      replicates: how many partitions by chance, with seeds 1, 2, ...
      genes: unique names of the genes.

    Returns:
      As `sdae.partitions.table.build`, without a clusterer: `RANDOM` as representation, of the
      sizes of the known groups or of equal ones, and `LABELS` where any group is known.
    """
    groups = None if labels is None else pd.factorize(labels)[0]
    shared = {
        "fold": 0,
        "point": "",
        "components": None,
        "clusterer": "",
        "status": "ok",
        "reason": "",
    }
    shared["clusters"] = clusters
    seeds = range(1, replicates + 1)
    rows = [{**shared, "representation": RANDOM, "replicate": seed} for seed in seeds]
    found = [random_partition(groups, len(genes), clusters, seed) for seed in seeds]
    if groups is not None and (groups != UNKNOWN).any():
        rows.append({**shared, "representation": LABELS, "replicate": 1})
        found.append(known_partition(groups))
    return build(rows, found, genes)
