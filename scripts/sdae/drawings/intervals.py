"""A value with its interval, as small as the cell of a table; a column shares its axis."""

import math

from markupsafe import Markup

from sdae.drawings.svg import Frame, drawing, line, tag

WIDTH, HEIGHT, MARGIN = 190, 22, 8


def interval(
    low: float,
    value: float,
    high: float,
    axis: tuple[float, float],
    reference: float | None,
    strong: bool,
    alternative: str,
) -> Markup:
    """Draw a value as a dot and its interval as a line; what goes beyond the axis has an arrow.

    Args:
      low: end of the interval.
      value: within it.
      high: end of the interval.
      axis: its ends, the same in all cells of a column.
      reference: a value to compare with, marked by a line, or None.
      strong: whether the dot is filled.
      alternative: for who cannot see it.
    """
    room = Frame(MARGIN, WIDTH - MARGIN, 0, HEIGHT, axis, (0, 1))
    middle = HEIGHT / 2
    left, right = (room.x(min(max(end, axis[0]), axis[1])) for end in (low, high))
    parts = []
    if reference is not None:
        parts.append(line(room.x(reference), 0, room.x(reference), HEIGHT, "reference"))
    parts.append(line(left, middle, right, middle, "whisker"))
    if math.isinf(low) or low < axis[0]:
        parts.append(tag("path", d=f"M{left:.1f} {middle}l6 -4v8z", class_="arrow"))
    if math.isinf(high) or high > axis[1]:
        parts.append(tag("path", d=f"M{right:.1f} {middle}l-6 -4v8z", class_="arrow"))
    parts.append(tag("circle", cx=room.x(value), cy=middle, r=4.5,
                     class_="dot" if strong else "dot open"))  # fmt: skip
    return drawing(WIDTH, HEIGHT, alternative, *parts, class_="interval")
