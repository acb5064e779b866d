"""The genes on the page: heat map, table, and what the page's script knows of them."""

import base64
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sdae.drawings import clusters as profiles
from sdae.drawings.embedding import places
from sdae.drawings.heatmap import LEFT, SIDE, TOP, WIDTH, heatmap, rows_drawn
from sdae.report import alternatives
from sdae.report.first import unit
from sdae.report.found import Found
from sdae.report.parts import Drawing, Genes
from sdae.report.wording import MISSING, count, number

# Of the table without a script; with one, those of the first page.
FIRST_ROWS = 25
# Values that the page holds: of more, conditions are thinned evenly.
MOST_VALUES = 6_000_000
LEVELS = 32_767
LIMIT_QUANTILE = 0.98
HEAT = (
    "Genes by cluster, within a cluster {order}; colours are {unit}.{thinned} The number of each "
    "cluster stands at the left."
)
COLUMNS = (
    ("gene", "gene", "the id in the table that was given"),
    ("label", "known group", "as the table that was given has it"),
    ("cluster", "cluster", "numbered by size"),
    ("stability", "sureness", "how often the gene is found with its cluster, at most 1"),
    ("silhouette", "silhouette", "how much nearer its own cluster than the next, from -1 to 1"),
    ("second", "next cluster", "the cluster it would join otherwise"),
)
WORDS = {
    "search": "Search genes",
    "cluster": "Cluster",
    "all": "all clusters",
    "unassigned": "in no cluster",
    "sureness": "Least sureness",
    "download": "Download these genes as TSV",
    "previous": "Previous",
    "next": "Next",
    "caption": "Genes and their clusters",
    "profile": "Profile of a gene",
    "hint": "Choose a gene in the table: its profile is drawn over that of its cluster, with the "
    "genes whose profiles are most alike.",
}
# What the page's script says; it fills in what is in braces.
SCRIPT_WORDS = {
    "shown": "{shown} of {all} genes",
    "page": "page {page} of {pages}",
    "none": "No gene fits. Clear the search or widen the filters.",
    "chosen": "{gene}: cluster {cluster}, sureness {stability}",
    "outside": "{gene}: in no cluster",
    "alike": "Most alike, by correlation over {conditions} conditions",
    "correlation": "correlation",
    "median": "median {median}, middle 80 % from {low} to {high}",
    "missing": MISSING,
    "svg": "SVG",
    "png": "PNG",
    "closer": "Zoom in",
    "further": "Zoom out",
    "whole": "Show all",
    "switch": "Show or hide",
    "take": "Download the figure as",
}


def note(found: Found) -> str:
    """Say where the whole table is, for who reads without the script."""
    shown = min(FIRST_ROWS, len(found.genes))
    return (
        f"At most {shown} of the {count(len(found.genes), 'gene')} stand here; all are in "
        f"results/clusters/{found.name}.tsv. Search, sort and profiles need a browser with scripts."
    )


def table(found: Found) -> Genes:
    """Return the table of genes."""
    known = {key: _column(found, key) for key, _, _ in COLUMNS}
    columns = [each for each in COLUMNS if known[each[0]] is not None]
    rows = [
        [_cell(known[key][i]) for key, _, _ in columns]
        for i in range(min(FIRST_ROWS, len(found.genes)))
    ]
    return Genes(columns, rows, len(found.genes), [*found.sizes], note(found), WORDS)


def _column(found: Found, key: str) -> Sequence[Any] | None:
    if key == "gene":
        return found.genes
    if key == "label":
        return found.labels
    if key == "cluster":
        return found.numbers
    return _numbers(found.clusters["second_cluster" if key == "second" else key])


def _numbers(column: pd.Series) -> list[float | int | None]:
    """Return numbers to four digits, whole ones as such, missing ones as None."""
    found: list[float | int | None] = []
    for value in np.asarray(column.astype(float)):
        if not math.isfinite(value):
            found.append(None)
        else:
            found.append(int(value) if value == int(value) else float(f"{value:.4g}"))
    return found


def _cell(value: object) -> str:
    if value is None or value == "":
        return MISSING
    return number(value, 2) if isinstance(value, float) else str(value)


def order(found: Found) -> np.ndarray:
    """Return the genes by cluster, within one by known group, or else by sureness."""
    own = np.array([len(found.sizes) + 1 if each is None else each for each in found.numbers])
    sure = -np.nan_to_num(found.clusters["stability"].to_numpy(float))
    within = np.array(found.labels) if found.labels is not None else sure
    return np.lexsort((sure, within, own))


def heat(found: Found) -> tuple[Drawing, dict[str, Any]]:
    """Draw the genes by cluster.

    Returns:
      The figure, and where which gene is, for the page's script.
    """
    ordered = order(found)
    rows = ordered[rows_drawn(len(ordered))]
    values = found.values[rows]
    labels = None if found.labels is None else [found.labels[i] or MISSING for i in rows]
    thinned = len(rows) < len(ordered)
    picture = heatmap(
        values,
        float(np.quantile(np.abs(values), LIMIT_QUANTILE)),
        [found.numbers[i] for i in rows],
        labels,
        found.series,
        unit(found),
        "known group",
        alternatives.heatmap(found.sizes, len(rows), values.shape[1], labels is not None),
    )
    caption = HEAT.format(
        order="by known group" if labels is not None else "the surest first",
        unit=unit(found),
        thinned=f" Of {len(ordered):,} genes {len(rows):,} are drawn, evenly." if thinned else "",
    )
    where = {
        "rows": rows.tolist(),
        "left": LEFT,
        "right": WIDTH - (SIDE if labels is not None else 12),
        "top": TOP,
    }
    return Drawing(f"{found.name}_heat_map", [picture], caption, "wide"), where


def payload(found: Found, heat_map: Mapping[str, Any] | None) -> str:
    """Return what the page's script knows of a data set, as JSON that ends no script."""
    kept = np.arange(len(found.conditions))
    most = max(MOST_VALUES // max(len(found.genes), 1), 2)
    if len(kept) > most:
        kept = np.linspace(0, len(kept) - 1, most).round().astype(int)
    values = found.values[:, kept]
    scale = float(np.abs(values).max()) / LEVELS or 1.0
    known: dict[str, Any] = {
        "name": found.name,
        "genes": list(found.genes),
        "conditions": [found.conditions[int(i)] for i in kept],
        "values": _packed(values, scale),
        "scale": float(f"{scale:.8g}"),
        "points": places(found.points).ravel().tolist(),
        "numbers": found.numbers,
        "heat": heat_map,
        "words": SCRIPT_WORDS,
    }
    if found.labels is not None:
        names = sorted(set(found.labels))
        known |= {"groups": names, "label": [names.index(each) for each in found.labels]}
    if found.clusters is not None:
        known["columns"] = {
            key: _column(found, key) for key in ("stability", "silhouette", "second")
        }
        known["profiles"] = _profiles(found, kept)
    return as_script_data(known)


def _profiles(found: Found, kept: np.ndarray) -> dict[str, Any]:
    own = np.array([0 if each is None else each for each in found.numbers])
    drawn = {each: profiles.quantiles(found.values[own == each]) for each in found.sizes}
    stacked = np.stack([*drawn.values()])
    bounds = float(stacked.min()), float(stacked.max())
    room = profiles.frame(len(kept), bounds)
    return {
        "frame": [room.left, room.right, room.top, room.bottom, *map(_short, bounds)],
        "breaks": [first for _, first, _ in found.series] if len(kept) == len(
            found.conditions) else [],
        "bands": {
            each: [[_short(v) for v in rows[i, kept]] for i in (0, 2, 4)]
            for each, rows in drawn.items()
        },
    }  # fmt: skip


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def _packed(values: np.ndarray, scale: float) -> str:
    whole = np.round(values / scale).astype("<i2")
    return base64.b64encode(np.ascontiguousarray(whole).tobytes()).decode("ascii")


def as_script_data(value: object) -> str:
    """Write JSON that a script element can hold: no name in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
