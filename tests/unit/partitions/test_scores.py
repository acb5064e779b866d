"""The table of scores: its columns, and rows that have none."""

import numpy as np
import pandas as pd
import pytest
from sdae.grid import COLUMNS as GRID_COLUMNS
from sdae.indices import DEFAULT
from sdae.partitions.scores import score, settings_of, tidy
from sdae.partitions.table import build

PROFILES = np.array([[0.0, 1], [0, 1.1], [5, 0], [5.2, 0]])


def partitions_of(labels, **columns):
    labels = np.atleast_2d(labels)
    row = {
        "replicate": 1,
        "fold": 0,
        "point": "",
        "representation": "raw",
        "components": None,
        "clusterer": "kmeans",
        "clusters": 3,
        "status": "ok",
        "reason": "",
    }
    genes = pd.Index([f"g{number}" for number in range(labels.shape[1])])
    return build([row | columns] * len(labels), list(labels), genes)


@pytest.mark.parametrize("status", ["diverged", "failed"])
def test_what_diverged_or_failed_has_no_score(status):
    partitions = partitions_of([-1, -1, -1, -1], status=status)
    scores = score(partitions, pd.Series(["a", "a", "b", "b"]), PROFILES, DEFAULT)
    assert scores.isna().all(axis=None)
    assert list(scores) == list(DEFAULT)


@pytest.fixture
def grid():
    settings = {
        "layers": "32-16-8",
        "noise": "masking",
        "corruption": "0.1",
        "learning_rate": "0.05",
        "batch_size": "4",
        "epochs": "2000",
    }
    return pd.DataFrame([{"point": "1234567e10", "chunk": "c", **settings, "tied": "True"}])


def test_tidy_table(grid):
    labels = pd.Series(["a", "a", "b", "b"])
    table = tidy(
        "yeast",
        [
            partitions_of([[0, 0, 1, 1], [0, 1, 0, 1]]),
            partitions_of([0, 0, 0, 1], representation="pca_first", components=2),
            partitions_of([1, 1, 0, 0], representation="codes", point="1234567e10"),
            partitions_of([-1] * 4, status="failed", reason="ValueError: no"),
        ],
        labels,
        PROFILES,
        grid,
        ["ari", "silhouette"],
    )
    assert " ".join(table.columns) == (
        "dataset replicate point layers noise corruption learning_rate batch_size epochs tied "
        "representation components clusterer clusters found ari silhouette status reason"
    )
    assert list(table["ari"][[0, 1, 3]]) == [1, -0.5, 1]
    assert table["silhouette"][0] == table["silhouette"][3] > 0.9
    assert list(table["layers"].fillna("")) == ["", "", "", "32-16-8", ""]
    lines = table.to_csv(sep="\t", index=False, float_format="%.1f").splitlines()
    no_point = "\t" * 8
    assert lines[1] == f"yeast\t1{no_point}\traw\t\tkmeans\t3\t2\t1.0\t1.0\tok\t"
    assert lines[3].startswith(f"yeast\t1{no_point}\tpca_first\t2\tkmeans\t3\t2\t")
    point = "1234567e10\t32-16-8\tmasking\t0.1\t0.05\t4\t2000\tTrue"
    assert lines[4] == f"yeast\t1\t{point}\tcodes\t\tkmeans\t3\t2\t1.0\t1.0\tok\t"
    assert lines[5] == f"yeast\t1{no_point}\traw\t\tkmeans\t3\t0\t\t\tfailed\tValueError: no"


def test_every_setting_of_the_grid_is_a_column():
    settings = settings_of(pd.DataFrame(columns=list(GRID_COLUMNS)))
    assert [*settings] == [name for name in GRID_COLUMNS if name not in ("point", "chunk")]


def test_without_labels_only_internal_indices_are_there(grid):
    partitions = [partitions_of([0, 0, 1, 1])]
    for labels in (None, pd.Series([np.nan] * 4)):
        table = tidy("yeast", partitions, labels, PROFILES, grid, DEFAULT)
        assert table["ari"].isna().all()
        assert table["silhouette"].notna().all()
        assert list(table["status"]) == ["ok"]
