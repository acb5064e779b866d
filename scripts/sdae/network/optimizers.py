"""Optimisers, from optax, without their learning rate, which differs from model to model."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sdae.registry import Registry


@dataclass(frozen=True)
class Optimizer:
    """An optimiser.

    Attributes:
      name: what users write.
      label: what people read.
      build: returns the `optax.GradientTransformation`.
      reference: where it comes from.
    """

    name: str
    label: str
    build: Callable[[], Any]
    reference: str


def _sgd():
    import optax

    return optax.identity()


def _momentum():
    import optax

    return optax.trace(decay=0.9)


def _adam():
    import optax

    return optax.scale_by_adam()


OPTIMIZERS = Registry(
    "optimizer",
    [
        Optimizer("sgd", "stochastic gradient descent", _sgd, "Robbins and Monro 1951"),
        Optimizer("momentum", "momentum 0.9", _momentum, "Polyak 1964, the heavy ball"),
        Optimizer("adam", "Adam", _adam, "Kingma and Ba, ICLR 2015, its defaults"),
    ],
)
