"""From an expression table to the matrix that the network and every baseline see.

Each step is a function of arrays elsewhere in this room; `prepare` puts them in order and records
their numbers.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from sdae.errors import InputError
from sdae.jobs.logs import logger
from sdae.preparation import checks
from sdae.preparation.filters import expressed, most_variable, usable
from sdae.preparation.impute import NEIGHBOURS, impute_knn
from sdae.preparation.scaling import bounds, is_constant, moments, scaled, standardised
from sdae.preparation.transforms import LOGARITHMS, counts_per_million, library_sizes
from sdae.tables.messages import few
from sdae.tables.table import Table

if TYPE_CHECKING:
    import anndata


def prepare(
    table: Table,
    *,
    max_missing: float,
    log: str,
    impute: str,
    standardise: bool,
    scale: str,
    normalise: str = "none",
    min_mean: float | None = None,
    top_variable: int | None = None,
    limits: tuple[float, float] | None = None,
) -> "anndata.AnnData":
    """Prepare a table.

    Args:
      table: as read.
      max_missing: share of missing values above which a gene is left out.
      log: `none`, `log2`, `log10`, `ln`, `log1p` or `log2p1` (of the value and 1).
      impute: `knn`, from the 10 most similar genes, or `none`.
      standardise: give each gene mean 0 and standard deviation 1 (ddof 1).
      scale: bring the `matrix`, each `gene`, or `none` of it to [0, 1].
      normalise: `cpm`, counts per million of all genes read, or `none`.
      min_mean: leave out genes whose mean, normalised but before the logarithm, is lower.
      top_variable: keep only so many genes, the most variable ones after the logarithm.
      limits: what the scale `matrix` brings to 0 and to 1; None for the smallest and the largest
        value. A model sees another table on the scale that it was trained on.

    Returns:
      Genes x conditions. `X` is the prepared matrix, float32; layer `input` has the same genes as
      read, layer `standardised` what came before the scaling; `obs` has `gene` (the id as given),
      `label` (if any), `mean` and `sd` before standardisation, `minimum` and `maximum` of the
      scale, so that `X * (maximum - minimum) + minimum` undoes it; `var` has `library_size` where
      the counts were normalised; `uns["prepare"]` says every step with its numbers.

    Raises:
      InputError: a table that cannot be prepared so.
    """
    record: dict[str, Any] = {
        "digest": table.digest(),
        "genes_read": len(table.genes),
        "conditions_read": len(table.conditions),
    }
    checks.require_computable(table)
    sizes = {}
    if normalise == "cpm":
        checks.require_counts(table)
        sizes = dict(zip(table.conditions, library_sizes(table.values), strict=True))
    table = usable(table, max_missing, standardise or scale == "gene", record)
    if log == normalise == "none":
        checks.warn_of_counts(table)
    levels = table.values
    if sizes:
        levels = counts_per_million(levels, np.array([sizes[name] for name in table.conditions]))
    table, values = _wanted(table, levels, log, min_mean, top_variable, record)
    if standardise or scale == "gene":
        # A logarithm may leave nothing of a difference.
        table, values = _with_spread(table, values, record)
    record |= {"genes": len(table.genes), "conditions": len(table.conditions)}
    record |= _about_ids(table) | _about_labels(table)
    missing = int(np.isnan(values).sum())
    record |= {"normalise": normalise, "log": log, "impute": impute, "imputed_values": missing}
    if missing:
        record["impute_neighbours"] = NEIGHBOURS
        values = _imputed(table, values, impute)
    mean, sd = moments(values)
    if standardise:
        values = standardised(values, mean, sd)
    low, high = bounds(values, scale, limits)
    if not (high > low).all() or values.max() - values.min() == 0:
        raise InputError(
            f"{table.file}: found the same value, {values.flat[0]:g}, throughout; expected values "
            "that differ"
        )
    record |= {
        "standardise": standardise,
        "scale": scale,
        "minimum": float(values.min()),
        "maximum": float(values.max()),
    }
    X = scaled(values, low, high).astype(np.float32)
    _warn_of_few_profiles(table, X, standardise)
    checks.warn_of_squashed(table, X, scale)
    return _assembled(table, X, values, (mean, sd, low, high), sizes, record)


def _wanted(table, levels, log, min_mean, top_variable, record) -> tuple[Table, np.ndarray]:
    """Take the logarithm, and leave out genes below a level and the least variable ones."""
    kept = expressed(table, levels, min_mean)
    record["dropped_for_low_mean"] = int((~kept).sum())
    table, levels = table.take(kept), levels[kept]
    checks.require_logarithm(table, levels, log)
    values = LOGARITHMS[log].forward(levels)
    kept = most_variable(values, top_variable)
    record["dropped_for_low_variance"] = int((~kept).sum())
    reasons = {
        "low_mean": f"mean below {min_mean}",
        "low_variance": f"not among the {top_variable} most variable",
    }
    for dropped, why in reasons.items():
        if record[f"dropped_for_{dropped}"]:
            logger.info("left out genes, %s: %d", why, record[f"dropped_for_{dropped}"])
    return table.take(kept), values[kept]


def _with_spread(table, values, record) -> tuple[Table, np.ndarray]:
    flat = is_constant(values)
    if flat.any():
        names = [table.genes[row] for row in np.flatnonzero(flat)]
        logger.warning("left out, since their logarithms are the same throughout: %s", few(names))
        before = list(record["dropped_for_constant_profile"])
        record["dropped_for_constant_profile"] = np.array(before + names, dtype=object)
    if flat.all():
        raise InputError(f"{table.file}: found no gene that varies once its logarithm is taken")
    return table.take(~flat), values[~flat]


def _assembled(table, X, values, numbers, sizes, record) -> "anndata.AnnData":
    import anndata
    import pandas as pd
    from anndata.utils import make_index_unique

    names = ("mean", "sd", "minimum", "maximum")
    obs = pd.DataFrame({"gene": table.genes, **dict(zip(names, numbers, strict=True))})
    obs.index = make_index_unique(pd.Index(table.genes, dtype=object))
    if table.labels is not None:
        obs["label"] = pd.Categorical(table.labels)
    var = pd.DataFrame(index=pd.Index(table.conditions, dtype=object))
    if sizes:
        var["library_size"] = [sizes[name] for name in table.conditions]
    return anndata.AnnData(
        X=X,
        obs=obs,
        var=var,
        layers={"input": table.values, "standardised": values},
        uns={"prepare": record},
    )


def _about_ids(table: Table) -> dict[str, Any]:
    repeated = [gene for gene, count in Counter(table.genes).items() if count > 1]
    if repeated:
        logger.warning("ids on more than one row, all of them kept: %s", few(repeated))
    return {"repeated_ids": np.array(repeated, dtype=object)}


def _about_labels(table: Table) -> dict[str, Any]:
    """Gather class sizes; as two lists, since a key of an .h5ad file may hold no slash."""
    if table.labels is None:
        return {}
    sizes = Counter(table.labels)
    unknown = sizes.pop(None, 0)
    names = sorted(name for name in sizes if name is not None)
    if unknown:
        logger.warning(
            "%s: %d of %d genes have a known group; scores against the known groups are of these "
            "alone",
            table.file,
            len(table.genes) - unknown,
            len(table.genes),
        )
    return {
        "labels": np.array(names, dtype=object),
        "label_sizes": np.array([sizes[name] for name in names], dtype=int),
        "genes_without_label": unknown,
    }


def _imputed(table: Table, values: np.ndarray, impute: str) -> np.ndarray:
    missing = np.isnan(values)
    if impute == "none":
        row, column = np.argwhere(missing)[0]
        raise InputError(
            f"{table.file}: found {missing.sum()} missing values in {missing.any(axis=1).sum()} "
            f"genes, the first of gene '{table.genes[row]}', condition "
            f"'{table.conditions[column]}'; expected none, since 'impute' of the table of data "
            "sets is none: make it knn, or 'max_missing' 0 to keep complete genes only"
        )
    logger.info("filling in %d missing values of %d", missing.sum(), missing.size)
    return impute_knn(values)


def _warn_of_few_profiles(table: Table, X: np.ndarray, standardise: bool) -> None:
    if len(X) > 1 and np.ptp(X, axis=0).max() <= 1e-6:
        logger.warning(
            "%s: all %d genes have the same profile once prepared; no clusters can be found",
            table.file,
            len(X),
        )
    elif standardise and X.shape[1] == 2:
        logger.warning(
            "%s: of two conditions, standardised profiles are only two, up and down; clusters "
            "beyond two are arbitrary",
            table.file,
        )
