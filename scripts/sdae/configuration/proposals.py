"""Files that are proposed to a user, who may edit them: their last line tells whether it was done.

What nobody edited is proposed anew when more is known or asked for; what somebody edited is theirs.
"""

import hashlib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from sdae.configuration.datasets import read_datasets
from sdae.configuration.files import unreadable
from sdae.errors import InputError

MARK = "# As it was proposed; what is edited is never written again: "


def proposal(path: Path, text: str) -> tuple[str, str | None]:
    """Say what becomes of a file, and what is to be written there; None where it stays.

    Args:
      path: of the file, which may be there.
      text: whole lines, of a format in which lines that begin with `#` are comments.
    """
    proposed = f"{text}{MARK}{_digest(text)}\n"
    if not path.exists():
        return "written", proposed
    if is_edited(path):
        return "was edited, so it stays as it is", None
    if path.read_text(encoding="utf-8") == proposed:
        return "is there already", None
    return "written anew", proposed


def is_edited(path: Path) -> bool:
    """Tell whether a file is there that is not as it was proposed."""
    if not path.exists():
        return False
    text, mark, digest = path.read_text(encoding="utf-8", errors="replace").rpartition(MARK)
    return not mark or digest.strip() != _digest(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Asked:
    """What a user says of a table on the command line, beside what is seen in it; None if nothing.

    Attributes:
      label_column: of known groups.
      clusters: a number of clusters, or `auto`.
      sheet: of a workbook, or layer of an h5ad.
      gene_sets: path of gene sets, relative to the folder of the configuration.
    """

    label_column: str | None = None
    clusters: str | None = None
    sheet: str | None = None
    gene_sets: str | None = None

    def added_to(self, former: "Asked") -> "Asked":
        """Return what is asked for, and of the rest what was before."""
        return replace(former, **{key: value for key, value in _values(self) if value is not None})


def asked_before(table: Path, datasets: Path, configuration: Path) -> Asked:
    """Read what was asked for when files were proposed, or was edited into them since.

    Args:
      table: the expression table.
      datasets: table of data sets, if it is there.
      configuration: if it is there.

    Raises:
      InputError: what is there is about another table, or cannot be read.
    """
    row = _row(table, datasets)
    if row.get("clusters") == "auto" and not (row.get("label_column") or is_edited(datasets)):
        # Proposed where no groups are known; if they now are, there are as many.
        row["clusters"] = None
    if configuration.exists():
        if problems := unreadable([configuration]):
            raise InputError(problems)
        document = yaml.safe_load(configuration.read_text(encoding="utf-8"))
        row["gene_sets"] = document.get("gene_sets") if isinstance(document, dict) else None
    known = {key: row.get(key) for key, _ in _values(Asked())}
    return Asked(**{key: None if value is None else str(value) for key, value in known.items()})


def unheeded(asked: Asked, former: Asked, datasets: Path, configuration: Path) -> list[str]:
    """Say what is asked for of files that somebody has edited, and is not in them.

    Args:
      asked: now.
      former: of `asked_before`.
      datasets: table of data sets.
      configuration: of the run.
    """
    problems = []
    for key, value in _values(asked):
        path = configuration if key == "gene_sets" else datasets
        there = getattr(former, key)
        if value not in (None, there) and is_edited(path):
            problems.append(
                f"{path}: found {repr(there) if there else 'nothing'} as '{key}', but {value!r} is "
                f"asked for; expected {value!r} there: the file was edited, so it is never written "
                "again unless it is removed"
            )
    return problems


def _row(table: Path, datasets: Path) -> dict[str, Any]:
    """Return the row of a table in the table of data sets; nothing where there is none yet."""
    if not datasets.exists():
        return {}
    if is_edited(datasets):
        rows = [dict(row) for row in read_datasets(datasets).values()]
    else:
        # What was asked for may have been wrong; it is asked for again.
        _, header, line, *_ = datasets.read_text(encoding="utf-8").splitlines()
        rows = [dict(zip(header.split("\t"), line.split("\t"), strict=True))]
    for row in rows:
        if (datasets.parent / row["expression"]).resolve() == table.resolve():
            return row
    raise InputError(
        f"{datasets}: found {', '.join(row['expression'] for row in rows)}; expected {table}: the "
        "folder is that of another table, so give this one another name, or remove the folder"
    )


def _values(asked: Asked) -> list[tuple[str, str | None]]:
    return [(one.name, getattr(asked, one.name)) for one in fields(asked)]
