"""Principal components and random draws of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdae.pca import drawn, first, numbers_of_components, principal_components


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
    assert principal_components(np.random.default_rng(0).normal(size=(5, 20))).shape == (5, 5)


def test_first_components_are_the_leading_columns(profiles):
    scores = principal_components(profiles)
    np.testing.assert_array_equal(first(scores, 3), scores[:, :3])


@given(available=st.integers(1, 30), draw=st.integers(0, 1000), data=st.data())
def test_a_draw_takes_different_components_and_only_gains_more(available, draw, data):
    k = data.draw(st.integers(1, available))
    columns = drawn(np.arange(available)[None, :], k, draw)[0]
    assert len(set(columns)) == k
    longer = drawn(np.arange(available)[None, :], available, draw)[0]
    np.testing.assert_array_equal(longer[:k], columns)
    assert sorted(longer) == list(range(available))


def test_draws_differ_and_each_component_is_as_likely():
    columns = np.stack([drawn(np.arange(10)[None, :], 3, draw)[0] for draw in range(2000)])
    share = np.bincount(columns.ravel(), minlength=10) / len(columns)
    # Standard error of a share of 0.3 in 2,000 draws is 0.01.
    np.testing.assert_allclose(share, 0.3, atol=0.05)


def test_numbers_of_components():
    assert numbers_of_components("all", 4) == [1, 2, 3, 4]
    assert numbers_of_components([8, 2, 2, 5], 5) == [2, 5]
