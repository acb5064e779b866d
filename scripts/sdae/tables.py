"""Read an expression table as it comes: tab or comma, plain or gzipped, genes down or across."""

import csv
import difflib
import gzip
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sdae.errors import InputError

MISSING = ("", "NA", "N/A", "NaN", "nan", "na", "null", "NULL", "None", "#N/A", "-", ".", "?")
# So many places are shown when the same thing is wrong in many.
SHOWN = 10


@dataclass(frozen=True)
class Table:
    """An expression table.

    Attributes:
      genes: ids as given, one per row; they may repeat.
      conditions: names of the columns.
      values: (genes, conditions), float64, NaN where missing.
      labels: known group of each gene as text, None where unknown; None if no column says it.
    """

    genes: list[str]
    conditions: list[str]
    values: np.ndarray
    labels: list[str | None] | None

    def digest(self) -> str:
        """Sixteen hexadecimal digits of what the table says, to six significant digits."""
        text = io.StringIO()
        text.write("\t".join(self.conditions) + "\n")
        for index, gene in enumerate(self.genes):
            label = "" if self.labels is None else self.labels[index] or ""
            numbers = "\t".join(f"{value:.6g}" for value in self.values[index])
            text.write(f"{gene}\t{label}\t{numbers}\n")
        return hashlib.sha256(text.getvalue().encode()).hexdigest()[:16]

    def describe(self) -> str:
        """Shape and class sizes in words."""
        size = f"{len(self.genes)} genes x {len(self.conditions)} conditions"
        if self.labels is None:
            return f"{size}, no labels"
        counts = pd.Series(self.labels, dtype=object).value_counts(sort=False, dropna=False)
        sizes = ", ".join(f"{'none' if pd.isna(k) else k}: {n}" for k, n in counts.items())
        return f"{size}, labels {sizes}"


def read_table(
    path: str | Path,
    label_column: str | None = None,
    gene_column: str | None = None,
    orientation: str = "rows",
) -> Table:
    """Read an expression table.

    Args:
      path: of the file; gzipped if it begins like it, whatever its name.
      label_column: name of the column of labels, or of their row with genes in columns.
      gene_column: name of the column of ids (with genes in columns, of the conditions); the
        first one if None.
      orientation: `rows` or `columns`, where the genes are.

    Raises:
      InputError: what cannot be read, by line, gene and column; all of it at once.
    """
    cells = _cells(path)
    header, lines = cells[0], cells[1:]
    if not lines:
        raise InputError(f"{path}: found a header and no row below it; expected one row per gene")
    names = [name.strip() for name in header]
    _refuse_repeated(path, names)

    first = _position(path, names, gene_column, "gene_column") if gene_column else 0
    ids = [line[first].strip() for line in lines]
    body = pd.DataFrame(
        [[cell.strip() for i, cell in enumerate(line) if i != first] for line in lines],
        columns=[name for i, name in enumerate(names) if i != first],
        dtype=object,
    )
    if orientation == "columns":
        _refuse_repeated(path, ids, "row")
        body = body.T
        body.columns = ids
        ids = list(body.index)
        names = list(body.columns)
    else:
        names = list(body.columns)

    labels = None
    if label_column is not None:
        position = _position(path, names, label_column, "label_column")
        texts = body.iloc[:, position]
        labels = [None if text in MISSING else text for text in texts]
        if all(label is None for label in labels):
            raise InputError(
                f"{path}, column '{label_column}': found no label at all; expected the group of "
                "each gene that has one, or an empty 'label_column' in the table of data sets"
            )
        body = body.drop(columns=names[position])
    _refuse_missing_ids(path, ids, orientation)
    return Table(ids, list(body.columns), _numbers(path, body, ids, orientation), labels)


def _cells(path: str | Path) -> list[list[str]]:
    """All cells as text, without the empty ones that a trailing delimiter leaves."""
    path = Path(path)
    if not path.is_file():
        raise InputError(
            f"{path}: found no such file; expected the expression table that column 'expression' "
            "of the table of data sets names, relative to that table's folder"
        )
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    lines = text.splitlines()
    start = next((line for line in lines if line.strip()), "")
    delimiter = max("\t,;", key=start.count)
    if start.count(delimiter) == 0:
        raise InputError(
            f"{path}, line 1: found no tab, comma or semicolon in {start[:60]!r}; expected a "
            "table with a header, one column for the ids and one for each condition"
        )
    reader = csv.reader(lines, delimiter=delimiter)
    numbered = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    # A trailing delimiter makes a last column without a name and without a value.
    width = max(len(row) for _, row in numbered)
    while width > 1 and all(len(row) < width or not row[width - 1].strip() for _, row in numbered):
        width -= 1
    problems = [
        f"{path}, line {number}: found {len(row)} cells; expected {width}, as in the header"
        for number, row in numbered
        if len(row) < width
    ]
    if problems:
        raise InputError(_shown(problems))
    return [row[:width] for _, row in numbered]


def _position(path: str | Path, names: list[str], wanted: str, key: str) -> int:
    if wanted in names:
        return names.index(wanted)
    close = difflib.get_close_matches(wanted, names, n=1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    listed = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
    raise InputError(
        f"{path}: found no column '{wanted}', which '{key}' of the table of data sets names; "
        f"{hint}expected one of {listed}"
    )


def _refuse_repeated(path: str | Path, names: list[str], what: str = "column") -> None:
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise InputError(
            f"{path}: found {what} {', '.join(map(repr, repeated))} more than once; expected "
            "each condition to have a name of its own"
        )


def _refuse_missing_ids(path: str | Path, ids: list[str], orientation: str) -> None:
    where = "row" if orientation == "rows" else "column"
    problems = [
        f"{path}, {where} {number}: found no gene id; expected one in each {where}"
        for number, gene in enumerate(ids, start=2)
        if not gene
    ]
    if problems:
        raise InputError(_shown(problems))


def _numbers(
    path: str | Path, body: pd.DataFrame, ids: list[str], orientation: str
) -> np.ndarray:
    if body.shape[1] == 0:
        raise InputError(f"{path}: found no column of values beside the ids and labels")
    known = body.where(~body.isin(MISSING))
    columns = [pd.to_numeric(known.iloc[:, i], errors="coerce") for i in range(known.shape[1])]
    values = np.column_stack([np.asarray(column, dtype=float) for column in columns])
    text = np.asarray(known.notna()) & ~np.isfinite(values)
    if text.any():
        _refuse_text(path, body, ids, text, orientation)
    return values


def _refuse_text(
    path: str | Path, body: pd.DataFrame, ids: list[str], text: np.ndarray, orientation: str
) -> None:
    whole = [name for i, name in enumerate(body.columns) if text[:, i].all()]
    if whole:
        raise InputError(
            f"{path}, column '{name}': found text throughout, as {body[name].iloc[0]!r}; expected "
            "numbers. If it holds ids or labels, name it as 'gene_column' or 'label_column' in "
            "the table of data sets; otherwise leave it out of the file"
            for name in whole
        )
    side = "line" if orientation == "rows" else "column"
    raise InputError(
        _shown(
            [
                f"{path}, {side} {row + 2} (gene {ids[row]}), condition '{body.columns[column]}': "
                f"found {body.iat[row, column]!r}; expected a finite number, or nothing or NA for "
                "a missing one"
                for row, column in np.argwhere(text)
            ]
        )
    )


def _shown(problems: list[str]) -> list[str]:
    rest = len(problems) - SHOWN
    return problems[:SHOWN] + ([f"... and {rest} more like these"] if rest > 0 else [])
