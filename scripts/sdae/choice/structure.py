"""The test for structure: whether there are any groups, before one asks which."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sdae.choice.reference import Reference
from sdae.choice.silhouettes import mean_silhouettes, partitions_by_kmeans

REFERENCES = 99
# At most so large a p is called structure.
LEVEL = 0.05
NUMBERS = (2, 3, 4, 5, 6, 8)
# Genes that are looked at, of more as many by chance: the test needs no more to see groups.
GENES = 1_000


@dataclass(frozen=True)
class Structure:
    """What the test found.

    Attributes:
      p: share of tables without groups, the given one counted with them, that reach its statistic.
      statistic: largest standardised silhouette over the numbers of clusters.
      number: number of clusters at which it is reached.
      numbers: those that were tried.
      silhouettes: of the table, one for each number.
      reference_mean: mean over the references, one for each number.
      reference_sd: their standard deviation.
      references: how many were drawn.
      genes: how many were looked at.
    """

    p: float
    statistic: float
    number: int
    numbers: tuple[int, ...]
    silhouettes: np.ndarray
    reference_mean: np.ndarray
    reference_sd: np.ndarray
    references: int
    genes: int

    @property
    def is_shown(self) -> bool:
        """Whether there are groups, beyond what a table without any shows once in twenty times."""
        return self.p <= LEVEL


def structure(
    X: np.ndarray,
    reference: Reference,
    references: int = REFERENCES,
    numbers: Sequence[int] = NUMBERS,
    seed: int = 0,
    genes: int = GENES,
) -> Structure:
    """Test whether profiles fall into groups more than a Gaussian of their covariance does.

    The silhouettes of k-means are standardised over the table and its references together, so that
    under the null all of them are alike.

    Args:
      X: prepared profiles, (genes, conditions).
      reference: from which tables without groups are drawn.
      references: how many.
      numbers: numbers of clusters; those not below the number of genes are left out.
      seed: of all that is random.
      genes: how many to look at, of the table and of each reference.
    """
    rng = np.random.default_rng(seed)
    if len(X) > genes:
        X = X[np.sort(rng.choice(len(X), genes, replace=False))]
    numbers = tuple(number for number in numbers if number < len(X))
    tables = [X, *(None for _ in range(references))]
    found = np.empty((len(tables), len(numbers)))
    for place, table in enumerate(tables):
        table = reference.draw(len(X), rng) if table is None else table
        found[place] = mean_silhouettes(table, partitions_by_kmeans(table, numbers, seed))
    sd = found.std(axis=0, ddof=1)
    standardised = (found - found.mean(axis=0)) / np.where(sd > 0, sd, 1)
    largest = standardised.max(axis=1)
    return Structure(
        p=float((largest >= largest[0]).mean()),
        statistic=float(largest[0]),
        number=numbers[int(standardised[0].argmax())],
        numbers=numbers,
        silhouettes=found[0],
        reference_mean=found[1:].mean(axis=0),
        reference_sd=found[1:].std(axis=0, ddof=1),
        references=references,
        genes=len(X),
    )
