"""Every sentence of the verdict follows from a number in a table that is named beside it."""

import re

import numpy as np
import pandas as pd
import pytest
from sdae.report import comparisons
from sdae.statistics.verdicts import judge

ROW = {
    "dataset": "mine", "index": "ari", "kind": "network", "first": "codes",
    "first_clusterer": "ward", "second": "raw", "second_clusterer": "kmeans", "replicates": 5,
    "p_adjusted": 1.0,
}  # fmt: skip
CASES = {
    "helped": ((0.094, 0.04), 0.06, True),
    "worse": ((-0.094, 0.04), 0.06, True),
    "none": ((0.004, 0.02), 0.04, True),
    "wide": ((0.031, 0.2), 0.31, True),
    "one replicate": ((0.031, np.inf), np.inf, True),
    "stable": ((0.094, 0.04), 0.06, False),
    "unstable": ((-0.004, 0.04), 0.06, False),
}


def tables(case):
    (value, half), smallest, labelled = CASES[case]
    interval = {"difference": value, "low": value - half, "high": value + half}
    row = {
        **ROW, **interval, "smallest": smallest, "first_mean": 0.513 + value, "second_mean": 0.513,
        "significant": abs(value) > half, "p_adjusted": 0.001 if abs(value) > half else 0.7,
    }  # fmt: skip
    choice = {**row, "kind": "choice", "first": "choice", "first_mean": 0.547, "difference": 0.034}
    stable = {**row, "kind": "stability", "index": "stability", "replicates": 8}
    prices = pd.DataFrame([
        {"dataset": "mine", **way, "best": 0.621,
         "draws": 45, "control": control, "tries": 12, "grid_best": 0.584,
         "expected_best": 0.571, "difference": 0.05, "low": low,
         "high": 0.12, "beaten": low > 0}
        for way in ({"representation": "all", "clusterer": "all"},
                    {"representation": "codes", "clusterer": "ward"})
        for control, low in [("untrained", -0.02), ("shuffled", 0.01), ("raw restarts", 0.01)]
    ])  # fmt: skip
    return pd.DataFrame([row, choice, stable]), prices, labelled


def judged(case):
    found, prices, labelled = tables(case)
    return judge("mine", found, prices, labelled)


def follows(sentence, numbers):
    """Whether every number with a fraction is one of the table's, to its digits."""
    if "p < 0.001" in sentence and not (numbers < 0.001).any():
        return False
    sentence = sentence.replace("p < 0.001", "")
    for sign, digits in re.findall(r"([+\N{MINUS SIGN}]?)(\d+\.\d+)", sentence):
        value = float(digits) * (-1 if sign == "\N{MINUS SIGN}" else 1)
        rounded = np.round(numbers, len(digits.partition(".")[2]))
        if not np.isclose(rounded, value, atol=1e-9).any():
            return False
    return True


@pytest.mark.parametrize("case", CASES)
def test_every_number_is_in_the_table_named_beside_it(case):
    found, prices, _ = tables(case)
    named = {
        comparisons.COMPARISONS: found.select_dtypes(float).to_numpy().ravel(),
        comparisons.PRICE: prices.select_dtypes(float).to_numpy().ravel(),
    }
    verdict = judged(case)
    parts = [
        comparisons.visible([verdict]),
        *comparisons.evidence(verdict),
        comparisons.unlabelled(verdict),
    ]
    for sentence in filter(None, parts):
        [table] = [name for name in named if f"({name})" in sentence]
        assert follows(sentence, named[table]), sentence
    # The first sentence stands alone, to be repeated; its numbers are those behind it.
    assert follows(comparisons.sentence(verdict), named[comparisons.COMPARISONS])


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("helped", "The network helped: +0.09 [0.05, 0.13]."),
        ("worse", "made the clusters worse"),
        ("none", "Clusters from raw profiles are as good as any here: the network did not help."),
        ("wide", "cannot be told with 5 replicates: differences below 0.31 are invisible"),
        ("one replicate", "give 'replicates' 5 or more"),
        ("stable", "more surely found again"),
        ("unstable", "did not help as far as can be seen"),
    ],
)
def test_the_sentence_is_one_to_repeat(case, words):
    said = comparisons.sentence(judged(case))
    assert words in said
    assert len(said) < 200


def test_a_best_that_beats_no_control_is_called_luck_in_words():
    said = " ".join(comparisons.evidence(judged("none")))
    assert "0.62 (codes by ward), is luck: 12 of them reach 0.58 at best, as many untrained" in said


def test_what_could_have_been_seen_is_said_of_each_data_set():
    other = {**judged("wide"), "dataset": "other"}
    assert "below 0.04 on mine and 0.31 on other" in comparisons.visible([judged("none"), other])
    small = {**judged("none"), "smallest": 0.0004}
    assert "differences below 0.001 are invisible" in comparisons.visible([small])
    one = judged("one replicate")
    assert "no difference is visible (" in comparisons.visible([one])
    both = comparisons.visible([one, {**one, "dataset": "other"}])
    assert "no difference is visible on mine and other (" in both
    two = comparisons.visible([judged("none"), {**one, "dataset": "other"}])
    assert "below 0.04 on mine are invisible and no difference is visible on other (" in two
