"""Every index, of partitions with and without known groups, and of what it is not defined for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sdae.errors import InputError
from sdae.indices import DEFAULT, INDICES, silhouette
from sdae.indices.controls import known_partition, random_partition
from sdae.indices.evaluation import each_alone, evaluate
from sklearn import metrics

EXTERNAL = [name for name, entry in INDICES.items() if entry.needs_labels]
INTERNAL = [name for name, entry in INDICES.items() if not entry.needs_labels]
GROUPS = np.arange(60) % 3


@pytest.fixture
def profiles():
    rng = np.random.default_rng(0)
    return rng.normal(size=(3, 6))[GROUPS] * 6 + rng.normal(size=(60, 6))


@pytest.mark.parametrize("name", INDICES)
def test_every_entry_prefers_the_planted_groups(profiles, name):
    entry = INDICES[name]
    shuffled = random_partition(GROUPS, 60, 3, seed=1)
    known, chance = evaluate([name], np.stack([GROUPS, shuffled]), GROUPS, profiles)[name]
    assert known > chance if entry.better == "higher" else known < chance
    if entry.needs_labels:
        assert known == pytest.approx(1)
    assert entry.label
    assert entry.reference


@pytest.mark.parametrize("name", INDICES)
def test_names_of_clusters_do_not_matter(profiles, name):
    found = np.random.default_rng(2).integers(4, size=60)
    renamed = np.array([7, 3, 0, 12])[found]
    one, other = evaluate([name], np.stack([found, renamed]), GROUPS, profiles)[name]
    assert one == pytest.approx(other)


def test_indices_are_those_of_scikit_learn(profiles):
    found = np.random.default_rng(2).integers(4, size=60)
    expected = {
        "ari": metrics.adjusted_rand_score(GROUPS, found),
        "ami": metrics.adjusted_mutual_info_score(GROUPS, found),
        "nmi": metrics.normalized_mutual_info_score(GROUPS, found),
        "homogeneity": metrics.homogeneity_score(GROUPS, found),
        "completeness": metrics.completeness_score(GROUPS, found),
        "v_measure": metrics.v_measure_score(GROUPS, found),
        "fowlkes_mallows": metrics.fowlkes_mallows_score(GROUPS, found),
        "silhouette": metrics.silhouette_score(profiles, found),
        "calinski_harabasz": metrics.calinski_harabasz_score(profiles, found),
        "davies_bouldin": metrics.davies_bouldin_score(profiles, found),
    }
    scores = evaluate(INDICES, found[None], GROUPS, profiles)
    assert {name: value for name, (value,) in scores.items()} == pytest.approx(expected)


@settings(deadline=None, max_examples=30)
@given(
    pairs=st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 4)), min_size=2, max_size=40),
)
def test_only_genes_of_known_groups_are_looked_at(pairs):
    groups, found = np.array(pairs).T
    scores = evaluate(EXTERNAL, found[None], groups, np.zeros((len(pairs), 1)))
    known = groups >= 0
    for name, (value,) in scores.items():
        if known.any():
            alone = evaluate([name], found[None, known], groups[known], np.zeros((known.sum(), 1)))
            assert value == pytest.approx(alone[name][0], abs=1e-12)
        else:
            assert np.isnan(value)


def test_genes_in_no_cluster_are_each_alone(profiles):
    assert each_alone(np.array([[0, -1, 1, -1]])).tolist() == [[0, 3, 1, 5]]
    some = np.where(np.arange(60) < 10, -1, GROUPS)
    none = np.full(60, -1)
    scores = evaluate(
        ["ari", "homogeneity", "completeness"], np.stack([some, none]), GROUPS, profiles
    )
    assert scores["homogeneity"] == pytest.approx([1, 1])
    assert 0.5 < scores["completeness"][0] < 1
    assert 0 < scores["ari"][0] < 1
    assert scores["ari"][1] == 0


@pytest.mark.parametrize("name", INTERNAL)
def test_internal_indices_of_one_cluster_or_of_as_many_as_genes_are_missing(profiles, name):
    partitions = np.stack([np.zeros(60, int), np.arange(60), np.full(60, -1)])
    assert np.isnan(evaluate([name], partitions, None, profiles)[name]).all()


@pytest.mark.parametrize("name", EXTERNAL)
def test_without_known_groups_external_indices_are_missing(profiles, name):
    for groups in (None, np.full(60, -1)):
        assert np.isnan(evaluate([name], GROUPS[None], groups, profiles)[name]).all()


def test_silhouette_of_many_genes_looks_at_some(monkeypatch):
    rng = np.random.default_rng(0)
    found = rng.integers(3, size=2500)
    X = rng.normal(size=(3, 5))[found] * 2 + rng.normal(size=(2500, 5))
    exact = metrics.silhouette_score(X, found)
    (seen,) = evaluate(["silhouette"], found[None], None, X)["silhouette"]
    assert seen == pytest.approx(exact, abs=0.02)
    # All that is seen is of one cluster.
    monkeypatch.setattr(silhouette, "MOST_GENES", 2)
    odd = np.zeros(2500, int)
    odd[-1] = 1
    assert np.isnan(evaluate(["silhouette"], odd[None], None, X)["silhouette"])[0]


def test_an_unknown_index_is_an_error(profiles):
    with pytest.raises(InputError, match=r"no index 'arri'; did you mean 'ari'"):
        evaluate(["ari", "arri"], GROUPS[None], GROUPS, profiles)
    assert set(DEFAULT) <= set(INDICES)


def test_controls_are_worth_nothing_and_everything(profiles):
    groups = np.repeat([0, 1, 2, -1], [40, 10, 5, 5])
    draws = np.stack([random_partition(groups, 60, 3, seed) for seed in range(200)])
    assert abs(evaluate(["ari"], draws, groups, profiles)["ari"].mean()) < 0.02
    # The sizes of the known groups; the genes of none are shared out.
    assert np.bincount(draws[0]).tolist() == [45, 10, 5]
    labels = known_partition(groups)
    assert labels.tolist()[-6:] == [2, -1, -1, -1, -1, -1]
    assert evaluate(["ari"], labels[None], groups, profiles)["ari"][0] == 1
    assert np.bincount(random_partition(None, 10, 3, seed=0)).tolist() == [4, 3, 3]
