"""The table of data sets: which expression tables there are and how each is to be prepared.

Read when the workflow is, so it imports nothing heavy.
"""

import csv
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from sdae.errors import InputError, did_you_mean

FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
Row = dict[str, Any]


def read_datasets(
    path: str | Path, schema: Mapping[str, Any], select: Sequence[str] | None = None
) -> dict[str, Row]:
    """Read and check the table of data sets.

    Args:
      path: of the table, separated by tabs, or by commas if its header has no tab.
      schema: JSON schema of one row, with the defaults of the columns.
      select: names of the rows to return, in this order; all if None.

    Returns:
      Rows with all defaults filled in, by the name of the data set; an empty cell is the default.

    Raises:
      InputError: everything that is wrong with the table, by line and column.
    """
    header, lines = _cells(path)
    columns = schema["properties"]
    problems = [f"{path}, {problem}" for problem in _wrong_header(header, schema)]
    defaults = {name: column["default"] for name, column in columns.items() if "default" in column}
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
            if text and name in columns
        }
        row = {name: _typed(text, columns[name]) for name, text in given.items()}
        problems += [f"{where}, {problem}" for problem in _wrong_cells(given, row, schema, header)]
        if "dataset" not in row:
            continue
        name = row["dataset"]
        if name in rows:
            problems.append(
                f"{where}, column 'dataset': found '{name}', the name of line {line_of[name]} too; "
                "expected each name once"
            )
        rows[name] = {column: {**defaults, **row}.get(column) for column in columns}
        line_of.setdefault(name, number)
    if not lines:
        problems.append(f"{path}: found no data set; expected a line for each below the header")
    problems += _wrong_selection(select or [], rows, path)
    if problems:
        raise InputError(problems)
    return rows if select is None else {name: rows[name] for name in select}


def _cells(path: str | Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header, and the cells of every line that has any, by its number in the file."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(
            f"configuration, key 'datasets': could not read '{path}' ({error.strerror}); expected "
            "the table of data sets"
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{path}, line {line}: found bytes that are not UTF-8 text") from None
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter="," if "\t" not in first and "," in first else "\t")
    numbered = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    numbered = [(number, cells) for number, cells in numbered if any(cells)]
    if not numbered:
        raise InputError(f"{path}: found nothing in it; expected a header and a line per data set")
    header = numbered[0][1]
    while not header[-1]:
        header.pop()
    return header, numbered[1:]


def _wrong_header(header: Sequence[str], schema: Mapping[str, Any]) -> list[str]:
    known = list(schema["properties"])
    problems = [
        f"column '{name}': unknown; {did_you_mean(name, known)}expected some of {', '.join(known)}"
        for name in header
        if name not in known
    ]
    problems += [
        f"column '{name}': found {count} times; expected once"
        for name, count in Counter(header).items()
        if count > 1 and name in known
    ]
    problems += [
        f"column '{name}': missing; every table of data sets needs it"
        for name in schema["required"]
        if name not in header
    ]
    return problems


def _wrong_cells(
    given: Mapping[str, str], row: Row, schema: Mapping[str, Any], header: Sequence[str]
) -> list[str]:
    whose = f" (data set '{given['dataset']}')" if "dataset" in given else ""
    problems = [
        f"column '{name}'{whose}: found '{text}'; expected {_expected(schema['properties'][name])}"
        for name, text in given.items()
        if not Draft202012Validator(schema["properties"][name]).is_valid(row[name])
    ]
    problems += [
        f"column '{name}'{whose}: found nothing; every data set needs it"
        for name in schema["required"]
        if name in header and name not in given
    ]
    return problems


def _typed(text: str, column: Mapping[str, Any]) -> bool | float | int | str | None:
    """Read a cell as its column's type; what is none stays text, for the schema to refuse."""
    types = column.get("type", "string")
    if "boolean" in types:
        return FLAGS.get(text.lower(), text)
    if "integer" in types or "number" in types:
        if text.lower() == "auto" and "null" in types:
            return None
        try:
            number = float(text)
        except ValueError:
            return text
        if not math.isfinite(number):
            return text
        return int(number) if "integer" in types and number.is_integer() else number
    return text.lower() if text.lower() in column.get("enum", ()) else text


def _expected(column: Mapping[str, Any]) -> str:
    """Say in words what a column may hold."""
    types = column.get("type", "string")
    if "enum" in column:
        return f"one of {', '.join(column['enum'])}"
    if "boolean" in types:
        return "true or false"
    if "integer" in types or "number" in types:
        kind = "a whole number" if "integer" in types else "a number"
        low = f" from {column['minimum']}" if "minimum" in column else ""
        high = f" to {column['maximum']}" if "maximum" in column else ""
        return f"{kind}{low}{high or ' on' * bool(low)}{', or auto' * ('null' in types)}"
    return f"this: {column['description']}"


def _wrong_selection(select: Iterable[str], names: Iterable[str], path: str | Path) -> list[str]:
    known = list(names)
    return [
        f"configuration, key 'select': found '{name}', which {path} does not have; "
        f"{did_you_mean(name, known)}expected some of {', '.join(known)}"
        for name in select
        if name not in known
    ]
