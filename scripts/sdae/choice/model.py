"""The one model that a run shows and keeps: the one that the final clusters agree with most."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import anndata as ad
import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score


@dataclass(frozen=True)
class Model:
    """A training.

    Attributes:
      point: id of its grid point.
      replicate: which of the trainings of the point.
      agreement: mean adjusted Rand index of its partitions with the final clusters.
    """

    point: str
    replicate: int
    agreement: float


def choose_model(
    partitions: Iterable[ad.AnnData],
    labels: np.ndarray,
    representations: Collection[str],
    point: str | None = None,
) -> Model | None:
    """Choose the training whose partitions agree most with the final clusters.

    Args:
      partitions: partitions x genes, from all sources.
      labels: the final clusters, (genes,).
      representations: names of the learned ones.
      point: of which to choose a replicate only; None to choose among all points, by their mean
        over replicates.

    Returns:
      The training; None if there is none that did not diverge.
    """
    found = []
    for table in partitions:
        rows = table.obs
        own = (rows["fold"] == 0) & (rows["status"] == "ok")
        own &= rows["representation"].isin(representations)
        if point is not None:
            own &= rows["point"] == point
        some = rows.loc[own, ["point", "replicate"]]
        agreement = [adjusted_rand_score(labels, each) for each in np.asarray(table.X[own])]
        found.append(some.assign(agreement=agreement))
    trainings = pd.concat(found).groupby(["point", "replicate"], observed=True)["agreement"].mean()
    if trainings.empty:
        return None
    best = trainings.groupby(level="point", observed=True).mean().idxmax()
    own = trainings[best]
    return Model(str(best), int(own.idxmax()), float(own.max()))


def most_stable_clusterer(ways: pd.DataFrame, representations: Collection[str]) -> str | None:
    """Return the clusterer of the most stable way among some representations, or None.

    Args:
      ways: of `sdae.choice.candidates.criteria`.
      representations: names of them.
    """
    own = ways[ways["representation"].isin(representations) & ~ways["trivial"]]
    return None if own.empty else str(own.loc[own["stability"].idxmax(), "clusterer"])
