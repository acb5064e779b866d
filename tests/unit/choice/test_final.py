"""The final clusters: chosen without labels, numbered once, with their sureness."""

import numpy as np
import pandas as pd
import pytest
from planted import groups
from sdae.choice.candidates import (
    COLUMNS,
    Candidate,
    criteria,
    held_out_error,
    judge,
    ranked,
    regrets,
)
from sdae.choice.final import choose, numbered, separation, sureness
from sklearn.metrics import adjusted_rand_score

X, LABELS = groups()


def noisy(labels, share, count, seed=0):
    rng = np.random.default_rng(seed)
    wrong = rng.random((count, len(labels))) < share
    return np.where(wrong, rng.integers(0, 3, wrong.shape), labels)


def candidate(name, labels, share, seed=0):
    without = [noisy(labels, share, 2, seed + fold + 1) for fold in range(8)]
    return judge(Candidate(name, "kmeans", noisy(labels, share / 4, 3, seed), without), X, 3)


CRUMBS = np.where(np.arange(len(LABELS)) < 2, np.arange(1, len(LABELS) + 1), 0) % 3
JUDGED = [
    candidate("raw", LABELS, 0.3),
    candidate("codes", LABELS, 0.05),
    candidate("crumbs", CRUMBS, 0),
    candidate("shuffled", np.random.default_rng(0).permutation(LABELS), 0.6),
]


def test_the_most_stable_comes_first_and_trivial_ones_last():
    assert [each.candidate.representation for each in ranked(JUDGED)] == [
        "codes",
        "raw",
        "shuffled",
        "crumbs",
    ]


def test_criteria_are_a_table_with_regret_where_labels_exist():
    # The folds' own agreement stands behind them.
    folds = tuple(f"fold_{number}" for number in range(1, 9))
    assert tuple(criteria(JUDGED).columns) == COLUMNS + folds
    table = criteria(JUDGED, np.where(LABELS == 0, None, LABELS))
    assert table["ari"].max() == pytest.approx(1, abs=0.05)
    assert table["trivial"].tolist() == [False, False, True, False]
    assert table["regret"].min() == 0
    lost = regrets(table)
    # Stability alone would take the crumbs, as any measure of it would.
    assert table.loc[table["stability"].idxmax(), "regret"] > 0.9
    assert lost["stability"] < 0.1
    assert lost["silhouette"] < 0.1
    assert "held_out_error" not in lost


def test_replicates_are_held_against_those_of_the_same_settings_only():
    other = np.arange(len(LABELS)) % 3
    members = np.stack([LABELS, LABELS, other, other])
    told = judge(Candidate("a", "b", members, [members] * 2, list("xxyy")), X, 3)
    assert told.between_replicates == 1
    alone = judge(Candidate("a", "b", members, [members] * 2, list("xyzw")), X, 3)
    assert np.isnan(alone.between_replicates)


def test_clusters_predict_conditions_that_they_were_found_without():
    masks = np.arange(X.shape[1]) % 4 != np.arange(4)[:, None]
    right = held_out_error(X, np.stack([LABELS] * 4), masks)
    random = np.random.default_rng(0).permutation(LABELS)
    wrong = held_out_error(X, np.stack([random] * 4), masks)
    assert right < 0.6
    assert wrong == pytest.approx(1, abs=0.03)
    assert held_out_error(X, np.arange(len(X))[None].repeat(4, 0), masks) == 0


def test_crumbs_are_never_chosen():
    final = choose(JUDGED, X, 3, most_stable=1)
    assert final.taken[0].candidate.representation == "codes"
    assert adjusted_rand_score(LABELS, final.genes["cluster"].fillna(0)) > 0.9


def test_sureness_is_of_the_perturbed_partitions_by_the_clusterers_taken():
    perturbed = noisy(LABELS, 0, 10)
    perturbed[:, 0] = np.arange(10) % 3
    final = choose(JUDGED, X, 3, perturbed={"kmeans": perturbed, "another": perturbed[:, ::-1]})
    np.testing.assert_array_equal(final.evidence, perturbed)
    assert final.genes["stability"].idxmin() == 0
    assert (final.genes["stability"][1:] > 0.9).all()
    # Nothing perturbed by the clusterer taken: what was found without each fold.
    assert len(choose(JUDGED, X, 3, perturbed={"another": perturbed}).evidence) == 3 * 9


def test_where_all_are_trivial_the_most_stable_is_taken():
    assert choose([JUDGED[2]], X, 3).taken == [JUDGED[2]]


def test_clusters_are_numbered_by_size_then_by_first_gene():
    np.testing.assert_array_equal(numbered(np.array([7, 3, 3, 9, 9, 5])), [2, 0, 0, 1, 1, 3])
    sizes = choose(JUDGED, X, 3).genes["cluster"].value_counts().sort_index()
    assert sizes.index.tolist() == [1, 2, 3]
    assert sizes.is_monotonic_decreasing


def test_surer_genes_are_more_often_right():
    evidence = noisy(LABELS, 0.3, 12)
    mixed = evidence.copy()
    mixed[:, :20] = np.random.default_rng(1).integers(0, 3, (12, 20))
    table = sureness(X, LABELS, mixed)
    assert table["stability"][20:].mean() > table["stability"][:20].mean() + 0.2
    assert table["stability"].between(-1, 1).all()
    assert (table["second_cluster"] != table["cluster"]).all()


def test_genes_below_the_limit_are_unassigned_but_keep_their_numbers():
    evidence = noisy(LABELS, 0.3, 12)
    table = sureness(X, LABELS, evidence, min_stability=0.3)
    unassigned = table["cluster"].isna()
    assert 0 < unassigned.sum() < len(table)
    pd.testing.assert_series_equal(unassigned, table["stability"] < 0.3, check_names=False)
    assert table["cluster"].dtype == "Int64"


def test_clusters_that_the_evidence_mixes_are_named():
    evidence = np.array([LABELS, LABELS, LABELS, LABELS])
    evidence[1:, LABELS == 1] = 2
    table = separation(LABELS, evidence).set_index(["cluster", "other"])
    assert table["separated"].to_dict() == {(1, 2): True, (1, 3): True, (2, 3): False}
    assert table.loc[(2, 3), "between"] == pytest.approx(0.75)


def test_a_single_cluster_has_no_second():
    table = sureness(X, np.zeros(len(X), int), np.zeros((3, len(X)), int))
    assert table["second_cluster"].isna().all()
    assert table["stability"].to_numpy() == pytest.approx(1)
    assert table["silhouette"].isna().all()
