"""A kept model applied to another table with the same conditions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anndata
import numpy as np
import pandas as pd

from sdae.clusterers.partitioning import cluster
from sdae.errors import InputError
from sdae.kept import KeptModel
from sdae.logs import logger
from sdae.preparation import in_input_units, number_of_clusters, prepare
from sdae.regenerate import regenerate
from sdae.tables import Table, read_table

SEED = 1
UNITS = ("prepared", "input")
# Clusterers that may take the place of the model's own, for those who have no configuration.
CLUSTERERS = {
    "kmeans": {"kind": "kmeans"},
    "spectral": {"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10},
}


def read_for(
    model: KeptModel, path: str | Path, gene_column: str | None = None, orientation: str = "rows"
) -> Table:
    """Read the conditions that a model was trained on, in its order, and nothing else.

    Args:
      model: to be applied.
      path: of the expression table.
      gene_column: name of the column of ids; the first one if None.
      orientation: `rows` or `columns`, where the genes are.

    Raises:
      InputError: what cannot be read, and every condition that is missing, by name.
    """
    return read_table(
        path, gene_column=gene_column, orientation=orientation, conditions=model.conditions
    )


def apply(
    model: KeptModel,
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
      clusterer: kind and options of another clusterer than the one that is kept with the model.

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
    limits = settings.pop("minimum"), settings.pop("maximum")
    result = prepare(table, **settings, limits=limits)
    clusters = number_of_clusters(
        None, clusters or min(model.clusters, result.n_obs), result.n_obs, table.file
    )
    result.uns["prepare"] |= {"clusters": clusters, "clusters_from": "model or command"}
    clusterer = dict(clusterer or model.clusterer)
    neighbours = clusterer.get("n_neighbors", 0)
    if neighbours > result.n_obs:
        raise InputError(
            f"{table.file}: found {result.n_obs} genes (after those left out); expected at least "
            f"{neighbours}, the neighbours that the clusterer looks at: choose another, as kmeans"
        )
    lost = [name for name in model.conditions if name not in result.var_names]
    if lost:
        raise InputError(
            f"{table.file}, condition '{name}': found no value for any gene; expected some, since "
            "the model was trained on it"
            for name in lost
        )
    outside = _outside(result, settings["scale"], limits)
    if outside:
        logger.warning(
            "%d of %d prepared values lie outside of the range of the training (before scaling, "
            "%g to %g); they stay as they are, but there the model has never been",
            outside,
            result.X.size,
            *limits,
        )
    codes, regenerated = regenerate(result.X, model.layers, model.point.architecture)
    result.obsm["codes"] = codes
    result.layers["regenerated"] = regenerated
    result.layers["regenerated_input_units"] = in_input_units(result, regenerated)
    found = cluster(regenerated, clusters, clusterer, SEED)
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
    values, (low, high) = np.float32(prepared.layers["standardised"]), np.float32(limits)
    return int(((values < low) | (values > high)).sum())


def write_applied(result: anndata.AnnData, stem: str | Path, units: str = "prepared") -> None:
    """Write `stem`.h5ad with everything, and two tables.

    Args:
      result: of `apply`.
      stem: path of the files without their endings: .h5ad; .tsv, with gene, cluster and code;
        and _regenerated.tsv, with the regenerated profiles.
      units: of the regenerated profiles in the table: `prepared`, the scale that the model
        sees, or `input`, that of the table that was read.
    """
    stem = Path(stem)
    stem.parent.mkdir(parents=True, exist_ok=True)
    result.uns["units_of_table"] = units
    result.write_h5ad(f"{stem}.h5ad")
    genes = result.obs[["gene", "cluster"]].reset_index(drop=True)
    codes = result.obsm["codes"]
    names = [f"code_{node}" for node in range(1, codes.shape[1] + 1)]
    codes = pd.DataFrame(codes, columns=names)
    genes.join(codes).to_csv(f"{stem}.tsv", sep="\t", index=False, float_format="%.9g")
    layer = {"prepared": "regenerated", "input": "regenerated_input_units"}[units]
    profiles = pd.DataFrame(np.asarray(result.layers[layer]), columns=result.var_names)
    profiles.insert(0, "gene", genes["gene"])
    profiles.to_csv(f"{stem}_regenerated.tsv", sep="\t", index=False, float_format="%.9g")
    scale = {
        "prepared": "on the scale that the model sees",
        "input": "in the units of the table that was read",
    }[units]
    logger.info("%s_regenerated.tsv is %s", stem, scale)
