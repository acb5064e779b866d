"""Genes by cluster as rows of colours, with their known groups beside them."""

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from sdae.drawings.axes import LETTER, series_names, written
from sdae.drawings.colours import NEITHER, of_cluster, steps
from sdae.drawings.png import heat
from sdae.drawings.svg import Frame, drawing, line, tag, text

WIDTH, TOP, LEFT, SIDE, SCALE = 900, 22, 54, 130, 46
LEAST, MOST = 240, 640
ROWS = 640


def rows_drawn(genes: int) -> np.ndarray:
    """Return which of the ordered genes are drawn: all, or as many as a picture can show."""
    return np.linspace(0, genes - 1, min(genes, ROWS)).round().astype(int)


def heatmap(
    values: np.ndarray,
    limit: float,
    clusters: Sequence[int | None],
    labels: Sequence[str] | None,
    series: Sequence[tuple[str, int, int]],
    unit: str,
    groups: str,
    alternative: str,
) -> Markup:
    """Draw profiles as rows.

    Args:
      values: of the rows that are drawn, in their order, (rows, conditions).
      limit: of the colours.
      clusters: of each row, None where in no cluster; equal ones are neighbours.
      labels: known group of each row, if known; equal ones within a cluster are neighbours.
      series: groups of neighbouring conditions: name, first, after the last.
      unit: what the colours mean.
      groups: what stands above the known groups.
      alternative: for who cannot see it.
    """
    rows, conditions = values.shape
    height = float(np.clip(rows, LEAST, MOST))
    right = WIDTH - (SIDE if labels is not None else 12)
    room = Frame(LEFT, right, TOP, TOP + height, (-0.5, conditions - 0.5), (rows, 0))
    parts = [
        tag("image", href=heat(values, limit), x=LEFT, y=TOP, width=right - LEFT, height=height,
            preserveAspectRatio="none", class_="pixels"),
        series_names(room, series, TOP - 7, 11),
    ]  # fmt: skip
    for number, first, end in runs(clusters):
        top, bottom = room.y(first), room.y(end)
        parts.append(tag("rect", x=LEFT - 14, y=top, width=9, height=max(bottom - top - 1, 0.5),
                         fill=of_cluster(number)))  # fmt: skip
        if first:
            parts.append(line(LEFT, top, right, top, "cut"))
        if bottom - top > 9:
            name = "\N{EN DASH}" if number is None else number
            parts.append(text(LEFT - 20, (top + bottom) / 2 + 4, name, "strong end"))
    if labels is not None:
        parts.append(text(right + 6, TOP - 7, groups, "tick"))
        parts += _groups(room, clusters, labels)
    parts.append(_scale(LEFT, room.bottom + 16, limit, unit))
    return drawing(WIDTH, room.bottom + SCALE, alternative, *parts, class_="heat")


def runs(values: Sequence[object]) -> list[tuple]:
    """Return stretches of equal values: value, first, after the last."""
    starts = [i for i, value in enumerate(values) if i == 0 or value != values[i - 1]]
    return [(values[i], i, end) for i, end in zip(starts, [*starts[1:], len(values)], strict=True)]


def _groups(room: Frame, clusters: Sequence[int | None], labels: Sequence[str]) -> list[Markup]:
    known = sorted(set(labels))
    parts, free = [], 0.0
    for (_, label), first, end in runs([*zip(clusters, labels, strict=True)]):
        top, bottom = room.y(first), room.y(end)
        # Shades of grey in turn: the name beside it says which group it is.
        shade = NEITHER if known.index(label) % 2 else "#b3bac2"
        parts.append(tag("rect", x=room.right + 6, y=top, width=7,
                         height=max(bottom - top - 0.6, 0.4), fill=shade))  # fmt: skip
        middle = (top + bottom) / 2
        if bottom - top >= 5 and middle - 5 >= free:
            most = int((SIDE - 22) / (LETTER * 11))
            name = label if len(label) <= most else f"{label[: most - 1]}\N{HORIZONTAL ELLIPSIS}"
            parts.append(text(room.right + 18, middle + 4, name, "tick"))
            free = middle + 6
    return parts


def _scale(x: float, y: float, limit: float, unit: str) -> Markup:
    width, colours = 8, [f"rgb({r},{g},{b})" for r, g, b in steps(21)]
    boxes = [
        tag("rect", x=x + width * i, y=y, width=width + 0.3, height=9, fill=colour)
        for i, colour in enumerate(colours)
    ]
    end = x + width * len(colours)
    names = [
        text(x, y + 22, written(float(f"{-limit:.2g}")), "tick"),
        text((x + end) / 2, y + 22, "0", "tick middle"),
        text(end, y + 22, f"+{float(f'{limit:.2g}'):g}", "tick end"),
        text(end + 12, y + 9, unit, "tick"),
    ]
    return tag("g", *boxes, *names)
