"""The panel: exact where groups are well apart, unsure where they overlap."""

import numpy as np
import pytest
from planted import groups, standardised, without_groups
from sdae.choice.number import CRITERIA, ambiguity, number_of_clusters
from sdae.choice.reference import Reference


def ask(X, **options):
    return number_of_clusters(X, Reference(X, standardised=True), references=5, **options)


@pytest.mark.parametrize("sizes", [(40, 30), (20, 15, 15, 12, 18)])
def test_groups_well_apart_are_counted(sizes):
    X, _ = groups(sizes, apart=8, conditions=20, seed=3)
    found = ask(X, between=(2, 7))
    assert found.number == len(sizes)
    assert not found.unsure
    assert set(found.votes) == set(CRITERIA)


def test_where_there_are_no_groups_the_number_is_unsure():
    X = standardised(without_groups("time course", genes=80))
    found = ask(X, between=(2, 6))
    assert found.unsure
    assert found.low <= found.number <= found.high


def test_curves_cover_the_range_that_the_genes_allow():
    X, _ = groups((20, 15, 10))
    assert ask(X, between=(2, 5)).curves["clusters"].tolist() == [2, 3, 4, 5]
    assert ask(X[::10], between=(2, 12)).curves["clusters"].tolist() == [2, 3]


def test_the_same_seed_gives_the_same_answer():
    X, _ = groups((20, 15, 10), apart=2)
    first, second = (ask(X, between=(2, 4)) for _ in range(2))
    assert first.votes == second.votes
    np.testing.assert_array_equal(first.curves, second.curves)


def test_nothing_is_ambiguous_about_groups_well_apart():
    X, _ = groups(apart=10, conditions=20)
    pac = ambiguity(X, [2, 3, 6], np.random.default_rng(0), resamples=30)
    assert pac[1] < 0.01 < pac[2]
