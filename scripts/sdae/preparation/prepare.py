"""From an expression table to the matrix that the network and every baseline see.

Each step is a function of arrays; `prepare` puts them in order and records their numbers.
"""

from collections import Counter
from typing import Any

import anndata
import numpy as np
import pandas as pd
from anndata.utils import make_index_unique
from sklearn.impute import KNNImputer

from sdae.errors import InputError
from sdae.logs import logger
from sdae.tables.table import SHOWN, Table

NEIGHBOURS = 10
LOGARITHMS = {"log2": np.log2, "log10": np.log10, "ln": np.log}
EXPONENTIALS = {
    "none": lambda values: values,
    "log2": np.exp2,
    "log10": lambda values: 10.0**values,
    "ln": np.exp,
}


def prepare(
    table: Table,
    *,
    max_missing: float,
    log: str,
    impute: str,
    standardise: bool,
    scale: str,
    clusters: int | None,
    limits: tuple[float, float] | None = None,
) -> anndata.AnnData:
    """Prepare a table.

    Args:
      table: as read.
      max_missing: share of missing values above which a gene is left out.
      log: `none`, `log2`, `log10` or `ln`.
      impute: `knn`, from the 10 most similar genes, or `none`.
      standardise: give each gene mean 0 and standard deviation 1 (ddof 1).
      scale: bring the `matrix`, each `gene`, or `none` of it to [0, 1].
      clusters: number of clusters to look for; None for as many as there are kinds of label.
      limits: what the scale `matrix` brings to 0 and to 1; None for the smallest and the largest
        value. A model sees another table on the scale that it was trained on.

    Returns:
      Genes x conditions. `X` is the prepared matrix, float32; layer `input` has the same genes as
      read, layer `standardised` what came before the scaling; `obs` has `gene` (the id as given),
      `label` (if any), `mean` and `sd` before standardisation, `minimum` and `maximum` of the
      scale, so that `X * (maximum - minimum) + minimum` undoes it; `uns["prepare"]` says every
      step with its numbers.

    Raises:
      InputError: a table that cannot be prepared, or clustered, so.
    """
    record: dict[str, Any] = {
        "digest": table.digest(),
        "genes_read": len(table.genes),
        "conditions_read": len(table.conditions),
    }
    table = _choose(table, max_missing, needs_spread=standardise or scale == "gene", record=record)
    record |= {"genes": len(table.genes), "conditions": len(table.conditions)}
    record |= _about_ids(table) | _about_labels(table)
    record |= {
        "clusters": _number_of_clusters(table, clusters),
        "clusters_from": "labels" if clusters is None else "table of data sets",
    }

    values = _logarithm(table, log)
    missing = int(np.isnan(values).sum())
    record |= {"log": log, "impute": impute, "imputed_values": missing}
    if missing:
        record["impute_neighbours"] = NEIGHBOURS
        values = _imputed(table, values, impute)
    mean, sd = moments(values)
    if standardise:
        values = standardised(values, mean, sd)
    low, high = bounds(values, scale, limits)
    if not (high > low).all():
        raise InputError(
            f"{table.file}: found the same value, {low[0]:g}, throughout; expected values that "
            "differ"
        )
    record |= {
        "standardise": standardise,
        "scale": scale,
        "minimum": float(values.min()),
        "maximum": float(values.max()),
    }

    obs = pd.DataFrame(
        {"gene": table.genes, "mean": mean, "sd": sd, "minimum": low, "maximum": high}
    )
    obs.index = make_index_unique(pd.Index(table.genes, dtype=object))
    if table.labels is not None:
        obs["label"] = pd.Categorical(table.labels)
    return anndata.AnnData(
        X=scaled(values, low, high).astype(np.float32),
        obs=obs,
        var=pd.DataFrame(index=pd.Index(table.conditions, dtype=object)),
        layers={"input": table.values, "standardised": values},
        uns={"prepare": record},
    )


def missing_share(values: np.ndarray) -> np.ndarray:
    """Return the share of missing values of each gene, (genes,)."""
    return np.isnan(values).mean(axis=1)


def is_constant(values: np.ndarray) -> np.ndarray:
    """Tell for each gene, which must have a value, whether all its values are equal, (genes,)."""
    return np.nanmax(values, axis=1) == np.nanmin(values, axis=1)


def impute_knn(values: np.ndarray, neighbours: int = NEIGHBOURS) -> np.ndarray:
    """Fill each missing value with the mean of the most similar genes that have one there.

    Args:
      values: (genes, conditions), with a value in each row and in each column.
      neighbours: genes to take the mean of; similar means near over the conditions both have.

    References:
      Troyanskaya et al. (2001), Missing value estimation methods for DNA microarrays,
      Bioinformatics 17(6).
    """
    return KNNImputer(n_neighbors=neighbours).fit_transform(values)


def moments(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and standard deviation (ddof 1) of each gene, both (genes,)."""
    return values.mean(axis=1), values.std(axis=1, ddof=1)


def standardised(values: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """Give each gene mean 0 and standard deviation 1."""
    return (values - mean[:, None]) / sd[:, None]


def bounds(
    values: np.ndarray, scale: str, limits: tuple[float, float] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return what becomes 0 and what becomes 1 in each gene, both (genes,).

    Args:
      values: (genes, conditions).
      scale: `matrix` for one minimum and maximum of all values, `gene` for one of each gene,
        `none` for 0 and 1, which leave values as they are.
      limits: minimum and maximum for `matrix`, if they are not those of these values.
    """
    genes = len(values)
    if scale == "none":
        return np.zeros(genes), np.ones(genes)
    if scale == "gene":
        return values.min(axis=1), values.max(axis=1)
    low, high = limits or (values.min(), values.max())
    return np.full(genes, low), np.full(genes, high)


def scaled(values: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Bring each gene's `low` to 0 and its `high` to 1."""
    return (values - low[:, None]) / (high - low)[:, None]


def in_input_units(prepared: anndata.AnnData, values: np.ndarray) -> np.ndarray:
    """Undo the preparation: bring values on the scale of `X` back to the units of the input.

    Args:
      prepared: what `prepare` returned.
      values: (genes, conditions) on the scale of `prepared.X`; regenerated profiles, say.

    Returns:
      (genes, conditions), float64: unscaled, then with each gene's standard deviation and mean
      given back, then with the logarithm undone.
    """
    obs, record = prepared.obs, prepared.uns["prepare"]
    low, high, mean, sd = (
        obs[name].to_numpy()[:, None] for name in ("minimum", "maximum", "mean", "sd")
    )
    values = values * (high - low) + low
    if record["standardise"]:
        values = values * sd + mean
    return EXPONENTIALS[record["log"]](values)


def _choose(table: Table, max_missing: float, needs_spread: bool, record: dict[str, Any]) -> Table:
    """Leave out, and say so, genes and conditions that cannot be prepared."""
    share = missing_share(table.values)
    # A gene without a single value cannot be filled in from its own profile, whatever is allowed.
    enough = (share <= max_missing) & (share < 1)
    record["max_missing"] = max_missing
    record["dropped_for_missing_values"] = _left_out(
        table.genes, ~enough, f"have more than {max_missing:.0%} of their values missing"
    )
    if not enough.any():
        raise InputError(
            f"{table.file}: found more than {max_missing:.0%} of the values missing in every gene; "
            "expected fewer in some, or a higher 'max_missing' in the table of data sets"
        )
    measured = ~np.isnan(table.values[enough]).all(axis=0)
    record["dropped_conditions"] = _left_out(
        table.conditions, ~measured, "have no value for any of the genes kept"
    )
    table = table.take(enough, measured)
    if len(table.conditions) < 2:
        raise InputError(
            f"{table.file}: found {len(table.conditions)} condition with values; expected at least "
            "2, to compare profiles"
        )
    constant = is_constant(table.values) & needs_spread
    record["dropped_for_constant_profile"] = _left_out(
        table.genes, constant, "have the same value throughout, so nothing to divide by"
    )
    return table.take(~constant)


def _left_out(names: list[str], mask: np.ndarray, why: str) -> np.ndarray:
    """Log the names under a mask, and return them as an array of text."""
    # An empty list would come back from the file as an array of numbers.
    chosen = np.array([names[place] for place in np.flatnonzero(mask)], dtype=object)
    if len(chosen):
        logger.warning("left out, since they %s: %s", why, _few(chosen))
    return chosen


def _about_ids(table: Table) -> dict[str, Any]:
    repeated = [gene for gene, count in Counter(table.genes).items() if count > 1]
    if repeated:
        logger.warning("ids on more than one row, all of them kept: %s", _few(repeated))
    return {"repeated_ids": np.array(repeated, dtype=object)}


def _about_labels(table: Table) -> dict[str, Any]:
    """Gather class sizes; as two lists, since a key of an .h5ad file may hold no slash."""
    if table.labels is None:
        return {}
    sizes = Counter(table.labels)
    unknown = sizes.pop(None, 0)
    names = sorted(sizes)
    return {
        "labels": np.array(names, dtype=object),
        "label_sizes": np.array([sizes[name] for name in names], dtype=int),
        "genes_without_label": unknown,
    }


def _logarithm(table: Table, log: str) -> np.ndarray:
    if log == "none":
        return table.values
    bad = np.argwhere(table.values <= 0)
    if len(bad):
        genes = len(np.unique(bad[:, 0]))
        raise InputError(
            [
                f"{table.file}, gene '{table.genes[row]}', condition '{table.conditions[column]}': "
                f"found {table.values[row, column]:g}; expected a number above 0, since 'log' of "
                f"the table of data sets is {log}"
                for row, column in bad[:SHOWN]
            ]
            + [
                f"{table.file}: {len(bad)} such values in {genes} genes; set 'log' to none if they "
                "are logarithms already, or leave out or shift what is not above 0"
            ]
        )
    return LOGARITHMS[log](table.values)


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


def _number_of_clusters(table: Table, clusters: int | None) -> int:
    if clusters is None:
        if table.labels is None:
            raise InputError(
                f"{table.file}: found neither labels nor a number of clusters; expected "
                "'label_column', or a number as 'clusters', in the table of data sets"
            )
        kinds = sorted({label for label in table.labels if label is not None})
        clusters = len(kinds)
        if clusters < 2:
            raise InputError(
                f"{table.file}: found {clusters} kind of label {kinds} among {len(table.genes)} "
                "genes; expected at least 2, or a number as 'clusters' in the table of data sets"
            )
    if len(table.genes) < max(clusters, 2):
        raise InputError(
            f"{table.file}: found {len(table.genes)} genes (after those left out) for {clusters} "
            "clusters; expected at least as many genes as clusters"
        )
    return clusters


def _few(names: np.ndarray | list[str]) -> str:
    more = f" and {len(names) - SHOWN} more, {len(names)} in all" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
