"""Balanced accuracy of a classifier by number of features, and what differs from raw profiles."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from sdae.statistics.classification import CONFIDENCE, SCORE, at_sizes, difference_in_words, in_short
from sdae.figures.style import CATEGORIES, RAW, baseline, head, ranged_line, sentence, styled
from sdae.statistics.summary import over_other_settings
from sdae.report.wording import number, representation_name

LEARNED = {
    "regenerated": ("D", CATEGORIES[2]),
    "codes": ("s", CATEGORIES[1]),
    "pca_first": ("o", CATEGORIES[0]),
}
# Factor that keeps what has the same size apart, on a logarithmic scale.
APART = 1.05
# The same beyond the smallest and the largest size.
MARGIN = 1.3
# Of more sizes, the line alone is clearer; or powers of two, on the axis.
SIZES_MARKED = 30
SIZES_NAMED = 8
# Of a label below a narrow panel, in characters.
WIDTH = 40


@styled()
def classification(scores: pd.DataFrame, comparison: pd.DataFrame, dataset: str) -> Figure:
    """Draw how well each representation tells the classes apart.

    Args:
      scores: the table of all classifications, of one data set.
      comparison: table of `sdae.statistics.classification.compare`, of the same.
      dataset: name to put above it.

    Returns:
      Left, over the size of the bottleneck or the number of components: a faint dot per setting
      (its mean over replicates), a line through their means, bars from the lowest to the highest
      replicate; the raw profiles as a line with the same range. Right, the paired differences
      from the raw profiles with their intervals, where there are any.
    """
    good = scores[scores["status"] == "ok"]
    if good.empty:
        return sentence(f"{dataset}: not classified; the log of classify_baseline says why.")
    if good["size"].isna().all():
        return sentence(f"{dataset}: {in_short(comparison)}.")
    compared = comparison[comparison["verdict"].notna()]
    figure = Figure(figsize=(10, 4.2))
    if compared.empty:
        left = figure.subplots()
    else:
        left, right = figure.subplots(1, 2, width_ratios=[1.4, 1])
        _draw_differences(right, compared, at_sizes(comparison))
    _draw_sizes(left, good)
    figure.legend(loc="outside lower left", ncols=4)
    head(figure, f"{dataset}: {in_short(comparison)}")
    return figure


def _draw_sizes(axes: Axes, good: pd.DataFrame) -> None:
    raw = good[good["representation"] == "raw"].groupby("replicate")[SCORE].mean()
    if not raw.empty:
        name = f"{representation_name('raw')} {number(raw.mean())}"
        baseline(axes, raw.mean(), raw.min(), raw.max(), name)
    present = [name for name in LEARNED if good["representation"].eq(name).any()]
    for place, name in enumerate(present):
        marker, colour = LEARNED[name]
        part = good[good["representation"] == name]
        factor = APART ** (place - (len(present) - 1) / 2)
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
    sizes = sorted(good["size"].dropna().unique())
    many = len(sizes) > SIZES_NAMED
    ticks = 2 ** np.arange(int(sizes[-1]).bit_length()) if many else sizes
    axes.set_xscale("log", base=2)
    axes.set_xlim(sizes[0] / MARGIN, sizes[-1] * MARGIN)
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:g}"))
    axes.set_xlabel("nodes of the bottleneck; number of components")
    axes.set_ylabel("balanced accuracy, cross-validated")
    axes.set_title("mean of the settings of each size, range of replicates")


def _draw_differences(axes: Axes, compared: pd.DataFrame, sizes: str) -> None:
    for place, row in enumerate(compared.to_dict("records")):
        marker, colour = LEARNED[row["representation"]]
        axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=2)
        axes.plot(row["difference"], place, marker, color=colour, markersize=7)
    axes.axvline(0, color=RAW, linewidth=1.2, linestyle=(0, (5, 2)), zorder=1)
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
