"""Initial parameters, the same for a node of a replicate whatever network it is part of.

The weights into each hidden node are drawn from a stream of its own, named by replicate, layer
and node. So the first four hidden nodes of a network with 17 start where those of a network with
four do, up to the scale, and neither padding nor the company in a batch moves a single number.
"""

import itertools
import math

import jax.numpy as jnp
import numpy as np
from jax import Array

from sdae.network.autoencoder import Layer
from sdae.network.layout import Layout
from sdae.network.settings import Architecture

# Streams of a layer's encoder and of its own decoder, where it has one.
ENCODER, DECODER = 0, 1


def limit(name: str, inputs: int, outputs: int) -> float:
    """Half the width of the uniform distribution that weights are drawn from.

    Args:
      name: `glorot` (Glorot and Bengio, AISTATS 2010, equation 16), `glorot_sigmoid` (four times
        that, for the logistic sigmoid; same authors) or `he` (He et al., ICCV 2015, equation 10,
        as a uniform distribution of the same variance).
      inputs: fan in.
      outputs: fan out.
    """
    if name == "he":
        return math.sqrt(6 / inputs)
    glorot = math.sqrt(6 / (inputs + outputs))
    return 4 * glorot if name == "glorot_sigmoid" else glorot


def initial_weights(
    name: str, stream: tuple[int, int, int], inputs: int, outputs: int
) -> np.ndarray:
    """Draw initial weights.

    Args:
      name: of the distribution, see `limit`.
      stream: replicate, depth of the layer (0 is the outermost), and `ENCODER` or `DECODER`.
      inputs: fan in.
      outputs: fan out.

    Returns:
      (inputs, outputs), float32.
    """
    columns = [
        np.random.default_rng([*stream, node]).uniform(-1, 1, inputs) for node in range(outputs)
    ]
    return (limit(name, inputs, outputs) * np.stack(columns, axis=1)).astype(np.float32)


def widest(models: list[tuple[int, ...]]) -> tuple[int, ...]:
    """Width of each layer of a batch, padded to its widest model."""
    return tuple(map(max, zip(*models, strict=True)))


def initial_layers(
    layout: Layout,
    architecture: Architecture,
    models: list[tuple[int, ...]],
    replicates: list[int],
) -> list[Layer]:
    """Initial parameters of a batch of models: random weights, biases of zero.

    Args:
      layout: of the arrays.
      architecture: of all models.
      models: the widths of each, inputs first.
      replicates: their numbers.

    Returns:
      Layers, outermost first, each array with the replicates in front; 0 where it only pads.
    """
    name = architecture.initialisation
    padded = widest(models)

    def batch(single, *shape: int) -> Array:
        """Pad the array that `single(replicate, widths)` makes of each model, and join them."""
        rows = []
        for replicate in replicates:
            batch_of_replicate = []
            for widths in models:
                array = single(replicate, widths)
                batch_of_replicate.append(
                    np.pad(array, [(0, n - m) for n, m in zip(shape, array.shape, strict=True)])
                )
            rows.append(np.stack(batch_of_replicate, axis=layout.axis))
        return jnp.asarray(np.stack(rows))

    layers = []
    for depth, (before, after) in enumerate(itertools.pairwise(padded)):

        def encoder(replicate: int, widths: tuple[int, ...], depth: int = depth) -> np.ndarray:
            stream = (replicate, depth, ENCODER)
            return initial_weights(name, stream, widths[depth], widths[depth + 1])

        def decoder(replicate: int, widths: tuple[int, ...], depth: int = depth) -> np.ndarray:
            stream = (replicate, depth, DECODER)
            return initial_weights(name, stream, widths[depth + 1], widths[depth])

        def zeros(replicate: int, widths: tuple[int, ...]) -> np.ndarray:
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
    masks = []
    for depth, padded in enumerate(widest(models)):
        widths = [model[depth] for model in models]
        if all(width == padded for width in widths):
            masks.append(None)
        else:
            real = [np.arange(padded) < width for width in widths]
            masks.append(jnp.asarray(np.stack(real, axis=layout.axis), jnp.float32))
    return tuple(masks[1:])


def single_model(
    layout: Layout, layers: list[Layer], replicate: int, model: int, widths: tuple[int, ...]
) -> list[Layer]:
    """Cut one model, of these widths, out of a batch of NumPy arrays."""

    def cut(array: np.ndarray, *shape: int) -> np.ndarray:
        # A copy, so that a kept model does not keep its whole batch.
        return np.take(array[replicate], model, axis=layout.axis)[tuple(map(slice, shape))].copy()

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
