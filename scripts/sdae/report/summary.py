"""The scores in words: what each representation reaches, and what may not be concluded."""

import pandas as pd

from sdae.report.wording import (
    count,
    joined,
    noise_name,
    number,
    representation_name,
    size_noun,
    sizes_in_words,
)
from sdae.statistics.layers import layer_sizes


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
            "Small differences between means can also be chance, which results/comparisons.tsv "
            "tests."
        )
    return paragraphs


def _clusterer_in_words(dataset: str, clusterer: str, rows: pd.DataFrame) -> str:
    missing = missing_in_words(rows)
    rows = rows[rows["mean"].notna()].set_index("representation")
    if rows.empty:
        text = f"{dataset}, {clusterer}: no training ended well, so nothing could be scored."
        return f"{text} {missing}".rstrip()
    raw = rows["mean"].get("raw")
    others = [name for name in rows.index if name != "raw"]
    sentences = []
    if raw is not None:
        repeats = int(rows.at["raw", "replicates"])
        of_many = f" (mean of {count(repeats, 'replicate')})" if repeats > 1 else " (one replicate)"
        sentences.append(f"the raw profiles reach {number(raw)}{of_many}.")
    if others:
        sentences.append(_means_in_words(rows.loc[others], raw))
        top = rows.loc[others, "best"].astype(float).idxmax()
        row = rows.loc[top]
        sentences.append(
            f"The best single try was {number(row['best'])}, one of "
            f"{count(int(row['partitions']), 'partition')} of {representation_name(top)} "
            f"({setting_in_words(row)}); over its replicates that setting averages "
            f"{number(row['best_setting_mean'])}."
        )
    text = " ".join([*sentences, *([missing] if missing else [])])
    return f"{dataset}, {clusterer}: {text[0].lower()}{text[1:]}"


def _means_in_words(rows: pd.DataFrame, raw: float | None) -> str:
    """Say which means lie above that of the raw profiles, which do not, and at which sizes."""

    def listed(some: pd.DataFrame) -> str:
        return joined(
            f"{representation_name(name)} ({number(mean)})" for name, mean in some["mean"].items()
        )

    sized = rows[rows["sizes"] != ""]
    equal = sized["sizes"].nunique() <= 1
    where = "On average over all settings"
    if equal and len(sized):
        kinds = joined(dict.fromkeys(map(size_noun, sized.index)), "or")
        where += f" with {sizes_in_words(sized['sizes'].iloc[0])} {kinds}"
    above = rows[rows["mean"] > raw] if raw is not None else rows.head(0)
    below = rows.drop(above.index)
    if raw is None:
        text = f"{where}: {listed(rows)}."
    elif above.empty:
        text = f"{where} nothing lies above that: {listed(below)}."
    else:
        rest = f"; not so {listed(below)}" if len(below) else ""
        text = f"{where}, above that lie {listed(above)}{rest}."
    if equal:
        return text
    own = joined(
        f"{representation_name(name)} {sizes_in_words(sizes)} {size_noun(name)}"
        for name, sizes in sized["sizes"].items()
    )
    return (
        f"{text} These have no size in common ({own}), so one of them cannot be held against "
        "another: give 'grid.layers' and 'pca.components' some sizes in common."
    )


def missing_in_words(rows: pd.DataFrame) -> str:
    """Say how many partitions there are not, and why; "" if none is missing.

    Args:
      rows: of the summary, of one data set and clusterer.
    """
    diverged, failed = (int(rows[name].sum()) for name in ("diverged", "failed"))
    parts = [f"{diverged:,} whose training diverged"] * bool(diverged)
    if failed:
        why = joined(
            f"{representation_name(row['representation'])}: {row['reason'] or 'see the log'}"
            for row in rows[rows["failed"] > 0].to_dict("records")
        )
        parts.append(f"{failed:,} that could not be made ({why})")
    made = int(rows["partitions"].sum())
    total = count(made + diverged + failed, "partition")
    return f"Of {total}, {joined(parts)} count in no mean." if parts else ""


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
