"""Drawn profiles beside real ones: as heat maps ordered alike, and as bands per condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

ROWS_DRAWN = 400
QUANTILES = (0.1, 0.5, 0.9)
CONDITIONS_NAMED = 26
CAPTION = (
    "Profiles that the chosen model made up, beside real ones: codes drawn from the distribution "
    "of the genes' codes, decoded. Rows of both heat maps are ordered by their angle in the plane "
    "of the first two principal components of the real profiles. Below: the median and the middle "
    "80 % of both in each condition. Regenerated profiles, those of the real genes' own codes, say "
    "how much of the spread is lost in the bottleneck; only what drawn profiles lack beside them "
    "is owed to the drawing."
)


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where new profiles are drawn."""
    return bool(config["sampling"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take real and drawn profiles, and say how close they are.

    Args:
      tables: prepared and sampled: annotated matrices.
      dataset: name of the data set.
    """
    from sdae.figures.names import heading
    from sdae.report.samples import in_words
    from sdae.statistics.closeness import closeness

    real, drawn = tables["prepared"], tables["sampled"]
    if not drawn.n_obs:
        return f"{dataset}: the training diverged; no profiles to draw."
    seen = in_words(closeness(real.X, drawn.X, drawn.var["regenerated_sd"].to_numpy()))
    return {
        "real": real.X,
        "drawn": drawn.X,
        "conditions": list(real.var_names),
        "title": f"{heading(dataset)}, {drawn.uns['sampling']['layers']} hidden nodes: {seen}",
    }


def draw(real: np.ndarray, drawn: np.ndarray, conditions: list[str], title: str) -> Drawing:
    """Draw real and drawn profiles.

    Args:
      real: prepared profiles, (genes, conditions).
      drawn: drawn profiles, (number, conditions).
      conditions: names of the columns.
      title: what is seen, above it.

    Returns:
      Above, two heat maps whose rows are ordered by their angle in the plane of the real
      profiles' first two principal components; below, the median and the middle 80 % of both in
      each condition.
    """
    import numpy as np
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.colours import CATEGORIES
    from sdae.figures.style import RAW, head

    figure = Drawing(figsize=(9.5, 7.4))
    grid = figure.add_gridspec(2, 2, height_ratios=[1.7, 1])
    left, right = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1])
    centre = real.mean(axis=0)
    plane = np.linalg.svd(real - centre, full_matrices=False)[2][:2]
    low, high = np.quantile(real, [0.02, 0.98])
    for axes, rows, name in (
        (left, real, f"{len(real):,} real profiles"),
        (right, drawn, f"{len(drawn):,} drawn profiles"),
    ):
        image = axes.imshow(
            _thinned(_ordered(rows - centre, plane) + centre),
            aspect="auto",
            cmap="RdBu_r",
            vmin=low,
            vmax=high,
            interpolation="nearest",
        )
        axes.set_title(name)
        axes.set(xticks=[], yticks=[])
        axes.grid(False)
    figure.colorbar(image, ax=[left, right], label="prepared expression", shrink=0.8)
    below = figure.add_subplot(grid[1, :])
    _bands(below, real, "real", RAW)
    _bands(below, drawn, "drawn", CATEGORIES[0])
    _name(below, conditions)
    below.set_ylabel("prepared expression")
    below.set_title("median and middle 80 % in each condition")
    below.legend(ncols=2, loc="upper right")
    head(figure, title)
    return figure


def _ordered(rows: np.ndarray, plane: np.ndarray) -> np.ndarray:
    import numpy as np

    places = rows @ plane.T
    angle = np.arctan2(places[:, -1], places[:, 0])
    return rows[np.argsort(angle, kind="stable")]


def _thinned(rows: np.ndarray) -> np.ndarray:
    import numpy as np

    return rows[np.linspace(0, len(rows) - 1, min(len(rows), ROWS_DRAWN)).astype(int)]


def _bands(axes: Axes, rows: np.ndarray, name: str, colour: str) -> None:
    import numpy as np

    low, middle, high = np.quantile(rows, QUANTILES, axis=0)
    places = np.arange(rows.shape[1])
    axes.fill_between(places, low, high, color=colour, alpha=0.18, linewidth=0)
    axes.plot(places, middle, color=colour, label=name)


def _name(axes: Axes, conditions: list[str]) -> None:
    from sdae.figures.names import named
    from sdae.figures.style import MUTED

    axes.set_xlim(-0.5, len(conditions) - 0.5)
    if len(conditions) <= CONDITIONS_NAMED:
        axes.set_xticks(
            range(len(conditions)), [named(name) for name in conditions], rotation=90, fontsize=7
        )
    else:
        axes.set_xticks([])
        axes.set_xlabel(f"{len(conditions)} conditions, in the order of the table", color=MUTED)


ENTRY = Figure(
    name="samples",
    label="drawn beside real profiles",
    category="Sampling",
    inputs={
        "prepared": "results/prepared/{dataset}.h5ad",
        "sampled": "results/sampled/{dataset}.h5ad",
    },
    data=data,
    draw=draw,
    caption=CAPTION,
    wanted=wanted,
)
