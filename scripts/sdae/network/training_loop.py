"""The compiled part of the training: gradient descent on a batch of models.

Everything here is traced by JAX. The outer axis of all arrays that differ between replicates is
theirs; inside, an array's axis of models lies where its layout says.
"""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from sdae.network.autoencoder import Layer, Network, noise
from sdae.network.layout import Layout
from sdae.network.optimise import gradient_transformation, schedule
from sdae.network.settings import Architecture, Training

# Genes whose loss is evaluated at once: bounds the memory for long tables.
ROWS_AT_ONCE = 512


class Settings(NamedTuple):
    """What differs between the models of a program, or is not known to the compiler.

    Attributes:
      corruption: (models,).
      learning_rate: (models,).
      masks: see `Network.masks`, of the layers that are trained.
      visible: the same for the inputs of a layer that is pre-trained on codes.
      low: smallest value of the data, (1,) or (models,).
      high: largest value of the data, (1,) or (models,).
      one: 1.0.
    """

    corruption: Array
    learning_rate: Array
    masks: tuple[Array | None, ...]
    visible: Array | None
    low: Array
    high: Array
    one: Array


class State(NamedTuple):
    """What a step changes: parameters and what the optimiser remembers."""

    layers: list[Layer]
    memory: object


def _data_axis(data: Array) -> int | None:
    """Codes differ between replicates, the profiles do not."""
    return 0 if data.ndim == 4 else None


def _batches(layout: Layout, x: Array, rows: Array) -> Array:
    """Gather rows (batches, size) of (n, inputs, models), batches first."""
    axis = 0 if layout.axis == -1 else 1
    return jnp.moveaxis(jnp.take(x, rows, axis=axis), axis, 0)


def _in_batches(count: int, size: int) -> tuple[int, Array]:
    """Number of batches, and for each place in each of them its share of its batch's mean.

    The last batch may be smaller; its empty places have no share.
    """
    number = -(-count // size)
    real = (jnp.arange(number * size) < count).astype(jnp.float32).reshape(number, size)
    return number, real / real.sum(axis=1, keepdims=True)


@partial(
    jax.jit, static_argnames=("architecture", "training", "layout"), donate_argnames=("state",)
)
def run_epochs(
    state: State,
    data: Array,
    settings: Settings,
    orders: Array,
    draws: Array,
    start: int,
    count: int,
    horizon: int,
    *,
    architecture: Architecture,
    training: Training,
    layout: Layout,
) -> State:
    """Train all models of all replicates for some epochs.

    Args:
      state: of all replicates; its buffers are given up.
      data: clean input, shared (three axes) or of each replicate (four).
      settings: of the models.
      orders: of the genes in each epoch, (replicates, epochs, genes).
      draws: behind the corruption, (replicates, epochs, genes, inputs); see `noise.draw_epoch`.
      start: epochs done before.
      count: epochs to do, of those that were drawn.
      horizon: epochs of the whole phase, which the schedule of the learning rate spans.
      architecture: of all models.
      training: of all models.
      layout: of the arrays.

    Returns:
      The state after the epochs.
    """
    network = Network(layout, architecture, settings.masks, settings.one)
    update = gradient_transformation(training.optimizer).update
    share_of_rate = schedule(training.schedule)
    genes = orders.shape[-1]
    number, shares = _in_batches(genes, training.batch_size)

    def step(state: State, batch: tuple) -> tuple[State, None]:
        clean, drawn, share, fraction = batch

        def mean_loss(layers: list[Layer]) -> Array:
            corrupted = noise.corrupt(
                architecture.noise,
                clean,
                drawn,
                layout.per_model(settings.corruption, clean.ndim),
                layout.per_model(settings.low, clean.ndim),
                layout.per_model(settings.high, clean.ndim),
            )
            corrupted = network.once(corrupted)
            losses = network.losses(layers, corrupted, clean, settings.visible)
            # The models do not share parameters: the gradient of their sum is that of each.
            return (losses * share[:, None]).sum()

        updates, memory = update(jax.grad(mean_loss)(state.layers), state.memory)
        rate = settings.learning_rate * share_of_rate(fraction)
        layers = jax.tree.map(
            lambda p, u: p - layout.per_model(rate, p.ndim) * u, state.layers, updates
        )
        return State(layers, memory), None

    def one_replicate(state: State, data: Array, orders: Array, draws: Array) -> State:
        def epoch(index: Array, state: State) -> State:
            # Empty places of the last batch hold some gene, which has no share in its loss.
            rows = jnp.pad(orders[index], (0, shares.size - genes)).reshape(shares.shape)
            batches = (
                _batches(layout, data, rows),
                _batches(layout, layout.shared(draws[index]), rows),
                shares,
                (start + index + jnp.arange(number) / number) / horizon,
            )
            return jax.lax.scan(step, state, batches)[0]

        return jax.lax.fori_loop(0, count, epoch, state)

    in_axes = (0, _data_axis(data), 0, 0)
    return jax.vmap(one_replicate, in_axes=in_axes)(state, data, orders, draws)


@partial(jax.jit, static_argnames=("architecture", "layout"))
def mean_losses(
    layers: list[Layer],
    data: Array,
    settings: Settings,
    *,
    architecture: Architecture,
    layout: Layout,
) -> Array:
    """Mean over genes of the loss from the uncorrupted input, (replicates, models)."""
    network = Network(layout, architecture, settings.masks, settings.one)
    genes = data.shape[-3] if layout.axis == -1 else data.shape[-2]
    _, shares = _in_batches(genes, min(genes, ROWS_AT_ONCE))
    places = jnp.arange(shares.size).reshape(shares.shape)
    rows = jnp.where(places < genes, places, 0)
    weights = (shares > 0) / genes

    def one_replicate(layers: list[Layer], data: Array) -> Array:
        def block(batch: tuple) -> Array:
            clean, weight = batch
            losses = network.losses(layers, clean, clean, settings.visible)
            return (losses * weight[:, None]).sum(axis=0)

        return jax.lax.map(block, (_batches(layout, data, rows), weights)).sum(axis=0)

    return jax.vmap(one_replicate, in_axes=(0, _data_axis(data)))(layers, data)


@partial(jax.jit, static_argnames=("architecture", "layout"))
def encode(
    layers: list[Layer],
    data: Array,
    settings: Settings,
    *,
    architecture: Architecture,
    layout: Layout,
) -> Array:
    """Clean codes of all genes, of each replicate: what the next layer is pre-trained on."""
    network = Network(layout, architecture, settings.masks, settings.one)
    return jax.vmap(network.encode, in_axes=(0, _data_axis(data)))(layers, data)


@partial(jax.jit, static_argnames=("layout",))
def value_range(layout: Layout, data: Array, visible: Array | None) -> tuple[Array, Array]:
    """Smallest and largest value that each model's input has, (1,) or (models,)."""
    real = True if visible is None else layout.rows(visible) > 0
    others = tuple(axis for axis in range(data.ndim) if axis != layout.model_axis(data.ndim))
    low = jnp.where(real, data, jnp.inf).min(axis=others)
    high = jnp.where(real, data, -jnp.inf).max(axis=others)
    return low, high
