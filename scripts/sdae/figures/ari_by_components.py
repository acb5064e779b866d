"""ARI over the number of components (the paper's Figure 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sdae.figures._record import Config, Figure, Row, by_clusterer
from sdae.representations import REPRESENTATIONS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Drawing

COMPONENTS = [name for name, entry in REPRESENTATIONS.items() if entry.size == "components"]
MARKED_AT_MOST = 30


def wanted(config: Config, dataset: str, row: Row) -> bool:
    """Where there are groups to agree with, and components."""
    return bool(row["label_column"]) and not {*COMPONENTS}.isdisjoint(config["representations"])


def data(tables: Mapping[str, Any], dataset: str, clusterer: str) -> dict[str, Any] | str:
    """Take the mean ARI of each number of components, and of each size of the bottleneck.

    Args:
      tables: scores: of one data set.
      dataset: its name.
      clusterer: name of a clusterer in the scores.
    """
    from sdae.statistics.sizes import with_sizes
    from sdae.statistics.summary import over_other_settings, scored

    good = with_sizes(scored(tables["scores"]))
    good = good[good["clusterer"] == clusterer]
    by_size = {
        name: over_other_settings(good[good["representation"] == name], ["size"])
        for name in (*COMPONENTS, "regenerated")
        if good["representation"].eq(name).any()
    }
    lines = {name: by_size[name] for name in COMPONENTS if name in by_size}
    if not lines:
        return f"{dataset}: no ARI of components by {clusterer} to draw."
    return {
        "lines": lines,
        "regenerated": by_size.get("regenerated"),
        "raw": good.loc[good["representation"] == "raw", "ari"],
        "names": (dataset, clusterer),
    }


def draw(
    lines: dict[str, pd.DataFrame],
    regenerated: pd.DataFrame | None,
    raw: pd.Series,
    names: tuple[str, str],
) -> Drawing:
    """Draw the ARI of the first k and of k random components, beside raw and regenerated.

    Args:
      lines: of each kind of components, the table of `over_other_settings` by size.
      regenerated: the same of the regenerated profiles, or None.
      raw: ARI of the raw profiles, one for each replicate; may be empty.
      names: of data set and clusterer.
    """
    from matplotlib.figure import Figure as Drawing

    from sdae.figures.style import baseline, fair_limits, head, look, sizes_axis
    from sdae.report.wording import number, representation_name

    figure = Drawing(figsize=(8.5, 5.0))
    axes = figure.subplots()
    if not raw.empty:
        baseline(axes, raw.mean(), raw.min(), raw.max(), f"raw profiles {number(raw.mean())}")
    sizes: set[int] = set()
    for name, part in lines.items():
        marker, colour = look(name)
        k = part["size"].astype(int)
        sizes |= set(k)
        axes.plot(
            k,
            part["mean"],
            marker,
            ls="-",
            color=colour,
            ms=4 if len(part) <= MARKED_AT_MOST else 2.5,
            lw=1.2,
            label=representation_name(name),
        )
        axes.fill_between(k, part["mean_low"], part["mean_high"], color=colour, alpha=0.18, lw=0)
    if regenerated is not None:
        k, (marker, colour) = regenerated["size"].astype(int), look("regenerated")
        sizes |= set(k)
        axes.plot(
            k,
            regenerated["mean"],
            f"{marker}-",
            color=colour,
            ms=4,
            label="regenerated, mean of settings",
        )
        if regenerated["settings"].max() > 1:
            axes.plot(
                k,
                regenerated["best"],
                f"{marker}:",
                color=colour,
                ms=4,
                mfc="white",
                label="regenerated, best of settings",
            )
    sizes_axis(axes, sizes)
    fair_limits(axes)
    axes.set_xlabel(
        "number of components"
        + ("" if regenerated is None else "; nodes of the bottleneck")
        + " (logarithmic)"
    )
    axes.set_ylabel("adjusted Rand index")
    figure.legend(loc="outside lower center", ncols=3)
    head(figure, _seen(lines, raw, names))
    return figure


def caption(
    lines: dict[str, pd.DataFrame],
    regenerated: pd.DataFrame | None,
    raw: pd.Series,
    names: tuple[str, str],
) -> str:
    """Say what is on the axes and what the lines are."""
    from sdae.report.wording import joined, representation_name

    parts = [
        "Agreement with the known groups over the number of components: "
        f"{joined(map(representation_name, lines))}."
    ]
    if any(part["replicates"].max() > 1 for part in lines.values()):
        draws = " or draw" if any(REPRESENTATIONS[name].control for name in lines) else ""
        parts.append(f"Bands reach from the lowest to the highest replicate{draws}.")
    if regenerated is not None:
        best = " and as the best of them" if regenerated["settings"].max() > 1 else ""
        parts.append(
            "Regenerated profiles stand at the number of nodes of their bottleneck, as mean over "
            f"all other settings{best}."
        )
    if not raw.empty:
        parts.append(
            "The dashed line is the mean of the raw profiles"
            f"{', the grey band its range' if raw.nunique() > 1 else ''}."
        )
    return " ".join(parts)


def _seen(lines: dict[str, pd.DataFrame], raw: pd.Series, names: tuple[str, str]) -> str:
    from sdae.figures.names import heading
    from sdae.report.wording import joined, representation_name

    if raw.empty:
        return f"{heading(*names)}: components"
    counts = [
        f"{representation_name(name)} at {(part['mean'] > raw.mean()).sum()} of {len(part)} sizes"
        for name, part in lines.items()
    ]
    return f"{heading(*names)}: the raw profiles are exceeded by {joined(counts)}"


ENTRY = Figure(
    name="ari_by_components",
    label="ARI by components",
    category="Scores",
    inputs={"scores": "results/scores/{dataset}.tsv"},
    data=data,
    draw=draw,
    caption=caption,
    wanted=wanted,
    variants=by_clusterer,
)
