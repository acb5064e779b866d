"""Candidates for the final clusters, judged without labels on one footing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score, silhouette_score

from sdae.choice.consensus import consensus
from sdae.choice.stability import Stability, stability

# Genes of which the mean silhouette is taken, of more as many by chance.
SILHOUETTE_GENES = 5_000
COLUMNS = (
    "representation",
    "clusterer",
    "partitions",
    "stability",
    "stability_lowest",
    "folds",
    "evenness",
    "trivial",
    "silhouette",
    "agreement",
)


@dataclass(frozen=True)
class Candidate:
    """One way to cluster the genes, with all that was made in that way.

    Attributes:
      representation: what was clustered.
      clusterer: by what.
      members: partitions of all conditions, (partitions, genes): the replicates of a single
        representation, or an ensemble over a grid and its replicates.
      without: the same for each fold of conditions left out, a sequence of (partitions, genes).
    """

    representation: str
    clusterer: str
    members: np.ndarray
    without: Sequence[np.ndarray]


@dataclass(frozen=True)
class Judged:
    """A candidate and what is known of it.

    Attributes:
      candidate: as given.
      labels: consensus of its members, from 0, (genes,).
      without: consensus of those without each fold, (folds, genes).
      stability: of the labels.
      silhouette: their mean silhouette on the prepared profiles.
    """

    candidate: Candidate
    labels: np.ndarray
    without: np.ndarray
    stability: Stability
    silhouette: float


def judge(
    candidate: Candidate, X: np.ndarray, clusters: int, memory_mb: float = 1_000, seed: int = 0
) -> Judged:
    """Combine the partitions of a candidate, and hold the result against those of the folds.

    Args:
      candidate: to be judged.
      X: prepared profiles of all conditions, (genes, conditions), the same for all candidates.
      clusters: number of clusters.
      memory_mb: MB that a consensus may take.
      seed: of what is drawn where there are many genes.
    """
    labels = _combined(candidate.members, clusters, memory_mb, seed)
    without = np.stack([_combined(each, clusters, memory_mb, seed) for each in candidate.without])
    silhouette = np.nan
    if 1 < len(np.unique(labels)) < len(labels):
        size = min(len(X), SILHOUETTE_GENES)
        silhouette = float(silhouette_score(X, labels, sample_size=size, random_state=seed))
    return Judged(candidate, labels, without, stability(labels, without), silhouette)


def _combined(members: np.ndarray, clusters: int, memory_mb: float, seed: int) -> np.ndarray:
    members = np.atleast_2d(members)
    if (members == members[0]).all():
        return members[0].astype(np.int32)
    return consensus(members, clusters, memory_mb, seed)


def ranked(judged: Sequence[Judged]) -> list[Judged]:
    """Sort by stability, the most stable first; trivial ones after all others.

    Equally stable ones keep their order, so simpler ways belong first.
    """
    return sorted(judged, key=lambda each: (each.stability.trivial, -each.stability.mean))


def criteria(judged: Sequence[Judged], labels: Sequence | None = None) -> pd.DataFrame:
    """Put what is known of each candidate into a table.

    Args:
      judged: candidates.
      labels: known group of each gene, missing where unknown; None if there are none.

    Returns:
      `COLUMNS`, in the order given, `agreement` being the mean adjusted Rand index with all other
      candidates; with labels also `ari`.
    """
    rows = []
    for place, each in enumerate(judged):
        others = [other.labels for number, other in enumerate(judged) if number != place]
        agreement = [adjusted_rand_score(each.labels, other) for other in others]
        held = each.stability
        rows.append(
            (
                each.candidate.representation,
                each.candidate.clusterer,
                len(np.atleast_2d(each.candidate.members)),
                held.mean,
                held.lowest,
                held.folds,
                held.evenness,
                held.trivial,
                each.silhouette,
                np.mean(agreement) if agreement else np.nan,
            )
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    if labels is not None:
        known = pd.notna(pd.Series(labels)).to_numpy()
        groups = pd.factorize(pd.Series(labels)[known])[0]
        table["ari"] = [adjusted_rand_score(groups, each.labels[known]) for each in judged]
    return table


def regret(
    table: pd.DataFrame, by: Sequence[str] = ("stability", "silhouette", "agreement")
) -> pd.Series:
    """Return what each criterion loses against the candidate that the labels would choose.

    Args:
      table: of `criteria`, with `ari`.
      by: criteria, higher being better.
    """
    best = table["ari"].max()
    return pd.Series({name: best - table.loc[table[name].idxmax(), "ari"] for name in by})
