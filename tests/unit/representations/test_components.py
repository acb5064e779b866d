"""Principal components, and which of them are there."""

import logging

import numpy as np
import pytest
from sdae.representations.components import (
    explained_variance,
    numbers_of_components,
    principal_components,
)


@pytest.fixture
def profiles():
    rng = np.random.default_rng(0)
    return (rng.normal(size=(60, 7)) @ rng.normal(size=(7, 7)) + 3).astype(np.float32)


def test_all_components_are_a_rotation_of_the_centred_profiles(profiles):
    scores = principal_components(profiles)
    centred = profiles - profiles.mean(axis=0, dtype=float)
    assert scores.shape == (60, 7)
    np.testing.assert_allclose(scores @ scores.T, centred @ centred.T, atol=1e-5)


def test_components_are_those_of_the_singular_value_decomposition(profiles):
    centred = profiles.astype(float) - profiles.mean(axis=0, dtype=float)
    left, values, _ = np.linalg.svd(centred, full_matrices=False)
    scores = principal_components(profiles)
    np.testing.assert_allclose(np.abs(scores), np.abs(left * values), atol=1e-8)


def test_fewer_genes_than_conditions():
    # Five profiles, once they are centred, span four dimensions.
    assert principal_components(np.random.default_rng(0).normal(size=(5, 20))).shape == (5, 4)


@pytest.mark.parametrize("offset", [0, 50])
@pytest.mark.parametrize(("genes", "conditions"), [(40, 6), (800, 73), (3000, 17)])
def test_a_component_of_rounding_is_none(genes, conditions, offset):
    # Standardised by gene, the conditions of a gene sum to 0, but for single precision.
    X = np.random.default_rng(0).normal(size=(genes, conditions))
    X -= X.mean(axis=1, keepdims=True)
    X /= X.std(axis=1, keepdims=True)
    X = ((X - X.min()) / (X.max() - X.min()) + offset).astype(np.float32)
    assert principal_components(X).shape == (genes, conditions - 1)


def test_a_small_component_is_kept(profiles):
    small = np.random.default_rng(1).normal(size=(60, 1)) * 1e-4 * profiles.std()
    assert principal_components(np.hstack([profiles, small.astype("f4")])).shape == (60, 8)


def test_equal_profiles_have_no_components(caplog):
    same = np.full((30, 4), 0.3, np.float32)
    assert principal_components(same).shape == (30, 0)
    assert explained_variance(same).tolist() == [0, 0, 0, 0]
    with caplog.at_level(logging.WARNING, logger="sdae"):
        assert numbers_of_components("all", 0) == []
    assert "0 components" in caplog.text


def test_numbers_of_components(caplog):
    with caplog.at_level(logging.WARNING, logger="sdae"):
        assert numbers_of_components("all", 4) == [1, 2, 3, 4]
        assert numbers_of_components([5, 2, 2], 5) == [2, 5]
    assert not caplog.records


def test_numbers_above_those_there_are_are_named(caplog):
    with caplog.at_level(logging.WARNING, logger="sdae"):
        assert numbers_of_components([50, 2, 100], 8) == [2]
    assert "'pca.components': found 50, 100" in caplog.text
    assert "8 components" in caplog.text
