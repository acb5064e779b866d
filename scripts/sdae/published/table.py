"""The table of a published figure; it is read when the workflow is, so without pandas."""

import math
from pathlib import Path

from sdae.errors import InputError

LEVEL = "noise_"


def read_points(path: str | Path) -> list[dict[str, float]]:
    """Read the rows of a published figure.

    Args:
      path: tab-separated table with the columns hidden (nodes of the one hidden layer), baseline
        (ARI of the raw profiles) and noise_P for each share of masked values, P in per cent.

    Returns:
      Numbers by column, one row each.

    Raises:
      InputError: a column is missing, unknown or holds something else than numbers.
    """
    header, rows = _cells(Path(path))
    levels = [column for column in header if column.startswith(LEVEL)]
    problems = [
        f"{path}: there is no column {column!r}; found {', '.join(header) or 'nothing'}."
        for column in ("hidden", "baseline")
        if column not in header
    ]
    if not levels:
        problems.append(f"{path}: there is no column such as noise_10 (10 % of values masked).")
    problems += [
        f"{path}: column {column!r} should be named noise_ and a number of per cent, as noise_10."
        for column in levels
        if _number(column.removeprefix(LEVEL)) is None
    ]
    # Of a table of another kind, its cells say nothing.
    if not problems and not rows:
        problems.append(f"{path}: found no row; a row for each number of hidden nodes is expected.")
    points = []
    for line, cells in rows if levels or {"hidden", "baseline"} & {*header} else []:
        texts = dict(zip(header, cells, strict=False))
        problems += [
            f"{path}: row {line}, column {column!r} holds {texts.get(column, '')!r}; a number is "
            "expected."
            for column in header
            if _number(texts.get(column, "")) is None
        ]
        points.append({column: _number(text) or 0.0 for column, text in texts.items()})
    if problems:
        raise InputError(problems)
    return points


def _cells(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header, and the cells of the lines below it by their numbers."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(
            f"{path}: could not be read as text in UTF-8; a tab-separated table of published "
            "scores is expected."
        ) from None
    cells = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip()]
    return (cells[0][1], cells[1:]) if cells else ([], [])


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
