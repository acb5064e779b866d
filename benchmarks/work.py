"""The work that all are timed on: the mix of the paper's Table I, on data of its size."""

import itertools
from dataclasses import dataclass

import jax
import numpy as np
from sdae.grid import Point, make_points
from sdae.network.draws import draw_epoch
from sdae.network.initial import Repeat, initial_layers, single_model
from sdae.network.layout import MATRICES

GENES, CONDITIONS = 384, 17
HIDDEN = tuple(range(4, 18))
CORRUPTION = (0, 0.05, 0.1, 0.15, 0.2)
LEARNING_RATE = (0.05, 0.1)
BATCH_SIZE = (4, 8, 12)
# What is too slow to be timed on all sizes is timed on these, whose mean is that of all.
SAMPLE = (4, 10, 17)
REPLICATE = 1
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


@dataclass(frozen=True)
class Case:
    """One model: a network of one hidden layer and how it is trained."""

    hidden: int
    batch_size: int
    corruption: float
    learning_rate: float

    def point(self, epochs: int) -> Point:
        """Return it as a point of a grid."""
        axes = {
            "layers": [[self.hidden]],
            "corruption": [self.corruption],
            "learning_rate": [self.learning_rate],
            "batch_size": [self.batch_size],
            "epochs": [epochs],
        }
        return make_points(axes, MODEL)[0]

    def initial(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return initial weights (conditions, hidden), hidden and visible biases."""
        widths = [(CONDITIONS, self.hidden)]
        architecture = self.point(1).architecture
        layers = initial_layers(MATRICES, architecture, widths, [Repeat(REPLICATE)])
        layers = jax.tree.map(np.asarray, layers)
        (layer,) = single_model(MATRICES, layers, 0, 0, widths[0])
        return tuple(np.array(layer[place]) for place in range(3))


def profiles(genes: int = GENES, conditions: int = CONDITIONS) -> np.ndarray:
    """Make smooth curves with noise, scaled to [0, 1], as a time course of expression is."""
    random = np.random.default_rng(0)
    time = np.linspace(0, 2 * np.pi, conditions)
    x = np.sin(time + random.uniform(0, 2 * np.pi, (genes, 1)))
    x += 0.3 * random.normal(size=x.shape)
    return ((x - x.min()) / (x.max() - x.min())).astype(np.float32)


def all_cases(batch_size: int) -> list[Case]:
    """Return Table I's models of one batch size."""
    return [
        Case(hidden, batch_size, corruption, rate)
        for hidden, corruption, rate in itertools.product(HIDDEN, CORRUPTION, LEARNING_RATE)
    ]


def sample_cases(batch_size: int) -> list[Case]:
    """Return a few of them."""
    return [Case(hidden, batch_size, 0.1, 0.1) for hidden in SAMPLE]


def steps(batch_size: int, epochs: int, genes: int = GENES) -> int:
    """Return how many steps a model takes."""
    return epochs * -(-genes // batch_size)


def draws(epochs: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return order of the genes and uniform draws of each epoch, as this trainer draws them."""
    return [draw_epoch("masking", (REPLICATE, 0, e), GENES, CONDITIONS) for e in range(epochs)]


def batches(case: Case, x: np.ndarray, epochs: int) -> tuple[np.ndarray, np.ndarray]:
    """Return clean and uniform numbers of every step, (steps, batch, conditions) each."""
    size = case.batch_size
    rows, uniform = [], []
    for order, drawn in draws(epochs):
        rows.append(x[order].reshape(-1, size, CONDITIONS))
        uniform.append(drawn[order].reshape(-1, size, CONDITIONS))
    return np.concatenate(rows), np.concatenate(uniform)
