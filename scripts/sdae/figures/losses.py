"""Loss curves of a whole grid, a panel per learning rate and batch size."""

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from sdae.convergence import PAPER_EPOCH, in_words
from sdae.figures.style import MUTED, head, ordered_colours, sentence, small_multiples, styled
from sdae.statistics.summary import layers_of

COLUMNS = 3
BANDS_AT_MOST = 4


@styled()
def losses(bands: pd.DataFrame, curves: pd.DataFrame, dataset: str) -> Figure:
    """Draw how the reconstruction loss falls over the epochs.

    Args:
      bands: table of `sdae.convergence.bands`.
      curves: table of `sdae.convergence.curves`.
      dataset: name to put above it.

    Returns:
      One panel per learning rate and batch size; in it a line per size of the network, the
      median over noise levels, other settings and replicates, with the band that holds 80 % of
      the curves where few lines leave room for it.
    """
    said = in_words(curves)
    said = f"{dataset}: {said[0].lower()}{said[1:]}"
    if bands.empty:
        return sentence(said)
    layers = layers_of(bands)
    panels = list(bands.groupby(["learning_rate", "batch_size"]))
    sizes = bands["batch_size"].nunique()
    across = sizes if sizes in (2, 3) else min(COLUMNS, len(panels))
    down = math.ceil(len(panels) / across)
    figure = Figure(figsize=(max(7.0, 1.6 + 3.0 * across), 1.2 + 2.5 * down))
    drawn = small_multiples(figure, len(panels), across)
    for axes, ((rate, batch), part) in zip(drawn, panels, strict=True):
        _panel(axes, part, layers)
        axes.set_title(f"learning rate {rate:g}, batches of {batch}")
    for axes in drawn[-across:]:
        axes.set_xlabel("epoch")
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
    head(figure, said)
    return figure


def _panel(axes: Axes, part: pd.DataFrame, layers: list[str]) -> None:
    for text, colour in zip(layers, ordered_colours(len(layers)), strict=True):
        line = part[part["layers"] == text].sort_values("epoch")
        axes.plot(line["epoch"], line["median"], color=colour, lw=1.2, label=text)
        if len(layers) <= BANDS_AT_MOST:
            axes.fill_between(
                line["epoch"], line["low"], line["high"], color=colour, alpha=0.18, lw=0
            )
    if part["epoch"].max() >= PAPER_EPOCH:
        axes.axvline(PAPER_EPOCH, color=MUTED, lw=0.9, ls=":")
        axes.annotate(
            f"{PAPER_EPOCH:,}",
            (PAPER_EPOCH, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-3, -2),
            textcoords="offset points",
            ha="right",
            va="top",
            color=MUTED,
            fontsize=8,
        )
    # The first epochs bring most of the fall; a linear axis would show a corner.
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
