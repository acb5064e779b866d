"""A plain vmap over all models, padded to the widest: what a JAX user writes in an afternoon."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from work import Case, batches

EPOCHS = 20


def loss(parameters, clean, uniform, corruption, real):
    """Cross-entropy of a batch; `real` is 0 for a hidden node that only pads."""
    weights, hidden, visible = parameters
    code = jax.nn.sigmoid(jnp.where(uniform >= corruption, clean, 0) @ weights + hidden) * real
    logits = code @ weights.T + visible
    return (jax.nn.softplus(logits) - clean * logits).sum(axis=1).mean()


@partial(jax.jit, donate_argnums=0)
def scan(parameters, clean, uniform, corruption, rate, real):
    """Train all models by plain gradient descent over all steps."""

    def step(parameters, batch):
        gradient = jax.vmap(jax.grad(loss), in_axes=(0, None, None, 0, 0))(
            parameters, *batch, corruption, real
        )
        return jax.tree.map(
            lambda p, g: p - rate.reshape((-1,) + (1,) * (p.ndim - 1)) * g, parameters, gradient
        ), None

    return jax.lax.scan(step, parameters, (clean, uniform))[0]


def prepare(cases: list[Case], x, epochs: int):
    """Return a function that trains all cases, of one batch size, together."""
    clean, uniform = map(jnp.asarray, batches(cases[0], x, epochs))
    widest = max(case.hidden for case in cases)
    initial = []
    for case in cases:
        weights, hidden, visible = case.initial()
        room = widest - case.hidden
        initial.append((np.pad(weights, ((0, 0), (0, room))), np.pad(hidden, (0, room)), visible))
    stacked = tuple(np.stack(arrays) for arrays in zip(*initial, strict=True))
    real = np.array([[node < case.hidden for node in range(widest)] for case in cases], np.float32)
    corruption = np.array([case.corruption for case in cases], np.float32)
    rate = np.array([case.learning_rate for case in cases], np.float32)

    def run():
        parameters = scan(
            tuple(map(jnp.asarray, stacked)), clean, uniform, corruption, jnp.asarray(rate), real
        )
        weights, hidden, visible = map(np.asarray, parameters)
        return [
            (weights[i, :, : case.hidden], hidden[i, : case.hidden], visible[i])
            for i, case in enumerate(cases)
        ]

    return run
