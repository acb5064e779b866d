"""What docs/results.md says of the files of a run: which there are, and what each holds."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from sdae.indices import INDICES
from sdae.representations import REPRESENTATIONS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "results.md"
SETTINGS = "settings of a point"
# What stands for a name; anything else is one that users choose.
KNOWN = {"index": "|".join(INDICES), "representation": "|".join(REPRESENTATIONS)}
# Written by Snakemake, or with the columns of another.
NOT_OURS = (
    "results/benchmarks/{job}.tsv",
    "results/scores/{dataset}.tsv",
    "results/comparisons/{dataset}.tsv",
    "results/price_of_choosing/{dataset}.tsv",
    "results/effects/{dataset}.tsv",
)
NAME = r"[^/\t]+"
MANY = {"job": ".+"}


@dataclass(frozen=True)
class Documented:
    """One file of a run.

    Attributes:
      pattern: its path as on the page.
      columns: what it holds, as on the page, and whether always; None if the page does not say.
    """

    pattern: str
    columns: dict[str, bool] | None

    def is_path(self, path: str) -> bool:
        return bool(re.fullmatch(expression(self.pattern), path))

    def undocumented(self, names):
        """Names that the page does not have."""
        patterns = [expression(column) for column in self.columns]
        return [name for name in names if not any(re.fullmatch(p, name) for p in patterns)]

    def missing(self, names):
        """Columns of the page that are always there, but not among the names."""
        return [
            column
            for column, always in self.columns.items()
            if always and not any(re.fullmatch(expression(column), name) for name in names)
        ]


def expression(pattern):
    parts = re.split(r"\{(\w+)\}", pattern)
    for place in range(1, len(parts), 2):
        parts[place] = f"(?:{KNOWN.get(parts[place], MANY.get(parts[place], NAME))})"
        parts[place - 1] = re.escape(parts[place - 1])
    parts[-1] = re.escape(parts[-1])
    return "".join(parts)


def rows(lines):
    """First cells of the table that begins within the next lines, before the next file."""
    found = []
    for line in lines:
        if re.match(r"`(results|logs)/|#", line) and not found:
            return None
        if line.startswith("|"):
            found.append(line.split("|")[1].strip())
        elif found:
            break
    return found[2:] if found and found[0] in ("column", "where") else None


def documented():
    """Return every file of the page."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    tables = []
    settings = None
    for number, line in enumerate(lines):
        if line == "### Settings of a point":
            settings = rows(lines[number + 1 :])
        for path in re.findall(r"^(?:\| )?`((?:results|logs)/[^`]+)`", line):
            tables.append((path, rows(lines[number + 1 :]) if line[0] == "`" else None))
    return [Documented(path, columns(cells, settings)) for path, cells in tables]


def columns(cells, settings):
    if cells is None:
        return None
    plain = [cell for cell in cells if SETTINGS not in cell]
    if len(plain) < len(cells):
        plain += settings
    return {re.match(r"`(.+?)`", cell)[1]: "(" not in re.sub(r"`.*?`", "", cell) for cell in plain}


def held(path):
    """Return the columns of a table, or what an AnnData file holds."""
    if path.suffix == ".tsv":
        with open(path, newline="", encoding="utf-8") as file:
            return next(csv.reader(file, delimiter="\t"), [])
    import anndata

    data = anndata.read_h5ad(path)
    names = [f'{slot}["{name}"]' for slot in ("obs", "var", "uns", "obsm", "varm", "layers", "obsp")
             for name in getattr(data, slot)]  # fmt: skip
    return ["X", *names]


def problems(folder):
    """Say what of the files in a folder of a run the page does not have, or has otherwise."""
    found = []
    page = documented()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or not name.startswith(("results/", "logs/")):
            continue
        # A name may have a dot itself: what says most of it is meant.
        entries = sorted(
            (entry for entry in page if entry.is_path(name)),
            key=lambda entry: -len(re.sub(r"\{.*?\}", "", entry.pattern)),
        )[:1]
        if not entries:
            found.append(f"{name}: no such file on the page")
        described = [entry for entry in entries if entry.columns is not None]
        if described and path.stat().st_size > 1:
            names = held(path)
            found += [
                f"{name}: {each} is not on the page" for each in described[0].undocumented(names)
            ]
            found += [
                f"{name}: {each} of the page is not there" for each in described[0].missing(names)
            ]
        elif (
            entries
            and not described
            and path.suffix in (".tsv", ".h5ad")
            and entries[0].pattern not in NOT_OURS
        ):
            found.append(f"{name}: the page does not say what it holds")
    return found
