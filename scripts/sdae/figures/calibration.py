"""Whether genes of more stable clusters are more often right, where groups are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure as Drawing

# What is drawn, and how it is called.
SCORES = {"stability": "stability", "silhouette": "silhouette"}


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where clusters are chosen and groups are known."""
    return bool(config["choice"]) and row["label_column"] is not None


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take the genes with a known group, and whether their cluster is right.

    Args:
      tables: clusters, of results/clusters/.
      dataset: name of the data set.
    """
    from sdae.statistics.calibration import is_right

    genes = tables["clusters"].dropna(subset=["label", "cluster", *SCORES])
    if genes.empty:
        return f"{dataset}: no gene has both a known group and a sure cluster."
    return {
        "scores": {name: genes[name].to_numpy(float) for name in SCORES},
        "right": is_right(genes["cluster"], genes["label"]),
        "dataset": dataset,
    }


def draw(scores: Mapping[str, np.ndarray], right: np.ndarray, dataset: str) -> Drawing:
    """Draw the share of genes that are right over stability and over silhouette.

    Args:
      scores: of each gene, by name.
      right: whether it is of the group that most genes of its cluster are of.
      dataset: name to put above it.

    Returns:
      A panel for each score: shares of bins of genes with their intervals, and that of all.
    """
    import numpy as np
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.colours import CATEGORIES
    from sdae.figures.names import heading
    from sdae.figures.style import MUTED, head
    from sdae.statistics.calibration import auroc, calibration

    figure = Drawing(figsize=(9, 4.2))
    panels = figure.subplots(1, len(scores), sharey=True)
    for axes, (name, score) in zip(panels, scores.items(), strict=True):
        bins = calibration(score, right)
        axes.axhline(right.mean(), color=MUTED, linewidth=1, linestyle=(0, (5, 2)))
        axes.errorbar(
            bins["score"], bins["share"],
            # An end of the interval may lie on the wrong side of a share of 0 or 1 by rounding.
            yerr=[
                (bins["share"] - bins["low"]).clip(lower=0),
                (bins["high"] - bins["share"]).clip(lower=0),
            ],
            color=CATEGORIES[0], marker="o", capsize=2,
        )  # fmt: skip
        axes.set_ylim(0, 1.03)
        axes.set_xlabel(SCORES[name])
        told_apart = auroc(score, right)
        axes.set_title(
            "no AUROC: all are alike" if np.isnan(told_apart) else f"AUROC {told_apart:.2f}"
        )
    panels[0].set_ylabel("genes of their cluster's majority group")
    surest = right[np.argsort(-scores["stability"], kind="stable")[: (len(right) + 1) // 2]]
    head(
        figure,
        f"{heading(dataset)}: of the surer half {100 * surest.mean():.0f} % of the genes "
        f"are of their cluster's majority group, of all {100 * right.mean():.0f} %",
    )
    return figure


def caption(scores: Mapping[str, np.ndarray], right: np.ndarray, dataset: str) -> str:
    """Say what is held against what."""
    return (
        f"Whether sureness tells which genes are right, for the {len(right):,} genes that are "
        "clustered and whose group is known: the share of them whose group is that of most genes "
        "of their cluster, over the stability of the gene when conditions are left out (left) and "
        "over its silhouette (right). Points are bins of about as many genes each, with 95 % "
        "intervals (Wilson); the dashed line is the share of all. AUROC is the chance that a gene "
        "that is right is surer than one that is not. No label was used to make the clusters."
    )


ENTRY = Figure(
    name="calibration",
    label="sureness and known groups",
    category="Clusters",
    inputs={"clusters": "results/clusters/{dataset}.tsv"},
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
