"""Genes keep their names through the table of clusters, whatever these are."""

import pandas as pd
from sdae.choice.files import read_clusters


def test_a_gene_called_na_is_a_gene_and_an_empty_cell_is_missing(tmp_path):
    table = pd.DataFrame({
        "gene": ["NA", "nan", "7"], "label": ["a", None, "NA"],
        "cluster": pd.array([1, None, 2], "Int64"), "stability": [0.5, None, 1.0],
        "silhouette": [0.1, 0.2, None], "second_cluster": pd.array([2, 1, None], "Int64"),
    })  # fmt: skip
    table.to_csv(tmp_path / "clusters.tsv", sep="\t", index=False)
    read = read_clusters(tmp_path / "clusters.tsv")
    assert list(read["gene"]) == ["NA", "nan", "7"]
    assert list(read["label"].isna()) == [False, True, False]
    assert list(read["cluster"].isna()) == [False, True, False]
