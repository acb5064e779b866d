"""The two rules of thumb for the size of the bottleneck, side by side."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sdae.figures.style import CATEGORIES, MUTED, head, sentence, styled
from sdae.wording import count


@styled()
def bottleneck(
    sizes: pd.DataFrame, variance: np.ndarray, share: float, components: int, dataset: str
) -> Figure:
    """Draw the held-out loss of each size and the variance that principal components hold.

    Args:
      sizes: table of `sdae.bottleneck.of_sizes`, with a column `chosen`.
      variance: share of each component, most first.
      share: of the variance that is asked for.
      components: how many hold it.
      dataset: name to put above it.
    """
    if sizes.empty:
        return sentence(f"{dataset}: every training of the cross-validation diverged.")
    figure = Figure(figsize=(9, 3.8))
    left, right = figure.subplots(1, 2)
    places = np.arange(len(sizes))
    lowest = sizes.loc[sizes["loss"].idxmin()]
    limit = lowest["loss"] + lowest["error"]
    left.axhline(limit, color=MUTED, linewidth=1, linestyle=(0, (5, 2)), zorder=1)
    left.annotate(
        "one standard error above the lowest",
        (1, limit),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        fontsize=8,
        color=MUTED,
    )
    left.errorbar(
        places, sizes["loss"], yerr=sizes["error"], color=CATEGORIES[0], marker="o", capsize=2
    )
    chosen = sizes["chosen"].to_numpy()
    left.scatter(
        places[chosen], sizes["loss"][chosen], s=150, facecolor="none",
        edgecolor=CATEGORIES[5], linewidth=1.8, zorder=4, label="chosen",
    )  # fmt: skip
    left.set_xticks(places, sizes["layers"], rotation=0 if len(sizes) < 12 else 90)
    measure = sizes["measure"].iloc[0].replace("_", " ")
    left.set(xlabel="layers", ylabel=f"held-out loss per gene ({measure})")
    left.legend(loc="best")
    left.set_title("cross-validation, the best point of each size")

    held = np.cumsum(variance)
    numbers = np.arange(1, len(held) + 1)
    right.plot(numbers, held, color=CATEGORIES[2], marker="." if len(held) > 30 else "o")
    right.axhline(share, color=MUTED, linewidth=1, linestyle=(0, (5, 2)))
    right.scatter(
        components, held[components - 1], s=150, facecolor="none", edgecolor=CATEGORIES[5],
        linewidth=1.8, zorder=4,
    )  # fmt: skip
    right.set(xlabel="principal components", ylabel="share of the variance", ylim=(0, 1.03))
    right.set_title(f"{count(components, 'component')} hold {share:.0%} of the variance")
    layers = sizes.loc[chosen, "layers"].iloc[0]
    head(
        figure,
        f"{dataset}: the held-out loss chooses layers {layers}; {share:.0%} of the variance needs "
        f"{count(components, 'principal component')}",
    )
    return figure
