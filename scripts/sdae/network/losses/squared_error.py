"""The squared error (x - z)^2 (equation 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.network.losses._record import Loss

if TYPE_CHECKING:
    import numpy as np


def terms(logits, activate, x):
    import jax.numpy as jnp

    return jnp.square(activate(logits) - x)


def reconstruction(z: np.ndarray, x: np.ndarray) -> np.ndarray:
    return (z - x) ** 2


ENTRY = Loss(
    name="squared_error",
    label="squared error",
    terms=terms,
    reconstruction=reconstruction,
    output=None,
    targets=None,
    why="",
    reference="Gupta, Wang and Ganapathiraju 2015, doi 10.1101/031906, equation 3",
)
