"""Codes and regenerated profiles of trained models, from uncorrupted profiles."""

from collections.abc import Callable, Sequence
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from sdae.network.autoencoder import Layer, Network
from sdae.network.layout import MATRICES
from sdae.network.settings import Architecture


def regenerate(
    x: np.ndarray,
    layers: Sequence[Layer],
    architecture: Architecture,
    kept: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Encode profiles and decode their codes (equations 1 and 2).

    Args:
      x: prepared profiles, (genes, conditions).
      layers: parameters of one model, outermost first.
      architecture: the model's activations.
      kept: (conditions,), bool, those that the model sees; None for all. One compiled program
        serves models that see different ones.

    Returns:
      Codes (genes, bottleneck) and regenerated profiles (genes, conditions kept), float32.
    """
    seen = x if kept is None else np.where(kept, x, 0)
    codes, regenerated = _applied(_regenerate, seen, layers, architecture)
    if kept is not None:
        regenerated = regenerated[:, kept]
    return codes[:, : layers[-1].hidden_bias.size], regenerated


def decode(codes: np.ndarray, layers: Sequence[Layer], architecture: Architecture) -> np.ndarray:
    """Decode codes (n, bottleneck) into profiles (n, conditions) (equation 2)."""
    padding = _round(codes.shape[1]) - codes.shape[1]
    return _applied(_decode, np.pad(codes, ((0, 0), (0, padding))), layers, architecture)


def mean_loss(x: np.ndarray, layers: Sequence[Layer], architecture: Architecture) -> float:
    """Mean over genes of the loss (equation 5 or 3) from uncorrupted profiles, training or not."""
    return float(_applied(_mean_loss, x, layers, architecture))


def _applied(
    function: Callable, x: np.ndarray, layers: Sequence[Layer], architecture: Architecture
):
    # The batched network, with a batch of one: the same code that was trained.
    batch = [
        jax.tree.map(lambda array: jnp.asarray(array)[None], layer) for layer in _padded(layers)
    ]
    return jax.tree.map(
        np.asarray, function(jnp.asarray(x, jnp.float32)[None], batch, architecture=architecture)
    )


def _round(width: int) -> int:
    return 1 << (width - 1).bit_length()


def _padded(layers: Sequence[Layer]) -> list[Layer]:
    """Round hidden widths up to powers of two by nodes that nothing leads to or from.

    To compile a program for each width of a grid would take ten times as long as to run them. The
    widths of other models have no say, so a result depends on its own model alone.
    """

    def grown(array: np.ndarray | None, *shape: int) -> np.ndarray | None:
        if array is None:
            return None
        padding = [(0, size - had) for size, had in zip(shape, array.shape, strict=True)]
        return np.pad(array, padding)

    padded = []
    inputs = layers[0].visible_bias.size
    for layer in layers:
        hidden = _round(layer.hidden_bias.size)
        padded.append(
            Layer(
                weights=grown(layer.weights, inputs, hidden),
                hidden_bias=grown(layer.hidden_bias, hidden),
                visible_bias=grown(layer.visible_bias, inputs),
                decoder_weights=grown(layer.decoder_weights, hidden, inputs),
            )
        )
        inputs = hidden
    return padded


def _network(layers: Sequence[Layer], architecture: Architecture) -> Network:
    return Network(MATRICES, architecture, (None,) * len(layers), jnp.float32(1))


@partial(jax.jit, static_argnames="architecture")
def _regenerate(
    x: Array, layers: list[Layer], *, architecture: Architecture
) -> tuple[Array, Array]:
    network = _network(layers, architecture)
    codes = network.encode(layers, x)
    return codes[0], network.decode(layers, codes)[0]


@partial(jax.jit, static_argnames="architecture")
def _decode(codes: Array, layers: list[Layer], *, architecture: Architecture) -> Array:
    return _network(layers, architecture).decode(layers, codes)[0]


@partial(jax.jit, static_argnames="architecture")
def _mean_loss(x: Array, layers: list[Layer], *, architecture: Architecture) -> Array:
    return _network(layers, architecture).losses(layers, x, x).mean()
