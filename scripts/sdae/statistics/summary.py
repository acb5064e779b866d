"""From the tidy table of scores, one row per partition, to what it says about each representation.

Two ways of looking at many partitions are kept apart everywhere. The *mean* over settings and
replicates is what one may expect of a setting that nobody chose. The *best* is what somebody who
knows the labels can pick; it grows with the number of tries even where nothing is gained.
"""

from pathlib import Path

import pandas as pd

from sdae.report.wording import (
    REPRESENTATIONS,
    by_bottleneck,
    count,
    joined,
    layer_sizes,
    noise_name,
    number,
    representation_name,
)

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
    return pd.read_csv(path, sep="\t", dtype={"dataset": str, "clusterer": str, **types})


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


def summarise(scores: pd.DataFrame) -> pd.DataFrame:
    """Summarise the ARI of each data set, representation and clusterer.

    Args:
      scores: one row per partition, as `read_scores` returns them.

    Returns:
      One row per data set, representation and clusterer, in that order:

      - settings: different grid points, or numbers of components; 1 for raw.
      - partitions, diverged: how many were made, and how many trainings gave none.
      - replicates: independent repetitions (draws of components for pca_random).
      - mean: over replicates, of each replicate's mean over all its settings.
      - sd: over replicates, of the same (n - 1); how far one repetition of the whole grid lies
        from another, *not* the spread between settings. Missing for one replicate.
      - best: the highest of all partitions, and best_*: what it was.
      - best_setting_mean: the mean over replicates of the setting that reached best, which
        shows how much of best was luck of one replicate.

      Without labels everything from mean on is missing.
    """
    groups = scores.groupby(GROUP, sort=False)
    rows = [dict(zip(GROUP, key, strict=True)) | _summary_row(part) for key, part in groups]
    table = pd.DataFrame(rows)
    order = {name: place for place, name in enumerate(REPRESENTATIONS)}
    table = table.sort_values(
        GROUP,
        kind="stable",
        key=lambda column: (
            column.map(order).fillna(column) if column.name == "representation" else column
        ),
    )
    whole = ["best_replicate", "best_batch_size", "best_epochs", "best_components"]
    return table.astype(dict.fromkeys(whole, "Int64")).reset_index(drop=True)


def _summary_row(part: pd.DataFrame) -> dict[str, object]:
    good = scored(part)
    row: dict[str, object] = {
        "settings": len(part[SETTING].drop_duplicates()),
        "partitions": int((part["status"] == "ok").sum()),
        "diverged": int((part["status"] != "ok").sum()),
        "replicates": part["replicate"].nunique(),
    }
    by_replicate = good.groupby("replicate")["ari"].mean()
    row |= {"mean": by_replicate.mean(), "sd": by_replicate.std(ddof=1)}
    what = ["replicate", "point", *HYPER_PARAMETERS, "components"]
    if good.empty:
        return row | dict.fromkeys(["best", "best_setting_mean", *(f"best_{c}" for c in what)])
    best = good.loc[good["ari"].idxmax()]
    same_setting = (
        pd.concat(
            [
                good[name].isna() if pd.isna(best[name]) else good[name].eq(best[name])
                for name in SETTING
            ],
            axis=1,
        )
        .fillna(False)
        .all(axis=1)
    )
    row |= {"best": best["ari"], "best_setting_mean": good.loc[same_setting, "ari"].mean()}
    return row | {f"best_{name}": best[name] for name in what}


def in_words(summary: pd.DataFrame) -> list[str]:
    """Say what a summary shows, in sentences that need no statistics to read.

    Args:
      summary: table of `summarise`.

    Returns:
      Paragraphs: what the number means, one for each data set and clusterer, and what may not
      be concluded.
    """
    labelled = summary["mean"].notna().any()
    paragraphs = []
    if labelled:
        paragraphs.append(
            "Agreement with the known groups is measured by the adjusted Rand index (ARI): "
            "1 when the clusters are exactly the known groups, about 0 when genes are grouped "
            "at random."
        )
    for dataset, of_dataset in summary.groupby("dataset", sort=False):
        if of_dataset["mean"].isna().all():
            made = count(int(of_dataset["partitions"].sum()), "partition")
            paragraphs.append(
                f"{dataset}: the genes carry no known groups, so {made} were made but nothing "
                "here can say which of them is better."
            )
            continue
        for clusterer, rows in of_dataset.groupby("clusterer", sort=False):
            paragraphs.append(_clusterer_in_words(dataset, clusterer, rows))
    if labelled:
        paragraphs.append(
            "A best of many tries was picked with the known groups in hand and lies above the "
            "average by luck alone, so it must not be held against the raw profiles' mean. "
            "Small differences between means can also be chance; no test of that was made here."
        )
    return paragraphs


def _clusterer_in_words(dataset: str, clusterer: str, rows: pd.DataFrame) -> str:
    rows = rows[rows["mean"].notna()].set_index("representation")
    if rows.empty:
        return f"{dataset}, {clusterer}: no training ended well, so nothing could be scored."
    raw = rows["mean"].get("raw")
    others = [name for name in rows.index if name != "raw"]
    sentences = []
    if raw is not None:
        repeats = int(rows.at["raw", "replicates"])
        of_many = f" (mean of {count(repeats, 'replicate')})" if repeats > 1 else " (one replicate)"
        sentences.append(f"the raw profiles reach {number(raw)}{of_many}.")
    if others:
        sentences.append(_means_in_words(rows.loc[others, "mean"], raw))
        top = rows.loc[others, "best"].astype(float).idxmax()
        row = rows.loc[top]
        sentences.append(
            f"The best single try was {number(row['best'])}, one of "
            f"{count(int(row['partitions']), 'partition')} of {representation_name(top)} "
            f"({setting_in_words(row)}); over its replicates that setting averages "
            f"{number(row['best_setting_mean'])}."
        )
    text = " ".join(sentences)
    return f"{dataset}, {clusterer}: {text[0].lower()}{text[1:]}"


def _means_in_words(means: pd.Series, raw: float | None) -> str:
    """Say which means lie above that of the raw profiles, and which do not."""

    def listed(some: pd.Series) -> str:
        return joined(f"{representation_name(name)} ({number(m)})" for name, m in some.items())

    if raw is None:
        return f"On average over all settings: {listed(means)}."
    above = means[means > raw]
    below = means.drop(above.index)
    if above.empty:
        return f"On average over all settings nothing lies above that: {listed(below)}."
    rest = f"; not so {listed(below)}" if len(below) else ""
    return f"On average over all settings, above that lie {listed(above)}{rest}."


def setting_in_words(row: pd.Series) -> str:
    """Say which setting reached the best of a row of the summary."""
    if pd.notna(row["best_components"]):
        return count(int(row["best_components"]), "component")
    if pd.isna(row["best_layers"]):
        return "the only setting"
    sizes = layer_sizes(row["best_layers"])
    nodes = f"{'-'.join(map(str, sizes))} hidden nodes"
    return (
        f"{nodes}, noise {noise_name(row['best_noise'], row['best_corruption'])}, "
        f"learning rate {row['best_learning_rate']:g}, batches of {row['best_batch_size']}, "
        f"{row['best_epochs']:,} epochs"
    )


def noise_series(scores: pd.DataFrame) -> list[tuple[str, float, str]]:
    """List the noises of a table as (kind, level, name), by kind and rising level."""
    pairs = scores[["noise", "corruption"]].drop_duplicates().sort_values(["noise", "corruption"])
    kinds = pairs["noise"].nunique()
    return [
        (noise, level, noise_name(noise, level, kinds))
        for noise, level in pairs.itertuples(index=False)
    ]


def layers_of(scores: pd.DataFrame) -> list[str]:
    """List the layers of a table, ordered by bottleneck."""
    return by_bottleneck(scores["layers"].dropna())
