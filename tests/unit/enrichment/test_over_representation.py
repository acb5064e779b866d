"""Over-representation, against Fisher's exact test."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sdae.enrichment.gmt import GeneSet, read_gmt, write_gmt
from sdae.enrichment.over_representation import COLUMNS, clusters_as_sets, over_representation

GENES = [f"g{number}" for number in range(40)]
CLUSTERS = [1] * 20 + [2] * 20
SETS = [
    GeneSet("first", "mostly in 1", tuple(GENES[:10])),
    GeneSet("mixed", "", tuple(GENES[15:25])),
    GeneSet("absent", "", ("x", "y", "z")),
    GeneSet("one", "", ("g39", "x")),
]


def test_p_is_fishers_over_genes_that_are_in_the_file():
    found = over_representation(GENES, CLUSTERS, SETS)
    assert tuple(found.table.columns) == COLUMNS
    # Genes 0 to 9, 15 to 24 and 39.
    assert (found.universe, found.clustered, found.tests, found.left_out) == (21, 40, 4, 2)
    row = found.table.iloc[0]
    assert (row["cluster"], row["gene_set"], row["overlap"]) == (1, "first", 10)
    assert (row["cluster_size"], row["set_size"]) == (15, 10)
    exact = stats.fisher_exact([[10, 0], [5, 6]], alternative="greater")
    assert row["p"] == pytest.approx(exact.pvalue)
    assert row["fold"] == pytest.approx(10 / (15 * 10 / 21))
    assert row["genes"] == ";".join(GENES[:10])


def test_p_is_adjusted_over_pairs_without_a_common_gene_too():
    found = over_representation(GENES, CLUSTERS, SETS)
    assert ("first", 2) not in set(
        zip(found.table["gene_set"], found.table["cluster"], strict=True)
    )
    p = found.table["p"].to_numpy()
    expected = stats.false_discovery_control([*p, 1.0])[: len(p)]
    assert found.table["p_adjusted"].to_numpy() == pytest.approx(expected)


def test_repeated_ids_count_once_and_unassigned_genes_are_background():
    clusters = pd.array([1] * 20 + [2] * 19 + [None], dtype="Int64")
    once = over_representation(GENES, clusters, SETS)
    twice = over_representation(GENES * 2, [*clusters, *clusters], SETS)
    assert once.universe == 21
    pd.testing.assert_frame_equal(once.table, twice.table)
    assert once.table.loc[once.table["cluster"] == 2, "cluster_size"].unique() == [5]


def test_random_sets_are_seldom_significant():
    rng = np.random.default_rng(1)
    wrong = 0
    for _ in range(40):
        sets = [GeneSet(f"s{n}", "", tuple(rng.choice(GENES, 8, replace=False))) for n in range(20)]
        table = over_representation(GENES, CLUSTERS, sets).table
        wrong += (table["p_adjusted"] <= 0.05).any()
    assert wrong <= 4


def test_nothing_in_common_gives_an_empty_table():
    found = over_representation(GENES, CLUSTERS, SETS[2:3])
    assert (found.universe, len(found.table)) == (0, 0)
    assert tuple(found.table.columns) == COLUMNS


def test_limits_on_the_size_of_sets():
    assert over_representation(GENES, CLUSTERS, SETS, least=1).left_out == 1
    assert over_representation(GENES, CLUSTERS, SETS, most=5).left_out == 4


def test_clusters_become_gene_sets(tmp_path):
    clusters = pd.array([2, 1, None, 1], dtype="Int64")
    sets = clusters_as_sets(["a", "b", "c", "d"], clusters)
    assert [(each.name, each.genes) for each in sets] == [
        ("cluster_1", ("b", "d")),
        ("cluster_2", ("a",)),
    ]
    write_gmt(tmp_path / "clusters.gmt", sets)
    assert read_gmt(tmp_path / "clusters.gmt") == sets
