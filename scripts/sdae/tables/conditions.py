"""The user's table of conditions: which of them belong together, as replicates do."""

import csv
from collections.abc import Sequence
from pathlib import Path

from sdae.errors import InputError, did_you_mean
from sdae.tables.messages import few

COLUMNS = ["condition", "group"]


def read_groups(path: str | Path, conditions: Sequence[str]) -> list[str]:
    """Read the group of each condition.

    Args:
      path: of a table separated by tabs (or commas), with the columns `condition` and `group`;
        others are ignored.
      conditions: of the expression table.

    Returns:
      A name for each condition; those that the table does not list are each a group of their own.

    Raises:
      InputError: all that is wrong with the table.
    """
    lines = _lines(path)
    header = lines[0] if lines else []
    if not set(COLUMNS) <= set(header):
        raise InputError(
            f"{path}, line 1: found columns {few(header) or 'nothing'}; expected 'condition' and "
            "'group', separated by tabs"
        )
    groups: dict[str, str] = {}
    problems = []
    for number, cells in enumerate(lines[1:], start=2):
        row = dict(zip(header, [cell.strip() for cell in cells], strict=False))
        name, group = (row.get(column, "") for column in COLUMNS)
        if not name and not group:
            continue
        where = f"{path}, line {number}"
        if name not in conditions:
            problems.append(
                f"{where}, column 'condition': found '{name}'; "
                f"{did_you_mean(name, conditions)}expected a condition of the expression table"
            )
        elif name in groups:
            problems.append(f"{where}, column 'condition': found '{name}' again; expected it once")
        if not group:
            problems.append(f"{where}, column 'group': found nothing; expected a name")
        groups[name] = group
    found = [groups.get(name, f"condition {name}") for name in conditions]
    if not problems and len(set(found)) < 2:
        problems.append(
            f"{path}: found one group of all {len(conditions)} conditions; expected at least two, "
            "since each is left out to see whether the clusters are found without it"
        )
    if problems:
        raise InputError(problems)
    return found


def _lines(path: str | Path) -> list[list[str]]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: could not be read ({error}); expected a table of conditions in UTF-8, "
            "separated by tabs"
        ) from None
    lines = text.splitlines()
    delimiter = "\t" if lines and "\t" in lines[0] else ","
    return list(csv.reader(lines, delimiter=delimiter))
