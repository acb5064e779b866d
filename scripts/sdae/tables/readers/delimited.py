"""Delimited text: tabs, commas, semicolons or blanks, decimal point or comma, quoted or not."""

import csv
import io

from sdae.errors import InputError
from sdae.tables.layout import Layout, find_layout
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.sheet import MISSING, Sheet, numbers, too_small
from sdae.tables.source import Source

# As pandas is told them: it minds the case, so here are the usual ones.
NA_VALUES = sorted(
    {way for word in MISSING for way in (word, word.upper(), word.title())} | {"NaN"}
)
# Cells that are read at a time.
PIECE = 500_000


class _Lines(io.TextIOBase):
    """Lines as a file that pandas can read."""

    def __init__(self, lines):
        self.lines = iter(lines)

    def read(self, size: int | None = -1) -> str:
        pieces, length = [], 0
        for line in self.lines:
            pieces.append(f"{line}\n")
            length += len(line) + 1
            if size is not None and 0 <= size <= length:
                break
        return "".join(pieces)


def read_text(source: Source, as_text: AsText, layout: Layout | None = None, **more) -> Sheet:
    """Read a text table by pandas, in pieces; peak memory is the matrix and one piece.

    Args:
      source: the file.
      as_text: which columns to keep as text.
      layout: how it is laid out; found if None.
      more: what else the format says, fields of the sheet.
    """
    import numpy as np
    import pandas as pd

    layout = layout or find_layout(source)
    width, rows = len(layout.names), len(layout.lines)
    if not rows or width < 2:
        raise too_small(str(source.path), rows, width - 1)
    text = set(range(width)) if as_text is None else set(as_text(layout.names))
    values = np.full((rows, width), np.nan)
    texts: dict[int, list] = {column: [] for column in text}
    odd: dict[int, list] = {}
    numeric = [column for column in range(width) if column not in text]
    try:
        pieces = pd.read_csv(
            _Lines(layout.rows(source)),
            sep=r"\s+" if layout.delimiter == " " else layout.delimiter,
            header=None,
            names=range(layout.width),
            usecols=range(width),
            index_col=False,
            dtype=dict.fromkeys(text, str),
            keep_default_na=False,
            na_values=dict.fromkeys(numeric, NA_VALUES),
            skipinitialspace=True,
            skip_blank_lines=False,
            quoting=csv.QUOTE_MINIMAL,
            decimal=layout.decimal,
            # The faster parsers of pandas lose the last digits of some numbers.
            float_precision="round_trip",
            low_memory=False,
            chunksize=max(1, PIECE // width),
        )
        start = 0
        for piece in pieces:
            stop = start + len(piece)
            for column in range(width):
                cells = piece[column]
                if cells.dtype.kind in "iuf" and column not in text:
                    values[start:stop, column] = found = cells.to_numpy(float)
                    infinite = np.flatnonzero(np.isinf(found))
                    if len(infinite):
                        written = np.array([f"{found[row]:g}" for row in infinite], dtype=object)
                        odd.setdefault(column, []).append((infinite + start, written))
                    continue
                written = np.array(
                    ["" if cell != cell else str(cell).strip() for cell in cells], dtype=object
                )
                values[start:stop, column], wrong = numbers(written, layout.decimal)
                if column in text:
                    texts[column].append(written)
                if len(wrong):
                    odd.setdefault(column, []).append((wrong + start, written[wrong]))
            start = stop
    except pd.errors.ParserError as error:
        raise InputError(
            f"{source.path}: found text that cannot be read as a table ({error}); expected a row "
            "for each gene, with as many cells as the header"
        ) from None
    return Sheet(
        file=str(source.path),
        names=list(layout.names),
        values=values,
        texts={column: np.concatenate(found) for column, found in texts.items()},
        odd={
            column: (
                np.concatenate([rows for rows, _ in found]),
                np.concatenate([t for _, t in found]),
            )
            for column, found in odd.items()
        },
        lines=layout.lines,
        header_line=layout.header_line,
        decimal=layout.decimal,
        notes=source.notes,
        **more,
    )


ENTRY = Reader(
    name="delimited",
    label="delimited text",
    recognise=lambda source: bool(source.first_lines),
    read=lambda source, as_text, part: read_text(source, as_text),
    reference="RFC 4180; R, write.table",
)
