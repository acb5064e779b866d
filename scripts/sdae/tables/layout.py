"""How a text table is laid out: header, delimiter, decimal sign, and the lines that are rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sdae.errors import InputError
from sdae.tables.cells import (
    bad_quote,
    cells_of,
    decimal_of,
    grouped_of,
    is_header_above,
    is_one_sample,
    is_series,
)
from sdae.tables.messages import shown
from sdae.tables.source import Source
from sdae.tables.titles import header_below_titles

if TYPE_CHECKING:
    import numpy as np

DELIMITERS = {"\t": "tab", ",": "comma", ";": "semicolon", " ": "blank"}
# So many lines below the header show what the cells are like.
SAMPLE = 200


@dataclass(frozen=True)
class Layout:
    """Where the cells of a text table are.

    Attributes:
      delimiter: between cells; a blank stands for any run of blanks.
      names: of the columns, as many as are read; "" where there is none.
      header_line: number of the line of the header.
      lines: numbers of the lines of the rows.
      width: cells in the widest row, empty last ones too.
      decimal: the decimal sign.
    """

    delimiter: str
    names: list[str]
    header_line: int
    lines: np.ndarray
    width: int
    decimal: str = "."

    def rows(self, source: Source) -> Iterator[str]:
        """Iterate over the lines of the rows."""
        wanted = iter(self.lines.tolist())
        number = next(wanted, None)
        for line, text in enumerate(source.lines(), start=1):
            if line == number:
                yield text
                number = next(wanted, None)
            if number is None:
                return


def find_layout(
    source: Source,
    *,
    header_line: int | None = None,
    skip: Collection[int] = (),
    stop: Callable[[str], bool] = lambda _: False,
    delimiter: str | None = None,
) -> Layout:
    """Go through a text table once and find how it is laid out.

    Args:
      source: the file.
      header_line: number of the line of the header; the first that is no comment if None.
      skip: numbers of lines below the header that are no rows.
      stop: tells of a line that no row comes from it on.
      delimiter: where it is known; "sep=;" on the first line, as Excel writes it, says it too.

    Raises:
      InputError: rows of another width than the header, quotes that are not closed, no table.
    """
    import numpy as np

    below = header_below_titles(source.first_lines) if header_line is None else None
    if below:
        header_line, title = below
        source.notes.append(title)
    lines = enumerate(source.lines(), start=1)
    number, header, first, said = _header(source, lines, header_line)
    delimiter = delimiter or said or _delimiter(source, header, first)
    names = _cells(source, number, header.removeprefix("#") if first else header, delimiter)
    rows: list[int] = []
    widths: list[tuple[int, int]] = []
    sample: list[str] = []
    comments: list[int] = []
    problems: list[str] = []
    for line, text in chain([first] if first else [], lines):
        if stop(text):
            break
        if line in skip or _blank(text, delimiter):
            continue
        if text.startswith("#") and text.count(delimiter) + 1 < len(names):
            comments.append(line)
            continue
        _take(source, line, text, delimiter, rows, widths, sample, problems)
    if comments:
        source.notes.append(f"left out comments, from line {comments[0]} on: {len(comments)}")
    if problems:
        raise InputError(shown(problems))
    sizes = np.array(widths, dtype=int).reshape(-1, 2)
    names, width = _squared(source, names, sizes, delimiter, number, rows)
    if header_line is None and is_one_sample(names):
        source.notes.append(
            f"found no header, but a number, on line {number}: called the only column of values "
            f"'{source.stem}', as the file"
        )
        names, rows = ["", source.stem], [number, *rows]
    decimal = decimal_of(sample, delimiter)
    grouped = grouped_of(sample, delimiter, decimal)
    if grouped:
        raise InputError(
            f"{source.path}: found '{grouped}' and the like, three digits after each '{decimal}', "
            "and whole numbers of up to three digits; expected numbers without separators of "
            "thousands: remove them, or write decimals with another number of digits if they are"
        )
    return Layout(
        delimiter,
        names,
        number,
        np.array(rows, dtype=int),
        max([width, *sizes[:, 0].tolist()]),
        decimal,
    )


def _cells(source: Source, line: int, text: str, delimiter: str) -> list[str]:
    try:
        return cells_of(text, delimiter)
    except csv.Error as error:
        raise InputError(bad_quote(source.path, line, text, error)) from None


def _take(source, line, text, delimiter, rows, widths, sample, problems) -> None:
    """Note the width of a row, and up to which cell it is filled."""
    if '"' in text or delimiter == " ":
        try:
            cells = cells_of(text, delimiter)
        except csv.Error as error:
            problems.append(bad_quote(source.path, line, text, error))
            return
        filled = next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)
        width = len(cells)
    else:
        width = text.count(delimiter) + 1
        filled = text.rstrip(f"{delimiter} ").count(delimiter) + 1
    rows.append(line)
    widths.append((width, filled))
    if len(sample) < SAMPLE:
        sample.append(text)


def _blank(text: str, delimiter: str) -> bool:
    return not text.strip(f"{delimiter} \t")


def _header(source: Source, lines, header_line: int | None):
    """Return number and text of the header, the first row if it had to be read, the delimiter said.

    A commented line right above the rows is the header if it has as many cells as they.
    """
    said, comment = None, None
    for number, text in lines:
        if header_line is not None:
            if number == header_line:
                return number, text, None, None
            continue
        if not text.strip():
            continue
        match = re.fullmatch(r'"?sep=(.)"?[,;\t]*', text.strip("\ufeff "))
        if match and said is None and comment is None:
            said = match[1]
            continue
        if text.startswith("#"):
            comment = number, text
            continue
        if comment and is_header_above(comment[1], text):
            return *comment, (number, text), said
        return number, text, None, said
    raise InputError(f"{source.path}: found nothing in it; expected an expression table")


def _delimiter(source: Source, header: str, first) -> str:
    if header.lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
        raise InputError(
            f"{source.path}: found no tab, comma, semicolon in {header[:60]!r}, but a web page; "
            "expected a table with a column of ids and one for each condition: fetch the file "
            "itself, not the page about it"
        )
    # Names may hold commas, but hardly a tab.
    if "\t" in header:
        return "\t"
    bare = re.sub(r'"[^"]*"', "", header)
    likely = max(",;", key=bare.count)
    if likely in bare:
        return likely
    below = [line for line in source.first_lines if line.strip() and not line.startswith("#")][1:9]
    if below and "\t" in below[0]:
        return "\t"
    try:
        widths = {len(cells_of(line, " ")) for line in below[:-1] or below}
        header_width = len(cells_of(header, " "))
    except csv.Error:
        widths, header_width = set(), 0
    if len(widths) == 1 and widths <= {header_width, header_width + 1} and widths != {1}:
        return " "
    raise InputError(
        f"{source.path}: found no {', '.join(list(DELIMITERS.values())[:3])} in the header "
        f"{header[:60]!r}; expected a table with a column of ids and one for each condition"
    )


def _squared(source, header, sizes, delimiter, header_line, rows) -> tuple[list[str], int]:
    """Return the names of the columns that are read, and how many there are."""
    import numpy as np

    one_more = len(sizes) > 0 and (sizes[:, 0] == len(header) + 1).all()
    # R writes no name above the ids.
    if one_more and ((sizes[:, 1] == len(header) + 1).any() or is_series(header)):
        header = ["", *header]
    # A trailing delimiter, on the header, on the lines below or on both, makes empty last columns.
    named = max((place for place, name in enumerate(header, start=1) if name), default=1)
    width = min(len(header), max([named, *sizes[:, 1].tolist()]))
    separator = DELIMITERS.get(delimiter, delimiter)
    wrong = np.flatnonzero((sizes[:, 0] < width) | (sizes[:, 1] > width))
    if len(wrong):
        raise InputError(
            shown(
                f"{source.path}, line {rows[row]}: found {sizes[row, 0]} cells; expected {width}, "
                f"as in the header on line {header_line} (separated by a {separator})"
                for row in wrong
            )
        )
    return header[:width], width
