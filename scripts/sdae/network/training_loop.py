"""The compiled part of the training: gradient descent on a batch of models.

Everything here is traced by JAX. The outer axis of all arrays that differ between the repeats of
a training is theirs; inside, an array's axis of models lies where its layout says.
"""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from sdae.network.autoencoder import Layer, Network
from sdae.network.layout import Layout
from sdae.network.noises import NOISES
from sdae.network.optimizers import OPTIMIZERS
from sdae.network.schedules import SCHEDULES
from sdae.network.settings import Architecture, Training

# Genes whose loss is evaluated in one go: bounds the memory for long tables.
GENES_PER_EVALUATION = 512


class Models(NamedTuple):
    """What differs between the models of a program, or is not known to the compiler.

    Attributes:
      corruption: (models,).
      learning_rate: (models,).
      masks: see `Network.masks`, of the layers that are trained.
      visible: 1 for the inputs that a model sees, 0 for those that only pad it or are left out:
        (inputs, models), the same in each repeat, or (repeats, inputs, 1) in the layout's order of
        the last two; None where models see all.
      low: smallest value of the data, of each repeat where the data are: (repeats, models or 1),
        else (models or 1,).
      high: largest value of the data, alike.
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
    """What a step changes: parameters and the state of the optimiser."""

    layers: list[Layer]
    opt_state: object


def _data_axis(data: Array) -> int | None:
    """Codes differ between repeats, and so do profiles where some leave conditions out."""
    return 0 if data.ndim == 4 else None


def _visible_axis(visible: Array | None) -> int | None:
    """What only pads a model does so in every repeat."""
    return 0 if visible is not None and visible.ndim == 3 else None


def _batches(layout: Layout, x: Array, rows: Array) -> Array:
    """Gather rows (batches, size) of (n, inputs, models), batches first."""
    axis = 0 if layout.axis == -1 else 1
    return jnp.moveaxis(jnp.take(x, rows, axis=axis), axis, 0)


def _in_batches(count: int, size: int) -> tuple[int, Array]:
    """Number of batches, and for each place in each of them its weight in its batch's mean.

    The last batch may be smaller; its empty places weigh nothing.
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
    models: Models,
    orders: Array,
    draws: Array,
    start: int,
    count: int,
    total_epochs: int,
    *,
    architecture: Architecture,
    training: Training,
    layout: Layout,
) -> State:
    """Train all models in all repeats for some epochs.

    Args:
      state: of all repeats; its buffers are given up.
      data: clean input, shared (three axes) or of each repeat (four).
      models: what tells them apart.
      orders: of the genes in each epoch, (repeats, epochs, genes).
      draws: behind the corruption, (repeats, epochs, genes, inputs); see `draws.draw_epoch`.
      start: epochs done before.
      count: epochs to do, of those that were drawn.
      total_epochs: of the whole phase, which the schedule of the learning rate spans.
      architecture: of all models.
      training: of all models.
      layout: of the arrays.

    Returns:
      The state after the epochs.
    """
    network = Network(layout, architecture, models.masks, models.one)
    noise = NOISES[architecture.noise]
    update = OPTIMIZERS[training.optimizer].build().update
    rate_factor = SCHEDULES[training.schedule].build()
    genes = orders.shape[-1]
    number, weights = _in_batches(genes, training.batch_size)

    def one_repeat(
        state: State,
        data: Array,
        orders: Array,
        draws: Array,
        low: Array,
        high: Array,
        visible: Array | None,
    ) -> State:
        def step(state: State, batch: tuple) -> tuple[State, None]:
            clean, drawn, weight, fraction = batch

            def mean_loss(layers: list[Layer]) -> Array:
                level, smallest, largest = (
                    layout.per_model(values, clean.ndim)
                    for values in (models.corruption, low, high)
                )
                corrupted = noise.corrupt(clean, drawn, level, smallest, largest)
                losses = network.losses(layers, network.once(corrupted), clean, visible)
                # The models do not share parameters: the gradient of their sum is that of each.
                return (losses * weight[:, None]).sum()

            updates, opt_state = update(jax.grad(mean_loss)(state.layers), state.opt_state)
            rate = models.learning_rate * rate_factor(fraction)
            layers = jax.tree.map(
                lambda p, u: p - layout.per_model(rate, p.ndim) * u, state.layers, updates
            )
            return State(layers, opt_state), None

        def epoch(index: Array, state: State) -> State:
            # Empty places of the last batch hold some gene, which weighs nothing in its loss.
            rows = jnp.pad(orders[index], (0, weights.size - genes)).reshape(weights.shape)
            batches = (
                _batches(layout, data, rows),
                _batches(layout, layout.shared(draws[index]), rows),
                weights,
                (start + index + jnp.arange(number) / number) / total_epochs,
            )
            return jax.lax.scan(step, state, batches)[0]

        return jax.lax.fori_loop(0, count, epoch, state)

    axis, visible_axis = _data_axis(data), _visible_axis(models.visible)
    in_axes = (0, axis, 0, 0, axis, axis, visible_axis)
    return jax.vmap(one_repeat, in_axes=in_axes)(
        state, data, orders, draws, models.low, models.high, models.visible
    )


@partial(jax.jit, static_argnames=("architecture", "layout"))
def mean_losses(
    layers: list[Layer],
    data: Array,
    models: Models,
    *,
    architecture: Architecture,
    layout: Layout,
) -> Array:
    """Mean over genes of the loss from the uncorrupted input, (repeats, models)."""
    network = Network(layout, architecture, models.masks, models.one)
    genes = data.shape[-3] if layout.axis == -1 else data.shape[-2]
    _, weights = _in_batches(genes, min(genes, GENES_PER_EVALUATION))
    places = jnp.arange(weights.size).reshape(weights.shape)
    rows = jnp.where(places < genes, places, 0)
    weights = (weights > 0) / genes

    def one_repeat(layers: list[Layer], data: Array, visible: Array | None) -> Array:
        def block(batch: tuple) -> Array:
            clean, weight = batch
            losses = network.losses(layers, clean, clean, visible)
            return (losses * weight[:, None]).sum(axis=0)

        return jax.lax.map(block, (_batches(layout, data, rows), weights)).sum(axis=0)

    in_axes = (0, _data_axis(data), _visible_axis(models.visible))
    return jax.vmap(one_repeat, in_axes=in_axes)(layers, data, models.visible)


@partial(jax.jit, static_argnames=("architecture", "layout"))
def encode(
    layers: list[Layer],
    data: Array,
    models: Models,
    *,
    architecture: Architecture,
    layout: Layout,
) -> Array:
    """Clean codes of all genes, of each repeat: what the next layer is pre-trained on."""
    network = Network(layout, architecture, models.masks, models.one)
    return jax.vmap(network.encode, in_axes=(0, _data_axis(data)))(layers, data)


@partial(jax.jit, static_argnames=("layout",))
def value_range(layout: Layout, data: Array, visible: Array | None) -> tuple[Array, Array]:
    """Smallest and largest value of the input that each model sees, in each repeat by itself.

    Args:
      layout: of the arrays.
      data: as for `run_epochs`.
      visible: see `Models`.

    Returns:
      Both (models or 1,), or (repeats, models or 1) where the data are those of each repeat.
    """

    def one_repeat(data: Array, visible: Array | None) -> tuple[Array, Array]:
        real = True if visible is None else layout.rows(visible) > 0
        others = tuple(axis for axis in range(3) if axis != layout.axis % 3)
        low = jnp.where(real, data, jnp.inf).min(axis=others)
        return low, jnp.where(real, data, -jnp.inf).max(axis=others)

    if data.ndim == 3:
        return one_repeat(data, visible)
    return jax.vmap(one_repeat, in_axes=(0, _visible_axis(visible)))(data, visible)
