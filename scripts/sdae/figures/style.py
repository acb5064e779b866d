"""One look for all figures: colour-blind safe, readable in print and on a page."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from sdae.figures._record import Figure as Record
from sdae.figures.colours import CATEGORIES
from sdae.figures.names import printable
from sdae.representations import REPRESENTATIONS

INK = "#222222"
MUTED = "#6b6b6b"
RAW = "#000000"
MARKERS = ["o", "s", "^", "D", "v", "P", "X", "*"]
CHARACTERS_PER_INCH = 10.2
# Of the adjusted Rand index and of shares, on an axis: less would make noise look like effects.
LEAST_SPAN = 0.2
# Of sizes on a logarithmic axis: more are named by powers of two; beyond the ends.
SIZES_NAMED, MARGIN = 8, 1.3

STYLE = {
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 9.5,
    "axes.titlepad": 8,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.6,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "lines.linewidth": 1.5,
    "lines.markersize": 4.5,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    # Names are drawn as they are: a dollar sign in one begins no formula.
    "text.parse_math": False,
    "figure.facecolor": "white",
    "figure.constrained_layout.h_pad": 0.08,
    "figure.constrained_layout.w_pad": 0.08,
    "figure.constrained_layout.use": True,
    "savefig.dpi": 160,
    # Text stays text, to be searched and edited.
    "svg.fonttype": "none",
    # The same data give the same file.
    "svg.hashsalt": "sdae",
}


def styled():
    """Return a decorator (or context) under which figures are made and written in this style."""
    return matplotlib.rc_context(STYLE)


@styled()
def save(figure: Figure, *paths: str | Path) -> None:
    """Write a figure to each path, in the format of its suffix, without a date in it."""
    for path in paths:
        metadata = {"Date": None} if Path(path).suffix == ".svg" else {}
        figure.savefig(path, metadata=metadata)


def look(representation: str) -> tuple[str, str]:
    """Return marker and colour of a representation, the same in all figures."""
    known = [name for name in REPRESENTATIONS if name != "raw"]
    place = known.index(representation) if representation in known else len(known)
    return MARKERS[place % len(MARKERS)], CATEGORIES[place % len(CATEGORIES)]


def fair_limits(axes: Axes, least: float = LEAST_SPAN, low: float = -1, high: float = 1) -> None:
    """Widen the y axis to at least a span, so that small differences look small.

    Args:
      axes: with everything drawn that the axis is to show.
      least: span, in units of the data.
      low: of the quantity, lower than which the axis need not begin.
      high: of the quantity, where what is added ends.
    """
    bottom, top = axes.get_ylim()
    missing = least - (top - bottom)
    if missing > 0:
        bottom, top = bottom - missing / 2, top + missing / 2
        # What would be added where nothing can be is added on the other side.
        shift = max(low - bottom, 0) or min(high - top, 0)
        axes.set_ylim(bottom + shift, top + shift)


def sizes_axis(axes: Axes, sizes: Iterable[float]) -> None:
    """Make the x axis one of sizes: logarithmic, with the sizes or powers of two as ticks."""
    whole = sorted({int(size) for size in sizes})
    many = len(whole) > SIZES_NAMED
    ticks = [2**power for power in range(whole[-1].bit_length())] if many else whole
    axes.set_xscale("log", base=2)
    axes.set_xlim(whole[0] / MARGIN, whole[-1] * MARGIN)
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:g}"))


def ordered_colours(how_many: int) -> list[tuple[float, ...]]:
    """Return colours for steps of an ordered quantity, from dark to light: seen on white, all."""
    steps = [0.0] if how_many == 1 else [0.62 * i / (how_many - 1) for i in range(how_many)]
    return [colormaps["viridis"](step) for step in steps]


def head(figure: Figure, title: str) -> None:
    """Write what is seen above a figure, broken into lines that fit its width."""
    lines = textwrap.fill(printable(title), int(figure.get_figwidth() * CHARACTERS_PER_INCH))
    figure.suptitle(lines, x=0.01, ha="left", fontsize=11, fontweight="bold")


def baseline(axes: Axes, value: float, low: float, high: float, label: str) -> None:
    """Draw a horizontal line with the range it stands for."""
    axes.axhspan(low, high, color=RAW, alpha=0.08, linewidth=0)
    axes.axhline(value, color=RAW, linewidth=1.2, linestyle=(0, (5, 2)), label=label)


def small_multiples(figure: Figure, panels: int, across: int) -> list[Axes]:
    """Make `panels` axes of one scale, at most `across` in a row; the lowest show the x scale."""
    across = min(across, panels)
    grid = figure.subplots(-(-panels // across), across, sharex=True, sharey=True, squeeze=False)
    made = list(grid.flat[:panels])
    for axes in grid.flat[panels:]:
        axes.remove()
    for axes in made[-across:]:
        axes.tick_params(labelbottom=True)
    return made


def ranged_line(
    axes: Axes,
    places: Sequence[float],
    part: pd.DataFrame,
    side: str,
    colour: str | tuple[float, ...],
    marker: str,
    label: str,
    bars: bool = True,
) -> None:
    """Draw one of the columns best and mean, with bars from its _low to its _high."""
    middle, low, high = (part[f"{side}{end}"].to_numpy(float) for end in ("", "_low", "_high"))
    axes.errorbar(
        places,
        middle,
        yerr=[middle - low, high - middle] if bars else None,
        color=colour,
        ecolor=to_rgba(colour, 0.55),
        elinewidth=0.9,
        marker=marker,
        label=label,
    )


def dodge(how_many: int, room: float = 0.26) -> Sequence[float]:
    """Return small offsets that keep the error bars of `how_many` series apart."""
    if how_many == 1:
        return [0.0]
    return [room * (i / (how_many - 1) - 0.5) for i in range(how_many)]


def drawn(record: Record, data: Mapping[str, Any] | str) -> Figure:
    """Draw the data of a figure, or say why there are none.

    Args:
      record: of the figure.
      data: what its `data` returned.
    """
    with styled():
        return sentence(data) if isinstance(data, str) else record.draw(**data)


@styled()
def sentence(text: str) -> Figure:
    """Return a figure that says why there is nothing to draw."""
    figure = Figure(figsize=(8.5, 1.4))
    figure.text(
        0.5,
        0.5,
        textwrap.fill(printable(text), 85),
        ha="center",
        va="center",
        color=MUTED,
        fontsize=11,
    )
    return figure
