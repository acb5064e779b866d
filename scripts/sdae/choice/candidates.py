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
    "between_replicates",
    "held_out_error",
)
# Criteria that could choose in place of stability, and whether more of them is better.
CRITERIA = {
    "stability": True,
    "silhouette": True,
    "agreement": True,
    "between_replicates": True,
    "held_out_error": False,
}


@dataclass(frozen=True)
class Candidate:
    """One way to cluster the genes, with all that was made in that way.

    Attributes:
      representation: what was clustered.
      clusterer: by what.
      members: partitions of all conditions, (partitions, genes): the replicates of a single
        representation, or an ensemble over a grid and its replicates.
      without: the same for each fold of conditions left out, a sequence of (partitions, genes).
      settings: what each member was made with, the same for replicates of one; None if unknown.
    """

    representation: str
    clusterer: str
    members: np.ndarray
    without: Sequence[np.ndarray]
    settings: Sequence[str] | None = None


@dataclass(frozen=True)
class Judged:
    """A candidate and what is known of it.

    Attributes:
      candidate: as given.
      labels: consensus of its members, from 0, (genes,).
      without: consensus of those without each fold, (folds, genes).
      stability: of the labels.
      silhouette: their mean silhouette on the prepared profiles, the same space for all.
      between_replicates: mean adjusted Rand index of each member and the next of the same
        settings; missing where no settings have two.
      held_out_error: of the conditions of each fold, predicted by the mean of the cluster that was
        found without them, as a share of their variance between genes.
    """

    candidate: Candidate
    labels: np.ndarray
    without: np.ndarray
    stability: Stability
    silhouette: float
    between_replicates: float
    held_out_error: float


def judge(
    candidate: Candidate,
    X: np.ndarray,
    clusters: int,
    memory_mb: float = 1_000,
    seed: int = 0,
    masks: np.ndarray | None = None,
) -> Judged:
    """Combine the partitions of a candidate, and hold the result against those of the folds.

    Args:
      candidate: to be judged.
      X: prepared profiles of all conditions, (genes, conditions), the same for all candidates.
      clusters: number of clusters.
      memory_mb: MB that a consensus may take.
      seed: of what is drawn where there are many genes.
      masks: conditions that are kept without each fold, (folds, conditions); None if unknown.
    """
    labels = _combined(candidate.members, clusters, memory_mb, seed)
    without = np.stack([_combined(each, clusters, memory_mb, seed) for each in candidate.without])
    silhouette = np.nan
    if 1 < len(np.unique(labels)) < len(labels):
        size = min(len(X), SILHOUETTE_GENES)
        silhouette = float(silhouette_score(X, labels, sample_size=size, random_state=seed))
    return Judged(
        candidate,
        labels,
        without,
        stability(labels, without),
        silhouette,
        _between_replicates(candidate),
        np.nan if masks is None else held_out_error(X, without, masks),
    )


def held_out_error(X: np.ndarray, without: np.ndarray, masks: np.ndarray) -> float:
    """Say how badly clusters predict conditions that they were found without.

    It is the figure of merit, on one scale for all tables: the squared deviation of genes from the
    mean of their cluster in the conditions of each fold, as a share of that from the mean of all.

    Args:
      X: profiles, (genes, conditions).
      without: clusters without each fold, (folds, genes).
      masks: conditions that are kept without each fold, (folds, conditions).

    References:
      Yeung, Haynor & Ruzzo (2001), Validating clustering for gene expression data,
      Bioinformatics 17.
    """
    around_clusters = around_mean = 0.0
    for labels, kept in zip(without, masks, strict=True):
        held_out = X[:, ~kept]
        around_mean += ((held_out - held_out.mean(axis=0)) ** 2).sum()
        for number in np.unique(labels):
            own = held_out[labels == number]
            around_clusters += ((own - own.mean(axis=0)) ** 2).sum()
    return float(around_clusters / around_mean) if around_mean else np.nan


def _between_replicates(candidate: Candidate) -> float:
    """Return the mean adjusted Rand index of each partition and the next of the same settings.

    It estimates what the mean over all pairs does, which would take most of the time of the choice.
    """
    members = np.atleast_2d(candidate.members)
    alike = pd.Series(candidate.settings or [], dtype=object)
    found = [
        adjusted_rand_score(members[one], members[other])
        for places in alike.groupby(alike).indices.values()
        if len(places) > 1
        for one, other in zip(places, np.roll(places, -1), strict=True)
    ]
    return float(np.mean(found)) if found else np.nan


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
      candidates; then the agreement in each fold as `fold_1`, ...; with labels also `ari` and
      `regret`, what it is short of the best candidate's.
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
                each.between_replicates,
                each.held_out_error,
            )
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    folds = pd.DataFrame([each.stability.each for each in judged]).add_prefix("fold_")
    table = table.join(folds.rename(columns=lambda name: f"fold_{int(name[5:]) + 1}"))
    if labels is not None:
        known = pd.notna(pd.Series(labels)).to_numpy()
        groups = pd.factorize(pd.Series(labels)[known])[0]
        table["ari"] = [adjusted_rand_score(groups, each.labels[known]) for each in judged]
        table["regret"] = table["ari"].max() - table["ari"]
    return table


def regrets(table: pd.DataFrame) -> dict[str, float]:
    """Return what each criterion loses against the candidate that the labels would choose.

    Args:
      table: of `criteria`, with `regret`.

    Returns:
      By criterion, the regret of the candidate that it would choose of those that are not trivial;
      criteria that nothing is known of are missing.
    """
    some = table if table["trivial"].all() else table[~table["trivial"]]
    return {
        name: float(some.loc[some[name].idxmax() if more else some[name].idxmin(), "regret"])
        for name, more in CRITERIA.items()
        if some[name].notna().any()
    }
