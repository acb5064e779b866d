"""From the table of classifications to what each representation is worth as features.

Few features cannot hold the classes, so what is low-dimensional is compared at sizes that all of
it has: a bottleneck of 8 nodes beside 8 principal components. Nothing is picked by its score.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from sdae.statistics.summary import SCORE_TYPES
from sdae.report.wording import REPRESENTATIONS, joined, layer_sizes, number, representation_name

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
    table = pd.read_csv(path, sep="\t", dtype={**SCORE_TYPES, "fold": "Int64"})
    nodes = table["layers"].map(lambda layers: layer_sizes(layers)[-1], na_action="ignore")
    return table.assign(size=nodes.astype("Int64").fillna(table["components"]))


def read_comparison(path: str | Path) -> pd.DataFrame:
    """Read a table of `compare`."""
    types = {"dataset": str, "sizes": str, "verdict": str}
    return pd.read_csv(path, sep="\t", dtype=types).fillna({"sizes": ""})


def compare(scores: pd.DataFrame) -> pd.DataFrame:
    """Compare each representation with the raw profiles, on the same folds.

    Args:
      scores: table of `read`.

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
            for name, own in part.groupby("representation")
        }
        for name in sorted(means, key=list(REPRESENTATIONS).index):
            mean = means[name]
            row = {
                "dataset": dataset,
                "representation": name,
                "sizes": "" if name == "raw" else ", ".join(map(str, compared)),
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
    is_pca = scores["representation"].str.startswith("pca")
    components, bottlenecks = (set(scores.loc[rows, "size"].dropna()) for rows in (is_pca, ~is_pca))
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


def at_sizes(comparison: pd.DataFrame) -> str:
    """Say at which sizes a data set's representations are compared, "" where none has one."""
    sized = comparison[(comparison["sizes"] != "") & comparison["mean"].notna()]
    if sized.empty:
        return ""
    is_pca = sized["representation"].str.startswith("pca")
    kinds = {"nodes of the bottleneck": ~is_pca, "principal components": is_pca}
    named = joined((kind for kind, rows in kinds.items() if rows.any()), "or")
    return f"{joined(sized['sizes'].iloc[0].split(', '))} {named}"


def in_short(comparison: pd.DataFrame) -> str:
    """Say which representations differ from the raw profiles as features, and which may not.

    Args:
      comparison: rows of `compare`, of one data set.
    """
    others = comparison[comparison["verdict"].notna()]
    if others.empty and "raw" in set(comparison["representation"]):
        return "as features, there is nothing to compare with the raw profiles"
    if others.empty:
        return "as features, there are no raw profiles to compare with"
    parts = []
    for verdict, words in (
        ("above", "exceed the raw profiles"),
        ("below", "fall short of the raw profiles"),
        (NOT_TOLD_APART, "cannot be told apart from the raw profiles"),
    ):
        names = others.loc[others["verdict"] == verdict, "representation"]
        if len(names):
            parts.append(f"{joined(map(representation_name, names))} {words}")
    return f"as features, {'; '.join(parts)}"


def difference_in_words(row: Mapping[str, Any]) -> str:
    """Write the difference from the raw profiles of a row of `compare`, with its interval."""
    difference, low, high = (
        number(row[name], signed=True) for name in ("difference", "low", "high")
    )
    return f"{difference} ({low} to {high})"


def in_words(comparison: pd.DataFrame) -> list[str]:
    """Say how well each representation tells the classes apart, a paragraph per data set.

    Args:
      comparison: table of `compare`.
    """
    lines = []
    for dataset, rows in comparison.groupby("dataset", sort=False):
        listed, differences = [], []
        for row in rows.to_dict("records"):
            name = representation_name(row["representation"])
            if pd.isna(row["mean"]):
                listed.append(f"{name} without a score at that size")
            else:
                listed.append(f"{name} {number(row['mean'])}")
            if pd.notna(row["verdict"]):
                differences.append(f"{name} {difference_in_words(row)}")
        sizes = at_sizes(rows)
        text = (
            f"{dataset}, {in_short(rows)}. Balanced accuracy of a classifier that learns the "
            f"labels, cross-validated{f', mean at {sizes}' if sizes else ''}: {joined(listed)}."
        )
        if differences:
            text += (
                " Difference from the raw profiles on the same folds, with the "
                f"{100 * CONFIDENCE:g} % interval of each: {joined(differences)}."
            )
        lines.append(text)
    return lines
