"""From an expression table to the matrix that the network and every baseline see.

Each step returns its matrix and the numbers by which it can be told, repeated and undone.
"""

import anndata
import numpy as np
import pandas as pd
from anndata.utils import make_index_unique
from sklearn.impute import KNNImputer

from sdae.errors import InputError
from sdae.logs import logger
from sdae.tables import SHOWN, Table

NEIGHBOURS = 10
LOGARITHMS = {"log2": np.log2, "log10": np.log10, "ln": np.log}


def prepare(
    table: Table,
    *,
    max_missing: float = 0.5,
    log: str = "none",
    impute: str = "knn",
    standardise: bool = True,
    scale: str = "matrix",
    clusters: int | None = None,
) -> anndata.AnnData:
    """Prepare a table.

    Args:
      table: as read.
      max_missing: share of missing values above which a gene is left out.
      log: `none`, `log2`, `log10` or `ln`.
      impute: `knn`, from the 10 most similar genes, or `none`.
      standardise: give each gene mean 0 and standard deviation 1 (ddof 1).
      scale: bring the `matrix`, each `gene`, or `none` of it to [0, 1].
      clusters: number of clusters to look for; None for as many as there are labels.

    Returns:
      Genes x conditions. `X` is the prepared matrix, float32; layer `input` is the table as read
      and layer `standardised` what came before the scaling; `obs` has `gene`, `label` (if any),
      `mean`, `sd` and, for each gene, `minimum` and `maximum` of its scale; `uns["prepare"]` says
      every step with its numbers.

    Raises:
      InputError: a table that cannot be prepared or clustered so.
    """
    steps: dict = {"genes_read": len(table.genes), "conditions": len(table.conditions)}
    kept = _enough_values(table, max_missing, steps)
    values, kept = _varying(table, kept, standardise or scale == "gene", steps)
    values = _logarithm(table, values, kept, log, steps)
    values = _imputed(table, values, kept, impute, steps)
    mean, sd = values.mean(axis=1), values.std(axis=1, ddof=1)
    if standardise:
        values = (values - mean[:, None]) / sd[:, None]
    steps["standardise"] = standardise
    scaled, low, high = _scaled(values, scale, steps)

    genes = [table.genes[row] for row in kept]
    obs = pd.DataFrame({"gene": genes, "mean": mean, "sd": sd, "minimum": low, "maximum": high})
    if table.labels is not None:
        obs["label"] = pd.Series([table.labels[row] for row in kept], dtype=object)
    repeated = [gene for gene, count in obs.gene.value_counts(sort=False).items() if count > 1]
    steps["repeated_ids"] = repeated
    if repeated:
        logger.warning("%d ids stand on more than one row; each row is kept", len(repeated))
    obs.index = make_index_unique(pd.Index(genes))
    steps["clusters"] = _number_of_clusters(obs, clusters)
    steps["clusters_from"] = "labels" if clusters is None else "configuration"

    return anndata.AnnData(
        X=scaled.astype(np.float32),
        obs=obs,
        var=pd.DataFrame(index=pd.Index(table.conditions, dtype=str)),
        layers={"input": table.values[kept], "standardised": values},
        uns={"prepare": steps},
    )


def _enough_values(table: Table, max_missing: float, steps: dict) -> np.ndarray:
    share = np.isnan(table.values).mean(axis=1)
    # A gene without a single value cannot be filled in from its own profile, whatever is allowed.
    kept = np.flatnonzero((share <= max_missing) & (share < 1))
    dropped = [gene for row, gene in enumerate(table.genes) if row not in set(kept)]
    steps["max_missing"] = max_missing
    steps["dropped_for_missing_values"] = dropped
    if dropped:
        logger.warning(
            "%d genes have more than %g of their values missing and are left out: %s",
            len(dropped),
            max_missing,
            _few(dropped),
        )
    if not len(kept):
        raise InputError(
            f"found more than a share of {max_missing:g} of the values missing in every gene; "
            "expected some genes with fewer, or a higher 'max_missing' in the table of data sets"
        )
    return kept


def _varying(
    table: Table, kept: np.ndarray, needed: bool, steps: dict
) -> tuple[np.ndarray, np.ndarray]:
    """Leave out genes whose profile is constant, where it cannot be divided by its spread."""
    if len(table.conditions) < 2:
        raise InputError(
            f"found {len(table.conditions)} condition; expected at least 2, to compare profiles"
        )
    values = table.values[kept]
    constant = np.nanmax(values, axis=1) == np.nanmin(values, axis=1)
    steps["dropped_for_constant_profile"] = []
    if needed and constant.any():
        names = [table.genes[row] for row in kept[constant]]
        steps["dropped_for_constant_profile"] = names
        logger.warning(
            "%d genes have the same value throughout and are left out: %s",
            len(names),
            _few(names),
        )
        kept, values = kept[~constant], values[~constant]
    return values, kept


def _logarithm(
    table: Table, values: np.ndarray, kept: np.ndarray, log: str, steps: dict
) -> np.ndarray:
    steps["log"] = log
    if log == "none":
        return values
    bad = np.argwhere(values <= 0)
    if len(bad):
        raise InputError(
            [
                f"gene {table.genes[kept[row]]}, condition '{table.conditions[column]}': found "
                f"{values[row, column]:g}; expected a positive number, because 'log' is {log}"
                for row, column in bad[:SHOWN]
            ]
            + ([f"... and {len(bad) - SHOWN} more like these"] if len(bad) > SHOWN else [])
        )
    return LOGARITHMS[log](values)


def _imputed(
    table: Table, values: np.ndarray, kept: np.ndarray, impute: str, steps: dict
) -> np.ndarray:
    missing = np.isnan(values)
    steps["impute"] = impute
    steps["imputed_values"] = int(missing.sum())
    if not missing.any():
        return values
    empty = [table.conditions[column] for column in np.flatnonzero(missing.all(axis=0))]
    if empty:
        raise InputError(
            f"condition '{name}': found no value for any gene; leave it out of the table"
            for name in empty
        )
    if impute == "none":
        row, column = np.argwhere(missing)[0]
        raise InputError(
            f"found {missing.sum()} missing values, the first at gene {table.genes[kept[row]]}, "
            f"condition '{table.conditions[column]}'; expected none, because 'impute' is none"
        )
    steps["impute_neighbours"] = NEIGHBOURS
    logger.info("%d missing values are filled in", missing.sum())
    return KNNImputer(n_neighbors=NEIGHBOURS).fit_transform(values)


def _scaled(
    values: np.ndarray, scale: str, steps: dict
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    steps["scale"] = scale
    if scale == "gene":
        low, high = values.min(axis=1), values.max(axis=1)
    else:
        low = np.full(len(values), values.min())
        high = np.full(len(values), values.max())
    steps["minimum"], steps["maximum"] = float(values.min()), float(values.max())
    if scale == "none":
        return values, np.zeros(len(values)), np.ones(len(values))
    return (values - low[:, None]) / (high - low)[:, None], low, high


def _number_of_clusters(obs: pd.DataFrame, clusters: int | None) -> int:
    if clusters is None:
        if "label" not in obs:
            raise InputError(
                "found neither labels nor a number of clusters; expected 'label_column' or a "
                "number as 'clusters' in the table of data sets"
            )
        clusters = obs.label.nunique()
    if clusters < 2:
        raise InputError(f"found {clusters} kind of label; expected at least 2 to tell apart")
    if len(obs) < clusters:
        raise InputError(
            f"found {len(obs)} genes (after those left out) for {clusters} clusters; expected at "
            "least as many genes as clusters"
        )
    return int(clusters)


def _few(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
