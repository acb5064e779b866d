"""For formats that a text table's header tells: their columns, by name."""

import csv
from collections.abc import Callable, Sequence

from sdae.tables.cells import cells_of
from sdae.tables.readers._record import AsText
from sdae.tables.readers.delimited import read_text
from sdae.tables.sheet import Sheet
from sdae.tables.source import Source


def header_of(source: Source) -> list[str]:
    """Return the cells of the first line that is no comment, in lower case; of tabs or commas."""
    lines = (line for line in source.first_lines if line.strip() and not line.startswith("#"))
    line = next(lines, "")
    try:
        return [cell.lower() for cell in cells_of(line, "\t" if "\t" in line else ",")]
    except csv.Error:
        # A header that cannot be read is of none of these formats; the reader of text says why.
        return []


def reading(
    name: str, ids: str, annotation: Callable[[Sequence[str]], Sequence[str]]
) -> Callable[[Source, AsText, str | None], Sheet]:
    """Return a reader of text whose columns have fixed names, told in lower case.

    Args:
      name: of the format.
      ids: name of the column of ids.
      annotation: from all names to those of columns that are no values.
    """

    def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
        sheet = read_text(source, as_text, format=name)
        sheet.ids = next((found for found in sheet.names if found.lower() == ids), None)
        sheet.annotation = tuple(annotation(sheet.names))
        return sheet

    return read


def named(*wanted: str) -> Callable[[Sequence[str]], list[str]]:
    """Return a function that picks the names that are wanted, in any case."""
    return lambda names: [name for name in names if name.lower() in wanted]
