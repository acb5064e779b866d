"""Data that do not suit the configuration are refused with the reason."""

from sdae.grid import make_points
from sdae.suitability import problems_with_clusterers, problems_with_models

MODEL = {
    "noise": "masking",
    "activation": "sigmoid",
    "output": "sigmoid",
    "loss": "cross_entropy",
    "tied": True,
    "optimizer": "sgd",
    "schedule": "constant",
    "initialisation": "auto",
    "pretrain": True,
    "finetune": True,
}
GRID = {
    "layers": [[4]],
    "corruption": [0],
    "learning_rate": [0.1],
    "batch_size": [8],
    "epochs": [1],
}


def test_more_neighbours_than_genes_are_refused_by_name():
    clusterers = {
        "kmeans": {"kind": "kmeans"},
        "graph": {"kind": "spectral", "affinity": "nearest_neighbors", "n_neighbors": 10},
        "rbf": {"kind": "spectral", "affinity": "rbf", "n_neighbors": 10},
    }
    assert problems_with_clusterers(clusterers, 10, "small") == []
    (problem,) = problems_with_clusterers(clusterers, 9, "small")
    for words in ("clusterers.graph.n_neighbors", "10", "small", "9 genes"):
        assert words in problem


def test_cross_entropy_is_refused_outside_of_0_to_1_and_nowhere_else():
    points = make_points(GRID, MODEL)
    assert problems_with_models(points, 0.0, 1.0, "scaled") == []
    for low, high in ((-0.5, 1.0), (0.0, 1.5)):
        (problem,) = problems_with_models(points, low, high, "unscaled")
        for words in ("unscaled", f"{low:g}", f"{high:g}", "cross_entropy", "'scale'"):
            assert words in problem
    squared = make_points(GRID, {**MODEL, "loss": "squared_error"})
    assert problems_with_models(squared, -3.0, 3.0, "unscaled") == []
