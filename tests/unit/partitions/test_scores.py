"""Scores against scikit-learn's own, and the columns of the table."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdae.partitions import build
from sdae.score import COLUMNS, agreement, tidy
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score


def partitions_of(labels, **columns):
    labels = np.atleast_2d(labels)
    row = {
        "replicate": 1,
        "point": "",
        "representation": "raw",
        "components": None,
        "clusterer": "kmeans",
        "clusters": 3,
        "status": "ok",
    }
    genes = pd.Index([f"g{number}" for number in range(labels.shape[1])])
    return build([row | columns] * len(labels), list(labels), genes)


@given(
    pairs=st.lists(
        st.tuples(st.sampled_from([None, "G1", "S", "M"]), st.integers(0, 4)), min_size=2
    )
)
def test_only_labelled_genes_are_scored(pairs):
    labels = pd.Series([label for label, _ in pairs], dtype=object)
    found = np.array([cluster for _, cluster in pairs])
    scores = agreement(partitions_of(found), labels)
    known = labels.notna().to_numpy()
    if not known.any():
        assert scores.isna().all(axis=None)
        return
    truth = labels[known].tolist()
    expected = [
        adjusted_rand_score(truth, found[known]),
        normalized_mutual_info_score(truth, found[known]),
    ]
    np.testing.assert_allclose(scores.to_numpy()[0], expected, rtol=0, atol=1e-12)


@given(labels=st.lists(st.integers(0, 3), min_size=3, max_size=40), data=st.data())
def test_names_of_clusters_do_not_matter(labels, data):
    order = np.array(data.draw(st.permutations(range(4))))
    found = np.array(labels)
    truth = pd.Series(found).map(lambda label: f"phase {label}").astype("category")
    scores = agreement(partitions_of([found, order[found]]), truth)
    np.testing.assert_allclose(scores, 1)


def test_diverged_models_have_no_score():
    scores = agreement(
        partitions_of([-1, -1, -1, -1], status="diverged"), pd.Series(["a", "a", "b", "b"])
    )
    assert scores.isna().all(axis=None)


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
        ],
        labels,
        grid,
    )
    assert list(table.columns) == COLUMNS
    assert " ".join(COLUMNS) == (
        "dataset replicate point layers noise corruption learning_rate batch_size epochs "
        "representation components clusterer clusters ari nmi status"
    )
    assert list(table["ari"][[0, 1, 3]]) == [1, -0.5, 1]
    assert list(table["layers"].fillna("")) == ["", "", "", "32-16-8"]
    lines = table.to_csv(sep="\t", index=False, float_format="%.1f").splitlines()
    no_point = "\t" * 7
    assert lines[1] == f"yeast\t1{no_point}\traw\t\tkmeans\t3\t1.0\t1.0\tok"
    assert lines[3].startswith(f"yeast\t1{no_point}\tpca_first\t2\tkmeans\t3\t")
    point = "1234567e10\t32-16-8\tmasking\t0.1\t0.05\t4\t2000"
    assert lines[4] == f"yeast\t1\t{point}\tcodes\t\tkmeans\t3\t1.0\t1.0\tok"


def test_without_labels_the_table_has_no_scores(grid):
    partitions = [partitions_of([0, 0, 1, 1])]
    for labels in (None, pd.Series([np.nan] * 4)):
        table = tidy("yeast", partitions, labels, grid)
        assert table["ari"].isna().all()
        assert list(table["status"]) == ["ok"]
