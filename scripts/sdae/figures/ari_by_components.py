"""ARI over the number of components (the paper's Figure 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row
from sdae.representations import REPRESENTATIONS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    Lines = dict[str, dict[str, pd.DataFrame]]

COMPONENTS = [name for name, entry in REPRESENTATIONS.items() if entry.size == "components"]
MARKED_AT_MOST = 30
ACROSS = 3


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where there are groups to agree with, and components."""
    return bool(row["label_column"]) and not {*COMPONENTS}.isdisjoint(config["representations"])


def data(tables: Mapping[str, Any], dataset: str) -> dict[str, Any] | str:
    """Take the mean ARI of each number of components, and of each size of the bottleneck.

    Args:
      tables: scores: of one data set.
      dataset: its name.
    """
    from sdae.statistics.sizes import with_sizes
    from sdae.statistics.summary import over_other_settings, scored

    good = with_sizes(scored(tables["scores"]))
    lines = {
        str(clusterer): {
            name: over_other_settings(own[own["representation"] == name], ["size"])
            for name in (*COMPONENTS, "regenerated")
            if own["representation"].eq(name).any()
        }
        for clusterer, own in good.groupby("clusterer", sort=False)
    }
    lines = {name: own for name, own in lines.items() if not own.keys().isdisjoint(COMPONENTS)}
    if not lines:
        return f"{dataset}: no ARI of components to draw."
    raw = good[good["representation"] == "raw"]
    return {
        "lines": lines,
        "raw": {str(clusterer): part["ari"] for clusterer, part in raw.groupby("clusterer")},
        "dataset": dataset,
    }


def draw(lines: Lines, raw: dict[str, pd.Series], dataset: str) -> Drawing:
    """Draw the ARI of the first k and of k random components, beside raw and regenerated.

    Args:
      lines: of each clusterer and kind of components, and of regenerated profiles, the table of
        `over_other_settings` by size.
      raw: ARI of the raw profiles by clusterer, one for each replicate; may lack some.
      dataset: its name.

    Returns:
      A panel for each clusterer, of one scale.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.names import named
    from sdae.figures.style import baseline, fair_limits, head, sizes_axis, small_multiples
    from sdae.report.wording import number

    across = min(len(lines), ACROSS)
    down = -(-len(lines) // across)
    figure = Drawing(figsize=(1.0 + (3.2 if across > 1 else 7.0) * across, 1.6 + 3.0 * down))
    drawn = small_multiples(figure, len(lines), across)
    sizes = {int(k) for own in lines.values() for part in own.values() for k in part["size"]}
    for axes, (clusterer, own) in zip(drawn, lines.items(), strict=True):
        beside = ""
        if clusterer in raw:
            known = raw[clusterer]
            baseline(axes, known.mean(), known.min(), known.max(), "raw profiles")
            beside = f" (raw {number(known.mean())})"
        _panel(axes, own)
        sizes_axis(axes, sizes)
        axes.set_title(f"{named(clusterer)}{beside}")
    fair_limits(drawn[0])
    for axes in drawn[-across:]:
        nodes = ";\nnodes of the bottleneck" if _has_regenerated(lines) else ""
        axes.set_xlabel(f"number of components{nodes} (logarithmic)")
    for axes in drawn[::across]:
        axes.set_ylabel("adjusted Rand index")
    legends = [axes.get_legend_handles_labels() for axes in drawn]
    figure.legend(*max(legends, key=lambda legend: len(legend[0])), loc="outside lower center",
                  ncols=3)  # fmt: skip
    head(figure, _seen(lines, raw, dataset))
    return figure


def _panel(axes: Axes, own: dict[str, pd.DataFrame]) -> None:
    from sdae.figures.style import look
    from sdae.report.wording import representation_name

    for name, part in own.items():
        marker, colour = look(name)
        k = part["size"].astype(int)
        small = 4 if len(part) <= MARKED_AT_MOST else 2.5
        if name in COMPONENTS:
            axes.plot(k, part["mean"], marker, ls="-", color=colour, ms=small, lw=1.2,
                      label=representation_name(name))  # fmt: skip
            axes.fill_between(
                k, part["mean_low"], part["mean_high"], color=colour, alpha=0.18, lw=0
            )
            continue
        label = "regenerated, mean of settings"
        axes.plot(k, part["mean"], f"{marker}-", color=colour, ms=4, label=label)
        if part["settings"].max() > 1:
            label = "regenerated, best of settings"
            axes.plot(k, part["best"], f"{marker}:", color=colour, ms=4, mfc="white", label=label)


def _has_regenerated(lines: Lines) -> bool:
    return any("regenerated" in own for own in lines.values())


def caption(lines: Lines, raw: dict[str, pd.Series], dataset: str) -> str:
    """Say what is on the axes and what the lines are."""
    from sdae.report.wording import joined, representation_name

    kinds = [name for name in COMPONENTS if any(name in own for own in lines.values())]
    parts = [
        "Agreement with the known groups over the number of components: "
        f"{joined(map(representation_name, kinds))}."
    ]
    shown = [part for own in lines.values() for name, part in own.items() if name in kinds]
    if any(part["replicates"].max() > 1 for part in shown):
        draws = " or draw" if any(REPRESENTATIONS[name].control for name in kinds) else ""
        parts.append(f"Bands reach from the lowest to the highest replicate{draws}.")
    if _has_regenerated(lines):
        settings = max(
            own["regenerated"]["settings"].max() for own in lines.values() if "regenerated" in own
        )
        best = " and as the best of them" if settings > 1 else ""
        parts.append(
            "Regenerated profiles stand at the number of nodes of their bottleneck, as mean over "
            f"all other settings{best}."
        )
    if raw:
        varied = any(own.nunique() > 1 for own in raw.values())
        parts.append(
            "The dashed line is the mean of the raw profiles"
            f"{', the grey band its range' if varied else ''}."
        )
    return " ".join(parts)


def _seen(lines: Lines, raw: dict[str, pd.Series], dataset: str) -> str:
    from sdae.figures.names import heading
    from sdae.report.wording import above_raw

    said = above_raw(
        (name, part["mean"], raw[clusterer].mean())
        for clusterer, own in lines.items()
        for name, part in own.items()
        if name in COMPONENTS and clusterer in raw
    )
    if not said:
        return f"{heading(dataset)}: components"
    return f"{heading(dataset)}: the raw profiles are exceeded by {said}"


ENTRY = Figure(
    name="ari_by_components",
    label="ARI by components",
    category="Scores",
    inputs={"scores": "results/scores/{dataset}.tsv"},
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
)
