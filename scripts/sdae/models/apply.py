"""An exported model applied to another table with the same conditions."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import anndata
import h5py
import numpy as np
import pandas as pd
from anndata.io import write_elem

from sdae.clusterers import CLUSTERERS as KINDS
from sdae.clusterers.partitioning import cluster, limits
from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.jobs.whole import whole_file
from sdae.models.exported import ExportedModel
from sdae.network.regenerate import regenerate
from sdae.preparation import in_input_units, prepare
from sdae.tables import Table, read_table
from sdae.tables.spreadsheet import with_safe_cells

SEED = 1
UNITS = ("prepared", "input")
# Clusterers that may take the place of the model's own, for those who have no configuration: all,
# with their defaults.
CLUSTERERS = {kind: {"kind": kind} for kind in KINDS}


def read_for(
    model: ExportedModel,
    path: str | Path,
    gene_column: str | None = None,
    orientation: str = "rows",
    format: str = "auto",
    sheet: str | None = None,
) -> Table:
    """Read the conditions that a model was trained on, in its order, and nothing else.

    Args:
      model: to be applied.
      path: of the expression table.
      gene_column: name of the column of ids; the first one if None.
      orientation: `rows` or `columns`, where the genes are.
      format: name of a reader, or `auto`.
      sheet: name of the sheet of a workbook, or of the layer of an h5ad.

    Raises:
      InputError: what cannot be read, and every condition that is missing, by name.
    """
    if not Path(path).is_file():
        raise InputError(f"{path}: found no such file; expected an expression table")
    with _own_words():
        return read_table(
            path,
            gene_column=gene_column,
            orientation=orientation,
            conditions=model.conditions,
            format=format,
            sheet=sheet,
        )


@contextmanager
def _own_words() -> Iterator[None]:
    """Leave out of messages the table of data sets, which there is none of here."""
    try:
        yield
    except InputError as error:
        raise InputError(
            re.sub(
                r"the table of data sets",
                "the model",
                re.sub(r",? (in|of) the table of data sets(?! is)", "", problem),
            )
            for problem in error.problems
        ) from None


def apply(
    model: ExportedModel,
    table: Table,
    clusters: int | None = None,
    clusterer: Mapping[str, Any] | None = None,
) -> anndata.AnnData:
    """Encode, regenerate and cluster the genes of a table.

    The table is prepared as that of the training was. What belongs to a gene (its mean, its
    standard deviation, the values it lacks) comes from the table itself; what belonged to the
    whole matrix (what became 0 and 1) comes from the training.

    Args:
      model: to be applied.
      table: as `read_for` reads it.
      clusters: how many to look for; None for as many as the training looked for, or as there
        are genes, if those are fewer.
      clusterer: kind and options of another clusterer than the model's own.

    Returns:
      The prepared genes as `sdae.preparation.prepare` returns them, with the codes in
      `obsm["codes"]`; in `layers`, `regenerated`, on the scale of `X`, and
      `regenerated_input_units`, with every step of the preparation undone; and the cluster of
      each gene, from 1, in `obs["cluster"]`.

    Raises:
      InputError: a table that cannot be prepared or clustered so.
    """
    if clusters is not None and clusters < 2:
        raise InputError(f"found {clusters} as the number of clusters; expected 2 or more")
    settings = dict(model.prepare)
    ends = settings.pop("minimum"), settings.pop("maximum")
    with _own_words():
        result = prepare(table, **settings, limits=ends)
    genes = result.n_obs
    if clusters is not None and clusters > genes:
        raise InputError(
            f"{table.file}: found {genes} genes (after those left out) for {clusters} clusters; "
            "expected at least as many genes as clusters"
        )
    clusters = clusters or min(model.clusters, genes)
    result.uns["prepare"] |= {"clusters": clusters, "clusters_from": "model or command"}
    clusterer = dict(clusterer or model.clusterer)
    # One gene has a code, and no company to be clustered in.
    problems = limits(clusterer, genes) if genes > 1 else []
    if problems:
        raise InputError(
            f"{table.file}: found {genes} genes (after those left out), and {found} as "
            f"'{option}' of the clusterer; expected {expected}, or another clusterer, as kmeans"
            for option, found, expected in problems
        )
    lost = [name for name in model.conditions if name not in result.var_names]
    if lost:
        raise InputError(
            f"{table.file}, condition '{name}': found no value for any gene; expected some, since "
            "the model was trained on it"
            for name in lost
        )
    outside = _outside(result, settings["scale"], ends)
    if outside:
        logger.warning(
            "%d of %d prepared values lie outside of the range of the training (before scaling, "
            "%g to %g); they stay as they are, but there the model has never been",
            outside,
            result.X.size,
            *ends,
        )
    codes, regenerated = regenerate(result.X, model.layers, model.point.architecture)
    result.obsm["codes"] = codes
    result.layers["regenerated"] = regenerated
    result.layers["regenerated_input_units"] = in_input_units(result, regenerated)
    found = cluster(regenerated, clusters, clusterer, SEED) if genes > 1 else np.zeros(1, np.int32)
    result.obs["cluster"] = found + 1
    result.uns["model"] = {
        "point": model.point.id,
        "dataset": model.dataset,
        "replicate": model.replicate,
        "version": model.version,
        "values_outside_of_training": outside,
    }
    return result


def _outside(prepared: anndata.AnnData, scale: str, limits: tuple[float, float]) -> int:
    """Count values that the training did not reach; where each gene has its own scale, none."""
    if scale == "gene":
        return 0
    # What is the same but for rounding, as when the conditions come in another order, is inside.
    values = np.asarray(prepared.layers["standardised"], np.float32)
    low, high = np.asarray(limits, np.float32)
    return int(((values < low) | (values > high)).sum())


def outputs_of(stem: str | Path) -> list[Path]:
    """Return the paths that `write_applied` writes to."""
    return [Path(f"{stem}{ending}") for ending in (".h5ad", ".tsv", "_regenerated.tsv")]


def require_apart(outputs: Iterable[Path], inputs: Iterable[str | Path]) -> None:
    """Refuse to write over what is read.

    Raises:
      InputError: an output that is one of the inputs, by whichever path.
    """
    for output in outputs:
        for path in map(Path, inputs):
            same = output.exists() and path.exists() and output.samefile(path)
            if same or output.resolve() == path.resolve():
                raise InputError(
                    f"{output}: found an input ({path}) where a result would be written over it; "
                    "expected another name for the results (OUT of make apply)"
                )


def write_applied(result: anndata.AnnData, stem: str | Path, units: str = "prepared") -> None:
    """Write `stem`.h5ad with everything, and two tables; all of them or none.

    Args:
      result: of `apply`.
      stem: path of the files without their endings: .h5ad; .tsv, with gene, cluster and code;
        and _regenerated.tsv, with the regenerated profiles.
      units: of the regenerated profiles in the table: `prepared`, the scale that the model
        sees, or `input`, that of the table that was read.

    Raises:
      InputError: what cannot be written.
    """
    stem = Path(stem)
    result.uns["units_of_table"] = units
    genes = result.obs[["gene", "cluster"]].reset_index(drop=True)
    codes = result.obsm["codes"]
    names = [f"code_{node}" for node in range(1, codes.shape[1] + 1)]
    codes = pd.DataFrame(codes, columns=names)
    layer = {"prepared": "regenerated", "input": "regenerated_input_units"}[units]
    profiles = pd.DataFrame(np.asarray(result.layers[layer]), columns=result.var_names)
    profiles.insert(0, "gene", genes["gene"])
    # HDF5 on a full disk brings Python down at its end, so it is made in memory.
    whole = io.BytesIO()
    with h5py.File(whole, "w") as file:
        write_elem(file, "/", result)
    try:
        stem.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as files:
            everything, table, regenerated = (
                files.enter_context(whole_file(path)) for path in outputs_of(stem)
            )
            everything.write_bytes(whole.getbuffer())
            for frame, path in ((genes.join(codes), table), (profiles, regenerated)):
                with_safe_cells(frame).to_csv(path, sep="\t", index=False, float_format="%.9g")
    except OSError as error:
        raise InputError(
            f"{stem}: the results could not be written ({error.strerror or error}); nothing is "
            "left of them. Make room, or name another folder, and run again"
        ) from None
    scale = {
        "prepared": "on the scale that the model sees",
        "input": "in the units of the table that was read",
    }[units]
    logger.info("%s_regenerated.tsv is %s", stem, scale)
