"""Rows of a table of scores whose numbers are known, as the summary reads them."""

import pandas as pd
from sdae.statistics.summary import read_scores

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


def written(rows, tmp_path):
    path = tmp_path / "scores.tsv"
    pd.DataFrame(rows).reindex(columns=COLUMNS).to_csv(path, sep="\t", index=False)
    return read_scores(path)


def small(tmp_path):
    rows = [
        raw(1, 0.40),
        raw(2, 0.50),
        learned(1, "1234567e10", 0.0, 0.30),
        learned(1, "0000000002", 0.1, 0.60),
        learned(2, "1234567e10", 0.0, 0.20),
        learned(2, "0000000002", 0.1, 0.40),
    ]
    return written(rows, tmp_path)
