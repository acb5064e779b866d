"""A published figure and this run, point by point."""

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sdae.figures.style import CATEGORIES, MUTED, RAW, head, ranged_line, small_multiples, styled
from sdae.report.wording import noise_name, number

COLUMNS = 2
OURS, OUR_MEAN = CATEGORIES[0], CATEGORIES[1]


@styled()
def reproduction(table: pd.DataFrame) -> Figure:
    """Draw published and own scores over hidden nodes, a panel per noise level.

    Args:
      table: table of `sdae.published.reproduction.compare`.

    Returns:
      In each panel the published points, our best of the same settings (bars from the lowest to
      the highest replicate), our mean over them, and both baselines.
    """
    levels = list(table.groupby("corruption"))
    across = min(COLUMNS, len(levels))
    down = math.ceil(len(levels) / across)
    figure = Figure(figsize=(2.4 + 3.5 * across, 1.2 + 2.5 * down))
    drawn = small_multiples(figure, len(levels), across)
    for axes, (level, part) in zip(drawn, levels, strict=True):
        _panel(axes, part)
        axes.set_title(f"noise {noise_name('masking', level)}")
    for axes in drawn[::across]:
        axes.set_ylabel("adjusted Rand index")
    for axes in drawn[-across:]:
        axes.set_xlabel("hidden nodes")
    handles, labels = drawn[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center")
    head(figure, _seen(table))
    return figure


def _panel(axes: Axes, part: pd.DataFrame) -> None:
    raw, published_baseline = part["raw"].iloc[0], part["published_baseline"].iloc[0]
    axes.axhline(published_baseline, color=MUTED, lw=1.2, ls=":", label="published, raw")
    axes.axhline(raw, color=RAW, lw=1.2, ls=(0, (5, 2)), label="ours, raw")
    axes.plot(part["hidden"], part["published"], "x-", color=MUTED, ms=5, label="published, best")
    ranged_line(axes, part["hidden"], part, "best", OURS, "o", "ours, best")
    ranged_line(axes, part["hidden"], part, "mean", OUR_MEAN, "s", "ours, mean")
    if part["best"].isna().all():
        axes.text(0.98, 0.04, "not run here", transform=axes.transAxes, ha="right", color=MUTED)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _seen(table: pd.DataFrame) -> str:
    ran = table[table["best"].notna()]
    heading = f"{table['dataset'].iloc[0]}, {table['clusterer'].iloc[0]}"
    if ran.empty:
        return f"{heading}: none of the published points was run"
    return (
        f"{heading}: our best differs from the published one by "
        f"{number(ran['difference'].abs().median())} at the median point; our mean exceeds the "
        f"raw profiles at {(ran['mean'] > ran['raw']).sum()} of {len(ran)} points"
    )
