"""Join several tables by gene id."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.tables.messages import few, shown
from sdae.tables.table import Table


def join(tables: Sequence[Table]) -> Table:
    """Join tables side by side; a gene that one lacks has no values there.

    Args:
      tables: at least one; ids once in each; each condition in one of them.

    Returns:
      Genes in the order in which they come first; labels of the first table that has any.

    Raises:
      InputError: an id on more than one row of a table, or conditions that cannot be told apart.
    """
    if len(tables) == 1:
        return tables[0]
    problems = []
    for table in tables:
        repeated = [gene for gene, count in Counter(table.genes).items() if count > 1]
        if repeated:
            problems.append(
                f"{table.file}: found ids on more than one row ({few(repeated)}); expected each "
                "once, since it is joined with other tables by id"
            )
    counts = Counter(name for table in tables for name in table.conditions)
    problems += shown(
        f"{tables[0].file} and others: found condition '{name}' in {count} of the tables that are "
        "joined; expected each name once: rename it in one of them"
        for name, count in counts.items()
        if count > 1
    )
    if problems:
        raise InputError(problems)
    genes = list(dict.fromkeys(gene for table in tables for gene in table.genes))
    place = {gene: row for row, gene in enumerate(genes)}
    values = np.full((len(genes), len(counts)), np.nan)
    labels: dict[str, str | None] = {}
    start = 0
    for table in tables:
        rows = [place[gene] for gene in table.genes]
        values[rows, start : start + len(table.conditions)] = table.values
        start += len(table.conditions)
        for gene, label in zip(table.genes, table.labels or [], strict=False):
            labels.setdefault(gene, label)
    known = [set(table.genes) for table in tables]
    lacking = [gene for gene in genes if not all(gene in ids for ids in known)]
    if lacking:
        logger.warning(
            "genes that some of the joined tables lack, %d of %d: %s",
            len(lacking),
            len(genes),
            few(lacking),
        )
    return Table(
        genes,
        list(counts),
        values,
        [labels.get(gene) for gene in genes] if labels else None,
        ", ".join(table.file for table in tables),
    )
