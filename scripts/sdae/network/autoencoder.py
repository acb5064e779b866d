"""The autoencoder: the paper's equations 1 to 5, for many models at once.

Equation numbers are those of Gupta, Wang and Ganapathiraju (2015), doi 10.1101/031906. Arrays
have an axis of models where their `Layout` says; shapes below are written with the models last.
A network is a list of layers from the outermost to the bottleneck, each a `Layer` of parameters.
"""

from typing import NamedTuple

import jax.numpy as jnp
from jax import Array

from sdae.network.activations import ACTIVATIONS
from sdae.network.layout import (
    Layout,
    dense,
    dense_transposed,
    materialise,
    materialise_gradient,
)
from sdae.network.losses import LOSSES
from sdae.network.settings import Architecture


class Layer(NamedTuple):
    """Parameters of one encoder and its decoder.

    Attributes:
      weights: W, (inputs, hidden, models).
      hidden_bias: b, (hidden, models).
      visible_bias: b', (inputs, models).
      decoder_weights: W' of an untied layer, (hidden, inputs, models); None means W transposed.
    """

    weights: Array
    hidden_bias: Array
    visible_bias: Array
    decoder_weights: Array | None = None


class Network(NamedTuple):
    """How to run a batch of networks of equal depth.

    Attributes:
      layout: where the axis of models lies.
      architecture: activations, loss, ties.
      masks: per layer, (hidden, models), 1 for a hidden node that the model has and 0 for one
        that only pads it to the widest of the batch; None where nothing is padded.
      one: 1.0, not known to the compiler; see `layout.materialise`.
    """

    layout: Layout
    architecture: Architecture
    masks: tuple[Array | None, ...]
    one: Array

    def once(self, x: Array) -> Array:
        """Have a value computed once, however many uses it has; see `layout.materialise`."""
        return materialise(x, self.one)

    def encode(self, layers: list[Layer], x: Array) -> Array:
        """Codes y = s(W x + b), layer after layer (equation 1).

        Args:
          layers: parameters, outermost first.
          x: (rows, inputs, models or 1).

        Returns:
          (rows, bottleneck, models).
        """
        activate = ACTIVATIONS[self.architecture.activation].function
        for layer, mask in zip(layers, self.masks, strict=True):
            before = dense(self.layout, x, layer.weights, layer.hidden_bias)
            x = activate(materialise_gradient(before, self.one))
            if mask is not None:
                x = x * self.layout.rows(mask)
            x = self.once(x)
        return x

    def decode_logits(self, layers: list[Layer], codes: Array) -> Array:
        """W' y + b' of the last decoder, before the output's activation (equation 2).

        Args:
          layers: parameters, outermost first.
          codes: (rows, bottleneck, models).

        Returns:
          (rows, inputs, models).
        """
        activate = ACTIVATIONS[self.architecture.activation].function
        y = codes
        for depth in reversed(range(len(layers))):
            layer = layers[depth]
            if layer.decoder_weights is None:
                before = dense_transposed(self.layout, y, layer.weights, layer.visible_bias)
            else:
                before = dense(self.layout, y, layer.decoder_weights, layer.visible_bias)
            before = materialise_gradient(before, self.one)
            if depth == 0:
                return before
            y = activate(before)
            if self.masks[depth - 1] is not None:
                y = y * self.layout.rows(self.masks[depth - 1])
            y = self.once(y)
        raise ValueError("a network needs at least one layer")

    def decode(self, layers: list[Layer], codes: Array) -> Array:
        """Regenerated profiles z = s(W' y + b') from codes (equation 2)."""
        activate = ACTIVATIONS[self.architecture.output].function
        return activate(self.decode_logits(layers, codes))

    def losses(
        self, layers: list[Layer], corrupted: Array, clean: Array, visible: Array | None = None
    ) -> Array:
        """Loss of each gene: what it costs to recover it from its corrupted profile.

        Args:
          layers: parameters, outermost first.
          corrupted: what the network sees, (rows, inputs, models or 1).
          clean: what it should return, same shape; within the loss's `targets`.
          visible: (inputs, models or 1), 0 for an input that only pads the model or that it does
            not see; None if there is none.

        Returns:
          (rows, models) with the models last in either layout, summed over the inputs.
        """
        logits = self.decode_logits(layers, self.encode(layers, corrupted))
        activate = ACTIVATIONS[self.architecture.output].function
        terms = LOSSES[self.architecture.loss].terms(logits, activate, clean)
        if visible is not None:
            terms = terms * self.layout.rows(visible)
        if self.layout.axis == 0:
            terms = jnp.moveaxis(terms, 0, -1)
        return terms.sum(axis=1)
