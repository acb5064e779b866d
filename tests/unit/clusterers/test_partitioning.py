"""Clusterers against scikit-learn's, and on data that are hard on them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sklearn.cluster
from sdae.clusterers import CLUSTERERS, kmeans
from sdae.clusterers.distinct import same_profiles
from sdae.clusterers.partitioning import cluster, cluster_with_seeds
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """As in a job; more threads only get in each other's way on matrices as small as these."""
    with threadpool_limits(1):
        yield


ROOT = Path(__file__).resolve().parents[3]
KMEANS = {"kind": "kmeans", "n_init": 10}
SPECTRAL_KNN = {"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10}
SPECTRAL_RBF = {"kind": "spectral", "affinity": "rbf", "gamma": "scale"}
SAME_AS_SCIKIT_LEARN = pytest.mark.parametrize("options", [KMEANS, SPECTRAL_KNN, SPECTRAL_RBF])
# Every entry as it is by default, so a new one is tried without a word here, and further options.
ALL = [
    *({"kind": name} for name in CLUSTERERS),
    SPECTRAL_RBF,
    {"kind": "agglomerative", "linkage": "average"},
    {"kind": "agglomerative", "linkage": "complete"},
    {"kind": "gaussian_mixture", "covariance_type": "full"},
]
EVERY = pytest.mark.parametrize(
    "options", ALL, ids=lambda options: "-".join(map(str, options.values()))
)
NUMBER_GIVEN = pytest.mark.parametrize(
    "options",
    [options for options in ALL if not CLUSTERERS[options["kind"]].finds_number],
    ids=lambda options: "-".join(map(str, options.values())),
)


def groups(sizes, features=6, distance=12.0, seed=0):
    """Profiles around one centre for each group, and the group of each."""
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    centres = rng.normal(size=(len(sizes), features))
    centres *= distance / np.linalg.norm(centres, axis=1, keepdims=True)
    return centres[group] + rng.normal(size=(len(group), features)), group


def by_scikit_learn(X, clusters, options, seed):
    if options is KMEANS:
        return sklearn.cluster.KMeans(clusters, n_init=10, random_state=seed).fit_predict(X)
    model = sklearn.cluster.SpectralClustering(
        clusters,
        affinity=options["affinity"],
        n_neighbors=10,
        gamma=1 / (X.shape[1] * X.var()),
        random_state=seed,
    )
    return model.fit_predict(X)


@pytest.fixture
def yeung(shared_data):
    """Return a function from the name of a data set to its prepared matrix and its labels."""

    def read(name):
        table = pd.read_csv(shared_data(name), sep="\t", index_col=0).dropna(axis=1, how="all")
        X = table.iloc[:, 1:].to_numpy(float)
        return (X - X.min()) / (X.max() - X.min()), table.iloc[:, 0].to_numpy()

    return read


@pytest.fixture(scope="module")
def spellman():
    """The embedded data: 800 genes, standardised, what is missing at its mean; 5 classes."""
    path = ROOT / "resources" / "spellman_800" / "spellman_800.tsv"
    table = pd.read_csv(path, sep="\t", index_col=0)
    X = table.select_dtypes("number")
    X = X.sub(X.mean(axis=1), axis=0).div(X.std(axis=1), axis=0).fillna(0)
    return X.to_numpy(float), table["class"].to_numpy()


YEUNG_384 = "yeung_cellcycle_384/norm_cellcycle_384_17.txt"
YEUNG_237 = "yeung_cellcycle_237/normcho_237_4class.txt"


@pytest.mark.parametrize(
    ("name", "clusters", "options", "low", "high"),
    [
        (YEUNG_384, 5, KMEANS, 0.465, 0.505),
        (YEUNG_384, 5, SPECTRAL_KNN, 0.455, 0.475),
        (YEUNG_384, 5, SPECTRAL_RBF, 0.45, 0.47),
        (YEUNG_237, 4, KMEANS, 0.495, 0.515),
        (YEUNG_237, 4, SPECTRAL_KNN, 0.18, 0.22),
        (YEUNG_237, 4, SPECTRAL_RBF, 0.47, 0.50),
    ],
)
def test_mean_scores_of_published_data(yeung, name, clusters, options, low, high):
    X, labels = yeung(name)
    partitions = cluster_with_seeds(X, clusters, options, range(10))
    assert low <= np.mean([adjusted_rand_score(labels, p) for p in partitions]) <= high


@SAME_AS_SCIKIT_LEARN
def test_partitions_of_real_data_are_those_of_scikit_learn(spellman, options):
    X, _ = spellman
    same = [
        adjusted_rand_score(cluster(X, 5, options, seed), by_scikit_learn(X, 5, options, seed))
        for seed in range(3)
    ]
    # Where several partitions are nearly as tight, starts decide between them.
    assert np.mean(same) > (0.99 if options is KMEANS else 0.85)


@SAME_AS_SCIKIT_LEARN
def test_partitions_of_overlapping_groups_are_those_of_scikit_learn(options):
    X, _ = groups([80, 50, 120, 60], distance=4.5)
    ours = cluster(X, 4, options, seed=3)
    assert adjusted_rand_score(ours, by_scikit_learn(X, 4, options, seed=3)) > 0.97


def test_kmeans_of_large_data_is_as_tight(monkeypatch):
    X, _ = groups([400] * 8, features=10, distance=3.0)

    def spread(labels):
        return sum(((X[labels == c] - X[labels == c].mean(0)) ** 2).sum() for c in range(8))

    exact = spread(kmeans.kmeans(X, 8, 0, 10))
    monkeypatch.setattr(kmeans, "MINI_BATCH_VALUES", 1000)
    assert spread(kmeans.kmeans(X, 8, 0, 10)) < 1.03 * exact


@EVERY
def test_groups_apart_are_found(options):
    # The neighbour graph of these is in four parts, two of them exact copies of each other.
    X, group = groups([40, 60, 25, 40], distance=25)
    X[group == 3] = X[group == 0] - 60
    assert adjusted_rand_score(group, cluster(X, 4, options, seed=1)) == 1


@EVERY
def test_each_seed_gives_one_partition(options):
    X, _ = groups([50, 50, 50], distance=2)
    partitions = cluster_with_seeds(X, 3, options, [4, 7])
    assert partitions.shape == (2, 150)
    assert partitions.dtype == np.int32
    for partition, seed in zip(partitions, [4, 7], strict=True):
        np.testing.assert_array_equal(partition, cluster(X, 3, options, seed))


@EVERY
def test_float32_and_views_are_taken(options):
    X, group = groups([40, 40], features=8)
    view = X.astype(np.float32)[:, ::2]
    assert adjusted_rand_score(cluster(view, 2, options, 0), group) == 1


@NUMBER_GIVEN
@pytest.mark.parametrize("distinct", [1, 2, 4, 5])
def test_few_distinct_rows_are_the_clusters(options, distinct):
    rows = np.random.default_rng(0).normal(size=(distinct, 6))
    which = np.arange(60) % distinct
    labels = cluster(rows[which], 5, options, seed=0)
    assert adjusted_rand_score(which, labels) == 1
    assert set(labels) == set(range(distinct))


@NUMBER_GIVEN
@pytest.mark.parametrize("spread", [1e-12, 1e-6])
def test_nearly_collapsed_profiles_are_partitioned(options, spread):
    rng = np.random.default_rng(0)
    X = (rng.uniform(size=6) + spread * rng.normal(size=(80, 6))).astype(np.float32)
    labels = cluster(X, 5, options, seed=0)
    assert labels.shape == (80,)
    assert labels.min() == 0
    np.testing.assert_array_equal(labels, cluster(X, 5, options, seed=0))


@EVERY
def test_duplicate_rows_are_clustered_together(options):
    X, group = groups([30, 30, 30])
    doubled = np.repeat(X, 4, axis=0)
    assert adjusted_rand_score(np.repeat(group, 4), cluster(doubled, 3, options, seed=0)) == 1


@NUMBER_GIVEN
def test_one_cluster(options):
    X, _ = groups([30, 30])
    assert set(cluster(X, 1, options, seed=0)) == {0}


@EVERY
def test_all_genes_the_same_are_one_cluster(options):
    assert set(cluster(np.full((60, 4), 0.5), 3, options, seed=0)) == {0}


@EVERY
@pytest.mark.parametrize("offset", [0, 100])
def test_rows_that_differ_by_rounding_are_the_same(options, offset):
    # As standardised profiles of two conditions, which are (1, -1) or (-1, 1) but for rounding.
    sign = np.where(np.arange(60) % 3, 1.0, -1.0)
    X = np.stack([sign, -sign], axis=1) + offset
    X *= 1 + 1e-7 * np.random.default_rng(0).uniform(-1, 1, size=X.shape)
    labels = cluster(X, 3, options, seed=1)
    assert adjusted_rand_score(sign, labels) == 1
    assert set(labels) == {0, 1}


def test_same_profiles_are_counted_to_a_limit():
    X = np.array([[0, 1.0], [1, 0], [0, 1], [1, 1], [1, 0]])
    assert same_profiles(X, 3).tolist() == [0, 1, 0, 2, 1]
    assert same_profiles(X, 2) is None
    # Also where the third comes late.
    many = np.vstack([np.tile(X[:2], (1000, 1)), X[3:]])
    assert np.bincount(same_profiles(many, 3)).tolist() == [1000, 1001, 1]
    assert same_profiles(many, 2) is None


@EVERY
def test_the_order_of_genes_only_changes_what_a_seed_changes(options):
    X, _ = groups([40, 50, 60], distance=9)
    order = np.random.default_rng(1).permutation(len(X))
    assert (
        adjusted_rand_score(cluster(X, 3, options, 0)[order], cluster(X[order], 3, options, 0)) == 1
    )


def test_genes_in_no_dense_region_are_in_no_cluster():
    X, group = groups([60, 60], distance=30)
    X[:3] = 200 * np.eye(6)[:3]
    labels = cluster(X, 5, {"kind": "hdbscan"}, seed=0)
    assert set(labels[:3]) == {-1}
    assert set(labels[3:]) - {-1} == {0, 1}
    known = labels >= 0
    assert adjusted_rand_score(group[known], labels[known]) == 1
