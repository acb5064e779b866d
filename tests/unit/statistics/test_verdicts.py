"""What comparisons come to: a gain only where there is one."""

import numpy as np
import pandas as pd
import pytest
from sdae.statistics.verdicts import COLUMNS, judge

ROW = {
    "dataset": "mine", "index": "ari", "kind": "network", "first": "codes",
    "first_clusterer": "ward", "second": "raw", "second_clusterer": "kmeans", "replicates": 5,
    "first_mean": 0.5, "second_mean": 0.5, "p_adjusted": 1.0, "smallest": 0.04,
}  # fmt: skip
NO_PRICES = pd.DataFrame({"dataset": []})


def rows(*differences, kind="network", **changes):
    """Comparisons by difference and half width; significant where the interval leaves out zero."""
    return pd.DataFrame([
        {**ROW, "kind": kind, "difference": value, "low": value - half, "high": value + half,
         "significant": abs(value) > half, **changes}
        for value, half in differences
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("differences", "says"),
    [
        ([(0.09, 0.04), (-0.1, 0.02)], "helped"),
        ([(0.03, 0.01), (0.02, 0.03)], "helped"),
        ([(0.01, 0.02), (-0.1, 0.02)], "no gain"),
        ([(0.0, 0.0)], "no gain"),
        ([(0.03, 0.04)], "not told"),
        ([(-0.01, 0.02), (-0.05, 0.2)], "not told"),
        ([(-0.05, 0.02), (-0.1, 0.02)], "worse"),
        ([(0.3, np.inf)], "not told"),
    ],
)
def test_a_gain_is_called_one_only_where_it_is_significant(differences, says):
    assert judge("mine", rows(*differences), NO_PRICES, True)["says"] == says


def test_all_of_a_verdict_is_there_whatever_is_not_known():
    for comparisons, labelled in [
        (rows((0.1, 0.01)), True),
        (rows((0.1, 0.01)), False),
        (rows((0.1, 0.01), kind="pair"), True),
    ]:
        assert set(judge("mine", comparisons, NO_PRICES, labelled)) == set(COLUMNS)


def test_without_labels_stability_against_raw_decides():
    stability = rows((0.2, 0.1), kind="stability", index="stability")
    other = rows((0.9, 0.1), kind="stability", index="stability", second="pca_first")
    found = judge(
        "mine", pd.concat([rows((0.0, 0.1)), stability, other], ignore_index=True), NO_PRICES, False
    )
    assert (found["says"], found["index"], found["gain"]) == ("no labels", "stability", 0.2)


@pytest.mark.parametrize(("beaten", "luck"), [([True, True], False), ([True, False], True)])
def test_a_best_that_does_not_beat_every_control_is_luck(beaten, luck):
    prices = pd.DataFrame({
        "dataset": "mine", "representation": "all", "clusterer": "all", "best": 0.6,
        "draws": 45, "control": ["raw restarts", "untrained"], "expected_best": [0.5, 0.55],
        "tries": 12, "grid_best": 0.6,
        "difference": [0.1, 0.05], "low": [0.05, 0.0], "high": [0.2, 0.1], "beaten": beaten,
    })  # fmt: skip
    # By one clusterer it may beat all of them, and still not the best of the others.
    way = prices.assign(representation="codes", clusterer="ward", beaten=True, difference=0.01)
    prices = pd.concat([prices, way], ignore_index=True)
    found = judge("mine", rows((0.0, 0.01)), prices, True)
    assert found["luck"] == luck
    assert (found["best_representation"], found["best_clusterer"]) == ("codes", "ward")
    assert (found["control"], found["best"], found["draws"]) == ("untrained", 0.6, 45)


def test_what_comes_without_labels_is_held_against_the_best_raw_clusterer():
    choice = pd.concat([
        rows((0.1, 0.02), kind="choice", first="choice", first_mean=0.6, second_mean=0.5),
        rows((0.02, 0.02), kind="choice", first="choice", first_mean=0.6, second_mean=0.58,
             second_clusterer="ward"),
    ])  # fmt: skip
    found = judge(
        "mine", pd.concat([rows((0.0, 0.01)), choice], ignore_index=True), NO_PRICES, True
    )
    assert (found["unlabelled"], found["unlabelled_against"]) == (0.6, "ward")
    assert found["unlabelled_gain"] == 0.02
