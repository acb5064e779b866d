"""Activations of the hidden layers and of the reconstruction."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sdae.registry import Registry


@dataclass(frozen=True)
class Activation:
    """An activation.

    Attributes:
      name: what users write.
      label: what people read.
      range: smallest and largest value that it can take.
      initialisation: name of the initialisation that suits it, which `auto` stands for.
      function: from a JAX array of weighted sums to one of activations.
      reference: where it comes from.
    """

    name: str
    label: str
    range: tuple[float, float]
    initialisation: str
    function: Callable[[Any], Any]
    reference: str


def _sigmoid(x):
    import jax

    return jax.nn.sigmoid(x)


def _tanh(x):
    import jax.numpy as jnp

    return jnp.tanh(x)


def _relu(x):
    import jax

    return jax.nn.relu(x)


def _linear(x):
    return x


ACTIVATIONS = Registry(
    "activation",
    [
        Activation(
            "sigmoid",
            "logistic sigmoid",
            (0.0, 1.0),
            "glorot_sigmoid",
            _sigmoid,
            "Gupta, Wang and Ganapathiraju 2015, doi 10.1101/031906, equation 1",
        ),
        Activation(
            "tanh",
            "hyperbolic tangent",
            (-1.0, 1.0),
            "glorot",
            _tanh,
            "LeCun et al. 1998, Efficient BackProp",
        ),
        Activation(
            "relu",
            "rectified linear unit",
            (0.0, math.inf),
            "he",
            _relu,
            "Nair and Hinton, ICML 2010",
        ),
        Activation(
            "linear",
            "none (linear)",
            (-math.inf, math.inf),
            "glorot",
            _linear,
            "Baldi and Hornik 1989, doi 10.1016/0893-6080(89)90014-2",
        ),
    ],
)
