"""One model in a jitted scan, as one writes it in JAX for a single network."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from work import Case, batches

EPOCHS = 40


def loss(parameters, clean, uniform, corruption):
    """Cross-entropy of a batch, tied weights, masking noise; equations 1, 2 and 5."""
    weights, hidden, visible = parameters
    code = jax.nn.sigmoid(jnp.where(uniform >= corruption, clean, 0) @ weights + hidden)
    logits = code @ weights.T + visible
    return (jax.nn.softplus(logits) - clean * logits).sum(axis=1).mean()


@partial(jax.jit, donate_argnums=0)
def scan(parameters, clean, uniform, corruption, rate):
    """Train by plain gradient descent over all steps."""

    def step(parameters, batch):
        gradient = jax.grad(loss)(parameters, *batch, corruption)
        return jax.tree.map(lambda p, g: p - rate * g, parameters, gradient), None

    return jax.lax.scan(step, parameters, (clean, uniform))[0]


def prepare(cases: list[Case], x, epochs: int):
    """Return a function that trains the cases one after the other."""
    ready = [(case, *map(jnp.asarray, batches(case, x, epochs))) for case in cases]

    def run():
        trained = [
            scan(
                tuple(map(jnp.asarray, case.initial())),
                *data,
                np.float32(case.corruption),
                np.float32(case.learning_rate),
            )
            for case, *data in ready
        ]
        return [tuple(map(np.asarray, parameters)) for parameters in trained]

    return run
