"""Partitions held against groups: by chance nothing is seen, a code that sees them is."""

import numpy as np
import pandas as pd
import pytest
from sdae.partitions.compared import index_of, of_clusters, of_controls, of_scores
from sdae.partitions.make import partition
from sdae.partitions.scores import score
from sdae.representations import Matrix
from sdae.statistics.comparisons import assembled, of_representations
from sdae.statistics.measured import by_replicate

CLUSTERERS = {"kmeans": {"kind": "kmeans", "n_init": 1}}
RANDOM = np.random.default_rng(1)
GROUPS = np.arange(160) % 4
GENES = pd.Index([f"g{number}" for number in range(160)])
# Shells of growing radius: no centre, no direction tells them apart.
SHELLS = RANDOM.normal(size=(160, 8))
SHELLS *= (1 + GROUPS + 0.1 * RANDOM.normal(size=160))[:, None] / np.linalg.norm(
    SHELLS, axis=1, keepdims=True
)


@pytest.fixture(scope="module")
def made():
    """Raw profiles, and a non-linear code of them with some noise, by four replicates."""
    matrices = [Matrix("raw", (1, 2, 3, 4), lambda: SHELLS)]
    for replicate in (1, 2, 3, 4):
        code = np.linalg.norm(SHELLS, axis=1, keepdims=True) + 0.05 * RANDOM.normal(size=(160, 1))
        matrices.append(Matrix("codes", (replicate,), lambda code=code: code, point="one"))
    return partition(matrices, 4, CLUSTERERS, GENES)


def compared(made, groups):
    labels = pd.Series(groups.astype(str), index=GENES)
    rows = made.obs.join(score(made, labels, SHELLS, ["ari"])).reset_index(drop=True)
    rows = rows.assign(layers=None, components=pd.array([pd.NA] * len(rows), "Int64"))
    values = of_scores(rows, [made], labels, "ari")
    return assembled("one", "ari", [*of_representations(*by_replicate(rows, values), ["codes"])])


def test_what_only_a_non_linear_code_sees_is_found(made):
    table = compared(made, GROUPS)
    assert table["significant"].all()
    assert (table["difference"] > 0.5).all()


def test_of_permuted_labels_nothing_is_called_significant(made):
    random = np.random.default_rng(2)
    wrong = [compared(made, random.permutation(GROUPS))["significant"].any() for _ in range(25)]
    assert np.mean(wrong) <= 0.1


def test_the_index_is_the_first_that_the_data_allow():
    labels = pd.Series(["a", None])
    assert index_of(["silhouette", "nmi", "ari"], labels) == "nmi"
    assert index_of(["ari", "silhouette"], None) == "silhouette"
    assert index_of(["ari", "silhouette"], pd.Series([None, None], dtype=object)) == "silhouette"


def test_without_labels_and_any_index_for_that_nothing_has_a_value(made):
    assert index_of(["ari"], None) == "ari"
    rows = made.obs.assign(ari=np.nan)
    assert np.isnan(of_scores(rows, [made], None, "ari")).all()


def test_controls_and_final_clusters_have_the_same_index(made):
    labels = pd.Series(GROUPS.astype(str), index=GENES)
    held = made.copy()
    held.obs["control"] = "raw restarts"
    rows, values = of_controls(held, labels, SHELLS, "ari")
    assert list(rows["control"].unique()) == ["raw restarts"]
    genes = pd.DataFrame({"cluster": GROUPS + 1, "codes_kmeans": np.asarray(made.X)[-1] + 1})
    found = of_clusters(genes, [("codes", "kmeans"), ("raw", "kmeans")], labels, "ari")
    assert set(found) == {("codes", "kmeans"), ("choice", "")}
    assert found["codes", "kmeans"] == pytest.approx(values[-1])
    assert found["choice", ""] == pytest.approx(np.ones(41))
