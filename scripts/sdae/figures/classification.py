"""Balanced accuracy of a classifier by number of features, and what differs from raw profiles."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

# Factor that keeps what has the same size apart, on a logarithmic scale.
APART = 1.05
# Of more sizes, the line alone is clearer.
SIZES_MARKED = 30
# Of a label below a narrow panel, in characters.
WIDTH = 40
DASHED = (0, (5, 2))


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where genes are classified by their labels."""
    return bool(config["classification"] and row["label_column"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take what a classifier makes of the representations of a data set.

    Args:
      tables: classification: of all data sets; comparison: of
        `sdae.statistics.classification.compare`, of the same.
      dataset: name of the data set.
    """
    from sdae.report.classification import in_short
    from sdae.statistics.sizes import with_sizes

    scores = with_sizes(tables["classification"])
    good = scores[(scores["dataset"] == dataset) & (scores["status"] == "ok")]
    comparison = tables["comparison"].fillna({"sizes": ""})
    comparison = comparison[comparison["dataset"] == dataset]
    if good.empty:
        return f"{dataset}: not classified; results/verdict.txt says why."
    if good["size"].isna().all():
        return f"{dataset}: {in_short(comparison)}."
    return {"good": good, "comparison": comparison, "dataset": dataset}


def draw(good: pd.DataFrame, comparison: pd.DataFrame, dataset: str) -> Drawing:
    """Draw how well each representation tells the classes apart.

    Args:
      good: classifications that there are, with their sizes.
      comparison: what differs from the raw profiles.
      dataset: name to put above it.

    Returns:
      Left, over the size of the bottleneck or the number of components: a faint dot per setting
      (its mean over replicates), a line through their means, bars from the lowest to the highest
      replicate; the raw profiles as a line with the same range. Right, the paired differences
      from the raw profiles with their intervals, where there are any.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading
    from sdae.figures.style import head
    from sdae.report.classification import at_sizes, in_short

    compared = comparison[comparison["verdict"].notna()]
    figure = Drawing(figsize=(10, 4.2))
    if compared.empty:
        left = figure.subplots()
    else:
        left, right = figure.subplots(1, 2, width_ratios=[1.4, 1])
        _draw_differences(right, compared, at_sizes(comparison))
    _draw_sizes(left, good)
    figure.legend(loc="outside lower left", ncols=4)
    head(figure, f"{heading(dataset)}: {in_short(comparison)}")
    return figure


def caption(good: pd.DataFrame, comparison: pd.DataFrame, dataset: str) -> str:
    """Say what was measured, and how it is compared where it is."""
    settings = good[good["size"].notna()].groupby(["representation", "size"])["point"].nunique()
    several = good["replicate"].nunique() > 1
    parts = [
        "Codes as features: balanced accuracy (mean recall of the classes) of a logistic "
        "regression that learns the labels from each representation, cross-validated on the same "
        "folds for all.",
    ]
    dots = "small dots are settings, each the mean over its replicates; " * int(settings.max() > 1)
    bars = ", with bars from the lowest to the highest replicate" * int(several)
    compared = comparison["verdict"].notna().any()
    left = f"{dots}lines join the means of all settings of a size{bars}."
    parts.append(f"Left: {left}" if compared else f"{left[0].upper()}{left[1:]}")
    if compared:
        parts.append(
            "Right: paired differences from the raw profiles on the same folds, averaged over "
            "sizes that bottlenecks and components have in common, with intervals of 95 % each "
            "that allow for the genes that training sets share (Nadeau and Bengio 2003). Nothing "
            "was picked by its score, and only what its interval keeps apart from 0 is called a "
            "difference."
        )
    parts.append("Encoders, components and preparation have seen all genes, though no label.")
    return " ".join(parts)


def _sized(good: pd.DataFrame) -> list[str]:
    """List the representations that have a size, in a fixed order."""
    from sdae.representations import REPRESENTATIONS

    sized = sorted(set(good.loc[good["size"].notna(), "representation"]))
    return sorted(sized, key=[*REPRESENTATIONS, *sized].index)


def _draw_sizes(axes: Axes, good: pd.DataFrame) -> None:
    from sdae.figures.style import baseline, fair_limits, look, ranged_line, sizes_axis
    from sdae.report.wording import number, representation_name
    from sdae.statistics.classification import SCORE
    from sdae.statistics.summary import over_other_settings

    raw = good[good["representation"] == "raw"].groupby("replicate")[SCORE].mean()
    if not raw.empty:
        name = f"{representation_name('raw')} {number(raw.mean())}"
        baseline(axes, raw.mean(), raw.min(), raw.max(), name)
    names = _sized(good)
    for place, name in enumerate(names):
        marker, colour = look(name)
        part = good[good["representation"] == name]
        factor = APART ** (place - (len(names) - 1) / 2)
        means = over_other_settings(part, ["size"], SCORE)
        settings = part.groupby(["point", "size"], dropna=False)[SCORE].mean().reset_index()
        if len(settings) > len(means):
            axes.scatter(
                settings["size"].astype(float) * factor, settings[SCORE], s=12, color=colour,
                alpha=0.35, linewidth=0,
            )  # fmt: skip
        ranged_line(
            axes,
            means["size"].astype(float) * factor,
            means,
            "mean",
            colour,
            marker if len(means) <= SIZES_MARKED else "",
            representation_name(name),
        )
    sizes_axis(axes, good["size"].dropna())
    fair_limits(axes, low=0)
    axes.set_xlabel("nodes of the bottleneck; number of components (logarithmic)")
    axes.set_ylabel("balanced accuracy, cross-validated")
    axes.set_title("mean of the settings of each size")


def _draw_differences(axes: Axes, compared: pd.DataFrame, sizes: str) -> None:
    from sdae.figures.style import RAW, look
    from sdae.report.classification import difference_in_words
    from sdae.report.wording import representation_name
    from sdae.statistics.classification import CONFIDENCE

    for place, row in enumerate(compared.to_dict("records")):
        marker, colour = look(row["representation"])
        axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=2)
        axes.plot(row["difference"], place, marker, color=colour, markersize=7)
    axes.axvline(0, color=RAW, linewidth=1.2, linestyle=DASHED, zorder=1)
    labels = [
        f"{representation_name(row['representation'])}\n{difference_in_words(row)}"
        for row in compared.to_dict("records")
    ]
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(compared) - 0.5, -0.5)
    axes.locator_params(axis="x", nbins=5)
    axes.grid(axis="x")
    axes.set_xlabel(textwrap.fill(f"difference in balanced accuracy, mean at {sizes}", WIDTH))
    axes.set_title(f"paired difference from raw, {100 * CONFIDENCE:g} % intervals")


ENTRY = Figure(
    name="classification",
    label="codes as features",
    category="Scores",
    inputs={
        "classification": "results/classification.tsv",
        "comparison": "results/classification_comparison.tsv",
    },
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
