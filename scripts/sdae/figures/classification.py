"""Balanced accuracy of a classifier by representation: every setting, and their mean."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sdae.figures.style import CATEGORIES, MUTED, RAW, head, sentence, styled
from sdae.wording import REPRESENTATIONS, number


@styled()
def classification(scores: pd.DataFrame, dataset: str) -> Figure:
    """Draw how well each representation tells the classes apart.

    Args:
      scores: table of `sdae.classify.classify`, of one data set.
      dataset: name to put above it.

    Returns:
      A row per representation: a faint dot per setting (its mean over replicates), spread so
      that none hides another, and a large one for their mean; the raw profiles as a line.
    """
    good = scores[scores["status"] == "ok"]
    if good.empty:
        return sentence(f"{dataset}: not classified; the log of classify_baseline says why.")
    setting = ["representation", "point", "components"]
    points = good.groupby(setting, dropna=False)["balanced_accuracy"].mean().reset_index()
    names = [name for name in REPRESENTATIONS if name in set(points["representation"])]
    figure = Figure(figsize=(8.5, 1.5 + 0.62 * len(names)))
    axes = figure.subplots()
    random = np.random.default_rng(0)
    for place, name in enumerate(names):
        values = points.loc[points["representation"] == name, "balanced_accuracy"].to_numpy()
        colour = RAW if name == "raw" else CATEGORIES[place % len(CATEGORIES)]
        spread = random.uniform(-0.22, 0.22, len(values))
        axes.scatter(values, place + spread, s=14, color=colour, alpha=0.35, linewidth=0)
        axes.scatter(values.mean(), place, s=70, color=colour, edgecolor="white", zorder=3)
        axes.annotate(
            number(values.mean()),
            (values.mean(), place),
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=MUTED,
        )
    means = points.groupby("representation")["balanced_accuracy"].mean()
    if "raw" in means:
        axes.axvline(means["raw"], color=RAW, linewidth=1, linestyle=(0, (5, 2)))
    axes.set_yticks(range(len(names)), [REPRESENTATIONS[name] for name in names])
    axes.set_ylim(len(names) - 0.5, -0.6)
    axes.set_xlabel("balanced accuracy of a logistic regression, cross-validated")
    axes.grid(axis="x")
    head(figure, f"{dataset}: {_said(means)}")
    return figure


def _said(means: pd.Series) -> str:
    others = means.drop("raw", errors="ignore").sort_values(ascending=False)
    if others.empty:
        return "the raw profiles alone were classified"
    name = REPRESENTATIONS[others.index[0]]
    if "raw" not in means:
        return f"classes are told apart best from {name} ({number(others.iloc[0])})"
    verb = "exceed" if others.iloc[0] > means["raw"] else "do not exceed"
    return (
        f"{name} ({number(others.iloc[0])}, mean of settings) {verb} the raw profiles "
        f"({number(means['raw'])}) as features"
    )
