"""A run held against a published figure, point by point."""

from pathlib import Path

import pandas as pd

from sdae.errors import InputError
from sdae.published import NOISE
from sdae.published.table import LEVEL, read_points
from sdae.statistics.summary import over_other_settings, scored


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
    table = pd.DataFrame(read_points(path))
    shares = {name: float(name.removeprefix(LEVEL)) for name in table if name.startswith(LEVEL)}
    points = table.melt(["hidden", "baseline"], list(shares), "corruption", "published")
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
