"""The cells of a file, genes in rows, whichever way round they are written."""

from collections.abc import Sequence
from pathlib import Path

from sdae.errors import InputError
from sdae.tables.ids import LIKE_IDS
from sdae.tables.readers import reader_of
from sdae.tables.sheet import Sheet, too_small
from sdae.tables.source import Source

# With `auto`, a table of so many columns, and so many times as many as rows, has genes in columns.
MANY_COLUMNS = 100
# And from here on it is asked whether it has.
SOME_COLUMNS = 20
WIDER = 2


def read_sheet(
    path: str | Path,
    as_text: Sequence[str | None] = (),
    orientation: str = "rows",
    format: str = "auto",
    part: str | None = None,
) -> Sheet:
    """Read the cells of a table, genes in rows.

    Args:
      path: of the file.
      as_text: names of columns whose text is needed.
      orientation: `rows` or `columns`, where the genes are, or `auto`.
      format: name of a reader, or `auto`.
      part: name of a sheet or layer.
    """
    source = Source(Path(path))
    reader = reader_of(source, format)
    if part is not None and not reader.has_parts:
        raise InputError(
            f"{path}: found '{part}' as 'sheet' in the table of data sets, but the file has none, "
            f"being {reader.label}; expected nothing there"
        )

    def kept(names: Sequence[str]) -> set[int]:
        return {0, 1} & set(range(len(names))) | {
            place for place, name in enumerate(names) if name in as_text or name.lower() in LIKE_IDS
        }

    if orientation != "columns":
        sheet = reader.read(source, kept, part)
        rows, columns = sheet.values.shape
        wide = columns - 1 >= SOME_COLUMNS and columns - 1 > WIDER * rows
        if not wide or reader.orients:
            return sheet
        if orientation == "rows" or columns - 1 < MANY_COLUMNS:
            sheet.notes.append(
                f"found {rows} rows and {columns - 1} columns of values: are the genes in columns? "
                "Then 'orientation' is columns"
            )
            return sheet
        source.notes.append(
            f"found {rows} rows and {columns - 1} columns, so took the columns as genes: say rows "
            "as 'orientation' if they are not"
        )
    return _turned(reader.read(source, None, part))


def _turned(sheet: Sheet) -> Sheet:
    import numpy as np

    cells = np.column_stack([sheet.column_text(column) for column in range(len(sheet.names))])
    cells = np.vstack([np.array(sheet.names, dtype=object), cells])
    if len(cells) < 2:
        raise too_small(sheet.file, 0, 0)
    lines = np.array([sheet.header_line, *sheet.lines])
    return Sheet.of_cells(
        sheet.file,
        cells[:, 0],
        cells.T[1:],
        lines,
        sheet.decimal,
        turned=True,
        format=sheet.format,
        notes=sheet.notes,
    )
