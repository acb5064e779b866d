"""From representations to partitions, and there and back through a file."""

import logging

import h5py
import numpy as np
import pandas as pd
import pytest
from sdae.cluster import cluster
from sdae.partitions import build, partition, read, write
from sdae.representations import Representation, baselines, trained
from sdae.store import add_model
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


def table(representations):
    return [(each.name, each.components, each.replicates) for each in representations]


def test_baselines(profiles):
    (raw,) = baselines("raw", profiles, 3, "all", 2)
    assert (raw.replicates, raw.components, raw.point) == ((1, 2, 3), None, "")
    np.testing.assert_array_equal(raw.load(), profiles)

    leading = baselines("pca_first", profiles, 3, [2, 5, 9], 2)
    assert table(leading) == [("pca_first", 2, (1, 2, 3)), ("pca_first", 5, (1, 2, 3))]
    assert [each.load().shape for each in leading] == [(45, 2), (45, 5)]

    random = baselines("pca_random", profiles, 3, [2, 5], 2)
    assert table(random) == [("pca_random", k, (draw,)) for k in (2, 5) for draw in (1, 2)]
    assert [each.load().shape for each in random] == [(45, 2), (45, 2), (45, 5), (45, 5)]


def test_trained_models_come_in_order_with_the_diverged_among_them(tmp_path):
    with h5py.File(tmp_path / "chunk.h5", "w") as file:
        for number, (point, replicate) in enumerate([("b", 10), ("b", 2), ("a", 1)]):
            matrix = np.full((4, 2), number, np.float32)
            add_model(file, point, replicate, {"codes": matrix, "regenerated": matrix})
        add_model(file, "b", 3, {}, diverged=True)
        models = trained(file, ["codes"])
        runs = [(model.point, model.replicates) for model in models]
        assert runs == [("a", (1,)), ("b", (2,)), ("b", (3,)), ("b", (10,))]
        first_values = [None if (X := model.load()) is None else X[0, 0] for model in models]
        assert first_values == [2, 1, None, 0]
        assert len(trained(file, ["regenerated", "codes"])) == 8


def test_every_clusterer_partitions_every_representation(profiles, genes):
    representations = [
        *baselines("raw", profiles, 2, "all", 1),
        *baselines("pca_first", profiles, 1, [2], 1),
    ]
    partitions = partition(representations, 3, CLUSTERERS, genes)
    assert partitions.X.dtype == np.int32
    assert list(partitions.var_names) == list(genes)
    obs = partitions.obs
    assert list(obs["clusterer"]) == ["kmeans", "kmeans", "graph", "graph", "kmeans", "graph"]
    assert list(obs["replicate"]) == [1, 2, 1, 2, 1, 1]
    assert list(obs["representation"]) == ["raw"] * 4 + ["pca_first"] * 2
    assert set(obs["clusters"]) == {3}
    np.testing.assert_array_equal(partitions.X[1], cluster(profiles, 3, CLUSTERERS["kmeans"], 2))
    for labels in partitions.X:
        assert adjusted_rand_score(np.arange(45) % 3, labels) > 0.9


def test_diverged_and_not_finite_models_are_marked(profiles, genes, caplog):
    broken = profiles.copy()
    broken[3, 2] = np.inf
    representations = [
        Representation("codes", (1,), lambda: None, point="aa"),
        Representation("codes", (2,), lambda: broken, point="aa"),
        Representation("codes", (3,), lambda: profiles, point="aa"),
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
        Representation("codes", (replicate,), lambda: np.full((45, 4), 0.5), point="aa")
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
            "point": point,
            "representation": "codes" if point else "pca_first",
            "components": None if point else 7,
            "clusterer": "kmeans",
            "clusters": 3,
            "status": "ok",
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
