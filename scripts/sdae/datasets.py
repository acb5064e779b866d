"""The table of data sets: which expression tables there are and how each is to be prepared.

Read when the workflow is, so it imports nothing heavy.
"""

import csv
import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sdae.configuration import check
from sdae.errors import InputError

FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_datasets(
    path: str | Path, schema: Mapping[str, Any], select: Sequence[str] | None = None
) -> dict[str, dict[str, Any]]:
    """Read and check the table of data sets.

    Args:
      path: of the table, tab-separated (comma-separated if its name ends in `.csv`).
      schema: of one row.
      select: names of the rows to return, in this order; all if None.

    Returns:
      Rows with all defaults filled in, by the name of the data set.

    Raises:
      InputError: everything that is wrong with the table.
    """
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file, delimiter="," if str(path).endswith(".csv") else "\t")
        lines = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    if len(lines) < 2:
        raise InputError(f"{path}: found no data set; expected a header and a row for each")
    header = [name.strip() for name in lines[0][1]]

    rows, problems = {}, []
    for number, cells in lines[1:]:
        where = f"{path}, row {number}"
        if len(cells) > len(header):
            problems.append(
                f"{where}: found {len(cells)} cells; expected {len(header)}, as in the header"
            )
            continue
        texts = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        given = {name: text for name, text in texts.items() if text}
        try:
            row = check(_typed(given, schema), schema, where)
        except InputError as error:
            problems += error.problems
            continue
        if row["dataset"] in rows:
            problems.append(
                f"{where}, column 'dataset': found {row['dataset']!r} again; expected each name once"
            )
        rows[row["dataset"]] = row
    if problems:
        raise InputError(dict.fromkeys(problems))
    return _selected(rows, select, path)


def _typed(texts: Mapping[str, str], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Read each cell as its column's type; what cannot be read stays text, for the schema to refuse."""
    row: dict[str, Any] = {}
    for name, text in texts.items():
        types = schema["properties"].get(name, {}).get("type", "string")
        row[name] = text
        if "boolean" in types:
            row[name] = FLAGS.get(text.lower(), text)
        elif "number" in types or "integer" in types:
            row[name] = _number(text)
    return row


def _number(text: str) -> float | int | str | None:
    if text == "auto":
        return None
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _selected(
    rows: dict[str, dict[str, Any]], select: Sequence[str] | None, path: str | Path
) -> dict[str, dict[str, Any]]:
    if select is None:
        return rows
    problems = []
    for name in select:
        if name not in rows:
            close = difflib.get_close_matches(name, rows, n=1)
            hint = f"did you mean '{close[0]}'? " if close else ""
            problems.append(
                f"configuration, key 'select': found '{name}', which {path} does not have; "
                f"{hint}expected some of {', '.join(rows)}"
            )
    if problems:
        raise InputError(problems)
    return {name: rows[name] for name in select}
