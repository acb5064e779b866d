"""Parts that several pictures have: names of groups of conditions, ticks."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from sdae.drawings.svg import Frame, line, tag, text

# Width of a letter, as a share of the size of the type.
LETTER = 0.56
MINUS = "\N{MINUS SIGN}"


def written(value: float) -> str:
    """Write a tick."""
    return f"{value:g}".replace("-", MINUS)


def round_ticks(low: float, high: float, most: int = 3) -> list[float]:
    """Return about so many round values from `low` to `high`; two at least, which make a scale."""
    rough = (high - low) / max(most, 1) or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    sizes = [m * power for m in (0.5, 1, 2, 5, 10)]
    place = next(i for i, size in enumerate(sizes) if i and size >= rough * 0.999)
    ticks = _multiples(sizes[place], low, high)
    return ticks if len(ticks) > 1 else _multiples(sizes[place - 1], low, high)


def _multiples(step: float, low: float, high: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def y_ticks(frame: Frame, ticks: Sequence[float]) -> Markup:
    """Write values at the left edge; the line of 0 stands out."""
    return Markup("").join(
        part
        for value in ticks
        for part in (
            line(
                frame.left, frame.y(value), frame.right, frame.y(value), "grid" if value else "zero"
            ),
            text(frame.left - 4, frame.y(value) + 3, written(value), "tick end"),
        )
    )


def series_names(
    frame: Frame, series: Sequence[tuple[str, int, int]], y: float, size: float
) -> Markup:
    """Write the names of groups of neighbouring conditions where they fit, and lines between them.

    Args:
      frame: whose x counts conditions from 0.
      series: name, first condition and the one after the last.
      y: of the names.
      size: of the type.
    """
    parts = []
    for name, first, end in series:
        left, right = frame.x(max(first - 0.5, 0)), frame.x(end - 0.5)
        if first:
            parts.append(line(frame.x(first - 0.5), frame.top, frame.x(first - 0.5), frame.bottom,
                              "between"))  # fmt: skip
        room = int((right - left) / (LETTER * size))
        if len(name) <= room:
            parts.append(text((left + right) / 2, y, name, "tick middle"))
    return tag("g", *parts)
