"""What the measurement of quality makes of a run's results, and which sets it takes."""

import sys
from pathlib import Path

import anndata as ad
import numpy as np
import pandas as pd
import pytest
from planted import groups
from sdae.partitions.table import build

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks" / "accept"))

import quality
import sets
import simulated

SET = sets.LabelledSet("mine", Path("mine.tsv"), "class", 2, "?", {})
KNOWN = np.repeat([0, 1], 10)
# One gene of each group is in the other's cluster, and the least stable there.
FOUND = np.where(np.isin(np.arange(20), [0, 10]), 1 - KNOWN, KNOWN)


@pytest.fixture
def results():
    labels = [FOUND, KNOWN]
    shared = {"fold": 0, "point": "", "components": None, "clusters": 2, "status": "ok"}
    rows = [
        {**shared, "replicate": 1, "representation": "raw", "clusterer": name, "reason": ""}
        for name in ("kmeans", "ward")
    ]
    genes = pd.Index([f"g{number}" for number in range(20)])
    clusters = pd.DataFrame({"cluster": FOUND + 1, "raw_kmeans": FOUND, "raw_ward": KNOWN})
    sure = np.where(np.isin(np.arange(20), [0, 10]), 0.1, 0.9)
    choice = pd.DataFrame(
        {
            "representation": "raw",
            "clusterer": ["kmeans", "ward"],
            "partitions": 1,
            "stability": [0.9, 0.8],
            "trivial": False,
            "taken": [True, False],
        }
    )
    return quality.Results(
        clusters=clusters.assign(stability=sure, silhouette=-sure),
        choice=choice,
        number={
            "clusters": 2,
            "structure": {"p": 0.01},
            "panel": {"number": 2, "low": 2, "high": 3, "unsure": False},
        },
        partitions=[build(rows, labels, genes)],
        prepared=ad.AnnData(np.zeros((20, 3))),
        groups=np.where(np.arange(20) == 19, -1, KNOWN),
    )


def test_every_way_stands_beside_the_controls(results):
    table = pd.DataFrame(quality.ways(results, {"another": KNOWN})).set_index(["kind", "way"])
    assert table.loc[("control", "labels"), "ari"] == 1
    assert abs(table.loc[("control", "random"), "ari"]) < 0.1
    assert table.loc[("alternative", "another"), "ari"] == 1
    assert table.loc[("single", "raw kmeans"), "ari"] == pytest.approx(results.ari(FOUND))
    assert table.loc[("ensemble", "raw ward"), "ari"] == 1
    # Chosen by stability, not by what the labels would say.
    assert table.loc[("choice", "most stable"), "ari"] == pytest.approx(results.ari(FOUND))


def test_sureness_is_held_against_the_majority_of_each_cluster(results):
    genes = quality.right(results)
    assert len(genes) == 19
    assert genes.index[~genes["right"]].tolist() == [0, 10]
    table = pd.DataFrame(quality.ways(results, {}))
    summary = quality.summary(SET, results, table)
    assert summary["auroc_stability"] == 1
    assert summary["auroc_silhouette"] == 0
    assert summary["right_surest_half"] == 1
    assert summary["best_raw"] == 1
    parts = quality.calibration(SET, results)
    assert parts["genes"].sum() == 19
    assert parts["right"].is_monotonic_increasing


def test_sets_that_are_not_at_hand_are_named(tmp_path, capsys):
    assert [one.name for one in sets.at_hand(None)] == ["spellman_800"]
    assert "gtex_tissue: left out, name its folder by ACCEPT=" in capsys.readouterr().out
    own = "dataset\texpression\tlabel_column\tclusters\tunknown\tcolumns\n"
    (tmp_path / "sets.tsv").write_text(f"{own}own\town.tsv\tkind\t3\t\tlog=log2\n")
    (tmp_path / "own.tsv").write_text("gene\tkind\ta\tb\n")
    last = list(sets.at_hand(tmp_path))[-1]
    assert (last.name, last.table, last.columns) == ("own", tmp_path / "own.tsv", {"log": "log2"})


def test_groups_far_apart_are_counted_and_few_of_many_are_drawn():
    X, labels = groups(sizes=(20, 20, 20), conditions=20)
    rows = list(simulated.subsets(X, pd.Series(labels)))
    assert [row["groups"] for row in rows] == [3]
    assert [row["auto"] for row in rows] == [3]
