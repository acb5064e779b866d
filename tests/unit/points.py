"""Grid points for tests."""

from sdae.grid import Point, make_points

# The paper's model, and a small grid of it.
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
    "layers": [[5]],
    "corruption": [0.2],
    "learning_rate": [0.1],
    "batch_size": [4],
    "epochs": [10],
}


def points_of(**axes: list) -> list[Point]:
    """Return the points of a grid with these values on some axes."""
    return make_points({**GRID, **axes}, MODEL)
