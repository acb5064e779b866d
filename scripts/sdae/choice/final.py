"""The final clusters, and how sure each gene's is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.metrics import silhouette_samples

from sdae.choice.candidates import Judged, ranked
from sdae.choice.consensus import association_with_clusters, consensus
from sdae.choice.stability import LEAST_EVENNESS, evenness

# Candidates that the final clusters are a consensus of.
MOST_STABLE = 3
# Two clusters are hardly separated where their genes are found together this often, as a share of
# how often those of the looser one are.
OVERLAP = 0.5


@dataclass(frozen=True)
class Final:
    """The clusters that the whole run shows.

    Attributes:
      labels: the clusters from 0, by size, (genes,); of all genes.
      genes: one row per gene: `cluster` (from 1, by size; missing where unassigned), `stability`,
        `silhouette`, `second_cluster` (missing where there is no other).
      pairs: one row per pair of clusters: `cluster`, `other`, `within` (mean co-association in
        the looser of the two), `between` (of their genes with each other), `separated`.
      taken: the candidates that they come from, the most stable first.
      evidence: the partitions behind `stability`, (partitions, genes).
    """

    labels: np.ndarray
    genes: pd.DataFrame
    pairs: pd.DataFrame
    taken: list[Judged]
    evidence: np.ndarray


def choose(
    judged: Sequence[Judged],
    X: np.ndarray,
    clusters: int,
    *,
    perturbed: Mapping[str, np.ndarray] | None = None,
    most_stable: int = MOST_STABLE,
    min_stability: float = 0,
    memory_mb: float = 1_000,
    seed: int = 0,
) -> Final:
    """Take the final clusters from the most stable candidates.

    They are the consensus of the `most_stable` candidates that are not trivial; where that
    consensus is itself one large group and crumbs, the most stable candidate alone.

    Args:
      judged: the candidates; of equally stable ones the first is taken.
      X: prepared profiles, (genes, conditions).
      clusters: number of clusters.
      perturbed: for each clusterer partitions that it made of random parts of the profiles,
        (partitions, genes). They are the evidence of how sure the genes of a candidate by that
        clusterer are; without them, its partitions without each fold are, which differ too little
        to tell genes at the border of a cluster from others.
      most_stable: how many candidates to combine.
      min_stability: genes below it are unassigned.
      memory_mb: MB that a consensus may take.
      seed: of what is drawn where there are many genes.
    """
    order = ranked(judged)
    taken = [each for each in order[:most_stable] if not each.stability.trivial] or order[:1]
    labels = taken[0].labels
    if len(taken) > 1:
        combined = consensus(np.stack([each.labels for each in taken]), clusters, memory_mb, seed)
        if evenness(combined) < LEAST_EVENNESS:
            taken = taken[:1]
        else:
            labels = combined
    evidence = _evidence(taken, perturbed or {})
    labels = numbered(labels)
    return Final(
        labels,
        sureness(X, labels, evidence, min_stability),
        separation(labels, evidence),
        taken,
        evidence,
    )


def _evidence(taken: Sequence[Judged], perturbed: Mapping[str, np.ndarray]) -> np.ndarray:
    by_clusterer: dict[str | int, np.ndarray] = {}
    for number, each in enumerate(taken):
        clusterer = each.candidate.clusterer
        if clusterer in perturbed:
            # Once, however many of those taken are by that clusterer.
            by_clusterer[clusterer] = perturbed[clusterer]
        else:
            by_clusterer[number] = np.vstack([each.labels, each.without])
    return np.concatenate(list(by_clusterer.values()))


def numbered(labels: np.ndarray) -> np.ndarray:
    """Number clusters from 0 by size, the largest first, and by their first gene where equal."""
    _, first, inverse, sizes = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    number = np.empty(len(sizes), np.int32)
    number[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return number[inverse]


def sureness(
    X: np.ndarray, labels: np.ndarray, evidence: np.ndarray, min_stability: float = 0
) -> pd.DataFrame:
    """Say how sure the cluster of each gene is.

    Args:
      X: prepared profiles, (genes, conditions).
      labels: clusters from 0, (genes,).
      evidence: the partitions that they come from, (partitions, genes).
      min_stability: genes below it are unassigned; with 0, none is.

    Returns:
      One row per gene: `cluster` from 1; `stability`, the mean co-association with its cluster
      minus that with the best other one, in [-1, 1], which is no probability; `silhouette` on the
      prepared profiles; `second_cluster`, the best other one.

    Examples:
      >>> numbered(np.array([7, 3, 3, 5])).tolist()
      [1, 0, 0, 2]
    """
    genes = np.arange(len(labels))
    association = association_with_clusters(evidence, labels)
    own = association[genes, labels]
    association[genes, labels] = -1
    second = association.argmax(axis=1)
    several = association.shape[1] > 1
    margin = own - association[genes, second] if several else own
    silhouette = np.full(len(labels), np.nan)
    if 1 < len(np.unique(labels)) < len(labels):
        silhouette = silhouette_samples(np.asarray(X, np.float32), labels)
    number = pd.array(labels + 1, dtype="Int64")
    other = pd.array(second + 1, dtype="Int64")
    # Some genes are found more often in another cluster; without a bound they still have one.
    if min_stability:
        number[margin < min_stability] = pd.NA
    if not several:
        other[:] = pd.NA
    return pd.DataFrame(
        {
            "cluster": number,
            "stability": margin.astype(float),
            "silhouette": silhouette.astype(float),
            "second_cluster": other,
        }
    )


def separation(labels: np.ndarray, evidence: np.ndarray) -> pd.DataFrame:
    """Say for each pair of clusters whether the evidence separates them.

    Args:
      labels: clusters from 0, (genes,).
      evidence: partitions, (partitions, genes).

    Returns:
      `cluster` and `other` (from 1, the smaller number first), `within`, `between`, `separated`.
    """
    association = association_with_clusters(evidence, labels)
    clusters = association.shape[1]
    means = np.array([association[labels == number].mean(axis=0) for number in range(clusters)])
    # A gene by itself is always found with itself.
    single = np.bincount(labels, minlength=clusters) == 1
    means[single, single] = 1
    rows = [
        (a + 1, b + 1, min(means[a, a], means[b, b]), means[a, b])
        for a in range(clusters)
        for b in range(a + 1, clusters)
    ]
    table = pd.DataFrame(rows, columns=["cluster", "other", "within", "between"])
    return table.assign(separated=table["between"] < OVERLAP * table["within"])
