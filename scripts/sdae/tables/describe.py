"""Look at a table nobody has said anything about, and find out what it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sdae.errors import InputError
from sdae.tables.labels import read_labels
from sdae.tables.messages import few
from sdae.tables.quantities import of_one_sample
from sdae.tables.read import table_of
from sdae.tables.roles import column_of_ids
from sdae.tables.scale import Scale, guess_scale
from sdae.tables.sheet import Sheet
from sdae.tables.sheets import read_sheet
from sdae.tables.table import Table

LABEL_NAMES = re.compile(
    "class|group|label|cluster|phase|category|module|function|family|main gp", re.I
)
# A column of more groups is a description.
MOST_GROUPS = 50
# Of fewer conditions, profiles are no more than up and down.
FEWEST_CONDITIONS = 3


@dataclass(frozen=True)
class Description:
    """What was seen in a table.

    Attributes:
      table: as read by what was found out.
      format: name of the reader.
      orientation: `rows` or `columns`, where the genes are.
      gene_column: name of the column of ids, if it is not the first.
      label_column: name of the column of known groups, if one was named or is surely one.
      label_columns: names of all columns that may be one.
      ignored: names of columns without a single number, which are left out.
      scale: what the values are.
      repeated: ids on more than one row.
      missing: share of the values that are missing, and of genes that have one.
      constant: number of genes with one value throughout; and of those, with 0.
      replicates: names of conditions by what they have in common.
      notes: what the readers said.
    """

    table: Table
    format: str
    orientation: str
    gene_column: str | None
    label_column: str | None
    label_columns: list[str]
    ignored: list[str]
    scale: Scale
    repeated: list[str]
    missing: tuple[float, float]
    constant: tuple[int, int]
    replicates: dict[str, list[str]]
    notes: list[str] = field(default_factory=list)


def look(
    path: str | Path,
    label_column: str | None = None,
    part: str | None = None,
    fewest: int = FEWEST_CONDITIONS,
) -> Description:
    """Look at a table.

    Args:
      path: of the file.
      label_column: name of the column of known groups, where a person says it.
      part: name of a sheet or layer.
      fewest: conditions that it must have; a table that is joined with others may have one.

    Raises:
      InputError: what cannot be read.
    """
    sheet = read_sheet(path, [label_column], "auto", part=part)
    ids, _ = column_of_ids(sheet, None)
    texts = _columns_without_numbers(sheet, ids)
    if len(texts) == sum(map(bool, sheet.names)) - bool(sheet.names[ids]):
        # Not one is left out: what is wrong with them is said.
        texts = []
    groups = [name for name in texts if _is_label(sheet, name)]
    chosen = label_column
    if chosen is None and len(groups) == 1 and LABEL_NAMES.search(groups[0]):
        chosen = groups[0]
    ignored = [name for name in dict.fromkeys(texts) if name != chosen]
    table, notes = table_of(sheet, chosen, None, ignored)
    if not np.isfinite(table.values).any():
        raise InputError(f"{path}: found not a single value; expected an expression table")
    if of_one_sample(table.conditions):
        raise InputError(
            f"{path}: found what was measured of one sample ({few(table.conditions)}); expected a "
            "table of several samples, with one column each: merge them, as tximport does, or keep "
            "one such column of each file and give all files together"
        )
    if len(table.conditions) < fewest:
        raise InputError(
            f"{path}: found {len(table.conditions)} columns of values "
            f"({', '.join(table.conditions)}) for {len(table.genes)} genes; expected at least "
            f"{fewest} conditions, in which the genes were measured, to compare their "
            "profiles: a list of results is no expression table"
        )
    empty = np.isnan(table.values)
    present = np.where(empty, 0.0, table.values)
    flat = np.fmax.reduce(table.values, axis=1) == np.fmin.reduce(table.values, axis=1)
    return Description(
        table=table,
        format=sheet.format,
        orientation="columns" if sheet.turned else "rows",
        gene_column=sheet.names[ids] if ids else None,
        label_column=chosen,
        label_columns=groups,
        ignored=ignored,
        scale=guess_scale(table.values),
        repeated=[gene for gene, count in Counter(table.genes).items() if count > 1],
        missing=(float(empty.mean()), float(empty.any(axis=1).mean())),
        constant=(int(flat.sum()), int((flat & (present == 0).all(axis=1)).sum())),
        replicates=replicates_of(table.conditions),
        notes=notes,
    )


def replicates_of(conditions: Sequence[str]) -> dict[str, list[str]]:
    """Group conditions whose names differ by a last number alone, as ctrl_1 and ctrl_2.

    Returns:
      By common name, where at least two groups have two or more conditions each; else nothing.
    """
    groups: dict[str, list[str]] = {}
    ending = _common_ending(conditions)
    for name in conditions:
        own = name.removesuffix(ending)
        stem = re.sub(r"[-_. ]*(rep|r|replicate)?[-_. ]*(\d+|[a-dA-D])$", "", own, flags=re.I)
        groups.setdefault(stem or name, []).append(name)
    several = {stem: names for stem, names in groups.items() if len(names) > 1}
    return several if len(several) > 1 else {}


def proposed_groups(conditions: Sequence[str]) -> dict[str, str]:
    """Say which conditions to keep together, where their names show replicates beyond doubt.

    That is where the names of a group are numbered from 1, or lettered from a, without a gap: the
    last number of others may be a time or a dose.

    Returns:
      The group of each condition; nothing where no names do, or fewer than four groups are left.
    """
    group = {name: name for name in conditions}
    ending = _common_ending(conditions)
    for stem, names in replicates_of(conditions).items():
        own = [name.removesuffix(ending).lower() for name in names]
        marks = sorted(re.sub(r".*?(\d+|[a-z])$", r"\1", name) for name in own)
        numbered = sorted(map(int, marks)) if all(map(str.isdigit, marks)) else None
        first = list(range(1, len(marks) + 1))
        if numbered == first or marks == [chr(96 + number) for number in first]:
            group |= dict.fromkeys(names, stem)
    kept_together = len(set(group.values()))
    return group if 4 <= kept_together < len(group) else {}


def _common_ending(names: Sequence[str]) -> str:
    """Return the ending of files that all names have, as .sorted.bam; "" if they have none."""
    first = names[0]
    endings = [first[found.start() :] for found in re.finditer(r"\.[a-z]", first, re.I)]
    return next((e for e in endings if all(name.endswith(e) for name in names)), "")


def _columns_without_numbers(sheet: Sheet, ids: int) -> list[str]:
    return [
        name
        for place, name in enumerate(sheet.names)
        if place != ids
        and name
        and name not in sheet.annotation
        and not np.isfinite(sheet.values[:, place]).any()
    ]


def _is_label(sheet: Sheet, name: str) -> bool:
    found = [label for label in read_labels(sheet.column_text(sheet.names.index(name))) if label]
    kinds = len(set(found))
    return 2 <= kinds <= min(MOST_GROUPS, len(found) / 2)
