"""From the tidy table of scores, one row per partition, to what it says about each representation.

Two ways of looking at many partitions are kept apart everywhere. The *mean* over settings and
replicates is what one may expect of a setting that nobody chose. The *best* is what somebody who
knows the labels can pick; it grows with the number of tries even where nothing is gained.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from sdae.statistics.sizes import common_sizes, listed, with_sizes

# Read as they stand: an id such as 1234567e10 is no number, nor are layers written 10.
SCORE_TYPES = {
    "dataset": str,
    "replicate": "Int64",
    "point": str,
    "layers": str,
    "noise": str,
    "batch_size": "Int64",
    "epochs": "Int64",
    "components": "Int64",
    "clusterer": str,
    "clusters": "Int64",
    "status": str,
}
HYPER_PARAMETERS = ["layers", "noise", "corruption", "learning_rate", "batch_size", "epochs"]
SETTING = ["point", "components"]
GROUP = ["dataset", "representation", "clusterer"]


def read_scores(path: str | Path) -> pd.DataFrame:
    """Read a table of scores with the types of its columns.

    Args:
      path: tab-separated table, one row per partition.

    Returns:
      The table; cells that do not apply are missing.
    """
    return pd.read_csv(path, sep="\t", dtype=SCORE_TYPES)


def read_summary(path: str | Path) -> pd.DataFrame:
    """Read a table of `summarise` with the types of its columns."""
    types = {f"best_{name}": kind for name, kind in SCORE_TYPES.items()}
    text = ["dataset", "clusterer", "sizes", "reason"]
    table = pd.read_csv(path, sep="\t", dtype={**dict.fromkeys(text, str), **types})
    return table.fillna({"sizes": "", "reason": ""})


def scored(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the partitions that have an ARI: not diverged, and of labelled genes."""
    return scores[scores["ari"].notna() & (scores["status"] == "ok")]


def over_other_settings(scores: pd.DataFrame, by: list[str], score: str = "ari") -> pd.DataFrame:
    """Take the best and the mean ARI over every setting but those in `by`.

    Both are taken within each replicate first, so that with several replicates "best" stays the
    best of one grid, as a single run sees it, and does not grow with the number of replicates.

    Args:
      scores: scored partitions of one data set, representation and clusterer.
      by: columns that stay apart, for example layers and corruption.
      score: column to take instead of the ARI.

    Returns:
      One row per combination of `by`: settings (the most that one replicate has), replicates;
      best and mean, each the mean over replicates, with the lowest and highest replicate in
      best_low, best_high, mean_low, mean_high.
    """
    each = (
        scores.groupby([*by, "replicate"], dropna=False)[score]
        .agg(best="max", mean="mean", settings="size")
        .reset_index()
    )
    return (
        each.groupby(by, dropna=False)
        .agg(
            settings=("settings", "max"),
            replicates=("replicate", "nunique"),
            best=("best", "mean"),
            best_low=("best", "min"),
            best_high=("best", "max"),
            mean=("mean", "mean"),
            mean_low=("mean", "min"),
            mean_high=("mean", "max"),
        )
        .reset_index()
    )


def summarise(scores: pd.DataFrame, order: Sequence[str] = ()) -> pd.DataFrame:
    """Summarise the ARI of each data set, representation and clusterer.

    Args:
      scores: one row per partition, as `read_scores` returns them.
      order: of the representations; those that it does not name stand last, by name.

    Returns:
      One row per data set, representation and clusterer, in that order:

      - settings: different grid points, or numbers of components; 1 for raw.
      - partitions, diverged, failed: how many were made, how many trainings gave none, and how
        many could not be made; reason: why most of the failed ones were not, "" if none failed.
      - replicates: independent repetitions (draws of components for pca_random).
      - sizes: those that mean and sd are over, as "8, 16": of bottlenecks and numbers of
        components, those that all representations have that have a size; all that a
        representation has, if none is common; "" for what has no size, and without labels.
      - mean: over replicates, of each replicate's mean over sizes, of each size's over settings.
      - sd: over replicates, of the same (n - 1); how far one repetition of the whole grid lies
        from another, *not* the spread between settings. Missing for one replicate.
      - best: the highest of all partitions, of any size, and best_*: what it was.
      - best_setting_mean: the mean over replicates of the setting that reached best, which
        shows how much of best was luck of one replicate.

      Without labels everything from mean on is missing.
    """
    scores = with_sizes(scores)
    rows = []
    for _, compared in scores.groupby(["dataset", "clusterer"], sort=False):
        common = common_sizes(scored(compared))
        rows += [
            dict(zip(GROUP, key, strict=True)) | _summary_row(part, common)
            for key, part in compared.groupby(GROUP, sort=False)
        ]
    table = pd.DataFrame(rows)
    places = {name: place for place, name in enumerate(order)}
    table = table.sort_values(
        GROUP,
        kind="stable",
        key=lambda column: (
            column.map(lambda name: (places.get(name, len(places)), name))
            if column.name == "representation"
            else column
        ),
    )
    whole = ["best_replicate", "best_batch_size", "best_epochs", "best_components"]
    return table.astype(dict.fromkeys(whole, "Int64")).reset_index(drop=True)


def _summary_row(part: pd.DataFrame, common: Sequence[int]) -> dict[str, object]:
    good = scored(part)
    failed = part[~part["status"].isin(["ok", "diverged"])]
    reasons = failed["reason"].dropna().mode() if "reason" in failed else pd.Series(dtype=str)
    own = sorted(int(size) for size in good["size"].dropna().unique())
    sizes = list(common) if own and common else own
    row: dict[str, object] = {
        "settings": len(part[SETTING].drop_duplicates()),
        "partitions": int((part["status"] == "ok").sum()),
        "diverged": int((part["status"] == "diverged").sum()),
        "failed": len(failed),
        "reason": "" if reasons.empty else reasons.iloc[0],
        "replicates": part["replicate"].nunique(),
        "sizes": listed(sizes),
    }
    compared = good[good["size"].isna() | good["size"].isin(sizes)]
    by_size = compared.groupby(["replicate", "size"], dropna=False)["ari"].mean()
    by_replicate = by_size.groupby("replicate").mean()
    row |= {"mean": by_replicate.mean(), "sd": by_replicate.std(ddof=1)}
    what = ["replicate", "point", *HYPER_PARAMETERS, "components"]
    if good.empty:
        return row | dict.fromkeys(["best", "best_setting_mean", *(f"best_{c}" for c in what)])
    best = good.loc[good["ari"].idxmax()]
    same = pd.Series(True, index=good.index)
    for name in SETTING:
        cells = good[name]
        same &= cells.isna() if pd.isna(best[name]) else cells.eq(best[name]).fillna(False)
    row |= {"best": best["ari"], "best_setting_mean": good.loc[same, "ari"].mean()}
    return row | {f"best_{name}": best[name] for name in what}
