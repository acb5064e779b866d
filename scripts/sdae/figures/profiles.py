"""Heat map of expression profiles, raw beside regenerated, genes ordered by cluster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row, by_clusterer

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

UNLABELLED = "#d9d9d9"
NAMED_LABELS = 20
CONDITIONS_NAMED = 26
NAMED_CLUSTER_SHARE = 0.018
# Of the legend of groups, in letters: what its columns may take together.
LEGEND_WIDTH, LEGEND_NAME, LEGEND_PATCH = 130, 24, 6


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where profiles are regenerated."""
    return "regenerated" in config["representations"]


def data(tables: Mapping[str, Any], dataset: str, clusterer: str) -> dict[str, Any] | str:
    """Take the profiles and the partition of the training to show.

    Args:
      tables: scores, grid, curves and prepared of one data set; regenerated and partitions by
        chunk.
      dataset: its name.
      clusterer: name of a clusterer in the scores.
    """
    import numpy as np
    import pandas as pd

    from sdae.figures.names import heading
    from sdae.statistics.shown import choose

    grid, prepared = tables["grid"].set_index("point"), tables["prepared"]
    chosen = choose(tables["scores"], tables["curves"], clusterer)
    if chosen is None:
        return f"{dataset}: every training diverged; no profiles."
    chunk = grid.at[chosen.point, "chunk"]
    partitions = tables["partitions"][chunk]
    rows = partitions.obs
    row = (
        (rows["point"] == chosen.point)
        & (rows["replicate"] == chosen.replicate)
        & (rows["representation"] == "regenerated")
        & (rows["clusterer"] == clusterer)
    ).to_numpy()
    clusters = np.asarray(partitions.X[row][0])
    regenerated = tables["regenerated"][chunk][f"{chosen.point}/{chosen.replicate}/regenerated"]
    unknown = pd.Series(None, index=prepared.obs_names, dtype=object)
    return {
        "raw": prepared.X,
        "regenerated": regenerated[:],
        "clusters": clusters,
        "labels": prepared.obs.get("label", unknown),
        "conditions": list(prepared.var_names),
        "title": f"{heading(dataset, clusterer)}, {grid.at[chosen.point, 'layers']} hidden nodes, "
        f"the point of {chosen.reason}",
    }


def draw(
    raw: np.ndarray,
    regenerated: np.ndarray,
    clusters: np.ndarray,
    labels: pd.Series,
    conditions: list[str],
    title: str,
) -> Drawing:
    """Draw raw and regenerated profiles side by side, with one order of genes and one scale.

    Args:
      raw: prepared matrix, genes x conditions.
      regenerated: the same from the codes.
      clusters: cluster number of each gene, found on the regenerated profiles.
      labels: known group of each gene, missing where unknown; all missing if there are none.
      conditions: names of the columns.
      title: data set and training that are shown.

    Returns:
      Two heat maps with lines between clusters and, if there are labels, a strip of their
      colours.
    """
    import numpy as np
    import pandas as pd
    from matplotlib.colors import TwoSlopeNorm
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import named
    from sdae.figures.style import INK, head
    from sdae.statistics.shown import gene_order, thinned

    groups = pd.Categorical(labels)
    order = gene_order(raw, clusters, groups.codes)
    sizes = pd.Series(clusters[order]).groupby(clusters[order], sort=False).size().to_numpy()
    borders = np.cumsum(sizes)

    figure = Drawing(figsize=(10.5, 7.2))
    labelled = len(groups.categories) > 0
    widths = [0.035, 1, 1] if labelled else [1, 1]
    axes = list(figure.subplots(1, len(widths), width_ratios=widths))
    if labelled:
        _strip(figure, axes[0], groups, order)
    middle = float(np.median(raw))
    reach = float(np.quantile(np.abs(raw - middle), 0.99)) or 1.0
    norm = TwoSlopeNorm(middle, middle - reach, middle + reach)
    maps = axes[-2:]
    for panel, values, name in zip(
        maps, (raw, regenerated), ("raw profiles", "regenerated profiles"), strict=True
    ):
        image = panel.imshow(
            thinned(values[order]),
            aspect="auto",
            interpolation="none",
            cmap="RdBu_r",
            norm=norm,
            extent=(-0.5, len(conditions) - 0.5, len(order) - 0.5, -0.5),
        )
        panel.set_title(name)
        panel.hlines(borders[:-1] - 0.5, -0.5, len(conditions) - 0.5, color=INK, lw=0.9)
        step = -(-len(conditions) // CONDITIONS_NAMED)
        shown = range(0, len(conditions), step)
        panel.set_xticks(shown, [named(conditions[i]) for i in shown], rotation=90, fontsize=7)
        panel.set_yticks([])
        panel.grid(False)
        panel.spines[:].set_visible(False)
    _name_clusters(axes[0], sizes, borders)
    bar = figure.colorbar(image, ax=maps, shrink=0.5, aspect=30, pad=0.01)
    bar.ax.set_ylim(max(raw.min(), middle - reach), min(raw.max(), middle + reach))
    bar.set_label("value after preparation")
    bar.outline.set_visible(False)
    spread = regenerated.std(axis=0).mean() / raw.std(axis=0).mean()
    head(
        figure,
        f"{title}: regenerated profiles keep {100 * spread:.0f} % of the spread between genes",
    )
    return figure


def _name_clusters(axes: Axes, sizes: np.ndarray, borders: np.ndarray) -> None:
    """Write each cluster's size beside it, where there is room for a line of text."""
    room = NAMED_CLUSTER_SHARE * sizes.sum()
    named = [i for i, size in enumerate(sizes) if size >= room]
    axes.set_yticks(
        [borders[i] - sizes[i] / 2 - 0.5 for i in named], [f"{sizes[i]:,}" for i in named]
    )
    axes.tick_params(axis="y", length=0)
    axes.set_ylabel(f"{sizes.sum():,} genes in {len(sizes)} clusters")


def _strip(figure: Drawing, axes: Axes, groups: pd.Categorical, order: np.ndarray) -> None:
    """Draw the labels as a column of colours, with a legend while it can be read."""
    import numpy as np
    from matplotlib import colormaps
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    from sdae.figures.names import named
    from sdae.figures.style import CATEGORIES

    names = [named(name, LEGEND_NAME) for name in groups.categories]
    if len(names) <= len(CATEGORIES):
        colours: list[Any] = CATEGORIES[: len(names)]
    else:
        colours = [colormaps["turbo"](i / (len(names) - 1)) for i in range(len(names))]
    strip = np.where(groups.codes < 0, len(names), groups.codes)[order]
    axes.imshow(
        strip[:, None],
        aspect="auto",
        interpolation="none",
        vmin=0,
        vmax=len(names),
        cmap=ListedColormap([*colours, UNLABELLED]),
    )
    axes.set_xticks([])
    axes.grid(False)
    axes.spines[:].set_visible(False)
    if len(names) > NAMED_LABELS:
        axes.set_title(f"{len(names)} groups", fontsize=8)
        return
    patches = [Patch(color=c, label=n) for c, n in zip(colours, names, strict=True)]
    if (groups.codes < 0).any():
        patches.append(Patch(color=UNLABELLED, label="unknown"))
    longest = max(len(str(patch.get_label())) for patch in patches)
    figure.legend(
        handles=patches,
        loc="outside lower left",
        ncols=max(1, min(len(patches), LEGEND_WIDTH // (longest + LEGEND_PATCH))),
        title="known group",
        alignment="left",
        handlelength=1.2,
    )


def caption(
    raw: np.ndarray,
    regenerated: np.ndarray,
    clusters: np.ndarray,
    labels: pd.Series,
    conditions: list[str],
    title: str,
) -> str:
    """Say what the lines and their order are, and which training is shown."""
    from sdae.statistics.shown import ROWS_DRAWN

    known = labels.notna().any()
    thin = f" (the mean of neighbours, as there are more than {ROWS_DRAWN})"
    return (
        "Raw profiles beside the profiles regenerated from the codes; each line is a gene"
        f"{thin if len(raw) > ROWS_DRAWN else ''}, on one scale. Genes stand by their cluster on "
        f"the regenerated profiles{', within it by known group' if known else ''}. The training "
        "shown is the point of "
        + ("the highest mean agreement with the known groups" if known else "the lowest final loss")
        + "; of its replicates the one nearest to that mean."
    )


ENTRY = Figure(
    name="profiles",
    label="raw and regenerated profiles",
    category="Profiles",
    inputs={
        "scores": "results/scores/{dataset}.tsv",
        "grid": "results/grid/{dataset}.tsv",
        "curves": "results/convergence/{dataset}/curves.tsv",
        "prepared": "results/prepared/{dataset}.h5ad",
        "regenerated": "results/regenerated/{dataset}/{chunk}.h5",
        "partitions": "results/partitions/{dataset}/{chunk}.h5ad",
    },
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
    variants=by_clusterer,
)
