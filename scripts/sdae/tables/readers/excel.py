"""Workbooks: xlsx, xlsb, xls, ods; a sheet by name."""

import datetime

from sdae.errors import InputError, did_you_mean
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.sheet import Sheet, too_small
from sdae.tables.source import Source
from sdae.tables.titles import number_of_titles, said_of_titles

# What begins a zip archive and an old Office file.
MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    import numpy as np
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with source.open() as file:
            workbook = CalamineWorkbook.from_filelike(file)
        names = workbook.sheet_names
        if part is not None and part not in names:
            raise InputError(
                f"{source.path}: found no sheet '{part}'; {did_you_mean(part, names)}expected one "
                f"of {', '.join(names)}"
            )
        rows = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in ([part] if part else names)}  # fmt: skip
    except CalamineError as error:
        raise InputError(
            f"{source.path}: found a workbook that cannot be read ({error}); expected xlsx, xls or "
            "ods: save it anew, without a password, or as tab-separated text"
        ) from None
    filled = {name: rows for name, rows in rows.items() if any(map(any, rows))}
    if not filled:
        raise InputError(f"{source.path}: found nothing in it; expected an expression table")
    hidden = {sheet.name for sheet in workbook.sheets_metadata
              if sheet.visible != SheetVisibleEnum.Visible}  # fmt: skip
    # The first with a table in it: notes and legends often come before.
    chosen = max(filled, key=lambda name: (
        _has_numbers(filled[name]), len(filled[name]) > 2, name not in hidden, -names.index(name)
    ))  # fmt: skip
    if len(filled) > 1:
        source.notes.append(
            f"the workbook has sheets {', '.join(filled)}; read '{chosen}': name another as 'sheet'"
        )
    cells = [[_text(cell) for cell in row] for row in filled[chosen]]
    lines = [line for line, row in enumerate(cells, start=1) if any(row)]
    while lines and cells[lines[0] - 1][0].startswith("#"):
        lines.pop(0)
    titles = number_of_titles([cells[line - 1] for line in lines])
    if titles:
        source.notes.append(said_of_titles([cells[line - 1] for line in lines[:titles]]))
        lines = lines[titles:]
    header = cells[lines[0] - 1] if lines else []
    width = max((place for place, name in enumerate(header, start=1) if name), default=0)
    body = [cells[line - 1][:width] for line in lines[1:]]
    if not body or width < 2:
        raise too_small(str(source.path), len(body), width - 1)
    beyond = [line for line in lines[1:] if any(cells[line - 1][width:])]
    if beyond:
        raise InputError(
            f"{source.path}, sheet '{chosen}', row {beyond[0]}: found cells beyond the header of "
            f"row {lines[0]}, which has {width}; expected a name above each column"
        )
    return Sheet.of_cells(
        str(source.path),
        header[:width],
        np.array(body, dtype=object).reshape(len(body), width),
        np.array(lines[1:]),
        header_line=lines[0],
        format="excel",
        notes=source.notes,
    )


def _has_numbers(rows: list[list]) -> bool:
    """Tell whether there are two rows of several numbers."""
    return sum(sum(isinstance(cell, (int, float)) for cell in row) > 1 for row in rows) > 1


def _text(cell: object) -> str:
    """Write a cell as text: what Excel took for a date, as the date that it made of it."""
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime.datetime():
            return cell.date().isoformat()
        case datetime.date():
            return cell.isoformat()
    return str(cell).strip()


ENTRY = Reader(
    name="excel",
    label="Excel or OpenDocument workbook",
    recognise=lambda source: source.head.startswith(MAGIC),
    read=read,
    reference="ECMA-376; ISO/IEC 26300; https://github.com/tafia/calamine",
    has_parts=True,
)
