"""The number of clusters: a panel of four criteria, each over a range, and their median.

References:
  Tibshirani, Walther & Hastie (2001), Estimating the number of clusters in a data set via the gap
  statistic, J. R. Statist. Soc. B 63. Rousseeuw (1987), Silhouettes, J. Comput. Appl. Math. 20.
  Senbabaoglu et al. (2014), Critical limitations of consensus clustering, Scientific Reports 4,
  for the proportion of ambiguous clustering (PAC).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sdae.choice.consensus import coassociation
from sdae.choice.reference import Reference
from sdae.choice.silhouettes import mean_silhouettes, partitions_by_kmeans

RANGE = (2, 12)
REFERENCES = 20
# Genes that are looked at, of more as many by chance.
GENES = 2_000
# Resamples of genes behind PAC, their share of the genes, and references that it is compared with.
RESAMPLES, RESAMPLED, PAC_REFERENCES = 20, 0.8, 4
PAC_GENES = 600
# A vote that lies further from the number than this leaves it unsure.
NEAR = 1
# Co-associations between these are ambiguous.
AMBIGUOUS = (0.1, 0.9)
CRITERIA = ("gap", "silhouette", "silhouette_gained", "pac_gained")


@dataclass(frozen=True)
class NumberOfClusters:
    """How many clusters the criteria see.

    Attributes:
      number: median of their votes, halves rounded up.
      low: smallest vote.
      high: largest vote.
      votes: of each of `CRITERIA`.
      unsure: whether a vote lies further than `NEAR` from the number.
      curves: one row per number of clusters: `clusters`, each of `CRITERIA`, `gap_error` (one
        standard error).
    """

    number: int
    low: int
    high: int
    votes: dict[str, int]
    unsure: bool
    curves: pd.DataFrame


def number_of_clusters(
    X: np.ndarray,
    reference: Reference,
    between: tuple[int, int] = RANGE,
    references: int = REFERENCES,
    seed: int = 0,
) -> NumberOfClusters:
    """Ask the panel.

    Args:
      X: prepared profiles, (genes, conditions).
      reference: from which tables without groups are drawn.
      between: smallest and largest number of clusters, the largest cut to what the genes allow.
      references: how many tables to draw for gap and silhouette; PAC takes `PAC_REFERENCES`.
      seed: of all that is random.
    """
    rng = np.random.default_rng(seed)
    X = _some(X, GENES, rng)
    numbers = np.arange(between[0], max(between[0], min(between[1], len(X) - 2)) + 1)
    # The rule of the gap looks one number ahead.
    ahead = [*numbers.tolist(), int(numbers[-1]) + 1]
    silhouette, spread = _of_table(X, ahead, seed)
    drawn = [_of_table(reference.draw(len(X), rng), ahead, seed) for _ in range(references)]
    reference_silhouette = np.array([each[0] for each in drawn])
    reference_spread = np.array([each[1] for each in drawn])
    gap = reference_spread.mean(axis=0) - spread
    error = reference_spread.std(axis=0) * np.sqrt(1 + 1 / references)
    few = min(len(X), PAC_GENES)
    pac = ambiguity(_some(X, few, rng), numbers, rng)
    others = [ambiguity(reference.draw(few, rng), numbers, rng) for _ in range(PAC_REFERENCES)]
    curves = pd.DataFrame(
        {
            "clusters": numbers,
            "gap": gap[:-1],
            "gap_error": error[:-1],
            "silhouette": silhouette[:-1],
            "silhouette_gained": (silhouette - reference_silhouette.mean(axis=0))[:-1],
            "pac_gained": np.mean(others, axis=0) - pac,
        }
    )
    enough = gap[:-1] >= (gap - error)[1:]
    places = {
        "gap": enough.argmax() if enough.any() else gap[:-1].argmax(),
        **{name: curves[name].to_numpy().argmax() for name in CRITERIA[1:]},
    }
    votes = {name: int(numbers[place]) for name, place in places.items()}
    return _agreed(votes, curves)


def _agreed(votes: dict[str, int], curves: pd.DataFrame) -> NumberOfClusters:
    ordered = np.sort(list(votes.values()))
    number = int(np.floor(np.median(ordered) + 0.5))
    low, high = int(ordered[0]), int(ordered[-1])
    return NumberOfClusters(
        number, low, high, votes, bool(max(high - number, number - low) > NEAR), curves
    )


def ambiguity(
    X: np.ndarray,
    numbers: Sequence[int] | np.ndarray,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
) -> np.ndarray:
    """Return the proportion of ambiguous clustering for each number of clusters.

    Args:
      X: (genes, features).
      numbers: of clusters.
      rng: chooses the genes of each resample.
      resamples: how often k-means is done on a part of the genes.

    Returns:
      Share of the pairs of genes that are neither nearly always nor hardly ever clustered together
      when both are there, (numbers,).
    """
    genes = len(X)
    part = max(2, int(RESAMPLED * genes))
    chosen = [np.sort(rng.choice(genes, part, replace=False)) for _ in range(resamples)]
    present = np.full((resamples, genes), -1, np.int32)
    for row, some in zip(present, chosen, strict=True):
        row[some] = 0
    upper = np.triu_indices(genes, 1)
    together = coassociation(present)[upper]
    partitions = np.full((len(numbers), resamples, genes), -1, np.int32)
    for draw, some in enumerate(chosen):
        few = np.minimum(numbers, part - 1)
        partitions[:, draw, some] = partitions_by_kmeans(X[some], few, draw, restarts=1)
    low, high = AMBIGUOUS
    result = []
    for each in partitions:
        share = coassociation(each)[upper] / np.maximum(together, 1 / (2 * resamples))
        result.append(((share > low) & (share < high)).mean())
    return np.array(result)


def _of_table(
    X: np.ndarray, numbers: Sequence[int] | np.ndarray, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return silhouettes and logarithms of the spread within clusters, both (numbers,)."""
    partitions = partitions_by_kmeans(X, numbers, seed)
    spread = np.array([_spread(X, labels) for labels in partitions])
    return mean_silhouettes(X, partitions), np.log(np.maximum(spread, np.finfo(float).tiny))


def _spread(X: np.ndarray, labels: np.ndarray) -> float:
    """Return the sum of squared distances to the centres of the clusters."""
    sizes = np.maximum(np.bincount(labels), 1)
    sums = np.zeros((len(sizes), X.shape[1]))
    np.add.at(sums, labels, X)
    return float(max((X * X).sum() - (sums * sums / sizes[:, None]).sum(), 0))


def _some(X: np.ndarray, most: int, rng: np.random.Generator) -> np.ndarray:
    if len(X) <= most:
        return X
    return X[np.sort(rng.choice(len(X), most, replace=False))]
