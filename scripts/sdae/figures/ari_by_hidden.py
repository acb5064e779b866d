"""ARI over hidden nodes, a line per noise level (the paper's Figures 2 and 3)."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sdae.figures.style import (
    MARKERS,
    baseline,
    dodge,
    head,
    ordered_colours,
    ranged_line,
    sentence,
    styled,
)
from sdae.statistics.summary import layers_of, noise_series, over_other_settings, scored
from sdae.report.wording import number, representation_name

SIDES = {"best": "Best of the other settings, as in the paper", "mean": "Mean over them"}
BARS_AT_MOST = 6
ONLY_SETTING = {"mean": "Mean over replicates"}


@styled()
def ari_by_hidden(scores: pd.DataFrame, representation: str, clusterer: str) -> Figure:
    """Draw best and mean ARI of a learned representation over the sizes of the network.

    Args:
      scores: scores of one data set.
      representation: regenerated or codes.
      clusterer: name of a clusterer in the scores.

    Returns:
      Two panels with one scale: on the left the best over the settings that are neither on the
      axis nor a line (batch size, epochs, learning rate), on the right their mean; one panel if
      there are no such settings. Bars reach from the lowest to the highest replicate. The dashed
      line is the raw profiles.
    """
    good = scored(scores)
    good = good[good["clusterer"] == clusterer]
    learned = good[good["representation"] == representation]
    dataset = scores["dataset"].iloc[0]
    name = representation_name(representation)
    if learned.empty:
        return sentence(f"{dataset}: no ARI of {name} clustered by {clusterer} to draw.")

    points = over_other_settings(learned, ["layers", "noise", "corruption"])
    raw = good.loc[good["representation"] == "raw", "ari"]
    layers = layers_of(learned)
    sides = SIDES if points["settings"].max() > 1 else ONLY_SETTING
    panel = min(6.0, max(3.4 if len(sides) > 1 else 5.0, 0.24 * len(layers)))
    figure = Figure(figsize=(2.0 + panel * len(sides), 4.4))
    panels = figure.subplots(1, len(sides), sharey=True, squeeze=False)[0]
    for axes, side in zip(panels, sides, strict=True):
        if not raw.empty:
            baseline(axes, raw.mean(), raw.min(), raw.max(), f"raw profiles {number(raw.mean())}")
        _lines(axes, points, layers, side)
        axes.set_title(sides[side])
        axes.set_xlabel("hidden nodes" if _shallow(layers) else "hidden layers")
    panels[0].set_ylabel("adjusted Rand index")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center")
    head(figure, f"{dataset}, {name}, {clusterer}{_seen(points, raw, sides)}")
    return figure


def _lines(axes: Axes, points: pd.DataFrame, layers: list[str], side: str) -> None:
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
