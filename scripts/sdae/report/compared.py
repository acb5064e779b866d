"""Whether the network was worth it: differences with their intervals, and which settings matter."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sdae.drawings.intervals import interval
from sdae.report import alternatives
from sdae.report.first import way
from sdae.report.found import Found
from sdae.report.parts import Details, Heading, Paragraph, Table
from sdae.report.wording import MISSING, measure_name, number

KINDS = {
    "network": "What the network learned, against the best without it",
    "pair": "Two representations by the same clusterer",
    "network consensus": "The consensus of what the network learned, against the best without it",
    "consensus": "Two representations, each by the consensus of its replicates",
    "choice": "The final clusters, against the raw profiles",
    "stability": "Stability when conditions are left out",
}
# Long, and behind what is asked first.
EVERY_PAIR = ("pair", "consensus", "stability")
DIFFERENCES = (
    "Differences of {index} between two ways of clustering the same genes, with their 95 % "
    "intervals. A dot is filled where the difference is significant, after all comparisons of the "
    "data set were allowed for (Holm); the line in the middle is no difference."
)
EFFECTS = (
    "What a setting changes, all others held equal, against its first level: a mean difference "
    "with its 95 % interval. A dot is filled where it is significant after Holm's adjustment."
)
COLUMNS = ("comparison", "difference", "interval", "from", "to", "p, adjusted")
# Beyond this quantile of the ends of intervals an axis does not go.
WIDEST = 0.95


def differences(found: Found) -> list[object]:
    """Show the paired differences, a table for each kind of comparison."""
    rows = found.comparisons
    if rows is None or rows.empty:
        return []
    index = " and ".join(map(measure_name, rows["index"].unique()))
    first: list[object] = [Paragraph(DIFFERENCES.format(index=index))]
    rest: list[object] = []
    for kind, own in rows.groupby("kind", sort=False):
        names = [
            f"{way(row['first'], row['first_clusterer'])} against "
            f"{way(row['second'], row['second_clusterer'])}"
            for row in own.to_dict("records")
        ]
        parts = rest if kind in EVERY_PAIR else first
        parts += [Heading(KINDS.get(str(kind), str(kind))), intervals(own, names, "comparison")]
    return [*first, *([Details("Every pair of representations", rest)] if rest else [])]


def effects(found: Found) -> list[object]:
    """Show what each setting changes."""
    rows = found.effects
    if rows is None or rows.empty:
        return []
    named = [
        f"{way(row['representation'], None)}: {row['setting'].replace('_', ' ')} "
        f"{row['level']} against {row['reference']}"
        for row in rows.to_dict("records")
    ]
    significant = rows["p_adjusted"] <= 0.05
    return [
        Paragraph(EFFECTS),
        intervals(rows.assign(significant=significant), named, "setting"),
    ]


def intervals(rows: pd.DataFrame, names: Sequence[str], first: str) -> Table:
    """Return a table of differences, drawn on one axis around 0."""
    adjusted = [MISSING if pd.isna(p) else f"{p:.2g}" for p in rows["p_adjusted"]]
    drawn = on_one_axis(rows, names)
    cells = [[name, *each, p] for name, each, p in zip(names, drawn, adjusted, strict=True)]
    return Table((first, *COLUMNS[1:]), cells)


def on_one_axis(rows: pd.DataFrame, names: Sequence[str]) -> list[list[object]]:
    """Return cells of differences: the number, drawn on an axis around 0, and its interval's ends.

    Args:
      rows: `difference`, `low`, `high`, and `significant`, where the dot is filled.
      names: of the differences, for who cannot see them.
    """
    ends = np.abs(rows[["low", "high", "difference"]].to_numpy(float)).ravel()
    ends = ends[np.isfinite(ends)]
    # No narrower than a difference that anyone would care for.
    widest = max(float(np.quantile(ends, WIDEST)), 0.05) if len(ends) else 1.0
    return [
        _cells(row, (-widest, widest), name)
        for name, row in zip(names, rows.to_dict("records"), strict=True)
    ]


def _cells(row: Mapping[str, Any], axis: tuple[float, float], name: str) -> list[object]:
    value, low, high = (float(row[key]) for key in ("difference", "low", "high"))
    drawn: object = MISSING
    if math.isfinite(value) and not (math.isnan(low) or math.isnan(high)):
        said = alternatives.interval(name, low, value, high)
        drawn = interval(low, value, high, axis, 0.0, bool(row["significant"]), said)
    return [
        number(value, signed=True),
        drawn,
        *(number(end, signed=True) if math.isfinite(end) else MISSING for end in (low, high)),
    ]
