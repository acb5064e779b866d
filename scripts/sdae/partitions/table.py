"""Partitions of genes as AnnData, and there and back through a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anndata as ad
import numpy as np
import pandas as pd

COLUMNS = [
    "replicate",
    "fold",
    "point",
    "representation",
    "components",
    "clusterer",
    "clusters",
    "found",
    "status",
    "reason",
]
TEXT = ["point", "representation", "clusterer", "status", "reason"]


def build(
    rows: Sequence[Mapping[str, Any]], labels: Sequence[np.ndarray], genes: pd.Index
) -> ad.AnnData:
    """Put partitions together.

    Args:
      rows: what each partition is of: replicate, fold (of conditions that it was made without, 0
        for none), point ("" if none), representation, components (None if none), clusterer,
        clusters (asked for), status (ok, diverged: its model did, failed: the partition did) and
        reason (why it failed, "" if it did not).
      labels: cluster numbers of each partition, from 0, with -1 for genes in none; -1 throughout
        unless ok.
      genes: names of the genes.

    Returns:
      Partitions x genes, int32; `obs` holds the rows, `components` as float with NaN, and `found`,
      the number of clusters that there are.
    """
    X = np.asarray(labels, dtype=np.int32).reshape(len(rows), len(genes))
    found = [len(np.unique(partition[partition >= 0])) for partition in X]
    obs = pd.DataFrame(list(rows), columns=COLUMNS).assign(found=np.array(found, dtype=int))
    obs = obs.astype({"components": float})
    obs.index = obs.index.astype(str)
    return ad.AnnData(X, obs=obs, var=pd.DataFrame(index=genes))


def write(partitions: ad.AnnData, path: str | Path) -> None:
    """Write partitions; cluster numbers pack well."""
    partitions.write_h5ad(path, compression="gzip")


def read(path: str | Path) -> ad.AnnData:
    """Read what `write` wrote; text columns come back as text."""
    partitions = ad.read_h5ad(path)
    partitions.obs = partitions.obs.astype(dict.fromkeys(TEXT, str))
    return partitions
