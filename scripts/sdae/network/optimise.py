"""Optimisers and schedules of the learning rate, by name, from optax."""

from collections.abc import Callable

import optax
from jax import Array

# What exponential decay leaves of the learning rate at the end of a phase.
LAST_SHARE = 0.01


def gradient_transformation(name: str) -> optax.GradientTransformation:
    """Return the optimiser without its learning rate, which differs from model to model.

    Args:
      name: `sgd`, `momentum` (heavy ball, 0.9) or `adam` (Kingma and Ba 2015, its defaults).
    """
    return {
        "sgd": optax.identity,
        "momentum": lambda: optax.trace(decay=0.9),
        "adam": optax.scale_by_adam,
    }[name]()


def schedule(name: str) -> Callable[[Array], Array]:
    """Return the share of the learning rate that applies when a fraction of a phase is over.

    Args:
      name: `constant`, or `linear` or `cosine` to zero, or `exponential` to `LAST_SHARE`.
    """
    return {
        "constant": optax.constant_schedule(1.0),
        "linear": optax.linear_schedule(1.0, 0.0, transition_steps=1),
        "cosine": optax.cosine_decay_schedule(1.0, decay_steps=1),
        "exponential": optax.exponential_decay(1.0, 1, LAST_SHARE),
    }[name]
