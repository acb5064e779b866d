"""What preparation leaves out, normalises, refuses and says, on tables made for it."""

import numpy as np
import pytest
from sdae.errors import InputError
from sdae.preparation import in_input_units, prepare
from sdae.tables import Table

SETTINGS = {"max_missing": 0.5, "log": "none", "impute": "knn", "standardise": True,
            "scale": "matrix"}  # fmt: skip


def a_table(values) -> Table:
    values = np.asarray(values, dtype=float)
    genes = [f"g{row}" for row in range(len(values))]
    return Table(genes, [f"c{c}" for c in range(values.shape[1])], values, None, "table.tsv")


def prepared(values, **settings):
    return prepare(a_table(values), **{**SETTINGS, **settings})


def refusal(values, **settings) -> str:
    with pytest.raises(InputError) as caught:
        prepared(values, **settings)
    return str(caught.value)


@pytest.fixture
def counts():
    rng = np.random.default_rng(3)
    return rng.poisson(rng.gamma(1.0, 60, size=(40, 1)) * rng.uniform(0.5, 2, 6)).astype(float)


@pytest.mark.parametrize("log", ["none", "log1p", "log2p1"])
@pytest.mark.parametrize("standardise", [True, False])
def test_counts_per_million_are_undone(counts, log, standardise):
    data = prepared(counts, normalise="cpm", log=log, standardise=standardise)
    kept = [int(gene[1:]) for gene in data.obs["gene"]]
    undone = in_input_units(data, data.X.astype(float))
    np.testing.assert_allclose(undone, counts[kept], rtol=1e-3, atol=1e-2)
    np.testing.assert_array_equal(data.var["library_size"], counts.sum(axis=0))


def test_library_sizes_are_those_of_all_genes(counts):
    data = prepared(counts, normalise="cpm", log="log2p1", top_variable=5, standardise=False,
                    scale="none")  # fmt: skip
    kept = [int(gene[1:]) for gene in data.obs["gene"]]
    expected = np.log2(counts / counts.sum(axis=0) * 1e6 + 1)
    np.testing.assert_allclose(data.X, expected[kept], rtol=1e-6)
    assert set(kept) == set(np.argsort(-expected.var(axis=1))[:5])


def test_genes_of_a_low_mean_are_left_out(counts):
    data = prepared(counts, min_mean=30)
    assert list(data.obs["gene"]) == [f"g{r}" for r in np.flatnonzero(counts.mean(axis=1) >= 30)]
    assert data.uns["prepare"]["dropped_for_low_mean"] == (counts.mean(axis=1) < 30).sum()
    assert "lower 'min_mean'" in refusal(counts, min_mean=1e9)


def test_what_is_constant_but_for_rounding_is_constant(counts):
    counts[0] = [0.3, 0.1 + 0.2, 0.3, 0.3, 0.3, 0.1 + 0.2]
    counts[1] = [1e9, 1e9 * (1 + 1e-15), 1e9, 1e9, 1e9, 1e9]
    assert list(prepared(counts).uns["prepare"]["dropped_for_constant_profile"]) == ["g0", "g1"]


def test_a_condition_that_only_constant_genes_have_is_left_out(counts, caplog):
    counts[:2], counts[2:, 5] = 5.0, np.nan
    data = prepared(counts)
    assert list(data.uns["prepare"]["dropped_conditions"]) == ["c5"]
    assert data.shape == (38, 5)
    assert "c5" in caplog.text


def test_a_condition_of_one_measured_gene_is_left_out(counts):
    counts[1:, 3] = np.nan
    assert list(prepared(counts).uns["prepare"]["dropped_conditions"]) == ["c3"]


def test_a_condition_of_few_measured_genes_is_said(counts, caplog):
    counts[5:, 3] = np.nan
    assert prepared(counts).n_vars == 6
    assert "only a few genes have a value" in caplog.text


def test_all_genes_constant_is_said():
    assert "the same value throughout in every gene" in refusal(np.ones((5, 4)))


def test_genes_of_one_profile_are_said(caplog):
    prepared(np.tile([1.0, 5.0, 2.0, 3.0], (6, 1)))
    assert "all 6 genes have the same profile" in caplog.text


def test_of_two_conditions_there_are_two_profiles(caplog):
    values = np.random.default_rng(1).normal(8, 1, size=(50, 2))
    assert len(np.unique(prepared(values).X, axis=0)) == 2
    assert "of two conditions" in caplog.text


@pytest.mark.parametrize("value", [1.7e308, -1e200, 9.96921e36, 1e39])
def test_values_whose_square_overflows_are_refused_by_place(counts, value):
    counts[4, 2] = value
    message = refusal(counts, standardise=False, scale="none")
    assert f"gene 'g4', condition 'c2': found {value:g}" in message


@pytest.mark.parametrize("size", [1e-200, 1e-320])
def test_values_whose_variance_underflows_are_refused_by_gene(counts, size):
    counts[4] = np.arange(6) * size
    assert "gene 'g4': found values that differ by only" in refusal(counts)


def test_counts_that_are_none():
    values = np.ones((4, 3))
    values[1, 2] = -1
    assert "gene 'g1', condition 'c2': found -1; expected counts" in refusal(
        values, normalise="cpm"
    )
    values = np.ones((4, 3))
    values[:, 1] = 0
    assert "condition 'c1': found no counts at all" in refusal(values, normalise="cpm")


def test_zeros_have_a_logarithm_of_one_more(counts):
    counts[3, 1] = 0
    message = refusal(counts, log="log2")
    assert "gene 'g3', condition 'c1': found 0" in message
    assert "make it log2p1 or log1p, which take zeros" in message
    counts[3, 1] = -2
    assert "expected a number above -1" in refusal(counts, log="log2p1")


def test_what_varies_no_more_once_its_logarithm_is_taken(counts):
    counts[7] = [1, 1 + 1e-11, 1, 1, 1, 1]
    counts[8] = [1e-17, 2e-17, 3e-17, 1e-17, 1e-17, 1e-17]
    dropped = prepared(counts, log="log2p1").uns["prepare"]["dropped_for_constant_profile"]
    assert "g8" in dropped


def test_an_unknown_scale_is_an_error(counts):
    with pytest.raises(ValueError, match="no scale"):
        prepared(counts, scale="rows")
