"""AnnData: cells or samples are its rows, so it is turned; a layer by name."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from sdae.errors import InputError, did_you_mean
from sdae.tables.readers._record import AsText, Reader
from sdae.tables.sheet import Sheet, too_small
from sdae.tables.source import Source

if TYPE_CHECKING:
    import pandas as pd

# What is said of genes, and never of cells.
OF_GENES = frozenset(
    ["gene_ids", "gene_id", "gene_name", "gene_names", "gene_symbol", "gene_symbols", "symbol",
     "feature_types", "highly_variable", "n_cells", "n_cells_by_counts"]
)  # fmt: skip
ENSEMBL = re.compile(r"ENS[A-Z]*[GT]\d{6}")
# So many names show what they are.
MANY = 100


def read(source: Source, as_text: AsText, part: str | None) -> Sheet:
    import anndata
    import numpy as np

    if source.packing:
        raise InputError(f"{source.path}: found a packed h5ad; expected it unpacked")
    try:
        # Files of old versions are warned of, and read all the same.
        with warnings.catch_warnings(action="ignore"):
            data = anndata.read_h5ad(source.path)
    except Exception as error:
        raise InputError(
            f"{source.path}: found an HDF5 file that is no whole h5ad ({error}); expected AnnData"
        ) from None
    layers = [*data.layers, *(["raw"] if data.raw is not None else [])]
    if part is not None and part not in layers:
        raise InputError(
            f"{source.path}: found no layer '{part}'; {did_you_mean(part, layers)}expected one of "
            f"{', '.join(layers) or 'none, for it has no layers'}"
        )
    # What this workflow writes has genes in rows already.
    genes_in_rows = "prepare" in data.uns or (_are_genes(data.obs) and not _are_genes(data.var))
    raw = part == "raw"
    matrix = data.raw.X if raw else data.layers[part] if part else data.X
    if matrix is None:
        raise InputError(f"{source.path}: found no X; expected one, or a layer as 'sheet'")
    values = np.asarray(matrix.toarray() if hasattr(matrix, "toarray") else matrix, dtype=float)
    genes = data.obs if genes_in_rows else data.raw.var if raw else data.var
    conditions = data.var_names if genes_in_rows else data.obs_names
    values = values if genes_in_rows else values.T
    if not values.size:
        raise too_small(str(source.path), *values.shape)
    source.notes.append(
        f"genes are the {'rows (obs)' if genes_in_rows else 'columns (var)'} of the h5ad"
        + (
            f"; it has layers {', '.join(layers)}: name one as 'sheet'"
            if layers and not part
            else ""
        )
    )
    taken = {"gene", *map(str, conditions)}
    extra = [str(name) for name in genes.columns if str(name) not in taken]
    names = ["gene", *map(str, conditions), *extra]
    columns = [np.full((len(genes), 1), np.nan), values, np.full((len(genes), len(extra)), np.nan)]
    texts = {0: genes["gene"].astype(str).to_numpy(object) if genes_in_rows and "gene" in genes
             else np.array(list(map(str, genes.index)), dtype=object)}  # fmt: skip
    for place, name in enumerate(extra, start=len(names) - len(extra)):
        gone = genes[name].isna().to_numpy()
        texts[place] = np.where(gone, "", genes[name].astype(str).to_numpy(object))
    if as_text is None:
        texts |= {
            column: np.array([f"{value:.15g}" for value in values[:, column - 1]], dtype=object)
            for column in range(1, 1 + values.shape[1])
        }
    return Sheet(
        str(source.path), names, np.hstack(columns), texts, {}, np.arange(1, len(genes) + 1),
        format="h5ad", ids="gene", annotation=tuple(extra), notes=source.notes,
    )  # fmt: skip


def _are_genes(frame: pd.DataFrame) -> bool:
    """Tell whether rows are genes: by what is known of them, or by the ids of Ensembl."""
    known = not OF_GENES.isdisjoint(map(str.lower, map(str, frame.columns)))
    names = [str(name) for name in frame.index[:MANY]]
    return known or sum(ENSEMBL.match(name) is not None for name in names) > len(names) / 2


ENTRY = Reader(
    name="h5ad",
    orients=True,
    label="AnnData (h5ad)",
    recognise=lambda source: source.head.startswith(b"\x89HDF\r\n\x1a\n"),
    read=read,
    reference="Virshup et al. (2024), Journal of Open Source Software 9(101)",
    has_parts=True,
)
