"""The first screen of a data set: the verdict, four numbers, the clusters, the plane of genes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sdae.drawings.clusters import profile, quantiles
from sdae.drawings.colours import of_cluster
from sdae.drawings.embedding import places, scatter
from sdae.indices import INDICES
from sdae.report import alternatives, clusters, comparisons
from sdae.report.found import Found
from sdae.report.parts import Beside, Doubts, Drawing, Lead, Paragraph, Tile, Tiles
from sdae.report.wording import count, joined, measure_name, number, percent, representation_name
from sdae.representations import REPRESENTATIONS
from sdae.statistics.comparisons import NETWORKS

SURE = 0.8
# Ways of clustering that are named where the clusters come from.
WAYS_NAMED = 3
PROFILES = (
    "Each cluster's profile: the line is its median gene, the dark band the middle half of its "
    "genes, the pale band the middle 80 %, over the conditions in the order of the table. All have "
    "one scale, in {unit}. These are the final clusters, {source}."
)
PLANE = (
    "Each point is a gene, placed by its profile, in the colour of its cluster; numbers stand in "
    "the clusters' midst. Neighbours are alike; wide gaps say little."
)
OUTSIDE = " Grey ones are in none."
# Where the number of clusters is from, and who else was asked.
NUMBERS = {
    "labels": "as many as the table's known groups; four criteria that know only the profiles",
    "table of data sets": "as many as asked for; four criteria that know only the profiles",
    "panel": "by four criteria that know only the profiles",
}
DOUBTS = "Before you trust this"
NO_CLUSTERS = "No clusters were chosen: the configuration leaves it out ('choice: null')."


def unit(found: Found) -> str:
    """Say what the values of profiles are."""
    if found.record.get("standardise"):
        return "standard deviations from each gene's mean"
    return "prepared expression"


def first_screen(found: Found) -> list[object]:
    """Return the parts of the first screen."""
    parts: list[object] = [Lead(lead(found)), Tiles(tiles(found))]
    if found.doubts:
        parts.append(Doubts(DOUBTS, found.doubts))
    plane = scatter(
        places(found.points),
        found.numbers,
        found.axes,
        alternatives.embedding(found.points, found.numbers, found.axes),
    )
    legend = [(each, f"{each} ({size:,})", of_cluster(each)) for each, size in found.sizes.items()]
    said = f"{PLANE}{OUTSIDE if None in found.numbers else ''}" if legend else ""
    embedded = Drawing(f"{found.name}_genes", [plane], said, legend=legend,
                       zoom=True)  # fmt: skip
    if found.clusters is None:
        return [*parts, Paragraph(NO_CLUSTERS), embedded]
    return [*parts, Beside([cluster_profiles(found)], [embedded])]


def lead(found: Found) -> str:
    """Say in one line what was found."""
    if found.verdict:
        return found.verdict["sentence"]
    if found.choice is None:
        return NO_CLUSTERS
    return f"{clusters.structure(found.choice)} {clusters.network(found.ways)}"


def tiles(found: Found) -> list[Tile]:
    """Return the numbers that matter; those that a configuration leaves out are absent."""
    shown = []
    if found.choice is not None and found.clusters is not None:
        panel = found.choice["panel"]
        low, high = panel["low"], panel["high"]
        seen = f"all see {low}" if low == high else f"they see {low} to {high}"
        shown.append(
            Tile(
                str(len(found.sizes)),
                "groups, their number unsure" if panel["unsure"] else "groups",
                f"{NUMBERS[found.choice['from']]}: {seen}",
            )
        )
        tested = found.choice["structure"]
        there = tested["p"] <= clusters.LEVEL
        shown.append(
            Tile(
                f"p = {tested['p']:.2g}",
                "structure",
                f"{'groups are there' if there else 'no groups were shown'}, tested against "
                f"{count(tested['references'], 'random table')} without groups; "
                "it does not say how many",
            )
        )
        sure = found.clusters["stability"]
        shown.append(
            Tile(
                number(sure.median(), 2),
                "median sureness",
                "how much more often a gene is found with its cluster than with the next, as "
                f"conditions are left out: 1 at most, at 0 no more; {_spread(found)}",
            )
        )
    shown += [tile for tile in [gain(found)] if tile]
    return shown


def gain(found: Found) -> Tile | None:
    """Return what the network gained, if it was asked."""
    told = found.verdict
    if told and pd.notna(told["gain"]):
        name = _measure(told["index"])
        first, second = (way(told[side], told[f"{side}_clusterer"]) for side in ("first", "second"))
        made = "the consensus of " if told["kind"] == NETWORKS[1] else ""
        return Tile(
            number(told["gain"], signed=True),
            "gain by the neural network",
            f"in {name}; {comparisons.surely(told)}: {made}{first} against {made}{second}",
        )
    # Of what is known without labels, or was told of no pair.
    if found.ways is None:
        return None
    learned = found.ways["representation"].map(lambda name: REPRESENTATIONS[name].learned)
    if learned.all() or not learned.any():
        return None
    best = [found.ways.loc[part, "stability"].max() for part in (learned, ~learned)]
    return Tile(
        number(best[0] - best[1], signed=True),
        "gain by the neural network",
        f"in stability: {number(best[0], 2)} at best with it, {number(best[1], 2)} without",
    )


def _measure(name: str) -> str:
    """Name what is compared, and what it is about where that is no part of the name."""
    external = name in INDICES and INDICES[name].needs_labels
    return f"{measure_name(name)}{', agreement with the known groups' if external else ''}"


def _spread(found: Found) -> str:
    """Say how many genes are sure, and which cluster is the least."""
    own = found.clusters.groupby("cluster")["stability"].median()
    least = f"least in cluster {int(own.idxmin())}, " if len(own) > 1 else ""
    reach = percent((found.clusters["stability"] >= SURE).mean())
    return f"{least}{number(own.min(), 2)}; {reach} of the genes reach {SURE:g}"


def way(name: str, clusterer: object) -> str:
    """Name a way of clustering: what is clustered, and by which clusterer."""
    shown = representation_name(name) if name in set(REPRESENTATIONS) else "final clusters"
    return shown if pd.isna(clusterer) or not clusterer else f"{shown} by {clusterer}"


def cluster_profiles(found: Found) -> Drawing:
    """Draw the profile of each cluster."""
    own = np.array([0 if each is None else each for each in found.numbers])
    drawn = {each: quantiles(found.values[own == each]) for each in found.sizes}
    stacked = np.stack([*drawn.values()])
    bounds = float(stacked.min()), float(stacked.max())
    pictures = [
        profile(
            drawn[each],
            bounds,
            found.series,
            of_cluster(each),
            f"Cluster {each}",
            _beside(size, found.clusters["stability"][own == each]),
            alternatives.profile(each, size, drawn[each][2], found.conditions),
            each,
        )
        for each, size in found.sizes.items()
    ]
    said = PROFILES.format(unit=unit(found), source=source(found))
    return Drawing(f"{found.name}_clusters", pictures, said, "grid")


def source(found: Found) -> str:
    """Say which ways of clustering the final clusters are from."""
    taken = found.ways[found.ways["taken"]].sort_values("stability", ascending=False)
    of_all = f"most stable of {count(len(found.ways), 'way')}"
    if len(taken) > WAYS_NAMED:
        return f"a consensus of the {len(taken)} {of_all}"
    named = joined(
        way(each["representation"], each["clusterer"]) for each in taken.to_dict("records")
    )
    if len(taken) == 1:
        return f"by the {of_all}: {named}"
    return f"a consensus of the {len(taken)} {of_all}: {named}"


def _beside(size: int, sureness: Sequence[float]) -> str:
    return f"{count(size, 'gene')}, sure {number(pd.Series(sureness).median(), 2)}"
