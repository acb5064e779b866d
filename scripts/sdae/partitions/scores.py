"""Scores: how well partitions agree with the labels of the genes."""

from collections.abc import Iterable

import anndata as ad
import numpy as np
import pandas as pd
import sklearn
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

HYPER_PARAMETERS = ["layers", "noise", "corruption", "learning_rate", "batch_size", "epochs"]
COLUMNS = [
    "dataset",
    "replicate",
    "point",
    *HYPER_PARAMETERS,
    "representation",
    "components",
    "clusterer",
    "clusters",
    "ari",
    "nmi",
    "status",
]


def agreement(partitions: ad.AnnData, labels: pd.Series | None) -> pd.DataFrame:
    """Score partitions against labels, on the labelled genes only.

    Args:
      partitions: partitions x genes, as `sdae.partitions.build` makes them.
      labels: label of each gene in the same order, missing where unknown; None if there are none.

    Returns:
      Columns ari (adjusted Rand index) and nmi (normalised mutual information), one row per
      partition; missing for diverged models, and for all when no gene has a label.
    """
    scores = np.full((partitions.n_obs, 2), np.nan)
    if labels is not None and labels.notna().any():
        labelled = labels.notna().to_numpy()
        truth = pd.factorize(labels[labelled])[0]
        found = partitions.X[:, labelled]
        with sklearn.config_context(assume_finite=True, skip_parameter_validation=True):
            for row in np.flatnonzero(partitions.obs["status"] == "ok"):
                scores[row] = (
                    adjusted_rand_score(truth, found[row]),
                    normalized_mutual_info_score(truth, found[row]),
                )
    return pd.DataFrame(scores, index=partitions.obs_names, columns=["ari", "nmi"])


def tidy(
    dataset: str,
    partitions: Iterable[ad.AnnData],
    labels: pd.Series | None,
    grid: pd.DataFrame,
) -> pd.DataFrame:
    """Assemble the table of scores of one data set.

    Args:
      dataset: its name.
      partitions: of its genes, from all sources; looked at one after the other.
      labels: as for `agreement`.
      grid: hyper-parameters of each grid point, as text, with a column `point`.

    Returns:
      `COLUMNS`, one row per partition; cells that do not apply are missing.
    """
    rows = pd.concat(
        [each.obs.join(agreement(each, labels)) for each in partitions], ignore_index=True
    )
    hyper_parameters = grid.set_index("point")[HYPER_PARAMETERS]
    table = rows.join(hyper_parameters, on="point").assign(dataset=dataset)
    table["components"] = table["components"].astype("Int64")
    return table[COLUMNS]
