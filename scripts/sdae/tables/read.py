"""Read an expression table as it comes, whatever its format and whichever way round."""

import itertools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.tables.doubts import doubtful_ids, doubtful_rows
from sdae.tables.ids import row_numbers
from sdae.tables.labels import doubtful_labels, read_labels
from sdae.tables.messages import few, shown
from sdae.tables.quantities import several_quantities
from sdae.tables.roles import column_of_ids, columns_of_values, wrong_names, wrong_values
from sdae.tables.sheet import NO_GENES, Sheet
from sdae.tables.sheets import read_sheet
from sdae.tables.table import Table


def read_expected(path: str | Path, row: Mapping[str, Any]) -> Table:
    """Read the table that a row of the table of data sets describes.

    Args:
      path: of the file.
      row: with `label_column`, `gene_column`, `orientation`, `ignore_columns` and `digest`, and
        where there are such, `format` and `sheet`.

    Raises:
      InputError: what cannot be read, or another content than that of the digest.
    """
    table = read_table(
        path,
        row["label_column"],
        row["gene_column"],
        row["orientation"],
        row["ignore_columns"] or (),
        format=row.get("format") or "auto",
        sheet=row.get("sheet"),
    )
    if row["digest"] not in (None, table.digest()):
        raise InputError(
            f"{path}: found a table of digest {table.digest()} ({table.describe()}); expected "
            f"digest {row['digest']}, as column 'digest' of the table of data sets says"
        )
    return table


def read_table(
    path: str | Path,
    label_column: str | None = None,
    gene_column: str | None = None,
    orientation: str = "rows",
    ignore_columns: Sequence[str] | str = (),
    conditions: Sequence[str] | None = None,
    format: str = "auto",
    sheet: str | None = None,
) -> Table:
    """Read an expression table.

    A table with genes in columns is read as if it had been transposed first: what is said of
    columns here goes for its rows, and its header holds the ids.

    Args:
      path: of the file; its format and packing are told by its content, whatever its name.
      label_column: name of the column of labels, if there is one.
      gene_column: name of the column of ids; found out if None, usually the first one.
      orientation: `rows` or `columns`, where the genes are, or `auto`.
      ignore_columns: names of columns that are neither ids, labels nor values; a text is one
        name, or several separated by commas.
      conditions: names of the columns of values, in the order to have them in; all others are
        left aside. None for every column that has no other use.
      format: name of a reader, or `auto`.
      sheet: name of the sheet of a workbook, or of the layer of an h5ad.

    Raises:
      InputError: what cannot be read, by line, gene and column; all of it at once.
    """
    read = read_sheet(path, [label_column, gene_column], orientation, format, sheet)
    if isinstance(ignore_columns, str):
        ignore_columns = split_names(ignore_columns, read.names)
    table, notes = table_of(read, label_column, gene_column, ignore_columns, conditions)
    for note in notes:
        logger.warning("%s: %s", path, note)
    return table


def split_names(text: str, names: Sequence[str]) -> list[str]:
    """Split names at commas, but take as one what is quoted or is a name as it stands."""
    if text in names:
        return [text]
    import csv

    (cells,) = csv.reader([text], skipinitialspace=True)
    whole = [cell.strip() for cell in cells]
    return [name for name in whole if name]


def table_of(
    sheet: Sheet,
    label_column: str | None = None,
    gene_column: str | None = None,
    ignore_columns: Sequence[str] = (),
    conditions: Sequence[str] | None = None,
) -> tuple[Table, list[str]]:
    """Take the ids, the labels and the values out of a sheet.

    Returns:
      The table, and what a person should know of it.

    Raises:
      InputError: all that is wrong, by line, gene and column.
    """
    first, said = column_of_ids(sheet, gene_column)
    notes = [*sheet.notes, *([said] if said else [])]
    wanted = [("gene_column", gene_column), ("label_column", label_column)]
    wanted += [("ignore_columns", name) for name in ignore_columns]
    problems = wrong_names(sheet, wanted, conditions or [], first)
    if problems:
        raise InputError(f"{sheet.file}: {problem}" for problem in problems)

    sheet, totals = _without_totals(sheet, first)
    if totals:
        notes.append(f"left out rows that are no genes: {few(totals)}")
    genes = sheet.column_text(first).tolist()
    named = {name for name in [*ignore_columns, label_column] if name}
    aside = {first, *(column for column, name in enumerate(sheet.names) if name in named)}
    # Columns that number the rows.
    aside |= {
        c for c in range(first) if not sheet.turned and row_numbers(sheet.column_text(c).tolist())
    }
    columns, doubts = columns_of_values(sheet, aside, conditions)
    notes += doubts
    problems = wrong_values(sheet, columns, genes, label_column)
    problems += _wrong_ids(sheet, first, genes)
    notes += doubtful_ids(genes)
    names = [sheet.names[column] for column in columns]
    kinds = several_quantities(names)
    if kinds:
        notes.append(
            "the conditions are several quantities of the same samples, "
            f"{few([f'{kind} ({count})' for kind, count in kinds.items()])}, each taken as "
            "conditions of its own: name all columns but those of one in 'ignore_columns'"
        )
    if _look_like_values(names):
        notes.append(
            f"the names of the conditions are numbers, as '{names[0]}': does the table lack a "
            "header, so that a gene was taken for it?"
        )
    labels = None
    if label_column:
        labels = read_labels(sheet.column_text(sheet.names.index(label_column)))
        if not any(labels):
            problems.append(
                f"column '{label_column}': found no label at all; expected the group of each gene "
                "that has one, or nothing as 'label_column' in the table of data sets"
            )
        notes += doubtful_labels(labels, label_column)
    if problems:
        raise InputError(f"{sheet.file}, {problem}" for problem in problems)
    # Columns side by side, as they mostly are, are not copied.
    together = columns == list(range(columns[0], columns[0] + len(columns)))
    values = sheet.values[:, slice(columns[0], columns[-1] + 1) if together else columns]
    notes += doubtful_rows(genes, values)
    return Table(genes, names, values, labels, sheet.file), notes


def _without_totals(sheet: Sheet, ids: int) -> tuple[Sheet, list[str]]:
    """Leave out rows of weights, and of reads that no gene got."""
    import numpy as np

    text = sheet.column_text(0) if ids else sheet.column_text(ids)
    other = sheet.column_text(ids)
    totals = np.array([a in NO_GENES or b in NO_GENES for a, b in zip(text, other, strict=True)])
    if sheet.turned or not totals.any():
        return sheet, []
    kept = np.flatnonzero(~totals)
    # From a row to its place among those that are kept.
    place = np.cumsum(~totals) - 1
    odd = {}
    for column, (rows, texts) in sheet.odd.items():
        mask = ~totals[rows]
        if mask.any():
            odd[column] = place[rows[mask]], texts[mask]
    return Sheet(
        file=sheet.file,
        names=sheet.names,
        values=sheet.values[kept],
        texts={column: found[kept] for column, found in sheet.texts.items()},
        odd=odd,
        lines=sheet.lines[kept],
        header_line=sheet.header_line,
        format=sheet.format,
        ids=sheet.ids,
        annotation=sheet.annotation,
    ), [a if a in NO_GENES else b for a, b in zip(text[totals], other[totals], strict=True)]


def _wrong_ids(sheet: Sheet, first: int, genes: Sequence[str]) -> list[str]:
    problems = shown(
        f"{sheet.place(row, first)}: found no gene id; expected one for each gene"
        for row, gene in enumerate(genes)
        if not gene
    )
    decimals = [gene for gene in genes if _is_decimal(gene)]
    if len(decimals) > len(genes) / 2:
        problems.append(
            f"column '{sheet.names[first]}': found numbers as ids, as '{decimals[0]}'; expected a "
            "column of gene ids: name it as 'gene_column', or add one"
        )
    return problems


def _is_decimal(text: str) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    # A gene may be called NAN or INF.
    return math.isfinite(value) and not value.is_integer()


def _look_like_values(names: Sequence[str]) -> bool:
    """Tell whether names are those of a gene's values: numbers, but no times or doses that rise."""
    try:
        numbers = [float(name) for name in names]
    except ValueError:
        return False
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    return len(names) > 1 and (not rising or all(map(_is_decimal, names)))
