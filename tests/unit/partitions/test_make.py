"""From representations to partitions, and there and back through a file."""

import logging
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sdae.clusterers import CLUSTERERS as KINDS
from sdae.clusterers import partitioning
from sdae.clusterers.partitioning import cluster
from sdae.errors import InputError
from sdae.partitions.make import partition
from sdae.partitions.table import build, read, write
from sdae.representations import Matrix
from sdae.representations.matrices import baselines
from sklearn.metrics import adjusted_rand_score

CLUSTERERS = {
    "kmeans": {"kind": "kmeans", "n_init": 3},
    "graph": {"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 5},
}


@pytest.fixture
def profiles():
    rng = np.random.default_rng(0)
    return (rng.normal(size=(3, 6))[np.arange(45) % 3] * 6 + rng.normal(size=(45, 6))).astype("f4")


@pytest.fixture
def genes():
    return pd.Index([f"gene{number}" for number in range(45)])


def test_every_clusterer_partitions_every_representation(profiles, genes):
    representations = [
        *baselines("raw", profiles, 2, {}),
        *baselines("pca_first", profiles, 1, {"components": [2]}),
    ]
    partitions = partition(representations, 3, CLUSTERERS, genes)
    assert partitions.X.dtype == np.int32
    assert list(partitions.var_names) == list(genes)
    obs = partitions.obs
    assert list(obs["clusterer"]) == ["kmeans", "kmeans", "graph", "graph", "kmeans", "graph"]
    assert list(obs["replicate"]) == [1, 2, 1, 2, 1, 1]
    assert list(obs["representation"]) == ["raw"] * 4 + ["pca_first"] * 2
    assert set(obs["clusters"]) == set(obs["found"]) == {3}
    assert set(obs["reason"]) == {""}
    np.testing.assert_array_equal(partitions.X[1], cluster(profiles, 3, CLUSTERERS["kmeans"], 2))
    for labels in partitions.X:
        assert adjusted_rand_score(np.arange(45) % 3, labels) > 0.9


def test_what_is_clustered_is_said_to_who_waits(profiles, genes, caplog):
    with caplog.at_level(logging.INFO, logger="sdae"):
        partition([Matrix("raw", (1,), lambda: profiles)], 3, CLUSTERERS, genes, "clustering mine")
    assert "clustering mine: 100%" in caplog.text


def test_diverged_and_not_finite_models_are_marked(profiles, genes, caplog):
    broken = profiles.copy()
    broken[3, 2] = np.inf
    representations = [
        Matrix("codes", (1,), lambda: None, point="aa"),
        Matrix("codes", (2,), lambda: broken, point="aa"),
        Matrix("codes", (3,), lambda: profiles, point="aa"),
    ]
    with caplog.at_level(logging.WARNING, logger="sdae"):
        partitions = partition(representations, 3, CLUSTERERS, genes)
    assert list(partitions.obs["status"]) == ["diverged"] * 4 + ["ok"] * 2
    assert (partitions.X[:4] == -1).all()
    assert (partitions.X[4:] >= 0).all()
    assert len(caplog.records) == 1
    assert "4 of 6 partitions are of diverged models" in caplog.text


def test_collapsed_profiles_are_reported_once(genes, caplog):
    collapsed = [
        Matrix("codes", (replicate,), lambda: np.full((45, 4), 0.5), point="aa")
        for replicate in (1, 2)
    ]
    with caplog.at_level(logging.WARNING, logger="sdae"):
        partitions = partition(collapsed, 3, CLUSTERERS, genes)
    assert set(partitions.obs["status"]) == {"ok"}
    assert (partitions.X == 0).all()
    assert len(caplog.records) == 1
    assert "4 of 4 partitions have fewer than 3 clusters" in caplog.text


@pytest.mark.parametrize("points", [["", "123e10"], []])
def test_partitions_survive_their_file(tmp_path, genes, points):
    rows = [
        {
            "replicate": 2,
            "fold": 0,
            "point": point,
            "representation": "codes" if point else "pca_first",
            "components": None if point else 7,
            "clusterer": "kmeans",
            "clusters": 3,
            "status": "ok",
            "reason": "",
        }
        for point in points
    ]
    labels = [np.arange(45) % 3 for _ in points]
    path = tmp_path / "partitions.h5ad"
    made = build(rows, labels, genes)
    write(made.copy(), path)
    back = read(path)
    pd.testing.assert_frame_equal(back.obs, made.obs, check_dtype=False)
    np.testing.assert_array_equal(back.X, made.X)
    assert list(back.var_names) == list(genes)


def breaks():
    raise ArithmeticError("no such\nluck")


def test_a_failure_is_a_row_with_its_reason_and_its_neighbours_are_made(profiles, genes, caplog):
    clusterers = {
        "kmeans": CLUSTERERS["kmeans"],
        # More neighbours than genes.
        "wide": {"kind": "spectral", "n_neighbors": 46},
    }
    matrices = [
        Matrix("raw", (1, 2), lambda: profiles),
        Matrix("codes", (1,), breaks, point="aa"),
        Matrix("codes", (2,), lambda: profiles, point="aa"),
    ]
    with caplog.at_level(logging.WARNING, logger="sdae"):
        partitions = partition(matrices, 3, clusterers, genes)
    obs = partitions.obs
    expected = ["ok", "ok", "failed", "failed", "failed", "failed", "ok", "failed"]
    assert list(obs["status"]) == expected
    failed = (obs["status"] == "failed").to_numpy()
    assert (partitions.X[failed] == -1).all()
    assert (obs["found"] == np.where(failed, 0, 3)).all()
    assert obs["reason"].iloc[4] == "ArithmeticError: no such luck"
    assert "n_neighbors" in obs["reason"].iloc[2]
    assert set(obs["reason"][~failed]) == {""}
    assert "1 of 8 partitions failed by kmeans: ArithmeticError" in caplog.text
    assert "3 of 8 partitions failed by wide: InputError" in caplog.text


def test_an_exception_of_one_seed_is_of_one_partition(monkeypatch, profiles, genes):
    entry = KINDS["gaussian_mixture"]

    def fails_with_seed_2(X, clusters, seed, options):
        if seed == 2:
            raise ValueError("ill-defined covariance")
        return entry.cluster(X, clusters, seed, options)

    broken = replace(entry, cluster=fails_with_seed_2)
    monkeypatch.setattr(partitioning, "CLUSTERERS", {"gaussian_mixture": broken})
    mixture = {"mixture": {"kind": "gaussian_mixture"}}
    partitions = partition([Matrix("raw", (1, 2, 3), lambda: profiles)], 3, mixture, genes)
    assert list(partitions.obs["status"]) == ["ok", "failed", "ok"]


def test_impossible_clusterers_are_refused_before_anything_is_made(profiles, genes):
    with pytest.raises(InputError, match="no clusterer 'kmean'"):
        partition([Matrix("raw", (1,), breaks)], 3, {"mine": {"kind": "kmean"}}, genes)


def test_no_partition_depends_on_the_order_or_on_what_else_is_made(profiles, genes):
    clusterers = {name: {"kind": name} for name in KINDS}
    matrices = [
        *baselines("raw", profiles, 2, {}),
        *baselines("pca_random", profiles, 2, {"components": [3], "random_draws": 2}),
        *baselines("ica", profiles, 2, {"components": [2]}),
    ]

    def by_row(partitions):
        rows = partitions.obs[["representation", "replicate", "clusterer"]].itertuples(index=False)
        return dict(zip(map(tuple, rows), map(tuple, partitions.X), strict=True))

    forwards = by_row(partition(matrices, 3, clusterers, genes))
    backwards = partition(matrices[::-1], 3, dict(reversed(clusterers.items())), genes)
    assert by_row(backwards) == forwards
    alone = by_row(partition(matrices[:1], 3, {"spectral": {"kind": "spectral"}}, genes))
    assert alone.items() <= forwards.items()


def test_profiles_that_differ_by_rounding_are_reported(genes, caplog):
    # Two conditions, standardised: but for rounding there are two profiles.
    sign = np.where(np.arange(45) % 3, 1.0, -1.0)
    X = np.stack([sign, -sign], axis=1) * (1 + 1e-7 * np.random.default_rng(0).random((45, 2)))
    with caplog.at_level(logging.WARNING, logger="sdae"):
        partitions = partition([Matrix("raw", (1, 2), lambda: X)], 3, CLUSTERERS, genes)
    assert list(partitions.obs["found"]) == [2] * 4
    assert "4 of 4 partitions have fewer than 3 clusters" in caplog.text


def test_a_clusterer_that_finds_its_number_may_find_fewer_or_none(profiles, genes, caplog):
    dense = {"dense": {"kind": "hdbscan"}, "crowds": {"kind": "hdbscan", "min_cluster_size": 40}}
    with caplog.at_level(logging.WARNING, logger="sdae"):
        partitions = partition([Matrix("raw", (1,), lambda: profiles)], 7, dense, genes)
    assert list(partitions.obs["found"]) == [3, 0]
    assert list(partitions.obs["clusters"]) == [7, 7]
    assert set(partitions.obs["status"]) == {"ok"}
    assert "fewer than" not in caplog.text
    assert "1 of 2 partitions have no gene in any cluster: crowds" in caplog.text
