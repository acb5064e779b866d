"""Whether the best of the grid is more than luck: held against the best of controls."""

from collections.abc import Iterator

import pandas as pd

from sdae.report.compared import on_one_axis
from sdae.report.comparisons import CONTROLS
from sdae.report.first import way
from sdae.report.found import Found
from sdae.report.parts import Details, Paragraph, Table
from sdae.report.wording import count, joined, measure_name, number
from sdae.statistics.choosing import ALL

HOW_TO_READ = (
    "The best of many tries lies high by luck alone, so the {index} to be expected of the best of "
    "so many tries of the grid is held against that of as many tries of a control that learned "
    "nothing: the control is beaten only where the 95 % interval of the "
    "difference, over genes, lies above 0, which is where the dot is filled."
)
EACH = "The best of each representation and clusterer"
WHAT = ("representation", "clusterer", "control")
COLUMNS = (
    *("against the best of", "tries", "grid", "control"),
    *("difference", "interval", "from", "to", "beaten"),
)


def price(found: Found) -> list[object]:
    """Show the best of the grid beside the best of equally many tries of each control."""
    rows = found.price
    if rows is None or rows.empty:
        return []
    whole = rows["representation"] == ALL
    index = joined(map(measure_name, rows["index"].unique()))
    parts: list[object] = [Paragraph(HOW_TO_READ.format(index=index))]
    if whole.any():
        parts += [Paragraph(_picked(rows[whole].iloc[0])), _table(rows[whole])]
    if not whole.all():
        parts.append(Details(EACH, [_table(rows[~whole])]))
    return parts


def _picked(row: pd.Series) -> str:
    return (
        f"The best of the whole grid, of {count(int(row['draws']), 'partition')} by all "
        f"representations and clusterers, reaches {number(row['best'])}."
    )


def _table(rows: pd.DataFrame) -> Table:
    return Table(COLUMNS, list(_cells(rows)))


def _cells(rows: pd.DataFrame) -> Iterator[list[object]]:
    names = [_name(*row) for row in zip(*(rows[name] for name in WHAT), strict=True)]
    drawn = on_one_axis(rows.assign(significant=rows["beaten"]), names)
    for name, row, cells in zip(names, rows.to_dict("records"), drawn, strict=True):
        yield [
            name,
            f"{int(row['tries']):,}",
            number(row["grid_best"]),
            number(row["expected_best"]),
            *cells,
            "yes" if row["beaten"] else "no",
        ]


def _name(representation: str, clusterer: str, control: str) -> str:
    against = CONTROLS.get(control, control)
    return against if representation == ALL else f"{way(representation, clusterer)}: {against}"
