"""Columns of numbers that are no conditions: ids, lengths, positions, row numbers, clusters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
        # What a test of differences says of each gene.
        "pvalue",
        "p_value",
        "padj",
        "adj_p_val",
        "fdr",
        "qvalue",
        "logfc",
        "log2foldchange",
        "lfcse",
        "basemean",
    ]
)
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
    for place, name in enumerate(names):
        if name.lower().replace(" ", "_").replace(".", "_") in ANNOTATION:
            surely[place] = "of its name"
    if len(values) < FEWEST or len(names) < 3:
        return surely, maybe
    with np.errstate(all="ignore"):
        whole = np.array([_whole(values[:, column]) for column in of_name])
        sizes = np.array([_median(np.abs(values[:, column])) for column in of_name])
    for place, name in enumerate(names):
        if place in surely:
            continue
        column, others = values[:, of_name[place]], np.delete(np.arange(len(names)), place)
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
    return surely, maybe


def _whole(column: np.ndarray) -> bool:
    import numpy as np

    # Of labels most may be missing.
    present = column[np.isfinite(column)]
    return bool(len(present) and (present == np.round(present)).all())


def _has_kinds(column: np.ndarray, others: np.ndarray) -> bool:
    import numpy as np

    usual = np.median([len(np.unique(other)) for other in others.T])
    return len(np.unique(column)) < FEW * usual


def _median(column: np.ndarray) -> float:
    import numpy as np

    present = column[np.isfinite(column)]
    return float(np.median(present)) if len(present) else 0.0
