"""The one model of a run is the one that the final clusters agree with most."""

import numpy as np
import pandas as pd
from sdae.choice.model import choose_model, most_stable_clusterer
from sdae.partitions.table import build

FINAL = np.repeat([0, 1, 2], 4)
SAME, NEAR, FAR = FINAL, np.repeat([0, 1, 2, 2], 3), np.arange(12) % 3


def partitions(*rows):
    shared = {"clusterer": "kmeans", "components": None, "clusters": 3, "reason": ""}
    columns = ("point", "replicate", "representation", "fold", "status")
    table = [{**shared, **dict(zip(columns, row[:-1], strict=True))} for row in rows]
    return build(table, [row[-1] for row in rows], pd.Index([f"g{i}" for i in range(12)]))


TABLES = [
    partitions(
        ("a", 1, "codes", 0, "ok", SAME),
        ("a", 1, "regenerated", 0, "ok", FAR),
        ("a", 2, "codes", 0, "ok", NEAR),
        ("a", 2, "regenerated", 0, "ok", FAR),
    ),
    partitions(
        ("b", 1, "codes", 0, "ok", NEAR),
        ("b", 2, "codes", 0, "ok", SAME),
        ("b", 3, "codes", 0, "diverged", -np.ones(12)),
        # Neither what was made without a fold nor what needs no model says anything of one.
        ("c", 1, "codes", 1, "ok", SAME),
        ("", 1, "raw", 0, "ok", SAME),
    ),
]


def test_the_point_agrees_most_on_average_and_the_replicate_within_it():
    found = choose_model(TABLES, FINAL, ["codes", "regenerated"])
    assert (found.point, found.replicate, found.agreement) == ("b", 2, 1.0)


def test_of_a_point_that_was_chosen_otherwise_the_replicate_is_chosen():
    found = choose_model(TABLES, FINAL, ["codes", "regenerated"], point="a")
    assert (found.point, found.replicate) == ("a", 1)


def test_there_may_be_none():
    assert choose_model(TABLES, FINAL, ["codes"], point="c") is None


def test_the_clusterer_is_that_of_the_most_stable_way_that_is_not_trivial():
    ways = pd.DataFrame(
        {
            "representation": ["raw", "codes", "codes", "codes"],
            "clusterer": ["kmeans", "ward", "kmeans", "spectral"],
            "stability": [0.9, 0.6, 0.5, 0.99],
            "trivial": [False, False, False, True],
        }
    )
    assert most_stable_clusterer(ways, ["codes"]) == "ward"
    assert most_stable_clusterer(ways, ["regenerated"]) is None
