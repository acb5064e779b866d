"""How the clusters were chosen: their number, the candidates, and why this one."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from sdae.drawings.curves import curve
from sdae.drawings.intervals import interval
from sdae.report import alternatives, clusters
from sdae.report.found import Found
from sdae.report.parts import Drawing, Heading, Paragraph, Table
from sdae.report.wording import MISSING, number, representation_name

CRITERIA = {
    "gap": ("Gap statistic", "gap_error"),
    "silhouette": ("Silhouette", None),
    "silhouette_gained": ("Silhouette gained", None),
    "pac_gained": ("Unambiguous pairs gained", None),
}
CRITERIA_CAPTION = (
    "Four criteria over the number of clusters, each with what it votes for as a large dot. Bars "
    "are one standard error of the gap. Gained: above tables without groups."
)
WHY = (
    "Every way of clustering is made again with some conditions left out; its stability is the "
    "adjusted Rand index with the clusters of all conditions (dot: mean; line: down to the "
    "lowest). The clusters are the consensus of the most stable ones, which are marked as taken. "
    "No label was looked at."
)


def number_of_clusters(found: Found) -> list[object]:
    """Show how the number of clusters was chosen."""
    choice = found.choice
    votes = choice["panel"]["votes"]
    pictures = []
    for name, (title, error) in CRITERIA.items():
        if name not in found.criteria or found.criteria[name].isna().all():
            continue
        part = found.criteria[found.criteria[name].notna()]
        here = [int(n) for n in part["clusters"]]
        values = part[name].tolist()
        errors = part[error].fillna(0).tolist() if error else None
        marked = votes.get(name)
        said = alternatives.curve(title, here, values, marked)
        pictures.append(curve(here, values, errors, marked, title, said))
    return [
        Paragraph(f"{clusters.structure(choice)} {clusters.clusters(choice, found.clusters)}"),
        Drawing(f"{found.name}_number", pictures, CRITERIA_CAPTION, "grid"),
    ]


def candidates(found: Found) -> list[object]:
    """Show the candidates, the most stable first."""
    ordered = found.ways.sort_values("stability", ascending=False, kind="stable")
    low = min(0.0, float(ordered["stability_lowest"].min()))
    rows = [_row(row, (low, 1.0)) for row in ordered.to_dict("records")]
    strong = frozenset(i for i, taken in enumerate(ordered["taken"]) if taken)
    columns = ["way", "stability", "mean and lowest", "evenness", "silhouette", "agreement"]
    # Without labels there is no such column.
    if "ari" in ordered and ordered["ari"].notna().any():
        columns.append("ARI (labels)")
    return [
        Heading("Candidates, and why this one"),
        Paragraph(WHY),
        Table(columns, [row[: len(columns)] for row in rows], strong),
    ]


def _row(row: Mapping[str, Any], axis: tuple[float, float]) -> list[object]:
    name = f"{representation_name(row['representation'])} by {row['clusterer']}"
    low, mean = row["stability_lowest"], row["stability"]
    drawn = MISSING
    if pd.notna(mean) and pd.notna(low):
        said = f"{name}: stability {number(mean)}, lowest {number(low)}"
        drawn = interval(low, mean, mean, axis, None, bool(row["taken"]), said)
    return [
        f"{name}{' (taken)' if row['taken'] else ''}",
        number(mean),
        drawn,
        f"{number(row['evenness'], 2)}{' (too uneven)' if row['trivial'] else ''}",
        *(number(row[key], 2) for key in ("silhouette", "agreement")),
        number(row.get("ari", math.nan)),
    ]
