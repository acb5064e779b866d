"""Options of clusterers, and how many genes they can do with."""

import numpy as np
import pytest
from sdae.clusterers import CLUSTERERS
from sdae.clusterers.partitioning import cluster, limits, parse, problems_with_clusterers
from sdae.errors import InputError


def test_an_unknown_kind_is_an_error_and_no_other_kind():
    with pytest.raises(InputError, match=r"no clusterer 'agglomerativ'.*'agglomerative'"):
        cluster(np.eye(9), 2, {"kind": "agglomerativ"}, seed=0)
    with pytest.raises(InputError, match="no 'kind'"):
        parse({"n_init": 3})


@pytest.mark.parametrize(
    ("kind", "option", "value"),
    [
        ("kmeans", "n_init", 0),
        ("kmeans", "n_init", 10**9),
        ("kmeans", "n_init", "3"),
        ("kmeans", "gamma", 1.0),
        ("spectral", "affinity", "cosine"),
        ("spectral", "gamma", float("nan")),
        ("spectral", "gamma", float("inf")),
        ("spectral", "gamma", "auto"),
        ("spectral", "n_neighbors", 10**6),
        ("agglomerative", "linkage", "single"),
        ("gaussian_mixture", "covariance_type", "round"),
        ("hdbscan", "min_cluster_size", 1),
    ],
)
def test_impossible_options_are_named(kind, option, value):
    with pytest.raises(InputError, match=f"'{kind}', option '{option}.*found {value!r}"):
        parse({"kind": kind, option: value})


@pytest.mark.parametrize("name", CLUSTERERS)
def test_every_entry_describes_itself(name):
    entry = CLUSTERERS[name]
    assert entry.label
    assert entry.reference
    assert entry.why_most or entry.most_genes is None
    for field in entry.Options.model_fields.values():
        assert field.description
        assert not field.is_required()
    assert parse({"kind": name}) == (entry, entry.Options())


def test_too_few_and_too_many_genes_are_refused_by_name():
    clusterers = {
        "kmeans": {"kind": "kmeans"},
        "graph": {"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10},
        "rbf": {"kind": "spectral", "affinity": "rbf", "n_neighbors": 10},
        "ward": {"kind": "agglomerative"},
        "dense": {"kind": "hdbscan", "min_cluster_size": 4},
    }
    assert problems_with_clusterers(clusterers, 10, "small") == []
    (problem,) = problems_with_clusterers(clusterers, 9, "small")
    for words in ("clusterers.graph.n_neighbors", "found 10", "small", "9 genes", "at most 9"):
        assert words in problem
    (problem,) = problems_with_clusterers(clusterers, 20_000, "large")
    for words in ("clusterers.ward.kind", "large", "20000 genes", "at most 10000", "top_variable"):
        assert words in problem
    assert len(limits(clusterers["dense"], 3)) == 2
    with pytest.raises(InputError, match="n_neighbors"):
        cluster(np.eye(9), 2, clusterers["graph"], seed=0)
