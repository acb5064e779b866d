"""Read an expression table as it comes: tabs or commas, plain or gzipped, genes down or across."""

import csv
import difflib
import gzip
import hashlib
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sdae.errors import InputError, did_you_mean
from sdae.logs import logger

# How a missing value or label may be written, in any case.
MISSING = frozenset({"", "na", "n/a", "#n/a", "<na>", "nan", "null", "none", "-", ".", "?"})
# So many places are shown when the same thing is wrong in many.
SHOWN = 10
DELIMITERS = {"\t": "tab", ",": "comma", ";": "semicolon"}


@dataclass(frozen=True)
class Table:
    """An expression table.

    Attributes:
      genes: ids as given, one per row; they may repeat.
      conditions: names of the columns, each once.
      values: (genes, conditions), float64, NaN where missing.
      labels: known group of each gene as text, None where unknown; None if no column says it.
      file: where it was read, for messages.
    """

    genes: list[str]
    conditions: list[str]
    values: np.ndarray
    labels: list[str | None] | None = None
    file: str = "table"

    def take(self, genes: np.ndarray, conditions: np.ndarray | slice = slice(None)) -> "Table":
        """Keep the genes, and the conditions, that a mask or their positions name."""
        rows = np.arange(len(self.genes))[genes]
        columns = np.arange(len(self.conditions))[conditions]
        return replace(
            self,
            genes=[self.genes[row] for row in rows],
            conditions=[self.conditions[column] for column in columns],
            values=self.values[np.ix_(rows, columns)],
            labels=None if self.labels is None else [self.labels[row] for row in rows],
        )

    def digest(self) -> str:
        """Digest what the table says, not how it is written.

        Returns:
          The first 16 hexadecimal digits of the SHA-256 of these lines, each ended by a line feed,
          their parts separated by tabs: the conditions; then for each gene its id, its label (empty
          if unknown) and its values, to six significant digits (`nan` where missing). Delimiter,
          compression, orientation and the way a number is written do not matter.
        """
        digest = hashlib.sha256(("\t".join(self.conditions) + "\n").encode())
        labels = self.labels or [None] * len(self.genes)
        # Adding zero turns -0 into 0.
        for gene, label, values in zip(self.genes, labels, self.values + 0.0, strict=True):
            numbers = "\t".join(f"{value:.6g}" for value in values.tolist())
            digest.update(f"{gene}\t{label or ''}\t{numbers}\n".encode())
        return digest.hexdigest()[:16]

    def describe(self) -> str:
        """Say shape and class sizes in words."""
        size = f"{len(self.genes)} genes x {len(self.conditions)} conditions"
        if self.labels is None:
            return f"{size}, no labels"
        counts = Counter(self.labels)
        unknown = counts.pop(None, 0)
        sizes = ", ".join(f"{label}: {count}" for label, count in counts.items())
        return f"{size}, labels {sizes}" + (f", without label: {unknown}" if unknown else "")


def read_expected(path: str | Path, row: Mapping[str, Any]) -> Table:
    """Read the table that a row of the table of data sets describes.

    Args:
      path: of the file.
      row: with `label_column`, `gene_column`, `orientation`, `ignore_columns` and `digest`.

    Raises:
      InputError: what cannot be read, or another content than that of the digest.
    """
    table = read_table(
        path,
        row["label_column"],
        row["gene_column"],
        row["orientation"],
        [name.strip() for name in (row["ignore_columns"] or "").split(",") if name.strip()],
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
    ignore_columns: Sequence[str] = (),
    conditions: Sequence[str] | None = None,
) -> Table:
    """Read an expression table.

    A table with genes in columns is read as if it had been transposed first: what is said of
    columns here goes for its rows, and its header holds the ids.

    Args:
      path: of the file; gzipped if it begins like it, whatever its name.
      label_column: name of the column of labels, if there is one.
      gene_column: name of the column of ids; the first one if None.
      orientation: `rows` or `columns`, where the genes are.
      ignore_columns: names of columns that are neither ids, labels nor values.
      conditions: names of the columns of values, in the order to have them in; all others are
        left aside. None for every column that has no other use.

    Raises:
      InputError: what cannot be read, by line, gene and column; all of it at once.
    """
    cells = _read_cells(Path(path))
    if orientation == "columns":
        cells = cells.transposed()
    names = cells.header()
    if len(cells.text) < 2 or len(names) < 2:
        raise InputError(
            f"{path}: found {len(cells.text) - 1} genes and {len(names) - 1} columns of values; "
            "expected a header, one column of ids, and a row for each gene (if the genes are in "
            "columns, 'orientation' is columns)"
        )
    wanted = {"gene_column": gene_column, "label_column": label_column}
    problems = [
        *_unknown_columns(
            [*wanted.items(), *(("ignore_columns", n) for n in ignore_columns)], cells
        ),
        *_unusable_names(cells, names.index(gene_column) if gene_column in names else 0),
        *_missing_conditions(conditions or [], names),
    ]
    if label_column and label_column == gene_column:
        problems.append(f"'{label_column}' is both 'gene_column' and 'label_column'; expected two")
    if problems:
        raise InputError(f"{path}: {problem}" for problem in problems)

    first = names.index(gene_column) if gene_column else 0
    aside = {first, *(names.index(name) for name in [*ignore_columns, label_column] if name)}
    # A column without a name has no value either, or it would have been refused.
    numeric = [place for place, name in enumerate(names) if place not in aside and name]
    if conditions is not None:
        unused = [names[place] for place in numeric if names[place] not in set(conditions)]
        if unused:
            logger.info("columns left aside, since nothing asks for them: %s", ", ".join(unused))
        numeric = [names.index(name) for name in conditions]
    genes = cells.text[1:, first].tolist()
    values, problems = _numbers(cells, numeric, genes, label_column)
    problems += _shown(
        f"{cells.place(row, first)}: found no gene id; expected one for each gene"
        for row, gene in enumerate(genes, start=1)
        if gene in ("", "NA", "NaN")
    )
    labels = None
    if label_column:
        labels = [
            None if text.lower() in MISSING else text
            for text in cells.text[1:, names.index(label_column)]
        ]
        if not any(labels):
            problems.append(
                f"column '{label_column}': found no label at all; expected the group of each gene "
                "that has one, or nothing as 'label_column' in the table of data sets"
            )
    if problems:
        raise InputError(f"{path}, {problem}" for problem in problems)
    return Table(genes, [names[place] for place in numeric], values, labels, str(path))


@dataclass(frozen=True)
class _Cells:
    """Cells of a file as stripped text, genes in rows below a header, and where they stood.

    Attributes:
      text: (1 + genes, columns), strings as objects.
      lines: number in the file of each row of `text`, or of each column once transposed.
      across: whether it has been transposed.
    """

    text: np.ndarray
    lines: list[int]
    across: bool = False

    def transposed(self) -> "_Cells":
        return _Cells(self.text.T, self.lines, across=True)

    def header(self) -> list[str]:
        return self.text[0].tolist()

    def place(self, row: int, column: int) -> str:
        """Say where in the file a cell stood."""
        if self.across:
            return f"line {self.lines[column]}, column {row + 1}"
        return f"line {self.lines[row]}, column {column + 1}"

    def named_place(self, row: int, column: int, gene: str) -> str:
        """Say where in the file a value stood, by names."""
        side, line = ("row", column) if self.across else ("column", row)
        return f"line {self.lines[line]}, gene '{gene}', {side} '{self.text[0, column]}'"


def _read_cells(path: Path) -> _Cells:
    text = _decoded(path)
    start = next((line for line in text.splitlines() if line.strip()), None)
    if start is None:
        raise InputError(f"{path}: found nothing in it; expected an expression table")
    # Names may hold commas, but hardly a tab.
    delimiter = "\t" if "\t" in start else max(",;", key=start.count)
    if delimiter not in start:
        raise InputError(
            f"{path}: found no {', '.join(DELIMITERS.values())} in the header {start[:60]!r}; "
            "expected a table with a column of ids and one for each condition"
        )
    lines, rows, last = [], [], 0
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
    try:
        for row in reader:
            stripped = [cell.strip() for cell in row]
            if any(stripped):
                rows.append(stripped)
                lines.append(last + 1)
            last = reader.line_num
    except csv.Error as error:
        raise InputError(
            f"{path}, line {last + 1}: found a cell that cannot be read ({error}); expected each "
            'opening " to be closed'
        ) from None
    return _Cells(_squared(path, rows, lines, DELIMITERS[delimiter]), lines)


def _decoded(path: Path) -> str:
    if not path.is_file():
        raise InputError(
            f"{path}: found no such file; expected the expression table that column 'expression' "
            "of the table of data sets names, relative to that table's folder"
        )
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(
                f"{path}: found a gzipped file that is damaged ({error}); fetch it again"
            ) from None
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        text, line = "\0", raw[: error.start].count(b"\n") + 1
    else:
        line = text.partition("\0")[0].count("\n") + 1
    if "\0" in text:
        raise InputError(
            f"{path}, line {line}: found bytes that are no text in UTF-8; expected a text file, "
            "so save a workbook, or text in another encoding, as tab-separated UTF-8"
        )
    return text


def _squared(path: Path, rows: list[list[str]], lines: list[int], delimiter: str) -> np.ndarray:
    """Make all rows as wide as the header."""
    header, body = rows[0], rows[1:]
    # R writes no name above the ids.
    if body and all(len(row) == len(header) + 1 for row in body) and any(row[-1] for row in body):
        header = ["", *header]
    # A trailing delimiter, on the header, on the lines below or on both, makes empty last columns.
    width = min(len(header), max(_last_filled(row) for row in [header, *body]))
    problems = [
        f"{path}, line {line}: found {len(row)} cells; expected {width}, as in the header on line "
        f"{lines[0]} (separated by a {delimiter})"
        for line, row in zip(lines[1:], body, strict=True)
        if len(row) < width or any(row[width:])
    ]
    if problems:
        raise InputError(_shown(problems))
    square = np.empty((len(rows), width), dtype=object)
    for index, row in enumerate([header, *body]):
        square[index] = row[:width]
    return square


def _last_filled(row: list[str]) -> int:
    """Return the number of cells up to the last that is not empty."""
    return max(place for place, cell in enumerate(row, start=1) if cell)


def _unknown_columns(wanted: Iterable[tuple[str, str | None]], cells: _Cells) -> list[str]:
    names = [name for name in cells.header() if name]
    side, other = ("row", "column") if cells.across else ("column", "row")
    problems = []
    for key, name in wanted:
        if not name or name in names:
            continue
        close = difflib.get_close_matches(name, names, n=1)
        if close:
            hint = f"did you mean '{close[0]}'? "
        elif name in cells.text[:, 0]:
            turned = "rows" if cells.across else "columns"
            hint = f"there is a {other} of this name, so should 'orientation' be {turned}? "
        else:
            hint = ""
        listed = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
        problems.append(
            f"found no {side} '{name}', which '{key}' of the table of data sets names; {hint}"
            f"expected one of {listed}"
        )
    return problems


def _missing_conditions(wanted: Sequence[str], names: Sequence[str]) -> list[str]:
    problems = []
    for name in wanted:
        if name not in names:
            problems.append(
                f"found no condition '{name}'; {did_you_mean(name, names)}expected every condition "
                "that the model was trained on, in any order"
            )
    return problems


def _unusable_names(cells: _Cells, ids: int) -> list[str]:
    """Say which columns have no name of their own; that of the ids needs none."""
    side = "row" if cells.across else "column"
    names = cells.header()
    problems = [
        f"{cells.place(0, place)}: found a {side} without a name; expected one for each condition"
        for place, name in enumerate(names)
        if not name and place != ids and any(cells.text[1:, place])
    ]
    problems += [
        f"found {side} '{name}' {count} times; expected each condition to have a name of its own"
        for name, count in Counter(names).items()
        if name and count > 1
    ]
    return _shown(problems)


def _numbers(
    cells: _Cells, columns: list[int], genes: list[str], label_column: str | None
) -> tuple[np.ndarray, list[str]]:
    """Read the values, (genes, columns), and say what is no number."""
    side = "row" if cells.across else "column"
    if not columns:
        return np.empty((len(genes), 0)), [f"found no {side} of values beside the ids and labels"]
    text = cells.text[1:, columns]
    values = pd.to_numeric(text.ravel(), errors="coerce").astype(float).reshape(text.shape)
    wrong = np.isnan(values)
    wrong[wrong] = [cell.lower() not in MISSING for cell in text[wrong]]
    throughout = wrong.any(axis=0) & ~np.isfinite(values).any(axis=0)
    if throughout.all():
        row, column = np.argwhere(wrong)[0]
        return values, [
            f"found no {side} of numbers, but as the first value "
            f"'{text[row, column]}' ({cells.place(row + 1, columns[column])}); expected one "
            f"{side} of numbers for each condition"
        ]
    remedy = "" if label_column else "as 'label_column' if it holds labels, "
    problems = _shown(
        f"{side} '{cells.text[0, columns[column]]}': found text throughout, as "
        f"'{text[np.flatnonzero(wrong[:, column])[0], column]}'; expected numbers. Name it "
        f"{remedy}as 'gene_column' if it holds the ids, else in 'ignore_columns' of the table of "
        "data sets"
        for column in np.flatnonzero(throughout)
    )
    problems += _shown(
        f"{cells.named_place(row + 1, columns[column], genes[row])}: found "
        f"'{text[row, column]}'; expected a number, or nothing or NA for a missing one"
        + (
            " (a decimal point, not a comma)"
            if re.fullmatch(r"-?\d+,\d+", text[row, column])
            else ""
        )
        for row, column in np.argwhere(wrong & ~throughout)
    )
    problems += _shown(
        f"{cells.named_place(row + 1, columns[column], genes[row])}: found "
        f"'{text[row, column]}'; expected a finite number, or nothing or NA for a missing one"
        for row, column in np.argwhere(np.isinf(values))
    )
    return values, problems


def _shown(problems: Iterable[str]) -> list[str]:
    """Cut a long list of alike problems, and say how many there are."""
    problems = list(problems)
    if len(problems) <= SHOWN:
        return problems
    return [
        *problems[:SHOWN],
        f"and {len(problems) - SHOWN} more like these, {len(problems)} in all",
    ]
