"""Columns of numbers that are no conditions: ids, lengths, positions, row numbers, clusters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sdae.tables.quantities import of_quality
from sdae.tables.summaries import SUMMARIES, summaries

if TYPE_CHECKING:
    import numpy as np


# No condition is called so.
ANNOTATION = frozenset(
    [
        "length",
        "gene_length",
        "genelength",
        "effectivelength",
        "effective_length",
        "transcript_length",
        "strand",
        "chr",
        "chrom",
        "chromosome",
        "gweight",
        "gorder",
        "entrez",
        "entrezid",
        "entrez_id",
        "entrezgene",
        "entrezgeneid",
        "ncbi_gene_id",
        "geneid",
        "gene_id",
        "hgnc_id",
        "probeid",
        "probe_id",
        "entrez_gene_id",
        "eff_length",
    ]
)
# What a test of differences says of each gene; beside it, more columns are of the test.
RESULTS = frozenset(
    [
        "pvalue",
        "p_value",
        "pval",
        "padj",
        "adj_p_val",
        "p_val_adj",
        "fdr",
        "qvalue",
        "logfc",
        "log2fc",
        "log2foldchange",
        "lfcse",
        "basemean",
    ]
)
BESIDE_RESULTS = frozenset(["stat", "lr", "aveexpr", "logcpm"])
# As limma and edgeR spell them.
AVERAGE, BESIDE_AVERAGE = frozenset(["aveexpr", "logcpm"]), frozenset(["t", "B", "F"])
# A condition may be called so, if its values are not of this kind.
DOUBTFUL = frozenset(
    [
        "start",
        "end",
        "stop",
        "position",
        "pos",
        "id",
        "index",
        "idx",
        "rank",
        "no",
        "nr",
        "number",
        "row",
        "width",
        "bp",
        "order",
        "cluster",
        "class",
        "group",
        "label",
        "module",
        "kmeans",
        "community",
    ]
)
# Smallest ratio of medians that is another scale.
ANOTHER_SCALE = 1000.0
# Fewer rows do not show what a column is like.
FEWEST = 8
# A column with less than this share of the different values of the others has kinds, not
# measurements; so many others are looked at.
FEW, LOOKED_AT = 0.1, 5
# No more groups than these are numbered.
MOST_KINDS = 100


def suspects(
    names: Sequence[str], values: np.ndarray, columns: Sequence[int] | None = None
) -> tuple[dict[int, str], dict[int, str]]:
    """Find columns that are probably no conditions.

    Args:
      names: of the columns.
      values: (genes, columns), NaN where missing.
      columns: of `values`, those that are named; all if None. None is copied.

    Returns:
      Why, by place among the names: of those that surely are none, and of those that may be.
    """
    import numpy as np

    of_name = range(len(names)) if columns is None else columns
    surely: dict[int, str] = {}
    maybe: dict[int, str] = {}
    known = [name.lower().replace(" ", "_").replace(".", "_") for name in names]
    tested = bool(RESULTS & set(known))
    averaged = tested and bool(AVERAGE & set(known))
    for place, name in enumerate(names):
        if (
            known[place] in ANNOTATION | RESULTS
            or (tested and known[place] in BESIDE_RESULTS)
            or (averaged and name in BESIDE_AVERAGE)
            or of_quality(name)
        ):
            surely[place] = "of its name"
    for place in range(len(names)):
        if place not in surely and known[place] in SUMMARIES:
            maybe[place] = "of its name"
    if len(values) < FEWEST or len(names) < 3:
        return surely, maybe
    with np.errstate(all="ignore"):
        whole = np.array([_whole(values[:, column]) for column in of_name])
        sizes = np.array([_median(np.abs(values[:, column])) for column in of_name])
    left = {place: c for place, c in enumerate(of_name) if place not in surely}
    surely |= summaries(values, left, {place: known[place] for place in maybe})
    maybe = {place: why for place, why in maybe.items() if place not in surely}
    likely = np.array([place for place in range(len(names)) if place not in surely], dtype=int)
    if len(likely) < 3:
        return surely, maybe
    for place, name in enumerate(names):
        if place in surely:
            continue
        column, others = values[:, of_name[place]], likely[likely != place]
        usually_whole = whole[others].mean() > 0.5
        usual = np.median(sizes[others])
        ratio = sizes[place] / usual if usual > 0 and sizes[place] > 0 else 1.0
        doubtful = name.lower() in DOUBTFUL or not name
        differs = whole[place] and not usually_whole
        distinct = len(np.unique(column)) == len(column)
        if whole[place] and distinct and (np.diff(column) > 0).all():
            surely[place] = "its values are whole and rise from row to row, as row numbers or ids"
        elif differs and distinct and ratio > 100:
            surely[place] = "its values are whole, all different and on another scale, as ids"
        elif doubtful and not 1 / ANOTHER_SCALE < ratio < ANOTHER_SCALE:
            surely[place] = "of its name, and its values are on another scale"
        elif differs and _numbers_kinds(
            column, values[:, [of_name[i] for i in others[:LOOKED_AT]]]
        ):
            surely[place] = "its values are few and whole, unlike the others, as numbers of groups"
        elif doubtful and differs:
            surely[place] = "of its name, and its values are whole numbers unlike all others"
        elif (
            doubtful
            and whole[place]
            and _has_kinds(column, values[:, [of_name[i] for i in others[:LOOKED_AT]]])
        ):
            surely[place] = "of its name, and its values are few and whole, as numbers of groups"
        elif doubtful:
            maybe[place] = "of its name"
        elif ratio > ANOTHER_SCALE or ratio < 1 / ANOTHER_SCALE:
            maybe[place] = f"its median is {ratio:.3g} times that of the others"
        elif whole[others].all() and not whole[place] and np.isfinite(column).any():
            maybe[place] = "its values are not whole, unlike those of all others"
    return surely, maybe


def _whole(column: np.ndarray) -> bool:
    import numpy as np

    # Of labels most may be missing.
    present = column[np.isfinite(column)]
    return bool(len(present) and (present == np.round(present)).all())


def _numbers_kinds(column: np.ndarray, others: np.ndarray) -> bool:
    """Tell whether a column counts kinds: several small numbers, each of several genes."""
    import numpy as np

    kinds = np.unique(column[np.isfinite(column)])
    return len(kinds) > 1 and np.abs(kinds).max() <= MOST_KINDS and _has_kinds(column, others)


def _has_kinds(column: np.ndarray, others: np.ndarray) -> bool:
    import numpy as np

    usual = np.median([len(np.unique(other)) for other in others.T])
    return len(np.unique(column)) < FEW * usual


def _median(column: np.ndarray) -> float:
    import numpy as np

    present = column[np.isfinite(column)]
    return float(np.median(present)) if len(present) else 0.0
