"""The cross-entropy -[x log z + (1 - x) log(1 - z)], z = sigmoid(logits) (equation 5)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sdae.network.losses._record import Loss

if TYPE_CHECKING:
    import numpy as np


@lru_cache
def _differentiable():
    """Return the function with a gradient of its own, z - x, which needs no logarithm."""
    import jax

    # Written with the logits so that it stays finite where z rounds to 0 or 1.
    @jax.custom_vjp
    def cross_entropy(logits, x):
        return jax.nn.softplus(logits) - x * logits

    cross_entropy.defvjp(
        lambda logits, x: (cross_entropy(logits, x), (logits, x)),
        lambda saved, g: (g * (jax.nn.sigmoid(saved[0]) - saved[1]), None),
    )
    return cross_entropy


def terms(logits, activate, x):
    return _differentiable()(logits, x)


def reconstruction(z: np.ndarray, x: np.ndarray) -> np.ndarray:
    import numpy as np

    def part(share, estimate):
        # What has no share in the targets costs nothing, however unlikely it was held to be.
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(share == 0, 0.0, share * np.log(estimate))

    return -part(x, z) - part(1 - x, 1 - z)


ENTRY = Loss(
    name="cross_entropy",
    label="cross-entropy",
    terms=terms,
    reconstruction=reconstruction,
    output="sigmoid",
    targets=(0.0, 1.0),
    why="the cross-entropy (equation 5) is defined for outputs between 0 and 1 only",
    reference="Gupta, Wang and Ganapathiraju 2015, doi 10.1101/031906, equation 5",
)
