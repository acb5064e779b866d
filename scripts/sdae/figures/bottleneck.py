"""The two rules of thumb for the size of the bottleneck, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

DASHED = (0, (5, 2))
SIZES_UPRIGHT = 12
# Of the loss, on its axis.
LEAST_SPAN = 0.01


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where the size of the bottleneck is chosen."""
    return bool(config["bottleneck"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take the candidates and the choice.

    Args:
      tables: sizes: of `sdae.choice.bottleneck.of_sizes`, with a column `chosen`; choice: what
        the workflow keeps in results/chosen/{dataset}.json.
      dataset: name of the data set.
    """
    sizes = tables["sizes"]
    if sizes.empty:
        return f"{dataset}: every training of the cross-validation diverged."
    return {"sizes": sizes, "choice": tables["choice"], "dataset": dataset}


def draw(sizes: pd.DataFrame, choice: Mapping[str, Any], dataset: str) -> Drawing:
    """Draw the held-out loss of each size and the variance that principal components hold.

    Args:
      sizes: the candidates.
      choice: which of them is chosen, and the variance of each component.
      dataset: name to put above it.

    Returns:
      Left, the mean and the standard error of each candidate, with a line through those of one
      depth; right, the shares of the variance that the first components hold together.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading
    from sdae.figures.style import head
    from sdae.report.bottleneck import edge
    from sdae.report.wording import count, layers_in_words, percent

    figure = Drawing(figsize=(9, 4.2))
    left, right = figure.subplots(1, 2)
    _draw_losses(left, sizes)
    _draw_variance(right, choice)
    figure.legend(loc="outside lower left", ncols=4)
    ends = edge(choice)
    head(
        figure,
        f"{heading(dataset)}: the held-out loss chooses {layers_in_words(choice['layers'])}; "
        f"{percent(choice['variance'])} of the variance needs "
        f"{count(choice['components'], 'principal component')}"
        f"{f'. {ends[0].upper()}{ends[1:]}' if ends else ''}",
    )
    return figure


def _draw_losses(axes: Axes, sizes: pd.DataFrame) -> None:
    import numpy as np

    from sdae.figures.colours import CATEGORIES
    from sdae.figures.style import MARKERS, MUTED, fair_limits
    from sdae.report.wording import count
    from sdae.statistics.layers import layer_sizes

    places = np.arange(len(sizes))
    lowest = sizes.loc[sizes["loss"].idxmin()]
    axes.axhline(
        lowest["loss"] + lowest["error"], color=MUTED, linewidth=1, linestyle=DASHED, zorder=1,
        label="one standard error above the lowest",
    )  # fmt: skip
    depths = sizes["layers"].map(lambda layers: len(layer_sizes(layers))).to_numpy()
    for number, depth in enumerate(np.unique(depths)):
        own = depths == depth
        axes.errorbar(
            places[own],
            sizes["loss"][own],
            yerr=sizes["error"][own],
            color=CATEGORIES[number % len(CATEGORIES)],
            marker=MARKERS[number % len(MARKERS)],
            capsize=2,
            label=count(depth, "hidden layer"),
        )
    chosen = sizes["chosen"].to_numpy()
    axes.scatter(
        places[chosen], sizes["loss"][chosen], s=150, facecolor="none",
        edgecolor=CATEGORIES[5], linewidth=1.8, zorder=4, label="chosen",
    )  # fmt: skip
    fair_limits(axes, LEAST_SPAN * abs(lowest["loss"]), 0, np.inf)
    axes.set_xticks(places, sizes["layers"], rotation=0 if len(sizes) < SIZES_UPRIGHT else 90)
    measure = sizes["measure"].iloc[0].replace("_", " ")
    axes.set(xlabel="layers", ylabel="held-out loss per gene")
    axes.set_title(f"cross-validated {measure} of the best points")


def _draw_variance(axes: Axes, choice: Mapping[str, Any]) -> None:
    import numpy as np

    from sdae.figures.colours import CATEGORIES
    from sdae.figures.style import MUTED, sizes_axis
    from sdae.report.wording import count, percent

    held = np.cumsum(choice["variance_of_components"])
    share, components = choice["variance"], choice["components"]
    numbers = np.arange(1, len(held) + 1)
    axes.plot(numbers, held, color=CATEGORIES[2], marker="." if len(held) > 30 else "o")
    axes.axhline(share, color=MUTED, linewidth=1, linestyle=DASHED)
    axes.scatter(
        numbers[components - 1 : components], held[components - 1 : components], s=150,
        facecolor="none", edgecolor=CATEGORIES[5], linewidth=1.8, zorder=4,
    )  # fmt: skip
    sizes_axis(axes, numbers)
    axes.set(xlabel="principal components (logarithmic)", ylabel="share of the variance")
    axes.set_ylim(0, 1.03)
    hold = f"{count(components, 'component')} hold {percent(share)} of the variance"
    axes.set_title(hold if components else "no variance: all profiles are the same")


def caption(sizes: pd.DataFrame, choice: Mapping[str, Any], dataset: str) -> str:
    """Say what both rules are, and which size is chosen."""
    from sdae.statistics.layers import layer_sizes

    depths = sizes["layers"].map(lambda layers: len(layer_sizes(layers))).nunique()
    return (
        "Two rules of thumb for the size of the bottleneck, neither of which needs labels. Left: "
        "the reconstruction loss of genes that the model was not trained on, mean and standard "
        "error over the folds of a cross-validation, for the best point of each candidate"
        f"{', a line for each depth' if depths > 1 else ''}. Of those below the dashed line, one "
        "standard error above the lowest loss, the one with the smallest bottleneck is chosen"
        f"{', and of several depths the shallowest' if depths > 1 else ''}. Right: the share of "
        "the variance that the first principal components hold together."
    )


ENTRY = Figure(
    name="bottleneck",
    label="size of the bottleneck",
    category="Choice",
    inputs={
        "sizes": "results/bottleneck/{dataset}.tsv",
        "choice": "results/chosen/{dataset}.json",
    },
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
