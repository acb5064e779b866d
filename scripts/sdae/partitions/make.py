"""Partitions of genes: made from representations by every clusterer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import anndata as ad
import numpy as np
import pandas as pd

from sdae.clusterers import CLUSTERERS, NO_CLUSTER
from sdae.clusterers.partitioning import parse, partitioner
from sdae.jobs.logs import logger
from sdae.jobs.progress import progress
from sdae.partitions.table import build
from sdae.representations import Matrix


def partition(
    matrices: Sequence[Matrix],
    clusters: int,
    clusterers: Mapping[str, Mapping[str, Any]],
    genes: pd.Index,
    what: str = "clustering",
) -> ad.AnnData:
    """Cluster every matrix by every clusterer.

    A partition depends on its matrix, its clusterer and its replicate (the seed) alone, not on
    the order of either nor on what else is clustered. The order of the genes matters only as a
    seed does: starts are drawn by place.

    Args:
      matrices: what to cluster.
      clusters: number of clusters to look for.
      clusterers: kind and options by name, as in the configuration.
      genes: unique names of the genes.
      what: the work in words, for who waits, as `clustering mine`.

    Returns:
      The partitions, as `sdae.partitions.table.build` describes them. What raised an exception
      while it was made is of the status failed, with the reason; the others are as without it.

    Raises:
      InputError: an unknown kind of clusterer, or impossible options.
    """
    for options in clusterers.values():
        parse(options)
    rows, labels = [], []
    total = len(clusterers) * sum(len(each.replicates) for each in matrices)
    with progress(total, what, "partition") as advance:
        for matrix in matrices:
            X, status, reason = _load(matrix)
            for clusterer, options in clusterers.items():
                row = {
                    "fold": matrix.fold,
                    "point": matrix.point,
                    "representation": matrix.representation,
                    "components": matrix.components,
                    "clusterer": clusterer,
                    "clusters": clusters,
                    "status": status,
                    "reason": reason,
                }
                made = _each_seed(X, clusters, options, matrix.replicates)
                for seed, (found, why_failed) in zip(matrix.replicates, made, strict=True):
                    failed = {"status": "failed", "reason": why_failed} if why_failed else {}
                    rows.append({**row, "replicate": seed, **failed})
                    labels.append(np.full(len(genes), NO_CLUSTER) if found is None else found)
                advance(len(matrix.replicates))
    partitions = build(rows, labels, genes)
    _report(partitions, clusterers)
    return partitions


def _load(matrix: Matrix) -> tuple[np.ndarray | None, str, str]:
    """Load a matrix: its values if all are finite, a status, and why it failed."""
    X, reason = _attempt(matrix.load)
    if reason:
        return None, "failed", reason
    finite = X is not None and bool(np.isfinite(X).all())
    return (X, "ok", "") if finite else (None, "diverged", "")


def _each_seed(
    X: np.ndarray | None, clusters: int, options: Mapping[str, Any], seeds: Sequence[int]
) -> Iterator[tuple[np.ndarray | None, str]]:
    """Partition for each seed: the cluster numbers or None, and why it failed or ""."""
    if X is None:
        yield from [(None, "")] * len(seeds)
        return
    labels, reason = _attempt(partitioner, X, clusters, options)
    for seed in seeds:
        yield (None, reason) if labels is None else _attempt(labels, seed)


def _attempt(function: Callable, *arguments: Any) -> tuple[Any, str]:
    """Return what a function returns and "", or None and what it raised, on one line."""
    try:
        return function(*arguments), ""
    except Exception as error:  # Whatever happens to one partition, its neighbours are made.
        logger.debug("a partition failed", exc_info=True)
        return None, " ".join(f"{type(error).__name__}: {error}".split())


def _report(partitions: ad.AnnData, clusterers: Mapping[str, Mapping[str, Any]]) -> None:
    """Log once what is unusual about the partitions."""
    obs = partitions.obs
    free = [name for name, each in clusterers.items() if CLUSTERERS[each["kind"]].finds_number]
    fewer = (obs["status"] == "ok") & (obs["found"] < obs["clusters"])
    fewer &= ~obs["clusterer"].isin(free)
    if fewer.any():
        logger.warning(
            "%d of %d partitions have fewer than %d clusters: there, the profiles of most genes "
            "are the same",
            fewer.sum(),
            len(obs),
            obs["clusters"].iloc[0],
        )
    none = (obs["status"] == "ok") & (obs["found"] == 0)
    if none.any():
        logger.warning(
            "%d of %d partitions have no gene in any cluster: %s found no dense region",
            none.sum(),
            len(obs),
            ", ".join(obs.loc[none, "clusterer"].unique()),
        )
    diverged = obs["status"] == "diverged"
    if diverged.any():
        logger.warning("%d of %d partitions are of diverged models", diverged.sum(), len(obs))
    for (clusterer, reason), part in obs[obs["status"] == "failed"].groupby(
        ["clusterer", "reason"]
    ):
        logger.warning(
            "%d of %d partitions failed by %s: %s", len(part), len(obs), clusterer, reason
        )
