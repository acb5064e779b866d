"""Partitions that are not what was asked for, counted."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Shortfalls:
    """What is short of the partitions of a data set.

    Attributes:
      partitions: how many there should be.
      fewer: how many have fewer clusters than were looked for, though not none.
      empty: how many have no gene in any cluster, by clusterer.
      failed: how many could not be made, by clusterer and reason.
    """

    partitions: int
    fewer: int
    empty: dict[str, int]
    failed: dict[tuple[str, str], int]


def shortfalls(scores: pd.DataFrame, free: Collection[str]) -> Shortfalls:
    """Count partitions that are not what was asked for; diverged trainings are another matter.

    Args:
      scores: rows of one data set of the table of scores.
      free: names of clusterers that find the number of clusters themselves.
    """
    made = scores[scores["status"] == "ok"]
    empty = made["found"] == 0
    fewer = (made["found"] < made["clusters"]).fillna(False) & ~made["clusterer"].isin(free)
    failed = scores[scores["status"] == "failed"]
    failed = failed.assign(reason=failed["reason"].astype("string").fillna(""))
    return Shortfalls(
        partitions=len(scores),
        fewer=int((fewer & ~empty).sum()),
        empty=made[empty].groupby("clusterer", sort=False).size().to_dict(),
        failed=failed.groupby(["clusterer", "reason"], sort=False).size().to_dict(),
    )
