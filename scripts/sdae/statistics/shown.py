"""Which training of many is shown, and in which order its genes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sdae.statistics.summary import scored

# Of a heat map: more cannot be told apart.
ROWS_DRAWN = 800


@dataclass(frozen=True)
class Choice:
    """The one training that a heat map shows, and why that one."""

    point: str
    replicate: int
    reason: str


def choose(scores: pd.DataFrame, curves: pd.DataFrame, clusterer: str) -> Choice | None:
    """Choose the training to show: the best point, and its most typical replicate.

    Args:
      scores: scores of one data set.
      curves: table of `sdae.convergence.curves` of the same data set.
      clusterer: name of a clusterer in the scores.

    Returns:
      With labels, the point of the highest mean ARI of regenerated profiles over replicates;
      without, the point of the lowest mean final loss. Of its replicates the one nearest to that
      mean. None if every training diverged.
    """
    good = scored(scores)
    good = good[(good["clusterer"] == clusterer) & (good["representation"] == "regenerated")]
    if not good.empty:
        values, best = good.set_index(["point", "replicate"])["ari"], "idxmax"
        reason = "the highest mean ARI"
    else:
        ended = curves[curves["status"] == "ok"]
        values, best = ended.set_index(["point", "replicate"])["final"], "idxmin"
        reason = "the lowest final loss"
    if values.empty:
        return None
    means = values.groupby(level="point").mean()
    point = getattr(means, best)()
    replicate = (values[point] - means[point]).abs().sort_index().idxmin()
    return Choice(point, int(replicate), reason)


def gene_order(raw: np.ndarray, clusters: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Order genes by cluster, within it by label, within that by likeness to the cluster.

    Args:
      raw: genes x conditions.
      clusters: cluster number of each gene.
      labels: code of each gene's label, -1 where unknown.

    Returns:
      Indices of genes. Clusters stand in the order of the condition at which their mean raw
      profile peaks, so that periodic genes run down the diagonal.
    """
    numbers, member = np.unique(clusters, return_inverse=True)
    means = np.stack([raw[clusters == number].mean(axis=0) for number in numbers])
    place = np.empty(len(numbers), int)
    place[np.argsort(means.argmax(axis=1), kind="stable")] = np.arange(len(numbers))
    distance = ((raw - means[member]) ** 2).sum(axis=1)
    return np.lexsort((distance, labels, place[member]))


def thinned(values: np.ndarray) -> np.ndarray:
    """Average consecutive rows until a picture can show each of those that remain.

    Args:
      values: rows x columns.

    Returns:
      At most `ROWS_DRAWN` rows x columns.
    """
    rows = len(values)
    if rows <= ROWS_DRAWN:
        return values
    starts = np.linspace(0, rows, ROWS_DRAWN, endpoint=False).astype(int)
    sizes = np.diff(starts, append=rows)
    return np.add.reduceat(values, starts, axis=0) / sizes[:, None]
