"""Loss curves of a whole grid, a panel per loss, learning rate and batch size."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row
from sdae.network.losses import LOSSES
from sdae.representations import needs_training

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

COLUMNS = 3
BANDS_AT_MOST = 4
# Percent of what can be learned, below which the axis does not go: nothing is learned at 0, and the
# first epochs may begin far below.
LOWEST = -25


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
    bands = tables["bands"]
    bands = bands[bands["mean_profile"] > bands["floor"]]
    if bands.empty:
        return f"{dataset}: {said[0].lower()}{said[1:]}"
    return {"bands": bands, "said": said, "dataset": dataset}


def draw(bands: pd.DataFrame, said: str, dataset: str) -> Drawing:
    """Draw how much is learned over the epochs of what there is to learn.

    Args:
      bands: quantiles of the loss by layers, loss, learning rate, batch size and epoch, with what
        a perfect reconstruction and the mean profile lose.
      said: what is seen.
      dataset: name to put above it.

    Returns:
      One panel per loss, learning rate and batch size; in it a line per size of the network, the
      median over noise levels, other settings and replicates, with the band that holds 80 % of
      the curves where few lines leave room for it. 0 % is the mean profile, 100 % the floor.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading
    from sdae.figures.style import head, small_multiples
    from sdae.statistics.layers import layers_of

    layers = layers_of(bands)
    panels = list(bands.groupby(["loss", "learning_rate", "batch_size"]))
    losses = bands["loss"].nunique()
    sizes = bands["batch_size"].nunique()
    across = sizes if sizes in (2, 3) else min(COLUMNS, len(panels))
    down = math.ceil(len(panels) / across)
    figure = Drawing(figsize=(max(7.0, 1.6 + 3.0 * across), 1.2 + 2.5 * down))
    drawn = small_multiples(figure, len(panels), across)
    for axes, ((loss, rate, batch), part) in zip(drawn, panels, strict=True):
        _panel(axes, part, layers)
        kind = f"{LOSSES[loss].label}, " if losses > 1 else ""
        axes.set_title(f"{kind}learning rate {rate:g}, batches of {batch}")
    drawn[0].set_ylim(max(LOWEST, 1.05 * min(0, *_learned(bands, "median"))), 103)
    for axes in drawn[-across:]:
        axes.set_xlabel("epoch (logarithmic)")
    for axes in drawn[::across]:
        axes.set_ylabel("learned of what can be")
    if losses == 1:
        for axes in {*drawn[across - 1 :: across], drawn[-1]}:
            _axis_of_the_loss(axes, bands.iloc[0])
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
    """Say what the lines are, and between what the axis runs."""
    from sdae.published import SETTLED_EPOCH
    from sdae.report.wording import number
    from sdae.statistics.layers import layers_of

    few = len(layers_of(bands)) <= BANDS_AT_MOST
    fine_tuned = bands["layers"].str.contains("-").any()
    parts = [
        "Reconstruction loss of the uncorrupted profiles over the epochs"
        f"{' (with several layers, those of the fine-tuning)' if fine_tuned else ''}, summed over "
        "conditions and averaged over genes, as the share that is learned of what can be: 0 % is "
        "the loss of the same mean profile for all genes, 100 % (dashed) the floor, that of a "
        "perfect reconstruction.",
        *(
            f"For the {LOSSES[loss].label} these are {part['mean_profile'].iloc[0]:.4g} and "
            f"{part['floor'].iloc[0]:.4g}."
            for loss, part in bands.groupby("loss")
        ),
        "Each line is the median over noise levels, other settings and replicates"
        f"{'; a band holds the middle 80 % of the curves' if few else ''}.",
        "The axis of epochs is logarithmic and begins after the first epoch.",
    ]
    if _learned(bands, "median").min() < LOWEST:
        parts.append(f"What lies below {number(LOWEST, 0)} % is cut off.")
    if bands["epoch"].max() >= SETTLED_EPOCH:
        parts.append(
            "The dotted line is the epoch at which the paper saw the error settle, "
            f"{SETTLED_EPOCH:,}."
        )
    return " ".join(parts)


def _learned(bands: pd.DataFrame, quantile: str) -> pd.Series:
    """Percent that is learned of what can be, at a quantile of the loss."""
    floor, mean = bands["floor"], bands["mean_profile"]
    return 100 * (mean - bands[quantile]) / (mean - floor)


def _panel(axes: Axes, part: pd.DataFrame, layers: list[str]) -> None:
    from matplotlib.ticker import NullFormatter, PercentFormatter, StrMethodFormatter

    from sdae.figures.style import MUTED, ordered_colours
    from sdae.published import SETTLED_EPOCH

    for text, colour in zip(layers, ordered_colours(len(layers)), strict=True):
        line = part[part["layers"] == text].sort_values("epoch")
        axes.plot(line["epoch"], _learned(line, "median"), color=colour, lw=1.2, label=text)
        if len(layers) <= BANDS_AT_MOST:
            ends = (_learned(line, end) for end in ("low", "high"))
            axes.fill_between(line["epoch"], *ends, color=colour, alpha=0.18, lw=0)
    axes.axhline(0, color=MUTED, lw=0.7)
    axes.axhline(100, color=MUTED, lw=0.9, ls="--")
    if part["epoch"].max() >= SETTLED_EPOCH:
        axes.axvline(SETTLED_EPOCH, color=MUTED, lw=0.9, ls=":")
    axes.yaxis.set_major_formatter(PercentFormatter())
    # The first epochs bring most of the fall; a linear axis would show a corner.
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())


def _axis_of_the_loss(axes: Axes, row: pd.Series) -> None:
    """Show on the right which losses the percents are."""
    import numpy as np

    mean, part = row["mean_profile"], (row["mean_profile"] - row["floor"]) / 100
    right = axes.secondary_yaxis(
        "right",
        functions=(
            lambda learned: mean - part * np.asarray(learned),
            lambda loss: (mean - np.asarray(loss)) / part,
        ),
    )
    right.set_ylabel("loss per gene")


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
