"""Which column of a sheet holds ids, labels, values, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sdae.errors import did_you_mean
from sdae.tables.ids import row_numbers
from sdae.tables.messages import few, short, shown
from sdae.tables.quantities import of_quality
from sdae.tables.sheet import Sheet
from sdae.tables.suspects import suspects

if TYPE_CHECKING:
    import numpy as np


def wrong_names(
    sheet: Sheet, wanted: Sequence[tuple[str, str | None]], conditions: Sequence[str], ids: int
) -> list[str]:
    """Say which columns are asked for and not there, have no name, or one that is not theirs."""
    return [
        *_unknown_columns(sheet, wanted),
        *_two_roles(sheet.names[ids], wanted),
        *_unusable_names(sheet, ids),
        *(
            f"found no condition '{name}'; {did_you_mean(name, sheet.names)}expected every "
            "condition that the model was trained on, in any order"
            for name in conditions
            if name not in sheet.names
        ),
    ]


def _two_roles(ids: str, wanted: Sequence[tuple[str, str | None]]) -> list[str]:
    """Say which columns would be two things at once."""
    roles = {ids: "gene_column"}
    problems = []
    for key, name in wanted:
        if not name:
            continue
        role = roles.setdefault(name, key)
        if role != key:
            holds = ", as it holds the ids: name another as 'gene_column'" if name == ids else ""
            problems.append(f"column '{name}' is both '{role}' and '{key}'; expected one{holds}")
    return problems


def column_of_ids(sheet: Sheet, gene_column: str | None) -> tuple[int, str | None]:
    """Return the column of ids, and what is to be said of it.

    Where nobody says it, it is the first; or the next, if the first only numbers the rows; or the
    first of text, if the first holds values.
    """
    import numpy as np

    wanted = gene_column or sheet.ids
    if wanted in sheet.names:
        return sheet.names.index(wanted), None
    if sheet.turned or len(sheet.names) < 3:
        return 0, None
    if _has_decimals(sheet.values[:, 0]):
        texts = [c for c, name in enumerate(sheet.names) if name and sheet.text_throughout(c)]
        if not texts:
            return 0, None
        return texts[0], (
            f"the first column holds values; took '{sheet.names[texts[0]]}' as the column of ids: "
            "name another as 'gene_column'"
        )
    numbering = 0
    while numbering < len(sheet.names) and row_numbers(sheet.column_text(numbering).tolist()):
        numbering += 1
    if not 0 < numbering < len(sheet.names):
        return 0, None
    found = sheet.column_text(numbering)
    distinct = len(set(found)) == len(found)
    whole = distinct and all(re.fullmatch(r"\d+", text) for text in found)
    rising = whole and (np.diff(np.array(found, dtype=float)) > 0).all()
    name = sheet.names[numbering]
    like_ids = re.search(r"id|gene|symbol|entrez|ensembl|probe|name|annot", name, re.I)
    if sheet.text_throughout(numbering) or (whole and like_ids) or rising:
        return numbering, (
            f"the first column only numbers the rows; took '{name}' as the column of ids: name "
            "another as 'gene_column'"
        )
    return 0, "the ids are but the numbers of the rows: name the column of ids as 'gene_column'"


def _has_decimals(values: np.ndarray) -> bool:
    """Tell whether most of a column are numbers that are not whole, so no ids."""
    import numpy as np

    return bool((np.isfinite(values) & (values != np.round(values))).mean() > 0.5)


def columns_of_values(
    sheet: Sheet, aside: set[int], conditions: Sequence[str] | None
) -> tuple[list[int], list[str]]:
    """Return the columns of values, and what is to be said of those that are left out.

    Args:
      sheet: as read.
      aside: columns that have another use.
      conditions: names of the columns of values, in their order; None for all that are left.
    """
    # A column without a name has no value either, or it would have been refused.
    left = [c for c, name in enumerate(sheet.names) if c not in aside and name]
    if conditions is not None:
        unused = [sheet.names[c] for c in left if sheet.names[c] not in set(conditions)]
        said = [f"columns left aside, since nothing asks for them: {few(unused)}"] if unused else []
        return [sheet.names.index(name) for name in conditions], said
    said = []
    known = [c for c in left if sheet.names[c] in sheet.annotation]
    if known:
        said.append(f"columns left out as annotation: {few([sheet.names[c] for c in known])}")
    left = [c for c in left if c not in known]
    numeric = [c for c in left if c not in sheet.odd]
    names = [sheet.names[c] for c in numeric]
    surely, maybe = suspects(names, sheet.values, numeric)
    for why in dict.fromkeys(surely.values()):
        found = [f"'{names[place]}'" for place in surely if surely[place] == why]
        said.append(
            f"{sheet.side} {found[0]} is left out, since it is probably no condition ({why}); "
            "rename it if it is one, or name it as 'gene_column', 'label_column' or in "
            f"'ignore_columns'{_also(found[1:])}"
        )
    for place, why in maybe.items():
        said.append(
            f"{sheet.side} '{names[place]}' is probably no condition ({why}), but is taken as one; "
            "name it in 'ignore_columns' if it is none"
        )
    out = {numeric[place] for place in surely}
    return [c for c in left if c not in out], said


def _also(names: Sequence[str]) -> str:
    return f"; so are {few(names)}" if names else ""


def wrong_values(
    sheet: Sheet, columns: Sequence[int], genes: Sequence[str], label_column: str | None
) -> list[str]:
    """Say what is no number among the values."""
    import numpy as np

    side = sheet.side
    if not columns:
        return [f"found no {side} of values beside the ids and labels"]
    throughout = [c for c in columns if sheet.text_throughout(c)]
    if len(throughout) == len(columns):
        rows, texts = sheet.odd[columns[0]]
        return [
            f"found no {side} of numbers, but as the first value '{short(texts[0])}' "
            f"({sheet.place(rows[0], columns[0])}); expected one {side} of numbers for each "
            f"condition{_hint(texts[0])}"
        ]
    remedy = "" if label_column else "as 'label_column' if it holds labels, "
    problems = shown(
        f"{side} '{sheet.names[c]}': found text throughout, as '{short(sheet.odd[c][1][0])}'; "
        f"expected numbers{_hint(sheet.odd[c][1][0])}. Name it {remedy}as 'gene_column' if it "
        "holds the ids, else in 'ignore_columns' of the table of data sets"
        for c in throughout
    )
    cells = sorted(
        (int(row), c, text)
        for c in columns
        if c in sheet.odd and c not in throughout
        for row, text in zip(*sheet.odd[c], strict=True)
    )
    # Of a row of text, as a second header is one, the first cell says it all.
    counts = Counter(row for row, _, _ in cells)
    of_text = {row for row, count in counts.items() if count == len(columns) > 1}
    first = {row: c for row, c, _ in reversed(cells)}
    return problems + shown(
        f"{sheet.named_place(row, c, short(genes[row]))}: found '{short(text)}'; expected a "
        f"{'finite ' * bool(np.isinf(sheet.values[row, c]))}number, or nothing or NA for a missing "
        f"one{_hint(text)}"
        + (f", and so in each {side}: remove it if it is no gene" if row in of_text else "")
        for row, c, text in cells
        if row not in of_text or c == first[row]
    )


def _hint(text: str) -> str:
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        return " (a decimal point, not a comma, and no separator of thousands)"
    if re.fullmatch(r"[-+]?\d*,\d+", text):
        return " (a decimal point, not a comma)"
    if re.fullmatch(r"[-+]?\d{1,3}([. ' ]\d{3})+(,\d+)?", text):
        return " (without separators of thousands)"
    return " (without a percent sign)" if text.endswith("%") else ""


def _unknown_columns(sheet: Sheet, wanted: Iterable[tuple[str, str | None]]) -> list[str]:
    names = [name for name in sheet.names if name]
    side, other = ("row", "column") if sheet.turned else ("column", "row")
    problems = []
    for key, name in wanted:
        if not name or name in names:
            continue
        close = difflib.get_close_matches(name, names, n=1)
        if close:
            hint = f"did you mean '{close[0]}'? "
        elif name in sheet.column_text(0):
            turned = "rows" if sheet.turned else "columns"
            hint = f"there is a {other} of this name, so should 'orientation' be {turned}? "
        else:
            hint = ""
        listed = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
        problems.append(
            f"found no {side} '{name}', which '{key}' of the table of data sets names; {hint}"
            f"expected one of {listed}"
        )
    return problems


def _unusable_names(sheet: Sheet, ids: int) -> list[str]:
    """Say which columns have no name of their own; that of the ids needs none."""
    import numpy as np

    problems = [
        f"{sheet.place(-1, c)}: found a {sheet.side} without a name; expected one for each "
        "condition"
        for c, name in enumerate(sheet.names)
        if not name
        and c not in (ids, 0)
        and (c in sheet.odd or np.isfinite(sheet.values[:, c]).any())
    ]
    problems += [
        f"found {sheet.side} '{short(name)}' {count} times; expected each condition to have a name "
        "of its own"
        for name, count in Counter(sheet.names).items()
        # Those of quality are left out, whatever they are called.
        if name and count > 1 and not of_quality(name)
    ]
    return shown(problems)
