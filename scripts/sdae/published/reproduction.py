"""A run held against a published figure, point by point."""

from pathlib import Path

import pandas as pd

from sdae.errors import InputError
from sdae.published import NOISE
from sdae.statistics.summary import over_other_settings, scored

LEVEL = "noise_"


def read_published(path: str | Path) -> pd.DataFrame:
    """Read the points of a published figure.

    Args:
      path: tab-separated table with the columns hidden (nodes of the one hidden layer), baseline
        (ARI of the raw profiles) and noise_P for each share of masked values, P in per cent.

    Returns:
      One row per point: hidden, corruption (0 to 1), published (ARI), published_baseline.

    Raises:
      InputError: a column is missing, unknown or holds something else than numbers.
    """
    table = pd.read_csv(path, sep="\t", dtype=str)
    levels = [column for column in table.columns if column.startswith(LEVEL)]
    problems = [
        f"{path}: there is no column {column!r}; found {', '.join(table.columns)}."
        for column in ("hidden", "baseline")
        if column not in table.columns
    ]
    if not levels:
        problems.append(f"{path}: there is no column such as noise_10 (10 % of values masked).")
    for column in table.columns:
        values = pd.to_numeric(table[column], errors="coerce")
        for row in table.index[values.isna()]:
            problems.append(
                f"{path}: row {row + 2}, column {column!r} holds {table.at[row, column]!r}; "
                "a number is expected."
            )
        table[column] = values
    shares = {
        column: pd.to_numeric(column.removeprefix(LEVEL), errors="coerce") for column in levels
    }
    problems += [
        f"{path}: column {column!r} should be named noise_ and a number of per cent, as noise_10."
        for column, share in shares.items()
        if pd.isna(share)
    ]
    if problems:
        raise InputError(problems)
    points = table.melt(["hidden", "baseline"], levels, "corruption", "published")
    points["corruption"] = points["corruption"].map(shares) / 100
    points["hidden"] = points["hidden"].astype(int)
    points = points.rename(columns={"baseline": "published_baseline"})
    points = points.sort_values(["hidden", "corruption"], ignore_index=True)
    return points[["hidden", "corruption", "published", "published_baseline"]]


def compare(
    published: pd.DataFrame, scores: pd.DataFrame, dataset: str, clusterer: str
) -> pd.DataFrame:
    """Hold the scores of regenerated profiles against published points.

    Each published point is the best over batch size, epochs and learning rate, of one run. Its
    counterpart is the best over the same settings within one replicate, averaged over
    replicates; beside it stands the mean over those settings, which the paper does not show.

    Args:
      published: table of `read_published`.
      scores: scores of the whole run, as `sdae.statistics.summary.read_scores` returns them.
      dataset: the data set of the published figure.
      clusterer: the clusterer to compare with it, by its name in the configuration.

    Returns:
      One row per published point, in its order: dataset, clusterer, hidden, corruption,
      published; settings, replicates; best with best_low and best_high (its lowest and highest
      replicate); mean with mean_low and mean_high; raw (mean over replicates) and
      published_baseline; difference (best minus published). A point whose setting was not run
      has a row without our numbers.

    Raises:
      InputError: the scores hold no regenerated or no raw profiles of that data set and
        clusterer.
    """
    ours = scored(scores)
    ours = ours[(ours["dataset"] == dataset) & (ours["clusterer"] == clusterer)]
    problems = [
        f"published: no scores of {name} profiles of data set {dataset!r} clustered by "
        f"{clusterer!r}; select the data set, and list the clusterer and the representation."
        for name in ("raw", "regenerated")
        if not ours["representation"].eq(name).any()
    ]
    if problems:
        raise InputError(problems)
    raw = ours.loc[ours["representation"] == "raw", "ari"].mean()
    regenerated = ours[
        (ours["representation"] == "regenerated")
        & (ours["noise"] == NOISE)
        & ours["layers"].str.fullmatch(r"\d+", na=False)
    ]
    regenerated = regenerated.assign(
        hidden=regenerated["layers"].astype(int),
        corruption=regenerated["corruption"].round(6),
    )
    points = over_other_settings(regenerated, ["hidden", "corruption"])
    table = published.assign(corruption=published["corruption"].round(6))
    table = table.merge(points, "left", on=["hidden", "corruption"], validate="one_to_one")
    table = table.assign(
        dataset=dataset, clusterer=clusterer, raw=raw, difference=table["best"] - table["published"]
    )
    counts = dict.fromkeys(["settings", "replicates"], "Int64")
    return table.astype(counts)[
        [
            *("dataset", "clusterer", "hidden", "corruption", "published"),
            *("settings", "replicates", "best", "best_low", "best_high"),
            *("mean", "mean_low", "mean_high", "raw", "published_baseline", "difference"),
        ]
    ]
