"""What is doubtful of data and partitions is said in one sentence each, or not at all."""

import pandas as pd
from sdae.report.doubts import (
    of_choice,
    of_classification,
    of_filters,
    of_models,
    of_partitions,
)
from sdae.report.verdict import doubtful
from sdae.statistics.shortfalls import Shortfalls


def test_genes_that_filters_left_out_are_counted():
    record = {"genes_read": 6000, "dropped_for_low_mean": 1, "dropped_for_low_variance": 3000}
    assert of_filters(record) == [
        "left out of 6,000 genes: 1 gene with a mean below 'min_mean' and 3,000 genes that are not "
        "among the 'top_variable' most variable"
    ]
    assert of_filters({"genes_read": 9, "dropped_for_low_mean": 0}) == []


def test_each_way_to_fall_short_has_a_sentence():
    said = of_partitions(Shortfalls(300, 2, {"hdbscan": 4}, {("ward", "ValueError: no"): 3}))
    assert said == [
        "3 of 300 partitions failed, by ward: ValueError: no",
        "2 of 300 partitions have fewer clusters than were asked for: there, the profiles of most "
        "genes are the same",
        "4 of 300 partitions have no gene in any cluster: hdbscan found no dense region",
    ]
    assert of_partitions(Shortfalls(300, 0, {}, {})) == []


def test_clusters_of_what_nobody_asked_for_are_said_to_be_so():
    assert of_choice(["raw", "codes"], ["raw", "codes", "ica"]) == []
    [said] = of_choice(["raw"], ["regenerated"])
    assert said.endswith("so the clusters are of raw profiles")


def test_what_is_missing_for_want_of_a_model_is_said():
    curves = pd.DataFrame(
        {"point": ["aa", "aa"], "replicate": [1, 2], "status": ["ok", "diverged"]}
    )
    asked = {"no model 'chosen' was exported": (None, 1), "no profiles were drawn": ("aa", 2)}
    assert of_models(asked, curves) == [
        "no model 'chosen' was exported: every training diverged",
        "no profiles were drawn: point aa diverged in replicate 2",
    ]
    assert of_models({"no model 'aa' was exported": ("aa", 1)}, curves) == []


def test_genes_that_were_not_classified_are_counted():
    labels = pd.Series(["a", "a", "b", "b", None])
    assert of_classification(labels, 2) == [
        "1 of 5 genes have no label and took no part in the classification"
    ]
    assert of_classification(labels[:4], 2) == []
    [said] = of_classification(None, 2)
    assert said == "the genes were not classified, since no gene has a label"


def test_what_concerns_the_whole_network_comes_first():
    curves = pd.DataFrame({
        "point": ["aa"], "learning_rate": [9.0], "status": ["diverged"], "longest": [True],
        "unsettled": [None],
    })  # fmt: skip
    said = doubtful(["n7 was left out"], curves)
    assert said[0].startswith("1 of 1 grid point diverged")
    assert said[1:] == ["n7 was left out"]
    assert doubtful(["n7 was left out"], None) == ["n7 was left out"]
