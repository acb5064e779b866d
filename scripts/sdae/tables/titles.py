"""What stands above the header: a title, or what a program says of itself."""

import csv
import re
from collections.abc import Sequence

from sdae.tables.cells import cells_of
from sdae.tables.messages import few

NUMBER = re.compile(r"[-+]?[\d.,]+(e[-+]?\d+)?", re.IGNORECASE)


def number_of_titles(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows above the header: of one cell each, and below them one of names.

    Args:
      rows: the first rows that are not empty, as stripped cells.
    """
    for number, row in enumerate(rows):
        filled = [cell for cell in row if cell]
        if len(filled) > 1:
            # What is below is no header, if it is a gene.
            return 0 if all(NUMBER.fullmatch(cell) for cell in filled[1:]) else number
    return 0


def said_of_titles(rows: Sequence[Sequence[str]]) -> str:
    """Say what was left out above the header."""
    texts = [next((cell for cell in row if cell), "") for row in rows]
    return f"left out what is above the header, lines of one cell: {few(texts)}"


def header_below_titles(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the number of the line of the header, if titles are above it, and what to say.

    Args:
      lines: the first ones of the file.
    """
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    # Comments have a reader, and a web page is refused.
    if not numbered or numbered[0][1].startswith(("#", "<")):
        return None
    text = "\n".join(lines)
    delimiter = "\t" if "\t" in text else max(",;", key=text.count)
    try:
        rows = [cells_of(line, delimiter) for _, line in numbered]
    except csv.Error:
        return None
    titles = number_of_titles(rows)
    return (numbered[titles][0], said_of_titles(rows[:titles])) if titles else None
