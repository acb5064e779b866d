"""Genes as points in a plane, those of a cluster in its colour, with its number in their midst."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from sdae.drawings.colours import of_cluster
from sdae.drawings.svg import drawing, tag, text

WIDTH, HEIGHT, MARGIN = 460, 400, 26


def places(points: np.ndarray) -> np.ndarray:
    """Return where points are in the picture, one scale for both axes: tenths of its units."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([WIDTH, HEIGHT]) - 2 * MARGIN
    scale = (room / np.maximum(high - low, 1e-12)).min()
    centred = (points - (low + high) / 2) * scale * [1, -1] + np.array([WIDTH, HEIGHT]) / 2
    return (10 * centred).round().astype(int)


def scatter(
    where: np.ndarray,
    clusters: Sequence[int | None],
    axes: tuple[str, str],
    alternative: str,
) -> Markup:
    """Draw genes as points.

    Args:
      where: their `places`.
      clusters: their numbers, None where in no cluster.
      axes: what is across and what is in height.
      alternative: for who cannot see it.
    """
    known = sorted({number for number in clusters if number is not None})
    numbers = np.array([0 if number is None else number for number in clusters])
    size = 5 if len(where) < 1500 else 3.4 if len(where) < 8000 else 2.4
    parts, labels = [], []
    for number in ([None] if (numbers == 0).any() else []) + known:
        own = where[numbers == (number or 0)]
        dots = "".join(f"M{x / 10:g} {y / 10:g}h0" for x, y in own)
        parts.append(
            tag("path", d=dots, class_="dots", stroke=of_cluster(number), stroke_width=size,
                data_cluster=number or 0)
        )  # fmt: skip
        if number is not None:
            x, y = np.median(own, axis=0) / 10
            labels.append(text(x, y + 6, number, "halo middle", data_cluster=number))
    return drawing(
        WIDTH,
        HEIGHT,
        alternative,
        tag("g", *parts, *labels, class_="zoomed"),
        text(WIDTH / 2, HEIGHT - 5, axes[0], "tick middle"),
        text(-HEIGHT / 2, 13, axes[1], "tick middle", transform="rotate(-90)"),
        class_="embedding",
    )
