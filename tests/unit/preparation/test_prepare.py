"""Preparation: each step against its definition, what is refused, what is recorded."""

from pathlib import Path

import anndata
import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sdae.errors import InputError
from sdae.preparation import number_of_clusters, prepare, scaling
from sdae.preparation.impute import impute_knn
from sdae.tables import Table, read_table
from sklearn.cluster import KMeans, SpectralClustering
from sklearn.metrics import adjusted_rand_score

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = yaml.safe_load((ROOT / "config/schemas/datasets.schema.yaml").read_text())
DEFAULTS = {
    name: SCHEMA["properties"][name]["default"]
    for name in ("max_missing", "log", "impute", "standardise", "scale")
}


def a_table(values, labels="abab", genes=None) -> Table:
    values = np.asarray(values, dtype=float)
    return Table(
        genes or [f"g{number}" for number in range(len(values))],
        [f"c{number}" for number in range(values.shape[1])],
        values,
        labels and [labels[number % len(labels)] for number in range(len(values))],
        "table.tsv",
    )


def prepared(table, **settings):
    return prepare(table, **{**DEFAULTS, **settings})


def refusal(table, **settings) -> str:
    with pytest.raises(InputError) as caught:
        prepared(table, **settings)
    assert all("table.tsv" in problem for problem in caught.value.problems)
    return str(caught.value)


@pytest.fixture
def profiles():
    return np.random.default_rng(1).gamma(2.0, size=(30, 6))


def test_the_default_is_a_z_score_and_one_scale_for_the_matrix(profiles):
    data = prepared(a_table(profiles))
    z = (profiles - profiles.mean(1, keepdims=True)) / profiles.std(1, ddof=1, keepdims=True)
    np.testing.assert_allclose(data.layers["standardised"], z)
    np.testing.assert_allclose(data.X, (z - z.min()) / (z.max() - z.min()), atol=1e-7)
    assert data.X.dtype == np.float32
    assert (data.X.min(), data.X.max()) == (0, 1)
    np.testing.assert_array_equal(data.layers["input"], profiles)
    np.testing.assert_allclose(data.obs["mean"], profiles.mean(1))
    np.testing.assert_allclose(data.obs["sd"], profiles.std(1, ddof=1))


@pytest.mark.parametrize("scale", ["matrix", "gene", "none"])
@pytest.mark.parametrize("standardise", [True, False])
@pytest.mark.parametrize("log", ["none", "log2", "log10", "ln", "log1p", "log2p1"])
def test_the_recorded_numbers_undo_every_step(profiles, scale, standardise, log):
    data = prepared(a_table(profiles), scale=scale, standardise=standardise, log=log)
    low, high, mean, sd = (
        data.obs[name].to_numpy()[:, None] for name in ("minimum", "maximum", "mean", "sd")
    )
    undone = data.X.astype(float) * (high - low) + low
    np.testing.assert_allclose(undone, data.layers["standardised"], atol=1e-5)
    if data.uns["prepare"]["standardise"]:
        undone = undone * sd + mean
    inverse = {"none": lambda x: x, "log2": np.exp2, "log10": lambda x: 10.0**x, "ln": np.exp}
    inverse |= {"log1p": np.expm1, "log2p1": lambda x: np.exp2(x) - 1}
    np.testing.assert_allclose(inverse[log](undone), profiles, rtol=1e-4, atol=1e-5)


def test_one_scale_for_each_gene(profiles):
    data = prepared(a_table(profiles), scale="gene")
    np.testing.assert_array_equal(data.X.min(1), 0)
    np.testing.assert_array_equal(data.X.max(1), 1)


@given(arrays(float, (5, 4), elements=st.floats(-1e6, 1e6)), st.sampled_from(["matrix", "gene"]))
def test_scaled_values_stay_within_0_and_1(values, scale):
    low, high = scaling.bounds(values, scale)
    if (high - low > 1e-9).all():
        scaled = scaling.scaled(values, low, high)
        assert (scaled.min(), scaled.max()) == (0, 1)


def test_missing_values_are_the_mean_of_the_most_similar_genes():
    near = np.arange(40.0).reshape(10, 4) / 1e3
    far = near + 100
    values = np.vstack([[[0, 0, 0, np.nan]], near, far])
    filled = impute_knn(values)
    assert filled[0, 3] == pytest.approx(near[:, 3].mean())
    np.testing.assert_array_equal(filled[1:], values[1:])


def test_genes_and_conditions_without_enough_values_are_left_out_and_named(profiles, caplog):
    profiles[3, :4] = np.nan
    profiles[4, :3] = np.nan
    profiles[5, :] = np.nan
    profiles[[row for row in range(30) if row not in (3, 5)], 5] = np.nan
    with caplog.at_level("WARNING", "sdae"):
        data = prepared(a_table(profiles), max_missing=0.5)
    # Gene 4 has 3 of 6 missing before, and 4 of 6 with the last condition.
    record = data.uns["prepare"]
    assert list(record["dropped_for_missing_values"]) == ["g3", "g4", "g5"]
    assert list(record["dropped_conditions"]) == ["c5"]
    assert data.shape == (27, 5)
    assert "g3, g4, g5" in caplog.text
    assert "c5" in caplog.text


def test_a_gene_without_any_value_is_never_kept(profiles):
    profiles[7] = np.nan
    profiles[8, 1:] = np.nan
    record = prepared(a_table(profiles), max_missing=1).uns["prepare"]
    assert list(record["dropped_for_missing_values"]) == ["g7"]
    # A single value has no spread to divide by.
    assert list(record["dropped_for_constant_profile"]) == ["g8"]


def test_constant_genes_are_left_out_only_where_they_would_be_divided_by_nothing(profiles):
    profiles[2] = 0.1
    dropped = prepared(a_table(profiles)).uns["prepare"]["dropped_for_constant_profile"]
    assert list(dropped) == ["g2"]
    data = prepared(a_table(profiles), standardise=False, scale="gene")
    assert "g2" not in data.obs_names
    data = prepared(a_table(profiles), standardise=False)
    assert "g2" in data.obs_names
    assert np.isfinite(data.X).all()


def test_rows_are_the_unit_not_ids(profiles, caplog):
    table = a_table(profiles, genes=["a", "b", "a", *map(str, range(27))])
    with caplog.at_level("WARNING", "sdae"):
        data = prepared(table)
    assert data.n_obs == 30
    assert data.obs_names.is_unique
    assert list(data.obs["gene"]) == table.genes
    assert list(data.uns["prepare"]["repeated_ids"]) == ["a"]
    assert "a" in caplog.text


def test_clusters_are_counted_from_labels_or_given(profiles):
    table = a_table(profiles, labels=["x", "y/z", None, "x"])
    assert number_of_clusters(table.labels, None, 30) == 2
    assert number_of_clusters(table.labels, 7, 30) == 7
    assert number_of_clusters(None, 3, 30) == 3


def test_a_label_that_only_left_out_genes_had_is_no_cluster(profiles):
    profiles[0] = np.nan
    table = a_table(profiles, labels=["rare", *"ab" * 15])
    kept = prepared(table).obs["label"].astype(object)
    assert number_of_clusters(kept, None, len(kept)) == 2


def test_what_is_refused(profiles):
    with pytest.raises(InputError, match=r"found 3 genes \(after those left out\) for 4"):
        number_of_clusters(None, 4, 3)
    with pytest.raises(InputError, match="expected 'label_column', or a number as 'clusters'"):
        number_of_clusters(None, None, 3)
    with pytest.raises(InputError, match=r"found 1 kind of label \['a'\]"):
        number_of_clusters(["a", "a", None], None, 3)
    assert "found 1 condition" in refusal(a_table(profiles[:, :1]))
    assert "the same value, 2, throughout" in refusal(
        a_table(np.full((5, 3), 2.0)), standardise=False
    )
    assert "the same value throughout in every gene" in refusal(a_table(np.full((5, 3), 2.0)))
    assert "missing in every gene" in refusal(a_table(np.full((5, 3), np.nan)))


def test_logarithms_of_what_has_none(profiles):
    profiles[4, 1], profiles[9, 2] = 0, -3
    message = refusal(a_table(profiles), log="log2")
    assert "gene 'g4', condition 'c1': found 0" in message
    assert "gene 'g9', condition 'c2': found -3" in message
    assert "2 such values in 2 genes" in message


def test_missing_values_that_are_not_to_be_filled_in(profiles):
    profiles[4, 1] = np.nan
    assert "found 1 missing values in 1 genes, the first of gene 'g4', condition 'c1'" in refusal(
        a_table(profiles), impute="none"
    )
    assert prepared(a_table(profiles), impute="none", max_missing=0).n_obs == 29


def test_everything_comes_back_from_the_file(profiles, tmp_path):
    profiles[0, 0] = np.nan
    data = prepared(a_table(profiles, labels=["M/G1", None, "S"], genes=["a/"] * 2 + ["b"] * 28))
    data.write_h5ad(tmp_path / "prepared.h5ad")
    back = anndata.read_h5ad(tmp_path / "prepared.h5ad")
    np.testing.assert_array_equal(back.X, data.X)
    for layer in ("input", "standardised"):
        np.testing.assert_array_equal(back.layers[layer], data.layers[layer])
    assert list(back.obs["gene"]) == list(data.obs["gene"])
    assert back.obs["label"].isna().sum() == data.obs["label"].isna().sum() == 10
    assert list(back.var_names) == [f"c{number}" for number in range(6)]
    record, written = back.uns["prepare"], data.uns["prepare"]
    assert set(record) == set(written)
    for name, value in written.items():
        np.testing.assert_array_equal(record[name], value, err_msg=name)
    assert record["imputed_values"] == 1
    assert list(record["labels"]) == ["M/G1", "S"]
    assert record["genes_without_label"] == 10


BASELINES = {
    # Reference scores (scikit-learn, true number of clusters): k-means, spectral on the graph of
    # 10 neighbours, spectral rbf.
    "yeung_cellcycle_384/norm_cellcycle_384_17.txt": (
        "Main Gp", True, (0.465, 0.505), (0.455, 0.475), (0.45, 0.47)),
    "yeung_cellcycle_237/normcho_237_4class.txt": (
        "class", True, (0.495, 0.515), (0.18, 0.22), (0.47, 0.50)),
    "yeung_cellcycle_237/logcho_237_4class.txt": (
        "class", False, (0.31, 0.33), (0.12, 0.155), (0.285, 0.305)),
}  # fmt: skip


@pytest.mark.parametrize("name", BASELINES)
def test_the_matrix_scores_as_in_the_literature(shared_data, name):
    label_column, standardise, *expected = BASELINES[name]
    data = prepared(read_table(shared_data(name), label_column), standardise=standardise)
    clusters = data.obs["label"].nunique()
    gamma = 1 / (data.n_vars * data.X.var())
    clusterers = (
        lambda seed: KMeans(clusters, n_init=50, random_state=seed),
        lambda seed: SpectralClustering(
            clusters, affinity="nearest_neighbors", n_neighbors=10, random_state=seed
        ),
        lambda seed: SpectralClustering(clusters, gamma=gamma, random_state=seed),
    )
    for make, (low, high) in zip(clusterers, expected, strict=True):
        scores = [
            adjusted_rand_score(data.obs["label"], make(seed).fit_predict(data.X))
            for seed in range(3)
        ]
        assert low <= np.mean(scores) <= high


def test_what_looks_like_counts_is_said_unless_it_is_dealt_with(caplog):
    counts = a_table([[0, 7, 90], [3, 40, 8], [500, 6, 1], [2, 2, 77]])
    with caplog.at_level("WARNING", "sdae"):
        prepared(counts, log="log2p1")
        prepared(counts, normalise="cpm")
        prepared(a_table(counts.values + 0.5))
    assert "counts" not in caplog.text
    with caplog.at_level("WARNING", "sdae"):
        prepared(counts)
    assert "look like counts, being whole numbers from 0 to 500" in caplog.text


def test_how_many_genes_scores_stand_on_is_said(profiles, caplog):
    with caplog.at_level("WARNING", "sdae"):
        prepared(a_table(profiles, labels=["x", "y"]))
        assert "known group" not in caplog.text
        prepared(a_table(profiles, labels=["x", None, None]))
    genes = len(profiles)
    assert f"table.tsv: {-(-genes // 3)} of {genes} genes have a known group" in caplog.text


def test_a_gene_that_takes_up_the_whole_scale_is_named(profiles, caplog):
    values = np.array(profiles, dtype=float)
    values[1, 2] = 1e9
    with caplog.at_level("WARNING", "sdae"):
        prepared(a_table(values))
        assert "on the scale" not in caplog.text
        prepared(a_table(values), standardise=False)
    assert "on the scale that all genes share, gene 'g1' spans 1 and most" in caplog.text
