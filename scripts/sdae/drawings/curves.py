"""A curve over whole numbers, one of them marked."""

from collections.abc import Sequence

from markupsafe import Markup

from sdae.drawings.axes import round_ticks, written
from sdae.drawings.svg import Frame, drawing, line, path, tag, text

WIDTH, HEIGHT = 250, 150


def curve(
    across: Sequence[int],
    values: Sequence[float],
    errors: Sequence[float] | None,
    marked: int | None,
    title: str,
    alternative: str,
) -> Markup:
    """Draw a curve.

    Args:
      across: whole numbers, rising.
      values: at each of them.
      errors: half the length of a bar at each, or None.
      marked: the number to mark, if any.
      title: above it.
      alternative: for who cannot see it.
    """
    spread = errors if errors is not None else [0.0] * len(values)
    low = min(v - e for v, e in zip(values, spread, strict=True))
    high = max(v + e for v, e in zip(values, spread, strict=True))
    pad = (high - low or 1) * 0.08
    room = Frame(46, WIDTH - 10, 28, HEIGHT - 22, (across[0], across[-1]), (low - pad, high + pad))
    parts = [text(2, 15, title, "title")]
    for value in round_ticks(low - pad, high + pad, 3):
        parts += [
            line(room.left, room.y(value), room.right, room.y(value), "grid"),
            text(room.left - 8, room.y(value) + 3.5, written(value), "tick end"),
        ]
    step = -(-len(across) // 11)
    parts += [text(room.x(n), HEIGHT - 6, n, "tick middle") for n in across[::step]]
    places = [(room.x(n), room.y(v)) for n, v in zip(across, values, strict=True)]
    parts += [
        line(x, room.y(v - e), x, room.y(v + e), "whisker")
        for (x, _), v, e in zip(places, values, spread, strict=True)
        if e
    ]
    parts.append(tag("path", d=path(places), class_="curve"))
    for (x, y), n in zip(places, across, strict=True):
        parts.append(tag("circle", cx=x, cy=y, r=5.5 if n == marked else 2.5,
                         class_="dot marked" if n == marked else "dot"))  # fmt: skip
    return drawing(WIDTH, HEIGHT, alternative, *parts, class_="curves")
