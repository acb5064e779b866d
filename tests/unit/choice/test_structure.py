"""The test for structure: sees groups, and none where there are none."""

import numpy as np
import pytest
from planted import groups, standardised, without_groups
from sdae.choice.reference import Reference
from sdae.choice.silhouettes import mean_silhouettes
from sdae.choice.structure import structure
from sklearn.metrics import silhouette_score


def test_groups_are_seen_and_their_number():
    X, _ = groups((30, 25, 20), apart=6)
    found = structure(X, Reference(X, standardised=True), references=19)
    assert found.p == pytest.approx(1 / 20)
    assert found.is_shown
    assert found.number == 3
    assert found.silhouettes[1] > found.reference_mean[1] + 3 * found.reference_sd[1]


@pytest.mark.parametrize("kind", ["independent", "time course", "few directions"])
@pytest.mark.parametrize("prepared", ["as drawn", "standardised", "standardised before"])
def test_no_groups_are_seen_where_there_are_none(kind, prepared):
    p = []
    for seed in range(4):
        X = without_groups(kind, genes=60, conditions=8, seed=seed)
        X = X if prepared == "as drawn" else standardised(X)
        reference = Reference(X, standardised=prepared != "as drawn")
        p.append(structure(X, reference, references=19, numbers=(2, 4)).p)
    assert (np.array(p) <= 0.05).sum() <= 1


def test_groups_that_differ_in_level_alone_are_none_once_genes_are_standardised():
    level = np.repeat([0.0, 5.0, 10.0, 15.0], 20)[:, None]
    X = standardised(level + without_groups("independent", genes=80, conditions=8))
    assert not structure(X, Reference(X, standardised=True), references=19, numbers=(2, 4)).is_shown


def test_large_tables_are_seen_through_some_genes():
    X, _ = groups(sizes=(300, 300, 300))
    found = structure(X, Reference(X, standardised=True), references=19, genes=100)
    assert (found.genes, found.p) == (100, 0.05)


def test_numbers_of_clusters_stay_below_the_genes():
    X = standardised(without_groups("independent", genes=4))
    assert structure(X, Reference(X, True), references=5).numbers == (2, 3)


def test_mean_silhouettes_are_scikit_learns():
    X, labels = groups()
    crumbs = labels.copy()
    crumbs[0] = 3
    expected = [silhouette_score(X, each) for each in (labels, crumbs)]
    found = mean_silhouettes(X, np.stack([labels, crumbs, np.zeros_like(labels)]))
    assert found[:2] == pytest.approx(expected, abs=1e-4)
    assert found[2] == 0
