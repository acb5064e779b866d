"""ARI over hidden nodes, a line per noise level (the paper's Figures 2 and 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row
from sdae.representations import LEARNED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

SIDES = {"best": "best of other settings", "mean": "mean over them"}
ONLY_SETTING = {"mean": "mean over replicates"}
BARS_AT_MOST = 6


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where there are groups to agree with."""
    return bool(row["label_column"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take best and mean ARI of each learned representation, clusterer, network and noise level.

    Args:
      tables: scores: of one data set.
      dataset: its name.
    """
    from sdae.statistics.summary import over_other_settings, scored

    good = scored(tables["scores"])
    panels = {
        (name, str(clusterer)): over_other_settings(part, ["layers", "noise", "corruption"])
        for name in LEARNED
        for clusterer, part in good[good["representation"] == name].groupby("clusterer", sort=False)
    }
    if not panels:
        return f"{dataset}: no ARI of what a network learned to draw."
    raw = good[good["representation"] == "raw"]
    return {
        "panels": panels,
        "raw": {str(clusterer): part["ari"] for clusterer, part in raw.groupby("clusterer")},
        "dataset": dataset,
    }


def draw(
    panels: dict[tuple[str, str], pd.DataFrame], raw: dict[str, pd.Series], dataset: str
) -> Drawing:
    """Draw best and mean ARI over the sizes of the network.

    Args:
      panels: table of `over_other_settings` by layers, noise and corruption, of each
        representation and clusterer.
      raw: ARI of the raw profiles by clusterer, one for each replicate; may lack some.
      dataset: its name.

    Returns:
      Panels of one scale, a column for each clusterer. Of each representation a row of the best
      over the settings that are neither on the axis nor a line, and one of their mean; only the
      mean if there are no such settings.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading, named
    from sdae.figures.style import baseline, fair_limits, head
    from sdae.report.wording import number, representation_name
    from sdae.statistics.layers import layers_of

    every = _every(panels)
    layers, sides = layers_of(every), sides_of(every)
    clusterers = list(dict.fromkeys(clusterer for _, clusterer in panels))
    rows = [(name, side) for name in dict.fromkeys(name for name, _ in panels) for side in sides]
    width = min(6.0, max(2.7 if len(clusterers) > 1 else 5.0, 0.24 * len(layers)))
    figure = Drawing(figsize=(2.2 + width * len(clusterers), 1.3 + 2.3 * len(rows)))
    grid = figure.subplots(len(rows), len(clusterers), sharex=True, sharey=True, squeeze=False)
    for place, (name, side) in enumerate(rows):
        for axes, clusterer in zip(grid[place], clusterers, strict=True):
            own = raw.get(clusterer)
            if own is not None:
                baseline(axes, own.mean(), own.min(), own.max(), "raw profiles")
            if (name, clusterer) in panels:
                _lines(axes, panels[name, clusterer], layers, side)
            if place == 0:
                beside = "" if own is None else f" (raw {number(own.mean())})"
                axes.set_title(f"{named(clusterer)}{beside}")
        grid[place][0].set_ylabel(f"ARI, {representation_name(name)}\n{sides[side]}")
    for axes in grid[-1]:
        axes.set_xlabel("hidden nodes" if _shallow(layers) else "hidden layers")
    fair_limits(grid[0][0])
    handles, labels = max((axes.get_legend_handles_labels() for axes in grid.flat), key=_length)
    figure.legend(handles, labels, loc="outside lower center", ncols=4)
    head(figure, f"{heading(dataset)}{_seen(panels, raw)}")
    return figure


def caption(
    panels: dict[tuple[str, str], pd.DataFrame], raw: dict[str, pd.Series], dataset: str
) -> str:
    """Say what is on the axes and what the lines are."""
    points = _every(panels)
    several = points["replicates"].max() > 1
    parts = ["Agreement with the known groups over the number of hidden nodes"]
    parts[0] += ", a line per noise level." if _series(points) > 1 else "."
    if len(sides_of(points)) > 1:
        parts.append(
            "Best, as in the paper: over the settings that are neither on the axis nor a line, "
            "taken within each replicate. Mean, which the paper does not show: over the same "
            "settings."
        )
    if several and _series(points) <= BARS_AT_MOST:
        parts.append("Bars reach from the lowest to the highest replicate.")
    if raw:
        varied = any(own.nunique() > 1 for own in raw.values())
        parts.append(
            "The dashed line is the mean of the raw profiles"
            f"{', the grey band its range' if varied else ''}."
        )
    return " ".join(parts)


def _every(panels: dict[tuple[str, str], pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(panels.values(), ignore_index=True)


def _length(legend: tuple[list, list]) -> int:
    return len(legend[0])


def sides_of(points: pd.DataFrame) -> dict[str, str]:
    """Return the panels that there are, with their titles."""
    return SIDES if points["settings"].max() > 1 else ONLY_SETTING


def _series(points: pd.DataFrame) -> int:
    return len(points[["noise", "corruption"]].drop_duplicates())


def _lines(axes: Axes, points: pd.DataFrame, layers: list[str], side: str) -> None:
    from sdae.figures.style import MARKERS, dodge, ordered_colours, ranged_line
    from sdae.report.wording import noise_series

    series = noise_series(points)
    colours = ordered_colours(len(series))
    for i, ((noise, level, label), shift) in enumerate(
        zip(series, dodge(len(series)), strict=True)
    ):
        line = points[(points["noise"] == noise) & (points["corruption"] == level)]
        line = line.set_index("layers").reindex(layers)
        ranged_line(
            axes,
            [place + shift for place in range(len(layers))],
            line,
            side,
            colours[i],
            MARKERS[i % len(MARKERS)],
            f"noise {label}",
            bars=len(series) <= BARS_AT_MOST,
        )
    crowded = len(layers) > 8 and not _shallow(layers)
    axes.set_xticks(range(len(layers)), layers, rotation=90 if crowded else 0)
    axes.set_xlim(-0.6, len(layers) - 0.4)


def _shallow(layers: list[str]) -> bool:
    return not any("-" in text for text in layers)


def _seen(panels: dict[tuple[str, str], pd.DataFrame], raw: dict[str, pd.Series]) -> str:
    from sdae.report.wording import above_raw

    said = above_raw(
        (name, points["mean"], raw[clusterer].mean())
        for (name, clusterer), points in panels.items()
        if clusterer in raw
    )
    return f": on average, above the raw profiles lie {said}" if said else ""


ENTRY = Figure(
    name="ari_by_hidden",
    label="ARI by hidden nodes",
    category="Scores",
    inputs={"scores": "results/scores/{dataset}.tsv"},
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
