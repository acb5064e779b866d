"""Data that do not suit the configuration are refused with the reason."""

import numpy as np
import pytest
from points import points_of
from sdae.configuration import check
from sdae.errors import InputError
from sdae.jobs.logs import kept_warnings
from sdae.suitability import problems_with_models, require_number, require_suitable


def test_cross_entropy_is_refused_outside_of_0_to_1_and_nowhere_else():
    points = points_of()
    assert problems_with_models(points, 0.0, 1.0, "scaled") == []
    for low, high in ((-0.5, 1.0), (0.0, 1.5)):
        (problem,) = problems_with_models(points, low, high, "unscaled")
        for words in ("unscaled", f"{low:g}", f"{high:g}", "cross_entropy", "'scale'"):
            assert words in problem
    squared = points_of(loss=["squared_error"])
    assert problems_with_models(squared, -3.0, 3.0, "unscaled") == []


def test_what_does_not_fit_is_refused_and_what_hardly_does_is_warned_of(caplog):
    X = np.random.default_rng(0).random((4, 3))
    grid = {"layers": [[8]], "epochs": [1]}
    config = check({"datasets": "s", "grid": grid, "clusterers": {"a": {"kind": "kmeans"}}})
    with kept_warnings() as warnings:
        require_suitable("mine", X, config)
        require_suitable("mine", X, config)
    assert len(warnings) == 1
    assert "mine: of 'grid.layers', [8] have at least as many nodes" in warnings[0]
    with pytest.raises(InputError, match=r"found 4 genes, fewer than the 5 of configuration, key"):
        require_suitable("mine", X, {**config, "bottleneck": {"folds": 5}})


def test_one_gene_is_refused_by_itself():
    with pytest.raises(InputError, match=r"found 1 gene \(after those left out\)") as caught:
        require_suitable("mine", np.zeros((1, 3)), check({"datasets": "s"}))
    assert len(caught.value.problems) == 1


def test_a_number_of_clusters_that_cannot_be_is_refused():
    for labels, wanted, genes in ((None, 3, 3), (["x", "y", np.nan], None, 3), (None, "auto", 2)):
        require_number(labels, wanted, genes, "mine")
    wrong = {
        "data set 'mine': found 3 genes (after those left out) for 4": (["x", "y"], 4, 3),
        "found 1 kind of label": (["x", np.nan], None, 3),
        "found 1 genes": (None, "auto", 1),
    }
    for expected, asked in wrong.items():
        with pytest.raises(InputError) as caught:
            require_number(*asked, "mine")
        assert expected in str(caught.value)
