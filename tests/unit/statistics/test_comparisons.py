"""Tables of comparisons: at equal sizes, over replicates and genes, adjusted for all of them."""

import itertools

import numpy as np
import pandas as pd
import pytest
from sdae.statistics.comparisons import (
    COLUMNS,
    adjust,
    assembled,
    of_representations,
    of_single,
    of_stability,
)
from sdae.statistics.measured import by_replicate

BLOCKS = 20


def scores(gain=0.0, replicates=5, seed=1):
    """Raw profiles and two bottlenecks by two clusterers, and the index without blocks of genes."""
    random = np.random.default_rng(seed)
    rows = []
    for clusterer, replicate in itertools.product(["kmeans", "ward"], range(1, replicates + 1)):
        shared = {"clusterer": clusterer, "replicate": replicate, "status": "ok"}
        rows.append({**shared, "representation": "raw", "ari": 0.5 + 0.01 * random.normal()})
        for layers in ("8", "16"):
            value = 0.5 + gain + 0.01 * random.normal()
            own = {"representation": "codes", "layers": layers, "point": layers, "ari": value}
            rows.append({**shared, **own})
    table = pd.DataFrame(rows).assign(components=pd.array([pd.NA] * len(rows), "Int64"))
    without = table["ari"].to_numpy()[:, None] + 0.002 * random.normal(size=(len(rows), BLOCKS))
    return table, np.column_stack([table["ari"], without])


def compared(**changes):
    found, sizes = by_replicate(*scores(**changes))
    return assembled("mine", "ari", [*of_representations(found, sizes, ["codes"])])


def test_replicates_are_means_of_sizes_at_those_that_all_have():
    table, values = scores()
    found, sizes = by_replicate(table, values)
    own = table[(table["representation"] == "codes") & (table["clusterer"] == "ward")]
    assert found["codes", "ward"][0].to_list() == pytest.approx(
        own.groupby("replicate")["ari"].mean().to_list()
    )
    assert sizes == {"kmeans": [8, 16], "ward": [8, 16]}


def test_a_gain_is_found_and_each_way_is_held_against_the_best_raw_one():
    table = compared(gain=0.1)
    assert tuple(table.columns) == COLUMNS
    assert list(table["kind"]) == ["network", "network", "pair", "pair"]
    assert table["significant"].all()
    assert ((table["low"] < 0.1) & (table["high"] > 0.1)).all()
    assert (table["smallest"] < 0.1).all()
    assert table["second_clusterer"].to_list()[:2] == [table["second_clusterer"][0]] * 2
    means = table["first_mean"] - table["second_mean"]
    assert table["difference"].to_numpy() == pytest.approx(means.to_numpy())


def test_one_replicate_can_show_nothing():
    table = compared(gain=0.3, replicates=1)
    assert np.isinf(table["smallest"]).all()
    assert not table["significant"].any()


def test_clusterers_that_never_vary_are_still_unsure_about_other_genes():
    table, values = scores(gain=0.02)
    values[:, 0] = np.where(table["representation"] == "raw", 0.5, 0.52)
    values[:, 1:] = values[:, :1] + 0.01 * np.random.default_rng(2).normal(
        size=(len(table), BLOCKS)
    )
    found, sizes = by_replicate(table, values)
    rows = assembled("mine", "ari", [*of_representations(found, sizes, ["codes"])])
    assert (rows["p"] > 0.01).all()


def test_the_final_clusters_and_each_consensus_are_compared_over_genes():
    found, _ = by_replicate(*scores())
    random = np.random.default_rng(3)
    single = {
        way: 0.6 + 0.002 * random.normal(size=1 + BLOCKS)
        for way in [("raw", "kmeans"), ("codes", "kmeans"), ("choice", "")]
    }
    rows = assembled("mine", "ari", [*of_single(single, found, ["codes"])]).set_index("kind")
    assert list(rows.index) == ["network consensus", "consensus", "choice", "choice"]
    assert rows.loc["consensus", "resampled"] == "genes"
    assert (rows.loc["choice", "resampled"] == "replicates and genes").all()
    assert rows.loc["choice", "difference"].to_numpy() == pytest.approx([0.1, 0.1], abs=0.02)


def test_stability_is_compared_fold_by_fold():
    random = np.random.default_rng(4)
    folds = {f"fold_{fold}": [0.7, 0.9 + 0.01 * random.normal()] for fold in range(1, 9)}
    ways = pd.DataFrame({
        "representation": ["raw", "codes"], "clusterer": ["ward", "ward"],
        "stability": [0.7, 0.9], **folds,
    })  # fmt: skip
    [row] = assembled("mine", "ari", [*of_stability(ways)]).to_dict("records")
    assert (row["first"], row["second"], row["resampled"]) == ("codes", "raw", "conditions")
    assert row["significant"]
    assert row["low"] < 0.2 < row["high"]


def test_no_pairs_give_an_empty_table():
    assert tuple(assembled("mine", "ari", []).columns) == COLUMNS


def test_nothing_is_seldom_called_something():
    wrong = sum(compared(seed=seed)["significant"].any() for seed in range(100, 160))
    assert wrong / 60 <= 0.1


def test_adjustments_are_those_of_the_books():
    p = np.array([0.01, 0.04, np.nan, 0.03, 0.005])
    assert adjust(p) == pytest.approx([0.03, 0.06, np.nan, 0.06, 0.02], nan_ok=True)
    assert adjust(np.array([])).shape == (0,)
