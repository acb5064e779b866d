"""Ids, rows and values that can be read, but hardly mean what a table of genes means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sdae.tables.ids import spreadsheet_ids
from sdae.tables.messages import few

if TYPE_CHECKING:
    import numpy as np

# Ids that may stand for a missing one, or for a row of sums or means.
UNUSUAL = frozenset(["na", "nan", "null", "total", "sum", "mean", "average", "median"])
# To so much of rounding a row has the sums of the others.
ROUNDING = 1e-3
FEWEST = 8


def doubtful_ids(genes: Sequence[str]) -> list[str]:
    """Say which ids look like words for something else, or like what a spreadsheet made."""
    unusual = [gene for gene in dict.fromkeys(genes) if gene.lower() in UNUSUAL]
    counts = Counter(genes)
    notes = [f"'{gene}' is taken as the id of a gene ({counts[gene]} rows)" for gene in unusual]
    made = list(dict.fromkeys(genes[row] for row in spreadsheet_ids(genes)))
    if made:
        notes.append(
            "ids that look like dates or numbers that a spreadsheet has made of names (1-Mar was "
            f"MARCH1 or MARC1), taken as they are: {few(made)}; restore the names in the source, "
            "with their column formatted as text"
        )
    return notes


def doubtful_rows(genes: Sequence[str], values: np.ndarray) -> list[str]:
    """Say what may not be meant: a row of sums, a number that stands for a missing one, long form.

    Args:
      genes: ids, one per row.
      values: (genes, conditions), NaN where missing.
    """
    import numpy as np

    if len(genes) < FEWEST or not np.isfinite(values).any():
        return []
    said = []
    # Values beyond what can be computed with are refused later.
    with np.errstate(over="ignore", invalid="ignore"):
        sums = np.nansum(values, axis=0)
        total = np.isclose(2 * values, sums, rtol=ROUNDING, atol=0).all(axis=1) & bool(sums.all())
    if total.any():
        said.append(
            f"'{genes[int(total.argmax())]}' has the sums of all other rows, and is taken as the "
            "id of a gene: remove the row if it is none"
        )
    least, most = float(np.nanmin(values)), float(np.nanmax(values))
    above = float(np.nanmin(values, where=values > least, initial=most))
    count = int((values == least).sum())
    if least < 0 and count > 1 and 0 < most - above < above - least:
        said.append(
            f"{count} values are {least:g}, far below all others (from {above:g} to {most:g}): "
            "leave these cells empty if it stands for a missing value"
        )
    counts = set(Counter(genes).values())
    if len(counts) == 1 and 1 not in counts:
        said.append(
            f"each id is on {counts.pop()} rows: is it a table of one row for each gene and "
            "sample? expected one row for each gene, and a column for each condition"
        )
    return said
