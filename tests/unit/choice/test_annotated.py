"""What other tools read: plain arrays, categories with colours, the numbers of all tables."""

import anndata as ad
import h5py
import numpy as np
import pandas as pd
import pytest
from planted import groups
from sdae.choice.annotated import annotated, embedding
from sdae.representations.pooled import mean_of

COLOURS = ["#111111", "#222222", "#333333"]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A file of 150 genes, some of them unassigned, one named NA, some values missing."""
    X, labels = groups()
    names = pd.Index([f"g{i}" for i in range(149)] + ["NA"], dtype=object)
    conditions = pd.Index([f"c{i}" for i in range(12)], dtype=object)
    raw = X.copy()
    raw[0, 0] = np.nan
    prepared = ad.AnnData(
        X.astype(np.float32),
        obs=pd.DataFrame(index=names),
        var=pd.DataFrame(index=conditions),
        layers={"input": raw, "standardised": X},
        uns={"prepare": {"log": "none"}},
    )
    cluster = pd.array(labels + 1, dtype="Int64")
    cluster[3] = pd.NA
    clusters = pd.DataFrame(
        {
            "gene": names,
            "label": np.where(labels == 0, "x", None),
            "cluster": cluster,
            "stability": np.linspace(-1, 1, 150),
            "silhouette": np.linspace(0, 1, 150),
            "second_cluster": pd.array((labels + 1) % 3 + 1, dtype="Int64"),
        }
    )
    path = tmp_path_factory.mktemp("annotated") / "yeast.h5ad"
    about = {"number": 3, "taken": ["raw by kmeans"], "structure_p": 0.01}
    annotated(prepared, clusters, about, COLOURS, {"regenerated": X / 2}, X[:, :4]).write_h5ad(path)
    return path, X, labels


def test_it_has_what_the_tables_have_and_what_tools_draw(written):
    path, X, labels = written
    found = ad.read_h5ad(path)
    assert found.obs["cluster"].cat.categories.tolist() == ["1", "2", "3"]
    assert found.obs["cluster"].isna().sum() == 1
    assert found.obs["cluster"].iloc[60] == str(labels[60] + 1)
    assert found.obs["gene"].iloc[-1] == "NA"
    assert list(found.uns["cluster_colors"]) == COLOURS
    assert set(found.obsm) == {"X_pca", "X_tsne", "X_codes"}
    assert set(found.layers) == {"raw", "standardised", "regenerated"}
    assert np.isnan(found.layers["raw"]).sum() == 1
    np.testing.assert_allclose(found.layers["regenerated"], X / 2, rtol=1e-6)
    assert found.uns["choice"]["taken"].tolist() == ["raw by kmeans"]


def test_no_part_of_the_file_is_of_a_kind_that_other_languages_do_not_know(written):
    kinds = set()
    with h5py.File(written[0]) as file:
        file.visititems(lambda name, item: kinds.add(item.attrs.get("encoding-type")))
    assert kinds <= {
        "anndata", "array", "categorical", "dataframe", "dict", "numeric-scalar", "string",
        "string-array", None,
    }  # fmt: skip


def test_groups_lie_apart_in_the_plane(written):
    path, _, labels = written
    plane = ad.read_h5ad(path).obsm["X_tsne"]
    near = np.argsort(((plane[:, None] - plane) ** 2).sum(axis=2), axis=1)[:, 1:6]
    assert (labels[near] == labels[:, None]).mean() > 0.9


@pytest.mark.parametrize("shape", [(2, 3), (30, 1), (5, 4)])
def test_few_genes_or_components_are_laid_out_too(shape):
    plane = embedding(np.random.default_rng(0).standard_normal(shape))
    assert plane.shape == (shape[0], 2)
    assert np.isfinite(plane).all()


def test_a_mean_is_taken_one_by_one():
    assert mean_of([]) is None
    np.testing.assert_array_equal(mean_of([np.zeros((2, 2)), np.full((2, 2), 3)]), 1.5)
