"""Partitions of genes: made from representations by every clusterer, kept as AnnData."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anndata as ad
import numpy as np
import pandas as pd

from sdae.cluster import cluster_with_seeds
from sdae.logs import logger
from sdae.progress import progress
from sdae.representations import Representation
from sdae.spectral import DENSE_GENES, LANDMARKS

COLUMNS = [
    "replicate",
    "point",
    "representation",
    "components",
    "clusterer",
    "clusters",
    "status",
]
# Cluster number of every gene where there was nothing finite to cluster.
NO_CLUSTER = -1


def partition(
    representations: Sequence[Representation],
    clusters: int,
    clusterers: Mapping[str, Mapping[str, Any]],
    genes: pd.Index,
) -> ad.AnnData:
    """Cluster every representation by every clusterer.

    Args:
      representations: what to cluster.
      clusters: number of clusters to look for.
      clusterers: options by name, as in the configuration.
      genes: unique names of the genes.

    Returns:
      The partitions, as `build` describes them.
    """
    for clusterer, options in clusterers.items():
        if options.get("affinity") == "rbf" and len(genes) > DENSE_GENES:
            logger.info(
                "%s: with %d genes, more than %d, affinities are seen through %d genes drawn by "
                "chance",
                clusterer,
                len(genes),
                DENSE_GENES,
                LANDMARKS,
            )
    rows, labels = [], []
    total = len(clusterers) * sum(len(each.replicates) for each in representations)
    with progress(total, what="clustering", unit="partition") as advance:
        for representation in representations:
            X = representation.load()
            finite = X is not None and bool(np.isfinite(X).all())
            for clusterer, options in clusterers.items():
                seeds = representation.replicates
                if finite:
                    labels += list(cluster_with_seeds(X, clusters, options, seeds))
                else:
                    labels += [np.full(len(genes), NO_CLUSTER)] * len(seeds)
                rows += [
                    {
                        "replicate": seed,
                        "point": representation.point,
                        "representation": representation.name,
                        "components": representation.components,
                        "clusterer": clusterer,
                        "clusters": clusters,
                        "status": "ok" if finite else "diverged",
                    }
                    for seed in seeds
                ]
                advance(len(seeds))
    partitions = build(rows, labels, genes)
    _report(partitions, clusters)
    return partitions


def _report(partitions: ad.AnnData, clusters: int) -> None:
    """Log once what is unusual about the partitions."""
    found = np.array([len(np.unique(labels)) for labels in partitions.X])
    ok = (partitions.obs["status"] == "ok").to_numpy()
    fewer = ok & (found < clusters)
    if fewer.any():
        logger.warning(
            "%d of %d partitions have fewer than %d clusters: there, the profiles of most genes "
            "are the same",
            fewer.sum(),
            len(found),
            clusters,
        )
    if not ok.all():
        logger.warning("%d of %d partitions are of diverged models", (~ok).sum(), len(found))


def build(
    rows: Sequence[Mapping[str, Any]], labels: Sequence[np.ndarray], genes: pd.Index
) -> ad.AnnData:
    """Put partitions together.

    Args:
      rows: what each partition is of: replicate, point ("" if none), representation, components
        (None if none), clusterer, clusters, status (ok or diverged).
      labels: cluster numbers of each partition, from 0, or -1 throughout.
      genes: names of the genes.

    Returns:
      Partitions x genes, int32; `obs` holds the rows, `components` as float with NaN.
    """
    obs = pd.DataFrame(list(rows), columns=COLUMNS).astype({"components": float})
    obs.index = obs.index.astype(str)
    X = np.asarray(labels, dtype=np.int32).reshape(len(obs), len(genes))
    return ad.AnnData(X, obs=obs, var=pd.DataFrame(index=genes))


def write(partitions: ad.AnnData, path: str | Path) -> None:
    """Write partitions; cluster numbers pack well."""
    partitions.write_h5ad(path, compression="gzip")


def read(path: str | Path) -> ad.AnnData:
    """Read what `write` wrote; text columns come back as text."""
    partitions = ad.read_h5ad(path)
    text = ["point", "representation", "clusterer", "status"]
    partitions.obs = partitions.obs.astype(dict.fromkeys(text, str))
    return partitions
