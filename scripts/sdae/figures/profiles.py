"""Heat map of expression profiles, raw beside regenerated, genes ordered by cluster."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sdae.figures.style import CATEGORIES, INK, head, styled
from sdae.statistics.summary import scored

UNLABELLED = "#d9d9d9"
NAMED_LABELS = 20
ROWS_DRAWN = 800
CONDITIONS_NAMED = 26
NAMED_CLUSTER_SHARE = 0.018


@dataclass(frozen=True)
class Choice:
    """The one training that a heat map shows, and why that one."""

    point: str
    replicate: int
    reason: str


def choose(scores: pd.DataFrame, curves: pd.DataFrame, clusterer: str) -> Choice | None:
    """Choose the training to show: the best point, and its most typical replicate.

    Args:
      scores: scores of one data set.
      curves: table of `sdae.convergence.curves` of the same data set.
      clusterer: name of a clusterer in the scores.

    Returns:
      With labels, the point of the highest mean ARI of regenerated profiles over replicates;
      without, the point of the lowest mean final loss. Of its replicates the one nearest to that
      mean. None if every training diverged.
    """
    good = scored(scores)
    good = good[(good["clusterer"] == clusterer) & (good["representation"] == "regenerated")]
    if not good.empty:
        values, best = good.set_index(["point", "replicate"])["ari"], "idxmax"
        reason = "the highest mean ARI"
    else:
        ended = curves[curves["status"] == "ok"]
        values, best = ended.set_index(["point", "replicate"])["final"], "idxmin"
        reason = "the lowest final loss"
    if values.empty:
        return None
    means = values.groupby(level="point").mean()
    point = getattr(means, best)()
    replicate = (values[point] - means[point]).abs().sort_index().idxmin()
    return Choice(point, int(replicate), reason)


def gene_order(raw: np.ndarray, clusters: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Order genes by cluster, within it by label, within that by likeness to the cluster.

    Args:
      raw: genes x conditions.
      clusters: cluster number of each gene.
      labels: code of each gene's label, -1 where unknown.

    Returns:
      Indices of genes. Clusters stand in the order of the condition at which their mean raw
      profile peaks, so that periodic genes run down the diagonal.
    """
    numbers, member = np.unique(clusters, return_inverse=True)
    means = np.stack([raw[clusters == number].mean(axis=0) for number in numbers])
    place = np.empty(len(numbers), int)
    place[np.argsort(means.argmax(axis=1), kind="stable")] = np.arange(len(numbers))
    distance = ((raw - means[member]) ** 2).sum(axis=1)
    return np.lexsort((distance, labels, place[member]))


@styled()
def profiles(
    raw: np.ndarray,
    regenerated: np.ndarray,
    clusters: np.ndarray,
    labels: pd.Series,
    conditions: list[str],
    heading: str,
) -> Figure:
    """Draw raw and regenerated profiles side by side, with one order of genes and one scale.

    Args:
      raw: prepared matrix, genes x conditions.
      regenerated: the same from the codes.
      clusters: cluster number of each gene, found on the regenerated profiles.
      labels: known group of each gene, missing where unknown; all missing if there are none.
      conditions: names of the columns.
      heading: data set and training that are shown.

    Returns:
      Two heat maps with lines between clusters and, if there are labels, a strip of their
      colours.
    """
    groups = pd.Categorical(labels)
    order = gene_order(raw, clusters, groups.codes)
    sizes = pd.Series(clusters[order]).groupby(clusters[order], sort=False).size().to_numpy()
    borders = np.cumsum(sizes)

    figure = Figure(figsize=(10.5, 7.2))
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
        panel.set_xticks(shown, [conditions[i] for i in shown], rotation=90, fontsize=7)
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
        f"{heading}: regenerated profiles keep {100 * spread:.0f} % of the spread between genes",
    )
    return figure


def thinned(values: np.ndarray) -> np.ndarray:
    """Average consecutive rows until a picture can show each of those that remain.

    Args:
      values: rows x columns.

    Returns:
      At most `ROWS_DRAWN` rows x columns.
    """
    rows = len(values)
    if rows <= ROWS_DRAWN:
        return values
    starts = np.linspace(0, rows, ROWS_DRAWN, endpoint=False).astype(int)
    sizes = np.diff(starts, append=rows)
    return np.add.reduceat(values, starts, axis=0) / sizes[:, None]


def _name_clusters(axes: Axes, sizes: np.ndarray, borders: np.ndarray) -> None:
    """Write each cluster's size beside it, where there is room for a line of text."""
    room = NAMED_CLUSTER_SHARE * sizes.sum()
    named = [i for i, size in enumerate(sizes) if size >= room]
    axes.set_yticks(
        [borders[i] - sizes[i] / 2 - 0.5 for i in named], [f"{sizes[i]:,}" for i in named]
    )
    axes.tick_params(axis="y", length=0)
    axes.set_ylabel(f"{sizes.sum():,} genes in {len(sizes)} clusters")


def _strip(figure: Figure, axes: Axes, groups: pd.Categorical, order: np.ndarray) -> None:
    """Draw the labels as a column of colours, with a legend while it can be read."""
    names = [str(name) for name in groups.categories]
    if len(names) <= len(CATEGORIES):
        colours = CATEGORIES[: len(names)]
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
    figure.legend(
        handles=patches,
        loc="outside lower left",
        ncols=8,
        title="known group",
        alignment="left",
        handlelength=1.2,
    )
