"""GMT files, one gene set a line: name, description, genes, separated by tabs.

References:
  Subramanian et al. (2005), Gene set enrichment analysis, PNAS 102; the format is that of MSigDB.
"""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sdae.errors import InputError

# Problems of a file that are named; of more, the number is said.
SHOWN = 5


@dataclass(frozen=True)
class GeneSet:
    """A set of genes.

    Attributes:
      name: of its own in a file.
      description: free text, often empty or a URL.
      genes: ids, each once, in the order of the file.
    """

    name: str
    description: str
    genes: tuple[str, ...]


def read_gmt(path: str | Path) -> list[GeneSet]:
    """Read gene sets from a GMT file, gzipped or not.

    Empty lines, empty cells at the end of a line and genes named twice in a set do no harm.

    Args:
      path: the file, text in UTF-8.

    Raises:
      InputError: lines that are no gene set, each by its number.
    """
    path = Path(path)
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig") as file:
            lines = file.read().splitlines()
    except OSError as error:
        raise InputError(
            f"{path}: found no file of gene sets that can be read ({error.strerror or error}); "
            "expected a GMT file"
        ) from None
    except UnicodeDecodeError:
        raise InputError(
            f"{path}: found bytes that are no text in UTF-8; expected a GMT file saved as UTF-8"
        ) from None
    sets: list[GeneSet] = []
    problems: list[str] = []
    first_line: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name, *rest = (cell.strip() for cell in line.split("\t"))
        while rest and not rest[-1]:
            rest.pop()
        problem = _problem(name, rest, first_line)
        if problem:
            problems.append(f"{path}, line {number}: {problem}")
            continue
        first_line[name] = number
        sets.append(GeneSet(name, rest[0], tuple(dict.fromkeys(rest[1:]))))
    if not sets and not problems:
        problems.append(f"{path}: found no gene set; expected one a line: name, description, genes")
    if problems:
        more = len(problems) - SHOWN
        raise InputError(
            problems[:SHOWN] + ([f"{path}: {more} more lines like these"] if more > 0 else [])
        )
    return sets


def _problem(name: str, rest: list[str], first_line: dict[str, int]) -> str | None:
    if not rest:
        return (
            f"found one cell, '{name[:60]}'; expected a name, a description and genes, separated "
            "by tabs"
        )
    if not name:
        return "found no name in the first cell; expected the name of a gene set"
    if name in first_line:
        return (
            f"found the gene set '{name}' again, which line {first_line[name]} has; expected each "
            "name once"
        )
    if len(rest) < 2:
        return (
            f"found no genes in the gene set '{name}'; expected them from the third cell on, the "
            "second being its description"
        )
    if "" in rest[1:]:
        place = 3 + rest[1:].index("")
        return f"found nothing in cell {place} of the gene set '{name}'; expected a gene"
    return None


def require_shared(
    sets: Iterable[GeneSet], genes: Iterable[str], path: str | Path, dataset: str
) -> None:
    """Refuse gene sets that name no gene of a data set: nothing could be found in them.

    Args:
      sets: of a file.
      genes: ids of the data set, as they are given.
      path: of the file, for the message.
      dataset: name of the data set, for the message.

    Raises:
      InputError: no id is in any set.
    """
    known = {gene: None for each in sets for gene in each.genes}
    genes = list(genes)
    if genes and known.keys().isdisjoint(genes):
        raise InputError(
            f"configuration, key 'gene_sets': found none of the {len(genes)} genes of data set "
            f"'{dataset}' (as '{genes[0]}') in the sets of {path} (as '{next(iter(known))}'); "
            "expected ids of the same kind, spelt alike"
        )


def write_gmt(path: str | Path, sets: Iterable[GeneSet]) -> None:
    """Write gene sets as a GMT file that `read_gmt` reads back.

    Raises:
      ValueError: a set without genes, or with a tab or line end in one of its texts.
    """
    lines = []
    for each in sets:
        cells = (each.name, each.description, *each.genes)
        if not each.genes or not each.name or any(set(cell) & set("\t\r\n") for cell in cells):
            raise ValueError(f"found the gene set {each}; expected a name, genes, and no tabs")
        lines.append("\t".join(cells) + "\n")
    Path(path).write_text("".join(lines), encoding="utf-8")
