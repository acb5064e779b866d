"""The table of data sets: which expression tables there are and how each is to be prepared."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pydantic

from sdae.configuration.dataset_row import DatasetRow
from sdae.configuration.places import TABLE, place_of
from sdae.configuration.schemas import datasets_schema
from sdae.configuration.words import expected, found
from sdae.errors import InputError, did_you_mean
from sdae.tables.address import shown
from sdae.tables.messages import few

Row = dict[str, Any]
Lines = list[tuple[int, list[str]]]
DELIMITERS = {"\t": "tabs", ",": "commas", ";": "semicolons"}
COLUMNS = tuple(DatasetRow.model_fields)
REQUIRED = tuple(name for name, field in DatasetRow.model_fields.items() if field.is_required())


def read_datasets(path: str | Path, select: Sequence[str] | None = None) -> dict[str, Row]:
    """Read and check the table of data sets.

    Args:
      path: of the table, separated by tabs, or by commas or semicolons if its header has no tab;
        lines that begin with `#` are comments.
      select: names of the rows to return, in this order; all if None.

    Returns:
      Rows with all defaults filled in, by the name of the data set; an empty cell is the default.

    Raises:
      InputError: everything that is wrong with the table, by line and column.
    """
    header, lines, problems = _cells(path)
    problems = [f"{path}, {problem}" for problem in [*problems, *_wrong_header(header)]]
    rows: dict[str, Row] = {}
    line_of: dict[str, int] = {}
    for number, cells in lines:
        where = f"{path}, line {number}"
        if any(cells[len(header) :]):
            problems.append(
                f"{where}: found {len(cells)} cells; expected at most {len(header)}, as in the "
                "header"
            )
            continue
        given = {
            name: text
            for name, text in zip(header, cells, strict=False)
            if text and name in COLUMNS
        }
        row, wrong = _row(given, header)
        problems += [f"{where}, {problem}" for problem in wrong]
        name = given.get("dataset")
        if not name:
            continue
        if name in rows:
            problems.append(
                f"{where}, column 'dataset': found '{name}', the name of line {line_of[name]} too; "
                "expected each name once"
            )
        rows[name] = row
        line_of.setdefault(name, number)
    if not lines:
        problems.append(f"{path}: found no data set; expected a line for each below the header")
    problems += _wrong_selection(select or [], rows, path)
    if problems:
        raise InputError(problems)
    return rows if select is None else {name: rows[name] for name in select}


def _cells(path: str | Path) -> tuple[list[str], Lines, list[str]]:
    """Header, cells of every line that has any by its number in the file, and what is wrong."""
    lines = [
        (number, line)
        for number, line in enumerate(re.split(r"\r\n|\r|\n", _text(path)), start=1)
        if line.strip() and not line.lstrip("\"' \t").startswith("#")
    ]
    if not lines:
        raise InputError(f"{path}: found nothing in it; expected a header and a line per data set")
    number, first = lines[0]
    delimiter = next((mark for mark in DELIMITERS if mark in first), "\t")
    if delimiter not in first and len({*first.split()} & {*COLUMNS}) > 1:
        raise InputError(
            f"{path}, line {number}: found columns separated by blanks; expected tabs (or commas) "
            "between them, as blanks may stand in names"
        )
    numbered, problems = [], []
    for number, line in lines:
        try:
            (cells,) = csv.reader([line], delimiter=delimiter, strict=delimiter != "\t")
        except csv.Error:
            problems.append(
                f"line {number}: found a double quote that does not end, or not at the end of its "
                f"cell; expected cells without quotes, separated by {DELIMITERS[delimiter]}, or "
                "quotes around a whole cell and those inside of it twice"
            )
            continue
        if delimiter == "\t" and '"' in line:
            cells = [_unquoted(cell) for cell in line.split("\t")]
        cells = [cell.strip() for cell in cells]
        if any(cells):
            numbered.append((number, cells))
    if not numbered:
        raise InputError([f"{path}, {problem}" for problem in problems])
    header = numbered[0][1]
    while not header[-1]:
        header.pop()
    return header, numbered[1:], problems


def _unquoted(cell: str) -> str:
    """Take off the quotes around a whole cell; others are part of it, as in `ignore_columns`."""
    whole = re.fullmatch(r'\s*"((?:[^"]|"")*)"\s*', cell)
    return whole[1].replace('""', '"') if whole else cell


def _text(path: str | Path) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(
            f"configuration, key 'datasets': could not read '{path}' ({error.strerror}); expected "
            "the table of data sets"
        ) from None
    # What spreadsheets call "Unicode text".
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path}, line {line}: found bytes that are not UTF-8 text; expected plain text: save "
            "the table as tab-separated text in UTF-8 (a workbook or a compressed file is none)"
        ) from None


def _wrong_header(header: Sequence[str]) -> list[str]:
    if not any(did_you_mean(name, REQUIRED) or name in COLUMNS for name in header):
        return [
            f"line 1: found the columns {few(header)}, and none of a table of data sets; expected "
            f"{' and '.join(REQUIRED)}, and a line for each data set: `make init DATA=...` writes "
            "one for an expression table"
        ]
    problems = []
    for name in dict.fromkeys(header):
        if name not in COLUMNS:
            place = place_of(name, TABLE)
            some = f"{did_you_mean(name, COLUMNS)}expected some of {', '.join(COLUMNS)}"
            instead = f"unknown here; {place}" if place else f"unknown; {some}"
            problems.append(f"column {_quoted(name)}: {instead}")
    problems += [
        f"column '{name}': found {count} times; expected once"
        for name, count in Counter(header).items()
        if count > 1 and name in COLUMNS
    ]
    problems += [
        f"column '{name}': missing; every table of data sets needs it"
        for name in REQUIRED
        if name not in header
    ]
    return problems


def _row(given: Mapping[str, str], header: Sequence[str]) -> tuple[Row, list[str]]:
    """Read the cells of a row as their columns' types; problems for what cannot be."""
    try:
        return DatasetRow.model_validate(dict(given)).model_dump(), []
    except pydantic.ValidationError as error:
        details = error.errors()
    whose = f" (data set {_quoted(given['dataset'])})" if "dataset" in given else ""
    wrong: dict[str, str] = {}
    for detail in details:
        name = str(detail["loc"][0])
        if detail["type"] != "missing":
            wrong[name] = (
                f"column '{name}'{whose}: found {_quoted(given[name])}; expected "
                f"{_expected(name, detail)}"
            )
        elif name in header:
            wrong[name] = f"column '{name}'{whose}: found nothing; every data set needs it"
    return dict(given), list(wrong.values())


def _quoted(text: str) -> str:
    return found(text) if not text.isprintable() or len(text) > 50 else f"'{shown(text)}'"


def _expected(name: str, detail: Mapping[str, Any]) -> str:
    """Say in words what a column may hold."""
    column = datasets_schema()["properties"][name]
    if detail["type"] == "expected":
        return detail["ctx"]["expected"]
    if "enum" in column:
        return f"one of {', '.join(column['enum'])}"
    return expected(column).replace(", or nothing", ", or an empty cell").replace("'", "")


def _wrong_selection(select: Iterable[str], names: Iterable[str], path: str | Path) -> list[str]:
    known = list(names)
    return [
        f"configuration, key 'select': found '{name}', which {path} does not have; "
        f"{did_you_mean(name, known)}expected some of {', '.join(known)}"
        for name in select
        if name not in known
    ]
