"""A cluster's profile: the median gene in each condition, and between which values most lie."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from sdae.drawings.axes import round_ticks, series_names, y_ticks
from sdae.drawings.svg import Frame, drawing, path, tag, text

WIDTH, HEIGHT = 260, 150
# Which shares of the genes lie in the pale and in the dark band.
BANDS = ((0.1, 0.9), (0.25, 0.75))


def quantiles(values: np.ndarray) -> np.ndarray:
    """Return what is drawn of a cluster: rows of its 10, 25, 50, 75 and 90 % quantiles."""
    return np.quantile(values, [0.1, 0.25, 0.5, 0.75, 0.9], axis=0)


def frame(conditions: int, limits: tuple[float, float]) -> Frame:
    """Return where values are in the picture of a cluster."""
    return Frame(30, WIDTH - 6, 28, HEIGHT - 18, (0, max(conditions - 1, 1)), limits)


def profile(
    drawn: np.ndarray,
    limits: tuple[float, float],
    series: Sequence[tuple[str, int, int]],
    colour: str,
    title: str,
    beside: str,
    alternative: str,
    number: int,
) -> Markup:
    """Draw a cluster's profile.

    Args:
      drawn: its `quantiles`.
      limits: of the values, the same for all clusters.
      series: groups of neighbouring conditions: name, first, after the last.
      colour: of the cluster.
      title: its name, above at the left.
      beside: what else is to be known of it, above at the right.
      alternative: for who cannot see it.
      number: of the cluster, for the page's script.
    """
    conditions = drawn.shape[1]
    room = frame(conditions, limits)
    breaks = [first for _, first, _ in series]
    bounds = [*zip(breaks, [end for _, _, end in series], strict=True)] or [(0, conditions)]
    parts = [
        text(2, 15, title, "title"),
        text(WIDTH - 6, 15, beside, "note end"),
        y_ticks(room, round_ticks(*limits, most=3)),
        series_names(room, series, HEIGHT - 4, 10),
    ]
    for opacity, (low, high) in zip((0.22, 0.34), ((0, 4), (1, 3)), strict=True):
        bands = "".join(_band(room, drawn[low], drawn[high], *bound) for bound in bounds)
        parts.append(tag("path", d=bands, fill=colour, fill_opacity=opacity))
    middle = [(room.x(i), room.y(value)) for i, value in enumerate(drawn[2])]
    parts.append(tag("path", d=path(middle, breaks), class_="median", stroke=colour))
    made = drawing(WIDTH, HEIGHT, alternative, *parts, class_="profile")
    return Markup('<div class="cluster" data-cluster="{}">{}</div>').format(number, made)


def _band(room: Frame, low: np.ndarray, high: np.ndarray, first: int, end: int) -> str:
    there = [(room.x(i), room.y(high[i])) for i in range(first, end)]
    back = [(room.x(i), room.y(low[i])) for i in reversed(range(first, end))]
    return path([*there, *back]) + "Z"
