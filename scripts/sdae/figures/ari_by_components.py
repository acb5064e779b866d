"""ARI over the number of principal components (the paper's Figure 4)."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sdae.figures.style import CATEGORIES, baseline, head, sentence, styled
from sdae.statistics.summary import over_other_settings, scored
from sdae.report.wording import joined, layer_sizes, number, representation_name

COMPONENTS = {"pca_first": ("o", CATEGORIES[0]), "pca_random": ("s", CATEGORIES[1])}
REGENERATED = CATEGORIES[2]


@styled()
def ari_by_components(scores: pd.DataFrame, clusterer: str) -> Figure:
    """Draw the ARI of the first k and of k random components, beside raw and regenerated.

    Args:
      scores: scores of one data set.
      clusterer: name of a clusterer in the scores.

    Returns:
      One panel: a line each for the first and for random components, with a band from the lowest
      to the highest replicate (or draw); the raw profiles dashed; regenerated profiles at their
      bottleneck size, as mean over all other settings and as the best of them.
    """
    good = scored(scores)
    good = good[good["clusterer"] == clusterer]
    dataset = scores["dataset"].iloc[0]
    present = [name for name in COMPONENTS if good["representation"].eq(name).any()]
    if not present:
        return sentence(f"{dataset}: no ARI of principal components by {clusterer} to draw.")

    figure = Figure(figsize=(8.5, 5.0))
    axes = figure.subplots()
    raw = good.loc[good["representation"] == "raw", "ari"]
    if not raw.empty:
        baseline(axes, raw.mean(), raw.min(), raw.max(), f"raw profiles {number(raw.mean())}")
    lines = {}
    for name in present:
        marker, colour = COMPONENTS[name]
        part = over_other_settings(good[good["representation"] == name], ["components"])
        lines[name] = part
        k = part["components"].astype(int)
        size = 4 if len(part) <= 30 else 2.5
        axes.plot(
            k,
            part["mean"],
            marker,
            ls="-",
            color=colour,
            ms=size,
            lw=1.2,
            label=representation_name(name),
        )
        axes.fill_between(k, part["mean_low"], part["mean_high"], color=colour, alpha=0.18, lw=0)
    regenerated = good[good["representation"] == "regenerated"]
    if not regenerated.empty:
        sizes = regenerated["layers"].map(lambda layers: layer_sizes(layers)[-1])
        part = over_other_settings(regenerated.assign(bottleneck=sizes), ["bottleneck"])
        axes.plot(
            part["bottleneck"],
            part["mean"],
            "D-",
            color=REGENERATED,
            ms=4,
            label="regenerated, mean of settings",
        )
        axes.plot(
            part["bottleneck"],
            part["best"],
            "D:",
            color=REGENERATED,
            ms=4,
            mfc="white",
            label="regenerated, best of settings",
        )
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=18, steps=[1, 2, 5, 10]))
    axes.set_xlabel("number of components; nodes of the bottleneck")
    axes.set_ylabel("adjusted Rand index")
    axes.set_xlim(left=0)
    figure.legend(loc="outside lower center", ncols=3)
    head(figure, _seen(lines, raw, dataset, clusterer))
    return figure


def _seen(lines: dict[str, pd.DataFrame], raw: pd.Series, dataset: str, clusterer: str) -> str:
    if raw.empty:
        return f"{dataset}, {clusterer}: principal components"
    counts = [
        f"{representation_name(name)} at {(part['mean'] > raw.mean()).sum()} of {len(part)} sizes"
        for name, part in lines.items()
    ]
    return f"{dataset}, {clusterer}: the raw profiles are exceeded by {joined(counts)}"
