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

SIDES = {"best": "Best of the other settings, as in the paper", "mean": "Mean over them"}
ONLY_SETTING = {"mean": "Mean over replicates"}
BARS_AT_MOST = 6


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where there are groups to agree with."""
    return bool(row["label_column"])


def variants(config: Config) -> list[dict[str, str]]:
    """One for each learned representation and clusterer."""
    return [
        {"representation": name, "clusterer": clusterer}
        for clusterer in config["clusterers"]
        for name in LEARNED
        if name in config["representations"]
    ]


def data(
    tables: Mapping[str, Any], dataset: str, representation: str, clusterer: str
) -> dict[str, Any] | str:
    """Take best and mean ARI of a learned representation for each network and noise level.

    Args:
      tables: scores: of one data set.
      dataset: its name.
      representation: a learned one.
      clusterer: name of a clusterer in the scores.
    """
    from sdae.report.wording import representation_name
    from sdae.statistics.summary import over_other_settings, scored

    good = scored(tables["scores"])
    good = good[good["clusterer"] == clusterer]
    learned = good[good["representation"] == representation]
    if learned.empty:
        name = representation_name(representation)
        return f"{dataset}: no ARI of {name} clustered by {clusterer} to draw."
    return {
        "points": over_other_settings(learned, ["layers", "noise", "corruption"]),
        "raw": good.loc[good["representation"] == "raw", "ari"],
        "names": (dataset, representation, clusterer),
    }


def draw(points: pd.DataFrame, raw: pd.Series, names: tuple[str, str, str]) -> Drawing:
    """Draw best and mean ARI over the sizes of the network.

    Args:
      points: table of `over_other_settings` by layers, noise and corruption.
      raw: ARI of the raw profiles, one for each replicate; may be empty.
      names: of data set, representation and clusterer.

    Returns:
      Two panels with one scale: on the left the best over the settings that are neither on the
      axis nor a line, on the right their mean; one panel if there are no such settings.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import heading
    from sdae.figures.style import baseline, fair_limits, head
    from sdae.report.wording import number, representation_name
    from sdae.statistics.layers import layers_of

    dataset, representation, clusterer = names
    layers = layers_of(points)
    sides = sides_of(points)
    panel = min(6.0, max(3.4 if len(sides) > 1 else 5.0, 0.24 * len(layers)))
    figure = Drawing(figsize=(2.0 + panel * len(sides), 4.4))
    panels = figure.subplots(1, len(sides), sharey=True, squeeze=False)[0]
    for axes, side in zip(panels, sides, strict=True):
        if not raw.empty:
            baseline(axes, raw.mean(), raw.min(), raw.max(), f"raw profiles {number(raw.mean())}")
        _lines(axes, points, layers, side)
        axes.set_title(sides[side])
        axes.set_xlabel("hidden nodes" if _shallow(layers) else "hidden layers")
    fair_limits(panels[0])
    panels[0].set_ylabel("adjusted Rand index")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center")
    above = heading(dataset, representation_name(representation), clusterer)
    head(figure, f"{above}{_seen(points, raw, sides)}")
    return figure


def caption(points: pd.DataFrame, raw: pd.Series, names: tuple[str, str, str]) -> str:
    """Say what is on the axes and what the lines are."""
    several = points["replicates"].max() > 1
    parts = ["Agreement with the known groups over the number of hidden nodes"]
    parts[0] += ", a line per noise level." if _series(points) > 1 else "."
    if len(sides_of(points)) > 1:
        parts.append(
            "Left, as in the paper: the best over the settings that are neither on the axis nor a "
            "line, taken within each replicate. Right, which the paper does not show: the mean "
            "over the same settings."
        )
    if several and _series(points) <= BARS_AT_MOST:
        parts.append("Bars reach from the lowest to the highest replicate.")
    if not raw.empty:
        parts.append(
            "The dashed line is the mean of the raw profiles"
            f"{', the grey band its range' if raw.nunique() > 1 else ''}."
        )
    return " ".join(parts)


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


def _seen(points: pd.DataFrame, raw: pd.Series, sides: dict[str, str]) -> str:
    if raw.empty:
        return ""
    best, mean = ((points[side] > raw.mean()).sum() for side in SIDES)
    if sides is ONLY_SETTING:
        return f": above the raw profiles at {mean} of {len(points)} points"
    return (
        f": the best settings exceed the raw profiles at {best} of {len(points)} points, "
        f"the mean over settings at {mean}"
    )


ENTRY = Figure(
    name="ari_by_hidden",
    label="ARI by hidden nodes",
    category="Scores",
    inputs={"scores": "results/scores/{dataset}.tsv"},
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
    variants=variants,
)
