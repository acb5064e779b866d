"""What is doubtful about the data and what was made of them, each in one sentence."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from sdae.report.wording import count, joined, representation_name
from sdae.representations.classification import why_not
from sdae.statistics.shortfalls import Shortfalls

# As the preparation records them, for who asked for it in the table of data sets.
FILTERS = {
    "dropped_for_low_mean": "with a mean below 'min_mean'",
    "dropped_for_low_variance": "that are not among the 'top_variable' most variable",
}


def of_filters(record: Mapping[str, Any]) -> list[str]:
    """Say how many genes the filters left out.

    Args:
      record: of the preparation.
    """
    left_out = [
        f"{count(int(record[key]), 'gene')} {why}"
        for key, why in FILTERS.items()
        if int(record.get(key, 0))
    ]
    if not left_out:
        return []
    return [f"left out of {count(int(record['genes_read']), 'gene')}: {joined(left_out)}"]


def of_partitions(counted: Shortfalls) -> list[str]:
    """Say how many partitions are not what was asked for, and why."""
    total = count(counted.partitions, "partition")
    said = [
        f"{number:,} of {total} failed, by {clusterer}{f': {reason}' if reason else ''}"
        for (clusterer, reason), number in counted.failed.items()
    ]
    if counted.fewer:
        said.append(
            f"{counted.fewer:,} of {total} have fewer clusters than were asked for: there, the "
            "profiles of most genes are the same"
        )
    said += [
        f"{number:,} of {total} have no gene in any cluster: {clusterer} found no dense region"
        for clusterer, number in counted.empty.items()
    ]
    return said


def of_choice(judged: Collection[str], asked: Collection[str]) -> list[str]:
    """Say that the clusters are of what nobody asked for, where all that was asked for failed.

    Args:
      judged: representations that the final clusters were chosen from.
      asked: representations of the configuration.
    """
    others = [representation_name(name) for name in judged if name not in asked]
    if not others:
        return []
    return [
        f"nothing of what 'representations' asks for was left to choose from, so the clusters are "
        f"of {joined(others)}"
    ]


def of_models(wanted: Mapping[str, tuple[str | None, int]], curves: pd.DataFrame) -> list[str]:
    """Say what was asked of a model and is not there, since its training diverged.

    Args:
      wanted: the point (None if none could be chosen) and the replicate of a model, by what is
        missing without it, as "no profiles were drawn".
      curves: one row per training.
    """
    said = []
    for missing, (point, replicate) in wanted.items():
        if point is None:
            said.append(f"{missing}: every training diverged")
            continue
        own = curves[(curves["point"] == point) & (curves["replicate"] == replicate)]
        if (own["status"] != "ok").any():
            said.append(f"{missing}: point {point} diverged in replicate {replicate}")
    return said


def of_classification(labels: pd.Series | None, folds: int) -> list[str]:
    """Say why no gene was classified, or how many were left out for want of a label.

    Args:
      labels: of the genes, missing where unknown; None if there are none.
      folds: of the cross-validation.
    """
    reason = why_not(labels, folds)
    if reason:
        return [f"the genes were not classified, since {reason}"]
    unknown = int(labels.isna().sum())
    if not unknown:
        return []
    genes = count(len(labels), "gene")
    return [f"{unknown:,} of {genes} have no label and took no part in the classification"]
