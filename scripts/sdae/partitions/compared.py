"""The index by which partitions are compared, of all genes and without each block of them."""

from collections.abc import Iterable, Mapping, Sequence

import anndata as ad
import numpy as np
import pandas as pd

from sdae.indices import INDICES
from sdae.indices.evaluation import evaluate
from sdae.partitions.blocks import gene_blocks, without_blocks


def index_of(names: Sequence[str], labels: pd.Series | None) -> str:
    """Return the first index that the data allow: by known groups if there are, or without.

    Args:
      names: of the indices of the run, the most important first.
      labels: known group of each gene, missing where unknown; None if there are none.
    """
    fitting = [name for name in names if INDICES[name].needs_labels == known(labels)]
    return (fitting or list(names))[0]


def known(labels: pd.Series | None) -> bool:
    """Tell whether the group of any gene is known."""
    return labels is not None and bool(labels.notna().any())


def of_scores(
    scores: pd.DataFrame, partitions: Iterable[ad.AnnData], labels: pd.Series | None, index: str
) -> np.ndarray:
    """Return the index of all scored partitions, as `statistics.measured.by_replicate` wants it.

    Args:
      scores: rows of the table of scores of these partitions, in their order.
      partitions: as `sdae.partitions.scores.tidy` took them.
      labels: known group of each gene; None if there are none.
      index: its name.

    Returns:
      (partitions, 1 + blocks); without blocks where there are no labels to count. Lower is better
      for no index here: what is better lower is negative.
    """
    value = _upwards(index, scores[index].to_numpy(float))
    if not INDICES[index].needs_labels or not known(labels):
        return value[:, None]
    whole = (each[each.obs["fold"] == 0] for each in partitions)
    without = [_without(index, np.asarray(each.X), labels) for each in whole]
    return np.column_stack([value, np.concatenate(without)])


def of_controls(
    controls: ad.AnnData, labels: pd.Series | None, profiles: np.ndarray, index: str
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return what the controls are, and their index as `of_scores` has it."""
    ok = controls[controls.obs["status"] == "ok"]
    partitions = np.asarray(ok.X)
    groups = None if labels is None else pd.factorize(labels)[0]
    value = _upwards(index, evaluate([index], partitions, groups, profiles)[index])
    rows = ok.obs.astype({"control": str}).reset_index(drop=True)
    if not INDICES[index].needs_labels or not known(labels):
        return rows, value[:, None]
    return rows, np.column_stack([value, _without(index, partitions, labels)])


def of_clusters(
    genes: pd.DataFrame, ways: Iterable[tuple[str, str]], labels: pd.Series, index: str
) -> Mapping[tuple[str, str], np.ndarray]:
    """Return the index of the final clusters and of the consensus of each way.

    Args:
      genes: of results/clusters/{dataset}.tsv, with a column for each way.
      ways: representations and clusterers; those without a column are left out.
      labels: known group of each gene, in the same order.
      index: an external one.

    Returns:
      (1 + blocks,) by representation and clusterer; of the final clusters by ("choice", "").
    """
    named = {way: f"{way[0]}_{way[1]}" for way in ways} | {("choice", ""): "cluster"}
    named = {way: column for way, column in named.items() if column in genes}
    partitions = np.stack(
        [genes[column].fillna(0).to_numpy(int) - 1 for column in named.values()]
    ).astype(np.int32)
    groups = pd.factorize(labels)[0]
    value = _upwards(index, evaluate([index], partitions, groups, np.empty((0, 0)))[index])
    found = np.column_stack([value, _without(index, partitions, labels)])
    return dict(zip(named, found, strict=True))


def _without(index: str, partitions: np.ndarray, labels: pd.Series) -> np.ndarray:
    groups = pd.factorize(labels)[0]
    return _upwards(index, without_blocks(index, partitions, groups, gene_blocks(groups)))


def _upwards(index: str, values: np.ndarray) -> np.ndarray:
    return values if INDICES[index].better == "higher" else -values
