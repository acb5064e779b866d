"""Whether what is said to be sure is more often right: held against known groups."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

# Bins of about equal size: at most so many, of at least so many genes.
BINS, GENES = 8, 20
# Of a standard normal variable, for an interval of 95 %.
TWO_SIDED = 1.959963984540054


def is_right(clusters: Sequence, labels: Sequence) -> np.ndarray:
    """Tell which genes are of the group that most genes of their cluster are of.

    Args:
      clusters: of each gene.
      labels: known group of each gene, without missing ones.
    """
    table = pd.DataFrame({"cluster": np.asarray(clusters), "label": np.asarray(labels)})
    counts = table.groupby(["cluster", "label"]).size()
    majority = counts.groupby(level="cluster").idxmax().map(lambda pair: pair[1])
    return (table["cluster"].map(majority) == table["label"]).to_numpy()


def auroc(score: ArrayLike, right: ArrayLike) -> float:
    """Return the chance that a gene that is right scores higher than one that is wrong.

    Missing where all are right, or none is. Equal scores count half.
    """
    is_right = np.asarray(right, bool)
    ranks = stats.rankdata(score)
    positive, negative = is_right.sum(), (~is_right).sum()
    if not positive or not negative:
        return np.nan
    return float((ranks[is_right].sum() - positive * (positive + 1) / 2) / (positive * negative))


def calibration(
    score: ArrayLike, right: ArrayLike, bins: int = BINS, least: int = GENES
) -> pd.DataFrame:
    """Return the share of genes that are right, by bins of a score.

    Args:
      score: of each gene.
      right: whether its cluster is.
      bins: at most so many, of about equal size; genes of equal scores stand in one.
      least: genes in each but the last, where there are as many.

    Returns:
      One row per bin, by rising score: `genes`, `score` (mean), `share`, `low` and `high` (95 %
      interval).

    References:
      Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    """
    values = np.asarray(score, float)
    number = max(1, min(bins, len(values) // least))
    edges = np.unique(np.quantile(values, np.linspace(0, 1, number + 1)))[1:-1]
    place = np.searchsorted(edges, values, side="right")
    table = pd.DataFrame({"bin": place, "score": values, "right": np.asarray(right, bool)})
    found = table.groupby("bin").agg(
        genes=("right", "size"), score=("score", "mean"), share=("right", "mean")
    )
    n, p, z = found["genes"], found["share"], TWO_SIDED
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    # Where all are right, or none is, rounding may leave the share outside of its interval.
    low, high = np.minimum(middle - half, p), np.maximum(middle + half, p)
    return found.assign(low=low, high=high).reset_index(drop=True)
