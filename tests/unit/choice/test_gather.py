"""Candidates are all ways of which there are partitions with and without each fold."""

import numpy as np
import pandas as pd
from sdae.choice.gather import gather
from sdae.partitions.table import build


def partitions(*rows):
    shared = {"replicate": 1, "point": "", "components": None, "clusters": 2, "reason": ""}
    rows = [
        {**shared, "representation": name, "clusterer": clusterer, "fold": fold, "status": status}
        for name, clusterer, fold, status in rows
    ]
    return build(
        rows,
        [np.array([0, 1, number % 2]) for number in range(len(rows))],
        pd.Index(["a", "b", "c"]),
    )


def ways(*rows):
    return [
        (each.representation, each.clusterer, len(each.members), len(each.without))
        for each in gather([partitions(*rows)], ["kmeans", "ward"], ["raw", "codes"])
    ]


def test_partitions_of_a_way_come_together_the_simplest_first():
    rows = [
        *(("codes", "kmeans", fold, "ok") for fold in (0, 0, 1, 2)),
        *(("raw", "kmeans", fold, "ok") for fold in (0, 1, 2)),
    ]
    assert ways(*rows) == [("raw", "kmeans", 1, 2), ("codes", "kmeans", 2, 2)]


def test_what_failed_and_what_lacks_a_fold_is_no_candidate():
    rows = [
        *(("raw", "kmeans", fold, "ok") for fold in (0, 1, 2)),
        *(("raw", "ward", fold, "ok") for fold in (0, 1)),
        *(("codes", "kmeans", fold, "diverged") for fold in (0, 1, 2)),
        *(("random", "kmeans", fold, "ok") for fold in (0, 1, 2)),
    ]
    assert ways(*rows) == [("raw", "kmeans", 1, 2)]
