"""What is said of scores, from tables whose numbers are known."""

import pandas as pd
import pytest
from sdae.report.summary import in_words
from sdae.statistics.summary import read_scores, read_summary, summarise

COLUMNS = [
    *("dataset", "replicate", "point", "layers", "noise", "corruption", "learning_rate"),
    *("batch_size", "epochs", "representation", "components", "clusterer", "clusters"),
    *("ari", "nmi", "status"),
]


def learned(replicate, point, corruption, ari, status="ok"):
    return {
        "dataset": "yeast", "replicate": replicate, "point": point, "layers": "8",
        "noise": "masking", "corruption": corruption, "learning_rate": 0.1, "batch_size": 8,
        "epochs": 500, "representation": "regenerated", "clusterer": "kmeans", "clusters": 5,
        "ari": ari, "status": status,
    }  # fmt: skip


def raw(replicate, ari, dataset="yeast"):
    return {
        "dataset": dataset, "replicate": replicate, "representation": "raw",
        "clusterer": "kmeans", "clusters": 5, "ari": ari, "status": "ok",
    }  # fmt: skip


@pytest.fixture
def scores(tmp_path):
    rows = [
        raw(1, 0.40),
        raw(2, 0.50),
        learned(1, "1234567e10", 0.0, 0.30),
        learned(1, "0000000002", 0.1, 0.60),
        learned(2, "1234567e10", 0.0, 0.20),
        learned(2, "0000000002", 0.1, 0.40),
    ]
    return written(rows, tmp_path)


def written(rows, tmp_path):
    path = tmp_path / "scores.tsv"
    pd.DataFrame(rows).reindex(columns=COLUMNS).to_csv(path, sep="\t", index=False)
    return read_scores(path)


def test_words_hold_the_mean_against_raw_and_warn_of_the_best(scores):
    text = " ".join(in_words(summarise(scores)))
    assert "nothing lies above that: regenerated profiles (0.375)" in text
    assert "0.600, one of 4 partitions of regenerated profiles (8 hidden nodes, noise 10 %" in text
    assert "that setting averages 0.500" in text
    assert "by luck alone" in text
    assert "500 epochs" in text
    assert "500.0" not in text


def test_words_name_what_lies_above_raw(tmp_path):
    rows = [raw(1, 0.3), learned(1, "a", 0.0, 0.5)]
    text = " ".join(in_words(summarise(written(rows, tmp_path))))
    assert "above that lie regenerated profiles (0.500)." in text


def test_unlabelled_data_say_so_and_claim_nothing(tmp_path):
    summary = summarise(written([raw(1, None), learned(1, "a", 0.0, None)], tmp_path))
    assert summary[["mean", "sd", "best"]].isna().all(axis=None)
    assert list(summary["partitions"]) == [1, 1]
    assert in_words(summary) == [
        "yeast: the genes carry no known groups, so 2 partitions were made but nothing here can "
        "say which of them is better."
    ]


def test_summary_survives_being_written(scores, tmp_path):
    summary = summarise(scores)
    summary.to_csv(tmp_path / "summary.tsv", sep="\t", index=False)
    assert in_words(read_summary(tmp_path / "summary.tsv")) == in_words(summary)
