"""Loss curves of a whole grid, a panel per learning rate and batch size."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row
from sdae.representations import needs_training

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

COLUMNS = 3
BANDS_AT_MOST = 4
# Of the loss, on the axis: much of a cross entropy cannot be learned, so falls are small.
LEAST_FALL = 0.01


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where anything is trained."""
    return needs_training(config)


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take the bands of the loss curves, and what is said of them.

    Args:
      tables: bands and curves of `sdae.convergence`.
      dataset: name of the data set.
    """
    from sdae.report.convergence import in_words

    said = in_words(tables["curves"])
    if tables["bands"].empty:
        return f"{dataset}: {said[0].lower()}{said[1:]}"
    return {"bands": tables["bands"], "said": said, "dataset": dataset}


def draw(bands: pd.DataFrame, said: str, dataset: str) -> Drawing:
    """Draw how the reconstruction loss falls over the epochs.

    Args:
      bands: quantiles of the loss by layers, learning rate, batch size and epoch.
      said: what is seen.
      dataset: name to put above it.

    Returns:
      One panel per learning rate and batch size; in it a line per size of the network, the
      median over noise levels, other settings and replicates, with the band that holds 80 % of
      the curves where few lines leave room for it.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading
    from sdae.figures.style import fair_limits, head, small_multiples
    from sdae.statistics.layers import layers_of

    layers = layers_of(bands)
    panels = list(bands.groupby(["learning_rate", "batch_size"]))
    sizes = bands["batch_size"].nunique()
    across = sizes if sizes in (2, 3) else min(COLUMNS, len(panels))
    down = math.ceil(len(panels) / across)
    figure = Drawing(figsize=(max(7.0, 1.6 + 3.0 * across), 1.2 + 2.5 * down))
    drawn = small_multiples(figure, len(panels), across)
    for axes, ((rate, batch), part) in zip(drawn, panels, strict=True):
        _panel(axes, part, layers)
        axes.set_title(f"learning rate {rate:g}, batches of {batch}")
    fair_limits(drawn[0], LEAST_FALL * abs(bands["median"].median()), 0, math.inf)
    for axes in drawn[-across:]:
        axes.set_xlabel("epoch (logarithmic)")
    for axes in drawn[::across]:
        axes.set_ylabel("loss per gene")
    handles, labels = drawn[0].get_legend_handles_labels()
    figure.legend(
        handles,
        labels,
        loc="outside right center",
        title="hidden nodes",
        ncols=math.ceil(len(labels) / (14 * down)),
    )
    head(figure, f"{heading(dataset)}: {said[0].lower()}{said[1:]}")
    return figure


def caption(bands: pd.DataFrame, said: str, dataset: str) -> str:
    """Say what the lines are, and what the axes begin with."""
    from sdae.published import SETTLED_EPOCH
    from sdae.statistics.layers import layers_of

    few = len(layers_of(bands)) <= BANDS_AT_MOST
    fine_tuned = bands["layers"].str.contains("-").any()
    parts = [
        "Reconstruction loss of the uncorrupted profiles over the epochs"
        f"{' (with several layers, those of the fine-tuning)' if fine_tuned else ''}, summed over "
        "conditions and averaged over genes.",
        "Each line is the median over noise levels, other settings and replicates"
        f"{'; a band holds the middle 80 % of the curves' if few else ''}.",
        "The axis of epochs is logarithmic and begins after the first epoch; that of the loss does "
        "not begin at 0, since much of the loss cannot be learned away.",
    ]
    if bands["epoch"].max() >= SETTLED_EPOCH:
        parts.append(
            "The dotted line is the epoch at which the paper saw the error settle, "
            f"{SETTLED_EPOCH:,}."
        )
    return " ".join(parts)


def _panel(axes: Axes, part: pd.DataFrame, layers: list[str]) -> None:
    from matplotlib.ticker import NullFormatter, StrMethodFormatter

    from sdae.figures.style import MUTED, ordered_colours
    from sdae.published import SETTLED_EPOCH

    for text, colour in zip(layers, ordered_colours(len(layers)), strict=True):
        line = part[part["layers"] == text].sort_values("epoch")
        axes.plot(line["epoch"], line["median"], color=colour, lw=1.2, label=text)
        if len(layers) <= BANDS_AT_MOST:
            axes.fill_between(
                line["epoch"], line["low"], line["high"], color=colour, alpha=0.18, lw=0
            )
    if part["epoch"].max() >= SETTLED_EPOCH:
        axes.axvline(SETTLED_EPOCH, color=MUTED, lw=0.9, ls=":")
    # The first epochs bring most of the fall; a linear axis would show a corner.
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())


ENTRY = Figure(
    name="losses",
    label="loss curves",
    category="Training",
    inputs={
        "bands": "results/convergence/{dataset}/bands.tsv",
        "curves": "results/convergence/{dataset}/curves.tsv",
    },
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
