"""Networks that cannot have learned what genes have in common, to hold others against."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import NamedTuple

import jax
import numpy as np

from sdae.grid import Point
from sdae.network.autoencoder import Layer
from sdae.network.initial import Repeat, initial_layers, single_model
from sdae.network.layout import MATRICES

# Of the training and clustering of the grid, what each kind of control may take, and how many there
# are at most: the distribution of more is known no better than it needs to be.
SHARE, MOST = 0.08, 30


def shuffled(x: np.ndarray, seed: int = 0) -> np.ndarray:
    """Permute each condition over the genes: its values stay, what genes share does not.

    Args:
      x: profiles, (genes, conditions).
      seed: of the permutations.
    """
    return np.random.default_rng(seed).permuted(x, axis=0)


def untrained(point: Point, conditions: int, replicate: int) -> list[Layer]:
    """Return the parameters that a model starts from.

    Args:
      point: of the grid; only its layers and its architecture matter.
      conditions: how many.
      replicate: which seeds them.
    """
    widths = (conditions, *point.layers)
    batch = initial_layers(MATRICES, point.architecture, [widths], [Repeat(replicate)])
    arrays = jax.tree.map(np.asarray, batch)
    return single_model(MATRICES, arrays, 0, 0, widths)


def beginnings(points: Sequence[Point]) -> list[Point]:
    """Return one of the points of each different network, whatever its training would be."""
    found = {(point.layers, astuple(point.architecture)): point for point in reversed(points)}
    return list(found.values())[::-1]


def sample(points: Sequence[Point], number: int) -> list[Point]:
    """Take some points as if drawn by chance, the same ones whatever the order of the grid."""
    return sorted(points, key=lambda point: point.id)[:number]


class Numbers(NamedTuple):
    """How many controls there are of each kind.

    Attributes:
      trained: points that are trained on shuffled profiles, once each.
      seeds: untrained networks of each beginning.
      restarts: of each clusterer on raw profiles.
    """

    trained: int
    seeds: int
    restarts: int


def numbers(points: Sequence[Point], repeats: int, learned: int) -> Numbers:
    """Decide how many controls a run can afford: about `SHARE` of what its grid costs.

    Args:
      points: of the grid.
      repeats: replicates and folds in which each is trained.
      learned: representations that are made of each model.
    """
    share = SHARE * len(points) * repeats
    kinds = len(beginnings(points))
    return Numbers(
        trained=max(1, round(min(share, len(points), MOST))),
        seeds=max(1, round(min(share, MOST) / kinds)),
        restarts=max(2, round(min(share * learned, MOST))),
    )
