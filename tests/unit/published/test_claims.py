"""The paper's claims on tables whose answers are known."""

import itertools

import numpy as np
import pandas as pd
import pytest
from sdae.published.claims import COLUMNS, judge_claims
from sdae.report.claims import in_words
from sdae.statistics.measured import by_replicate

BLOCKS = 20


def run(noise=0.0, hidden=0.0, gain=0.0, components=-0.2, level=0.0, replicates=5):
    """Scores of one clusterer in which each claim has an effect of a known size."""
    random = np.random.default_rng(1)
    rows = []
    for replicate in range(1, replicates + 1):
        shared = {"clusterer": "knn", "replicate": replicate, "status": "ok", "noise": None}
        rows.append({**shared, "representation": "raw", "ari": 0.5})
        for name, k in itertools.product(("pca_first", "pca_random"), (4, 8, 12, 16)):
            own = {"representation": name, "components": k, "ari": 0.5 + components}
            rows.append({**shared, **own})
        for size, corruption in itertools.product((4, 8, 12, 16), (0.0, 0.05, 0.1, 0.2)):
            value = 0.5 + gain + noise * (corruption > 0) + hidden * (size > 8)
            value += level * (corruption == 0.2) + 0.005 * random.normal()
            rows.append({
                **shared, "representation": "regenerated", "layers": str(size),
                "noise": "masking", "corruption": corruption, "ari": value,
            })  # fmt: skip
    table = pd.DataFrame(rows).astype({"components": "Int64"})
    without = table["ari"].to_numpy()[:, None] + 0.001 * random.normal(size=(1, BLOCKS))
    values = np.column_stack([table["ari"], without])
    return judge_claims("yeast", "knn", table, values, by_replicate(table, values)[0])


def answers(**changes):
    table = run(**changes)
    return {
        claim: "yes" if (rows["holds"] == "yes").all() else rows["holds"].iloc[-1]
        for claim, rows in table.groupby("claim")
    }


def test_claims_that_hold_are_said_to():
    table = run(noise=0.1, hidden=0.1, gain=0.1)
    assert tuple(table.columns) == COLUMNS
    assert (table["holds"] == "yes").all()
    assert len(table) == 1 + 4 + 1 + 1 + 3


@pytest.mark.parametrize(
    ("changes", "claim", "holds"),
    [
        ({}, "beats_raw", "no"),
        ({"gain": -0.1}, "beats_raw", "no"),
        ({}, "noise_helps", "no"),
        ({"noise": -0.1}, "noise_helps", "no"),
        ({}, "hidden_helps", "no"),
        ({"components": 0.1}, "components_worse", "no"),
        ({"level": 0.2}, "noise_levels_alike", "no"),
        ({"replicates": 1, "gain": 0.3}, "beats_raw", "not told"),
    ],
)
def test_claims_that_do_not_hold_are_said_not_to(changes, claim, holds):
    assert answers(**changes)[claim] == holds


def test_each_claim_is_said_once_with_its_size():
    [said] = in_words(run(gain=0.1))
    assert said.count("holds (") + said.count("does not hold (") == 5
    assert "regenerated profiles beat raw ones: holds (+0.10 [" in said
    assert "(claims.tsv)" in said
    [alone] = in_words(run(replicates=1))
    assert "One replicate says nothing of how sure that is." in alone
