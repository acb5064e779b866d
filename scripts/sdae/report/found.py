"""All that is known of a data set when its page is written; None where a configuration asks not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# Fewer groups of conditions than this tell nothing, and more cannot be named.
LEAST_SERIES, MOST_SERIES, LEAST_LENGTH = 2, 14, 3


@dataclass(frozen=True)
class Found:
    """What results hold of a data set.

    Attributes:
      name: of the data set.
      genes: their ids.
      conditions: their names.
      values: profiles as they are shown, (genes, conditions).
      record: what the preparation did.
      labels: known group of each gene, "" where there is none; None without labels.
      clusters: results/clusters/{dataset}.tsv, in the order of `genes`.
      choice: results/number/{dataset}.json.
      criteria: results/number/{dataset}.tsv.
      ways: results/choice/{dataset}.tsv.
      curves: results/convergence/{dataset}/curves.tsv.
      points: places of the genes in a plane.
      axes: what the plane's axes are.
      enrichment: results/enrichment/{dataset}.tsv.
      verdict: the row of results/verdicts.tsv.
      doubts: rows of results/doubts.tsv.
      comparisons: rows of results/comparisons.tsv.
      effects: rows of results/effects.tsv.
      price: rows of results/price_of_choosing.tsv.
      claims: rows of results/claims.tsv.
      reproduction: results/reproduction.tsv, of the data set that it is about.
      summary: rows of results/summary.tsv.
      pictures: figures by their kind.
    """

    name: str
    genes: Sequence[str]
    conditions: Sequence[str]
    values: "np.ndarray"
    record: Mapping[str, Any]
    points: "np.ndarray"
    axes: tuple[str, str]
    labels: Sequence[str] | None = None
    clusters: "pd.DataFrame | None" = None
    choice: Mapping[str, Any] | None = None
    criteria: "pd.DataFrame | None" = None
    ways: "pd.DataFrame | None" = None
    curves: "pd.DataFrame | None" = None
    enrichment: "pd.DataFrame | None" = None
    verdict: Mapping[str, Any] | None = None
    doubts: Sequence[str] = ()
    comparisons: "pd.DataFrame | None" = None
    effects: "pd.DataFrame | None" = None
    price: "pd.DataFrame | None" = None
    claims: "pd.DataFrame | None" = None
    reproduction: "pd.DataFrame | None" = None
    summary: "pd.DataFrame | None" = None
    pictures: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def numbers(self) -> list[int | None]:
        """The cluster of each gene, None where it is in none."""
        if self.clusters is None:
            return [None] * len(self.genes)
        return [None if each != each or each is None else int(each)
                for each in self.clusters["cluster"].astype(float)]  # fmt: skip

    @property
    def sizes(self) -> dict[int, int]:
        """How many genes each cluster has, by its number."""
        known = [number for number in self.numbers if number is not None]
        return {number: known.count(number) for number in sorted(set(known))}

    @property
    def series(self) -> list[tuple[str, int, int]]:
        """Groups of neighbouring conditions: name, first, after the last; [] if none are seen."""
        return series(self.conditions)


def series(conditions: Sequence[str]) -> list[tuple[str, int, int]]:
    """Find groups of neighbouring conditions by what their names begin with.

    Conditions named alpha0, alpha7, cdc15_10 and cdc15_30 are two groups, alpha and cdc15: what
    ends a name, a number with what follows it, is a time or a replicate.

    Returns:
      Name, first condition and the one after the last; [] where names show no groups.
    """
    stems = [re.sub(r"[\s_.:,-]*\d+(\.\d+)?\s*[a-zA-Z]{0,3}$", "", name) for name in conditions]
    starts = [i for i, stem in enumerate(stems) if i == 0 or stem != stems[i - 1]]
    groups = [
        (stems[first], first, end)
        for first, end in zip(starts, [*starts[1:], len(stems)], strict=True)
    ]
    named = all(stem for stem, _, _ in groups)
    several = LEAST_SERIES <= len(groups) <= MOST_SERIES
    # Two of a name are replicates; a line through them is no course of anything.
    long = all(end - first >= LEAST_LENGTH for _, first, end in groups)
    return groups if named and several and long else []
