"""All genes in the plane, coloured by their final clusters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.figure import Figure as Drawing

UNASSIGNED = "#d9d9d9"
# Of a point, when there are few genes and many.
LARGE, SMALL, MANY = 16.0, 3.0, 3_000


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where clusters are chosen."""
    return bool(config["choice"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any]:
    """Take the places of the genes and their clusters.

    Args:
      tables: genes, the annotated matrix for other tools.
      dataset: its name.
    """
    genes = tables["annotated"]
    return {
        "plane": genes.obsm["X_tsne"],
        "clusters": genes.obs["cluster"],
        "colours": list(genes.uns["cluster_colors"]),
        "stability": genes.obs["stability"].to_numpy(float),
        "dataset": dataset,
    }


def draw(
    plane: np.ndarray,
    clusters: pd.Series,
    colours: list[str],
    stability: np.ndarray,
    dataset: str,
) -> Drawing:
    """Draw all genes, by cluster and by stability.

    Args:
      plane: places, (genes, 2).
      clusters: categorical, missing where unassigned.
      colours: of its categories.
      stability: of each gene.
      dataset: name to put above it.

    Returns:
      Left, each cluster in its colour with its number in its middle; right, the stability.
    """
    import numpy as np
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading
    from sdae.figures.style import INK, head

    figure = Drawing(figsize=(10, 5))
    left, right = figure.subplots(1, 2)
    size = LARGE + (SMALL - LARGE) * min(1, len(plane) / MANY)
    codes = clusters.cat.codes.to_numpy()
    shown = np.array([*colours, UNASSIGNED], dtype=object)[codes]
    left.scatter(*plane.T, c=list(shown), s=size, linewidth=0, rasterized=True)
    for place, number in enumerate(clusters.cat.categories):
        own = plane[codes == place]
        if len(own):
            left.text(
                *np.median(own, axis=0), number, color=INK, weight="bold", ha="center", va="center",
                bbox={"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none", "alpha": 0.75},
            )  # fmt: skip
    left.set_title("cluster")
    order = np.argsort(-stability)
    drawn = right.scatter(
        *plane[order].T, c=stability[order], s=size, linewidth=0, cmap="viridis", vmin=0, vmax=1,
        rasterized=True,
    )  # fmt: skip
    right.set_title("stability")
    bar = figure.colorbar(drawn, ax=right, shrink=0.6, aspect=30, pad=0.01, extend="min")
    bar.outline.set_visible(False)
    for axes in (left, right):
        axes.set(xticks=[], yticks=[], aspect="equal")
        axes.grid(False)
        axes.spines[:].set_visible(False)
    unsure = f"{100 * np.mean(stability < 0.5):.0f} % of the genes have a stability below 0.5"
    head(figure, f"{heading(dataset)}: {len(clusters.cat.categories)} clusters; {unsure}")
    return figure


def caption(
    plane: np.ndarray,
    clusters: pd.Series,
    colours: list[str],
    stability: np.ndarray,
    dataset: str,
) -> str:
    """Say what lies near what, and what the colours are."""
    grey = ", grey where a gene is unassigned" if clusters.isna().any() else ""
    return (
        "All genes in the plane, by t-SNE of the principal components of the prepared profiles: "
        "genes with alike profiles lie near each other; the distances between far groups, and "
        "their sizes, mean nothing. Left, the final clusters, with their numbers and in the "
        f"colours of the file for other tools{grey}; right, how stable the cluster of each gene "
        "is when conditions are left out, the least stable on top."
    )


ENTRY = Figure(
    name="embedding",
    label="genes in the plane",
    category="Clusters",
    inputs={"annotated": "results/{dataset}.h5ad"},
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
