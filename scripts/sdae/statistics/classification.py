"""From the table of classifications to what each representation is worth as features.

Few features cannot hold the classes, so what is low-dimensional is compared at sizes that all of
it has: a bottleneck of 8 nodes beside 8 principal components. Nothing is picked by its score.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from sdae.statistics.sizes import listed, with_sizes
from sdae.statistics.summary import SCORE_TYPES

CONFIDENCE = 0.95
SCORE = "balanced_accuracy"
GROUP = ["dataset", "representation"]
PAIR = ["replicate", "fold"]
NOT_TOLD_APART = "not told apart"


def read(path: str | Path) -> pd.DataFrame:
    """Read the table of all classifications.

    Returns:
      The table, and in `size` the nodes of the bottleneck or the number of components, missing
      for the raw profiles.
    """
    return with_sizes(pd.read_csv(path, sep="\t", dtype={**SCORE_TYPES, "fold": "Int64"}))


def read_comparison(path: str | Path) -> pd.DataFrame:
    """Read a table of `compare`."""
    types = {"dataset": str, "sizes": str, "verdict": str}
    return pd.read_csv(path, sep="\t", dtype=types).fillna({"sizes": ""})


def compare(scores: pd.DataFrame, order: Sequence[str] = ()) -> pd.DataFrame:
    """Compare each representation with the raw profiles, on the same folds.

    Args:
      scores: table of `read`.
      order: of the representations; those that it does not name stand last, as they come.

    Returns:
      One row per data set and representation:

      - sizes: those that are compared, as "8, 16": of the bottlenecks, those that there are as
        many principal components of, or all of them if there is none; empty for raw.
      - replicates, folds: how many.
      - mean: balanced accuracy, over replicates, folds and sizes, and within a size over all
        settings. A replicate in which all settings of a size diverged is left out.
      - difference: from the raw profiles, with the interval from low to high (95 %, of
        `interval`), and verdict: above, below or not told apart, as the interval excludes 0.

      Where a representation has no score at these sizes, everything from mean on is missing.
    """
    good = scores[scores["status"] == "ok"]
    rows = []
    for dataset, part in good.groupby("dataset", sort=False):
        compared = shared_sizes(part)
        means = {
            name: fold_means(own[own["size"].isna() | own["size"].isin(compared)])
            for name, own in part.groupby("representation", sort=False)
        }
        places = {name: place for place, name in enumerate(dict.fromkeys([*order, *means]))}
        for name in sorted(means, key=places.__getitem__):
            mean = means[name]
            row = {
                "dataset": dataset,
                "representation": name,
                "sizes": "" if name == "raw" else listed(compared),
                **{kind + "s": len(mean.index.unique(kind)) for kind in PAIR},
                "mean": mean.mean(),
            }
            if "raw" in means and name != "raw" and len(mean):
                row |= against(mean - means["raw"], row["folds"])
            rows.append(row)
    columns = ["sizes", "replicates", "folds", "mean", "difference", "low", "high", "verdict"]
    return pd.DataFrame(rows, columns=[*GROUP, *columns])


def shared_sizes(scores: pd.DataFrame) -> list[int]:
    """Return the bottlenecks that there are as many principal components of, or all bottlenecks.

    Without any bottleneck: all numbers of components.
    """
    learned = scores["layers"].notna()
    components, bottlenecks = (
        set(scores.loc[rows, "size"].dropna()) for rows in (~learned, learned)
    )
    return sorted(components & bottlenecks or bottlenecks or components)


def fold_means(scores: pd.DataFrame) -> pd.Series:
    """Average the scores of one representation, by replicate and fold: settings, then sizes."""
    by_size = scores.groupby([*PAIR, "size"], dropna=False)[SCORE].mean().unstack("size")
    return by_size.mean(axis=1, skipna=False).dropna()


def against(differences: pd.Series, folds: int) -> dict[str, float | str]:
    """Describe paired differences, by replicate and fold; those of one alone are missing."""
    differences = differences.dropna()
    low, high = interval(differences.to_numpy(), folds)
    verdict = "above" if low > 0 else "below" if high < 0 else NOT_TOLD_APART
    return {"difference": differences.mean(), "low": low, "high": high, "verdict": verdict}


def interval(differences: np.ndarray, folds: int) -> tuple[float, float]:
    """Return the confidence interval of a mean difference over repeated cross-validations.

    Training sets of different folds have most genes in common, so their differences vary less
    than those of new genes would. The corrected resampled t interval takes the variance of the
    mean as (1/n + 1/(folds - 1)) times that of the differences.

    Args:
      differences: of all folds of all replicates, (n,), at least two.
      folds: of one cross-validation.

    References:
      Nadeau and Bengio, Inference for the generalization error, Machine Learning 52 (2003).
    """
    n = len(differences)
    error = differences.std(ddof=1) * np.sqrt(1 / n + 1 / (folds - 1))
    half = stats.t.ppf((1 + CONFIDENCE) / 2, n - 1) * error
    return float(differences.mean() - half), float(differences.mean() + half)
