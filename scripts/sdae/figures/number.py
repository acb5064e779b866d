"""The panel that says how many clusters there are: four criteria, each over the range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Drawing

TITLES = {
    "gap": "gap, and its standard error",
    "silhouette": "silhouette",
    "silhouette_gained": "silhouette beyond the reference's",
    "pac_gained": "less ambiguous than the reference",
}
DASHED = (0, (5, 2))


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where clusters are chosen, for then the panel is asked."""
    return bool(config["choice"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any]:
    """Take the curves and the votes.

    Args:
      tables: curves and number, of results/number/.
      dataset: name of the data set.
    """
    return {"curves": tables["number_curves"], "number": tables["number"], "dataset": dataset}


def draw(curves: pd.DataFrame, number: Mapping[str, Any], dataset: str) -> Drawing:
    """Draw each criterion over the numbers of clusters, with its vote.

    Args:
      curves: one row per number of clusters, of `sdae.choice.number`.
      number: of results/number/{dataset}.json.
      dataset: name to put above it.

    Returns:
      Four panels; in each the vote as a ring, the median of all votes as a dashed line, and their
      range as a band.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.colours import CATEGORIES
    from sdae.figures.names import heading
    from sdae.figures.style import MUTED, head

    panel = number["panel"]
    figure = Drawing(figsize=(9, 5.2))
    for place, (axes, (name, title)) in enumerate(
        zip(figure.subplots(2, 2, sharex=True).flat, TITLES.items(), strict=True)
    ):
        axes.axvspan(
            panel["low"] - 0.15, panel["high"] + 0.15, color="#eeeeee", zorder=0,
            label="range of the votes",
        )  # fmt: skip
        axes.axvline(
            panel["number"], color=MUTED, linewidth=1, linestyle=DASHED, label="their median"
        )
        if number["clusters"] != panel["number"]:
            axes.axvline(number["clusters"], color=CATEGORIES[5], linewidth=1, label="looked for")
        axes.errorbar(
            curves["clusters"], curves[name],
            yerr=curves["gap_error"] if name == "gap" else None,
            color=CATEGORIES[0], marker="o", capsize=2,
        )  # fmt: skip
        vote = curves[curves["clusters"] == panel["votes"][name]]
        axes.scatter(
            vote["clusters"], vote[name], s=150, facecolor="none", edgecolor=CATEGORIES[5],
            linewidth=1.8, zorder=4, label="vote",
        )  # fmt: skip
        # Room for the ring.
        axes.margins(y=0.15)
        axes.set_title(title)
        axes.set_xticks(curves["clusters"][:: max(1, len(curves) // 12)])
        if place >= 2:
            axes.set_xlabel("clusters")
    handles, names = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower left", ncols=4)
    head(figure, f"{heading(dataset)}: {_seen(panel)}")
    return figure


def _seen(panel: Mapping[str, Any]) -> str:
    unsure = ", so it is unsure" if panel["unsure"] else ""
    return (
        f"the criteria see {panel['number']} clusters in the median, "
        f"{panel['low']} to {panel['high']}{unsure}"
    )


def caption(curves: pd.DataFrame, number: Mapping[str, Any], dataset: str) -> str:
    """Say what the criteria are, and how they vote."""
    said = (
        "How many clusters there are, by four criteria over the numbers from "
        f"{curves['clusters'].min()} to {curves['clusters'].max()}, each of k-means beside tables "
        "without groups and of the same covariance (the reference). Gap: how much closer genes lie "
        "to the centres of their clusters than in the reference; its vote is the smallest number "
        "within a standard error of the next. Silhouette, by itself and less its mean in the "
        "reference, and the share of pairs of genes that are clustered together now and then, less "
        "than in the reference: their votes are where they are largest. The number is the median "
        "of the four votes."
    )
    if number["clusters"] == number["panel"]["number"]:
        return said
    return f"{said} Another number was looked for, since it was given."


ENTRY = Figure(
    name="number",
    label="number of clusters",
    category="Choice",
    inputs={
        "number_curves": "results/number/{dataset}.tsv",
        "number": "results/number/{dataset}.json",
    },
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
