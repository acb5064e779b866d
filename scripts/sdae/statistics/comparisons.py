"""The table of paired comparisons, adjusted for all that was tested.

What is compared comes as one table for each way (a representation and a clusterer): replicates x
values, the first of all genes and the others without a block of genes each.
"""

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from sdae.statistics.classification import interval
from sdae.statistics.measured import Way, best_way
from sdae.statistics.paired import LEVEL, smallest_difference, summed_up
from sdae.statistics.sizes import listed

# The final clusters, where a representation is named elsewhere.
CHOICE = "choice"
STABILITY = "stability"
# What is learned against the best of what is not: partitions on average, and each consensus.
NETWORKS = ("network", "network consensus")
COLUMNS = (
    *("dataset", "index", "kind", "first", "first_clusterer", "second", "second_clusterer"),
    *("sizes", "replicates", "resampled", "first_mean", "second_mean"),
    *("difference", "low", "high", "p", "p_adjusted", "significant", "effect", "smallest"),
)
Row = dict[str, Any]


def of_representations(
    found: Mapping[Way, pd.DataFrame],
    sizes: Mapping[str, Sequence[int]],
    learned: Collection[str],
    baseline: str = "raw",
) -> Iterator[Row]:
    """Compare each learned way with the best plain one, and all representations by each clusterer.

    Args:
      found: of `sdae.statistics.measured.by_replicate`.
      sizes: of the same.
      learned: names of the representations that a network makes.
      baseline: name of that which needs none.
    """
    best = best_way(found, [baseline])
    if best:
        for way in found:
            if way[0] in learned:
                shared = sizes[way[1]]
                yield _row(NETWORKS[0], way, best, found[way], found[best], shared)
    for second, first in itertools.combinations(found, 2):
        if first[1] == second[1]:
            if first[0] == baseline:
                first, second = second, first
            yield _row("pair", first, second, found[first], found[second], sizes[first[1]])


def of_single(
    single: Mapping[Way, np.ndarray],
    found: Mapping[Way, pd.DataFrame],
    learned: Collection[str],
    baseline: str = "raw",
) -> Iterator[Row]:
    """Compare partitions of which there is one each: the consensus of each way, the final clusters.

    Another training would hardly change a consensus, so that only the genes are resampled.

    Args:
      single: the index of the one partition of each way, of all genes and without each block;
        that of the final clusters by the name `CHOICE` and no clusterer.
      found: of `sdae.statistics.measured.by_replicate`, which the final clusters are held against.
      learned: names of the representations that a network makes.
      baseline: name of that which needs none.
    """
    frames = {way: pd.DataFrame(np.atleast_2d(values)) for way, values in single.items()}
    ways = [way for way in frames if way[0] != CHOICE]
    best = best_way(frames, [baseline])
    for way in ways:
        if best and way[0] in learned:
            yield _row(NETWORKS[1], way, best, frames[way], frames[best], (), fixed=True)
    for second, first in itertools.combinations(ways, 2):
        if first[1] == second[1]:
            yield _row("consensus", first, second, frames[first], frames[second], (), fixed=True)
    final = frames.get((CHOICE, ""))
    if final is not None:
        for way, table in found.items():
            if way[0] == baseline:
                repeated = pd.DataFrame(
                    np.repeat(final.to_numpy(), len(table), axis=0), index=table.index
                )
                yield _row(CHOICE, (CHOICE, ""), way, repeated, table, ())


def of_stability(ways: pd.DataFrame) -> Iterator[Row]:
    """Compare how well the clusters of two ways are found again without some conditions.

    Training sets of different folds share conditions, so the interval is the corrected one.

    Args:
      ways: of results/choice/{dataset}.tsv: representation, clusterer, and the agreement in each
        fold as fold_1, fold_2, ...
    """
    folds = [column for column in ways if column.startswith("fold_")]
    for second, first in itertools.combinations(ways.to_dict("records"), 2):
        if first["clusterer"] != second["clusterer"] or len(folds) < 2:
            continue
        differences = np.array([first[fold] - second[fold] for fold in folds])
        error = float(differences.std(ddof=1) * np.sqrt(1 / len(folds) + 1 / (len(folds) - 1)))
        low, high = interval(differences, len(folds))
        mean = float(differences.mean())
        p = float(2 * stats.t.sf(abs(mean) / error, len(folds) - 1)) if error else float(mean == 0)
        yield {
            "index": STABILITY,
            "kind": STABILITY,
            "first": first["representation"],
            "first_clusterer": first["clusterer"],
            "second": second["representation"],
            "second_clusterer": second["clusterer"],
            "sizes": "",
            "replicates": len(folds),
            "resampled": "conditions",
            "first_mean": first["stability"],
            "second_mean": second["stability"],
            **{"difference": mean, "low": low, "high": high, "p": p, "effect": np.nan},
            **{"error": error, "df": len(folds) - 1.0},
        }


def assembled(dataset: str, index: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Put comparisons of one data set into a table, adjusted for all of them.

    Args:
      dataset: its name.
      index: that was compared, where a row does not say.
      rows: of the functions above.

    Returns:
      `COLUMNS`, p adjusted by Holm over all rows; `smallest` is the difference that is shown with a
      power of .8 even where the adjustment counts most.
    """
    table = pd.DataFrame(
        [{"dataset": dataset, "index": index} | row for row in rows],
        columns=[*COLUMNS, "error", "df"],
    )
    adjusted = adjust(table["p"].to_numpy(float))
    level = LEVEL / max(int(table["p"].notna().sum()), 1)
    table["p_adjusted"] = adjusted
    table["significant"] = adjusted <= LEVEL
    table["smallest"] = [
        smallest_difference(error, df, level)
        for error, df in table[["error", "df"]].itertuples(index=False)
    ]
    return table[list(COLUMNS)]


def _row(
    kind: str,
    first: Way,
    second: Way,
    values: pd.DataFrame,
    subtracted: pd.DataFrame,
    sizes: Sequence[int],
    fixed: bool = False,
) -> Row:
    shared = values.index.intersection(subtracted.index)
    values, subtracted = values.loc[shared].to_numpy(), subtracted.loc[shared].to_numpy()
    found = summed_up(values - subtracted, fixed=fixed, size=np.abs(values).max(initial=0))
    genes = values.shape[1] > 1
    said = asdict(found)
    return {
        "kind": kind,
        "first": first[0],
        "first_clusterer": first[1],
        "second": second[0],
        "second_clusterer": second[1],
        "sizes": listed(sizes),
        "replicates": 0 if fixed else found.pairs,
        "resampled": " and ".join(["replicates"] * (not fixed) + ["genes"] * genes),
        "first_mean": values[:, 0].mean() if len(values) else np.nan,
        "second_mean": subtracted[:, 0].mean() if len(values) else np.nan,
        **{name: said[name] for name in ("difference", "low", "high", "p", "effect")},
        **{"error": found.error, "df": found.df},
    }


def adjust(p: np.ndarray) -> np.ndarray:
    """Adjust p by Holm, for the chance of any false discovery.

    Args:
      p: of each test, (tests,); NaN where nothing was tested.

    Returns:
      Adjusted p, NaN where p is.

    References:
      Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6.

    Examples:
      >>> adjust(np.array([0.01, 0.04, 0.03, np.nan])).round(2).tolist()
      [0.03, 0.06, 0.06, nan]
    """
    p = np.asarray(p, float)
    adjusted = np.full(p.shape, np.nan)
    tested = p[~np.isnan(p)]
    order = np.argsort(tested, kind="stable")
    steps = np.maximum.accumulate(tested[order] * np.arange(tested.size, 0, -1))
    found = np.empty_like(tested)
    found[order] = np.minimum(steps, 1)
    adjusted[~np.isnan(p)] = found
    return adjusted
