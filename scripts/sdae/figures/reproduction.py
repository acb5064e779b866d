"""A published figure and this run, point by point."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

COLUMNS = 2


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where a published figure of this data set is named."""
    return bool(config["published"]) and config["published"]["dataset"] == dataset


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take the table that holds the run against the published figure."""
    return {"table": tables["reproduction"]}


def draw(table: pd.DataFrame) -> Drawing:
    """Draw published and own scores over hidden nodes, a panel per noise level.

    Args:
      table: table of `sdae.published.reproduction.compare`.

    Returns:
      In each panel the published points, our best of the same settings (bars from the lowest to
      the highest replicate), our mean over them, and both baselines.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.style import fair_limits, head, small_multiples
    from sdae.published import NOISE
    from sdae.report.wording import noise_name

    levels = list(table.groupby("corruption"))
    across = min(COLUMNS, len(levels))
    down = math.ceil(len(levels) / across)
    figure = Drawing(figsize=(2.4 + 3.5 * across, 1.2 + 2.5 * down))
    drawn = small_multiples(figure, len(levels), across)
    for axes, (level, part) in zip(drawn, levels, strict=True):
        _panel(axes, part)
        axes.set_title(f"noise {noise_name(NOISE, level)}")
    fair_limits(drawn[0])
    for axes in drawn[::across]:
        axes.set_ylabel("adjusted Rand index")
    for axes in drawn[-across:]:
        axes.set_xlabel("hidden nodes")
    handles, labels = drawn[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center")
    head(figure, _seen(table))
    return figure


def caption(table: pd.DataFrame) -> str:
    """Say what the lines are, of the run only if there are any."""
    parts = ["A published figure, read off its picture, and this run."]
    if table["best"].notna().any():
        parts.append(
            "Best: the best over batch size, epochs and learning rate, within one replicate"
            + (
                ", averaged over replicates; bars reach from the lowest to the highest replicate."
                if table["replicates"].max() > 1
                else "."
            )
        )
        parts.append("Mean: over the same settings, which the paper does not show.")
    parts.append("Horizontal lines are the raw profiles.")
    return " ".join(parts)


def _panel(axes: Axes, part: pd.DataFrame) -> None:
    from matplotlib.ticker import MaxNLocator

    from sdae.figures.colours import CATEGORIES
    from sdae.figures.style import MUTED, RAW, ranged_line

    raw, published_baseline = part["raw"].iloc[0], part["published_baseline"].iloc[0]
    axes.axhline(published_baseline, color=MUTED, lw=1.2, ls=":", label="published, raw")
    axes.axhline(raw, color=RAW, lw=1.2, ls=(0, (5, 2)), label="ours, raw")
    axes.plot(part["hidden"], part["published"], "x-", color=MUTED, ms=5, label="published, best")
    ranged_line(axes, part["hidden"], part, "best", CATEGORIES[0], "o", "ours, best")
    ranged_line(axes, part["hidden"], part, "mean", CATEGORIES[1], "s", "ours, mean")
    if part["best"].isna().all():
        axes.text(0.98, 0.04, "not run here", transform=axes.transAxes, ha="right", color=MUTED)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _seen(table: pd.DataFrame) -> str:
    from sdae.figures.names import heading
    from sdae.report.wording import number

    ran = table[table["best"].notna()]
    above = heading(table["dataset"].iloc[0], table["clusterer"].iloc[0])
    if ran.empty:
        return f"{above}: none of the published points was run"
    return (
        f"{above}: our best differs from the published one by "
        f"{number(ran['difference'].abs().median())} at the median point; our mean exceeds the "
        f"raw profiles at {(ran['mean'] > ran['raw']).sum()} of {len(ran)} points"
    )


ENTRY = Figure(
    name="reproduction",
    label="published and ours",
    category="Reproduction",
    inputs={"reproduction": "results/reproduction.tsv"},
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
