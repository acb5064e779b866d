"""Initial parameters, the same for a node of a replicate whatever network it is part of.

The weights into each hidden node are drawn from a stream of its own, named by replicate, layer
and node. So the first four hidden nodes of a network with 17 start where those of a network with
four do, up to the scale, and neither padding nor the company in a batch moves a single number.
"""

import itertools
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from sdae.network.autoencoder import Layer
from sdae.network.initialisations import INITIALISATIONS
from sdae.network.layout import Layout
from sdae.network.settings import Architecture

# Streams of a layer's encoder and of its own decoder, where it has one.
ENCODER, DECODER = 0, 1


def initial_weights(
    name: str, stream: tuple[int, int, int], inputs: int, outputs: int
) -> np.ndarray:
    """Draw initial weights.

    Args:
      name: of the distribution, of `INITIALISATIONS`.
      stream: replicate, depth of the layer (0 is the outermost), and `ENCODER` or `DECODER`.
      inputs: fan in.
      outputs: fan out.

    Returns:
      (inputs, outputs), float32.

    Raises:
      UnknownNameError: no such distribution.
    """
    limit = INITIALISATIONS[name].limit(inputs, outputs)
    columns = [
        np.random.default_rng([*stream, node]).uniform(-1, 1, inputs) for node in range(outputs)
    ]
    return (limit * np.stack(columns, axis=1)).astype(np.float32)


def widest(models: list[tuple[int, ...]]) -> tuple[int, ...]:
    """Width of each layer of a batch, padded to its widest model."""
    return tuple(map(max, zip(*models, strict=True)))


class Repeat(NamedTuple):
    """One repetition of a training: a replicate, or one in which some conditions are left out.

    Attributes:
      replicate: its number, which seeds everything random.
      fold: number of the conditions that are left out, from 0; None if none are.
      kept: (conditions,), bool, which of them the models see; None for all, or where no repeat of
        the training leaves any out.
    """

    replicate: int
    fold: int | None = None
    kept: np.ndarray | None = None


def initial_layers(
    layout: Layout,
    architecture: Architecture,
    models: list[tuple[int, ...]],
    repeats: list[Repeat],
) -> list[Layer]:
    """Initial parameters of a batch of models: random weights, biases of zero.

    Args:
      layout: of the arrays.
      architecture: of all models.
      models: the widths of each, inputs first.
      repeats: of the training. The weights to and from a condition that one leaves out are 0 and
        those of the others what they would be if it were not there.

    Returns:
      Layers, outermost first, each array with the repeats in front; 0 where it only pads.
    """
    name = architecture.initialisation
    padded = widest(models)

    def batch(single, *shape: int) -> Array:
        """Pad the array that `single(repeat, widths)` makes of each model, and join them."""
        rows = []
        for repeat in repeats:
            batch_of_repeat = []
            for widths in models:
                array = single(repeat, widths)
                batch_of_repeat.append(
                    np.pad(array, [(0, n - m) for n, m in zip(shape, array.shape, strict=True)])
                )
            rows.append(np.stack(batch_of_repeat, axis=layout.axis))
        return jnp.asarray(np.stack(rows))

    layers = []
    for depth, (before, after) in enumerate(itertools.pairwise(padded)):

        def encoder(repeat: Repeat, widths: tuple[int, ...], depth: int = depth) -> np.ndarray:
            stream = (repeat.replicate, depth, ENCODER)
            inputs, outputs = widths[depth], widths[depth + 1]
            if depth or repeat.kept is None:
                return initial_weights(name, stream, inputs, outputs)
            weights = np.zeros((inputs, outputs), np.float32)
            weights[repeat.kept] = initial_weights(name, stream, int(repeat.kept.sum()), outputs)
            return weights

        def decoder(repeat: Repeat, widths: tuple[int, ...], depth: int = depth) -> np.ndarray:
            stream = (repeat.replicate, depth, DECODER)
            inputs, outputs = widths[depth + 1], widths[depth]
            if depth or repeat.kept is None:
                return initial_weights(name, stream, inputs, outputs)
            weights = np.zeros((inputs, outputs), np.float32)
            some = initial_weights(name, stream, inputs, int(repeat.kept.sum()))
            weights[:, repeat.kept] = some
            return weights

        def zeros(repeat: Repeat, widths: tuple[int, ...]) -> np.ndarray:
            return np.zeros(0, np.float32)

        layers.append(
            Layer(
                weights=batch(encoder, before, after),
                hidden_bias=batch(zeros, after),
                visible_bias=batch(zeros, before),
                decoder_weights=(None if architecture.tied else batch(decoder, after, before)),
            )
        )
    return layers


def padding_masks(layout: Layout, models: list[tuple[int, ...]]) -> tuple[Array | None, ...]:
    """Masks of the hidden nodes of each layer, as `Network.masks` wants them."""
    masks: list[Array | None] = []
    for depth, padded in enumerate(widest(models)):
        widths = [model[depth] for model in models]
        if all(width == padded for width in widths):
            masks.append(None)
        else:
            real = [np.arange(padded) < width for width in widths]
            masks.append(jnp.asarray(np.stack(real, axis=layout.axis), jnp.float32))
    return tuple(masks[1:])


def single_model(
    layout: Layout, layers: list[Layer], repeat: int, model: int, widths: tuple[int, ...]
) -> list[Layer]:
    """Cut one model, of these widths, out of a batch of NumPy arrays."""

    def cut(array: np.ndarray, *shape: int) -> np.ndarray:
        # A copy, so that one model does not hold on to its whole batch.
        return np.take(array[repeat], model, axis=layout.axis)[tuple(map(slice, shape))].copy()

    single = []
    for layer, (before, after) in zip(layers, itertools.pairwise(widths), strict=True):
        decoder = layer.decoder_weights
        single.append(
            Layer(
                weights=cut(layer.weights, before, after),
                hidden_bias=cut(layer.hidden_bias, after),
                visible_bias=cut(layer.visible_bias, before),
                decoder_weights=None if decoder is None else cut(decoder, after, before),
            )
        )
    return single
