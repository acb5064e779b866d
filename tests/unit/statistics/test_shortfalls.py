"""Partitions that are not what was asked for are counted once, and only those."""

import pandas as pd
from sdae.statistics.shortfalls import shortfalls
from sdae.statistics.summary import SCORE_TYPES


def scores(*rows):
    names = ["clusterer", "clusters", "found", "status", "reason"]
    types = {"clusters": SCORE_TYPES["clusters"]}
    return pd.DataFrame(rows, columns=names).astype(types)


def test_each_kind_is_counted_once():
    counted = shortfalls(
        scores(
            ("kmeans", 5, 5, "ok", None),
            ("kmeans", 5, 3, "ok", None),
            ("ward", 5, 0, "ok", None),
            ("hdbscan", 5, 2, "ok", None),
            ("hdbscan", 5, 0, "ok", None),
            ("ward", 5, None, "failed", "ValueError: no"),
            ("ward", 5, None, "failed", None),
            ("ward", 5, None, "diverged", None),
        ),
        free=["hdbscan"],
    )
    assert counted.partitions == 8
    assert counted.fewer == 1
    assert counted.empty == {"ward": 1, "hdbscan": 1}
    assert counted.failed == {("ward", "ValueError: no"): 1, ("ward", ""): 1}


def test_where_all_is_well_nothing_is_short():
    counted = shortfalls(scores(("kmeans", 5, 5, "ok", None)), free=[])
    assert (counted.fewer, counted.empty, counted.failed) == (0, {}, {})
