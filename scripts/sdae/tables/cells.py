"""Cells of a line of text: how they are told apart, and how their numbers are written."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from sdae.tables.ids import LIKE_IDS

QUOTED_OR_NOT = re.compile(r'"?[-+]?[\d.]+(e[-+]?\d+)?"?', re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+([eE][-+]?\d+)?")
# Groups of three digits; so many of them, and none of another length, are no accident.
GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}")
FEWEST_GROUPED = 10
DECIMAL_POINT = re.compile(r"[-+]?\d*\.\d+([eE][-+]?\d+)?")


def cells_of(text: str, delimiter: str) -> list[str]:
    """Split a line into stripped cells.

    Raises:
      csv.Error: a quote that is not closed on the line, or text after a closing one.
    """
    if '"' in text:
        reader = csv.reader([text], delimiter=delimiter, strict=True, skipinitialspace=True)
        return [cell.strip() for cell in next(reader)]
    return text.split() if delimiter == " " else [cell.strip() for cell in text.split(delimiter)]


def bad_quote(path: Path, line: int, text: str, error: Exception) -> str:
    """Say which quote cannot be read."""
    return (
        f'{path}, line {line}: found a " in {text[max(0, text.find(chr(34)) - 20) :][:60]!r} '
        f'that cannot be read ({error}); expected each opening " to be closed at the end of its '
        "cell, on the same line: remove or double it"
    )


def is_series(header: Sequence[str]) -> bool:
    """Tell whether the first name is one of a series, as t0, t5, t10: a condition, not the ids."""
    stems = [re.sub(r"\d+", "#", name) for name in header if name]
    return len(stems) > 2 and "#" in stems[0] and stems.count(stems[0]) > len(stems) / 2


def is_one_sample(names: Sequence[str]) -> bool:
    """Tell whether a header is a row already, as htseq-count writes one sample."""
    return (
        len(names) == 2
        and QUOTED_OR_NOT.fullmatch(names[1]) is not None
        and names[0].lower() not in {"", *LIKE_IDS}
    )


def is_header_above(comment: str, row: str) -> bool:
    """Tell whether a commented line has as many cells as the row of numbers below it."""
    for delimiter in "\t;,":
        cells = row.split(delimiter)
        if len(cells) > 1 and comment.count(delimiter) == row.count(delimiter):
            return any(QUOTED_OR_NOT.fullmatch(cell) for cell in cells)
    return False


def grouped_of(sample: Sequence[str], delimiter: str, decimal: str) -> str | None:
    """Find a number with a separator of thousands that is written as the decimal sign is.

    That is where each number with the sign has three digits after it, none begins with 0, and
    in the same columns there are whole numbers without it, none beyond three digits.
    """
    grouped: dict[int, str] = {}
    whole, count = set(), 0
    for text in sample:
        try:
            cells = cells_of(text, delimiter)
        except csv.Error:
            continue
        for column, cell in enumerate(cells[1:]):
            if decimal in cell and any(map(str.isdigit, cell)):
                match = GROUPED.fullmatch(cell)
                if not match or match[1] != decimal:
                    return None
                grouped.setdefault(column, cell)
                count += 1
            elif re.fullmatch(r"[-+]?[1-9]\d{0,2}", cell):
                whole.add(column)
    mixed = [cell for column, cell in grouped.items() if column in whole]
    return mixed[0] if mixed and count >= FEWEST_GROUPED else None


def decimal_of(sample: Sequence[str], delimiter: str) -> str:
    """Find the decimal sign: a comma only if no number has a point."""
    if delimiter == ",":
        return "."
    commas: set[str] = set()
    points = False
    for text in sample:
        try:
            cells = cells_of(text, delimiter)
        except csv.Error:
            continue
        commas.update(cell for cell in cells[1:] if DECIMAL_COMMA.fullmatch(cell))
        points = points or any(DECIMAL_POINT.fullmatch(cell) for cell in cells[1:])
    if points or not commas:
        return "."
    # Three digits after each comma may be thousands, but hardly where semicolons separate.
    surely = any(
        len(cell.partition(",")[2]) != 3 or cell.lstrip("-+").startswith(("0,", ","))
        for cell in commas
    )
    return "," if delimiter == ";" or surely else "."
