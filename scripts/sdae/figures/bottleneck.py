"""The two rules of thumb for the size of the bottleneck, side by side."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sdae.choice.bottleneck import edge
from sdae.figures.style import CATEGORIES, MARKERS, MUTED, head, sentence, styled
from sdae.report.wording import count, layer_sizes, layers_in_words


@styled()
def bottleneck(sizes: pd.DataFrame, choice: Mapping[str, Any], dataset: str) -> Figure:
    """Draw the held-out loss of each size and the variance that principal components hold.

    Args:
      sizes: table of `sdae.choice.bottleneck.of_sizes`, with a column `chosen`.
      choice: what the workflow keeps in results/chosen/{dataset}.json.
      dataset: name to put above it.

    Returns:
      Left, the mean and the standard error of each candidate, with a line through those of one
      depth; right, the shares of the variance that the first components hold together.
    """
    if sizes.empty:
        return sentence(f"{dataset}: every training of the cross-validation diverged.")
    figure = Figure(figsize=(9, 4.2))
    left, right = figure.subplots(1, 2)
    places = np.arange(len(sizes))
    lowest = sizes.loc[sizes["loss"].idxmin()]
    limit = lowest["loss"] + lowest["error"]
    left.axhline(
        limit, color=MUTED, linewidth=1, linestyle=(0, (5, 2)), zorder=1,
        label="one standard error above the lowest",
    )  # fmt: skip
    depths = sizes["layers"].map(lambda layers: len(layer_sizes(layers))).to_numpy()
    for number, depth in enumerate(np.unique(depths)):
        own = depths == depth
        left.errorbar(
            places[own],
            sizes["loss"][own],
            yerr=sizes["error"][own],
            color=CATEGORIES[number % len(CATEGORIES)],
            marker=MARKERS[number % len(MARKERS)],
            capsize=2,
            label=count(depth, "hidden layer"),
        )
    chosen = sizes["chosen"].to_numpy()
    left.scatter(
        places[chosen], sizes["loss"][chosen], s=150, facecolor="none",
        edgecolor=CATEGORIES[5], linewidth=1.8, zorder=4, label="chosen",
    )  # fmt: skip
    left.set_xticks(places, sizes["layers"], rotation=0 if len(sizes) < 12 else 90)
    measure = sizes["measure"].iloc[0].replace("_", " ")
    left.set(xlabel="layers", ylabel="held-out loss per gene")
    left.set_title(f"cross-validated {measure} of the best points")

    held = np.cumsum(choice["variance_of_components"])
    share, components = choice["variance"], choice["components"]
    numbers = np.arange(1, len(held) + 1)
    right.plot(numbers, held, color=CATEGORIES[2], marker="." if len(held) > 30 else "o")
    right.axhline(share, color=MUTED, linewidth=1, linestyle=(0, (5, 2)))
    right.scatter(
        components, held[components - 1], s=150, facecolor="none", edgecolor=CATEGORIES[5],
        linewidth=1.8, zorder=4,
    )  # fmt: skip
    right.xaxis.set_major_locator(MaxNLocator(integer=True))
    right.set(xlabel="principal components", ylabel="share of the variance", ylim=(0, 1.03))
    right.set_title(f"{count(components, 'component')} hold {share:.0%} of the variance")
    figure.legend(loc="outside lower left", ncols=4)
    ends = edge(choice)
    head(
        figure,
        f"{dataset}: the held-out loss chooses {layers_in_words(choice['layers'])}; {share:.0%} of "
        f"the variance needs {count(components, 'principal component')}"
        f"{f'. {ends[0].upper()}{ends[1:]}' if ends else ''}",
    )
    return figure
