"""Drawn profiles beside real ones: as heat maps ordered alike, and as bands per condition."""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sdae.figures.style import CATEGORIES, MUTED, RAW, head, styled

ROWS_DRAWN = 400
QUANTILES = (0.1, 0.5, 0.9)
CONDITIONS_NAMED = 26


@styled()
def samples(real: np.ndarray, drawn: np.ndarray, conditions: list[str], title: str) -> Figure:
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
    figure = Figure(figsize=(9.5, 7.4))
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


class Closeness(NamedTuple):
    """How alike real and drawn profiles are: medians over conditions.

    Attributes:
      shift: absolute difference of the means, in standard deviations of the real values.
      drawn: standard deviation of the drawn values, as a share of that of the real ones.
      regenerated: the same of the regenerated values of the real genes.
    """

    shift: float
    drawn: float
    regenerated: float


def closeness(real: np.ndarray, drawn: np.ndarray, regenerated_sd: np.ndarray) -> Closeness:
    """Measure how alike real and drawn profiles are, condition by condition.

    Args:
      real: prepared profiles, (genes, conditions).
      drawn: drawn profiles, (number, conditions).
      regenerated_sd: standard deviation of the regenerated profiles, (conditions,).

    Returns:
      Medians over the conditions in which the real profiles differ.
    """
    sd = real.std(axis=0)
    shift = np.abs(drawn.mean(axis=0) - real.mean(axis=0))
    ratios = np.array([shift, drawn.std(axis=0), regenerated_sd])[:, sd > 0] / sd[sd > 0]
    return Closeness(*np.median(ratios, axis=1).tolist())


def in_words(seen: Closeness) -> str:
    """Say how close drawn profiles are to real ones, and what regeneration has to do with it."""
    return (
        f"drawn profiles have {100 * seen.drawn:.0f} % of the real ones' standard deviation, "
        f"regenerated ones {100 * seen.regenerated:.0f} %; the mean of drawn ones is "
        f"{seen.shift:.2f} standard deviations off (each in the median condition)"
    )


def _ordered(rows: np.ndarray, plane: np.ndarray) -> np.ndarray:
    places = rows @ plane.T
    angle = np.arctan2(places[:, -1], places[:, 0])
    return rows[np.argsort(angle, kind="stable")]


def _thinned(rows: np.ndarray) -> np.ndarray:
    return rows[np.linspace(0, len(rows) - 1, min(len(rows), ROWS_DRAWN)).astype(int)]


def _bands(axes: Axes, rows: np.ndarray, name: str, colour: str) -> None:
    low, middle, high = np.quantile(rows, QUANTILES, axis=0)
    places = np.arange(rows.shape[1])
    axes.fill_between(places, low, high, color=colour, alpha=0.18, linewidth=0)
    axes.plot(places, middle, color=colour, label=name)


def _name(axes: Axes, conditions: list[str]) -> None:
    axes.set_xlim(-0.5, len(conditions) - 0.5)
    if len(conditions) <= CONDITIONS_NAMED:
        axes.set_xticks(range(len(conditions)), conditions, rotation=90, fontsize=7)
    else:
        axes.set_xticks([])
        axes.set_xlabel(f"{len(conditions)} conditions, in the order of the table", color=MUTED)
