"""What a training gives: models and their loss curves."""

from typing import NamedTuple

from sdae.network.autoencoder import Layer


class Loss(NamedTuple):
    """A point of a loss curve: the mean over genes of the loss from their uncorrupted profiles.

    Attributes:
      point: id of the grid point.
      replicate: its number.
      phase: "train", "finetune", "pretrain N", whose loss is that of layer N and its own inputs, or
        "whole" for the network after a training that ends with its pre-training.
      epoch: of the phase, 0 before the first.
      loss: summed over the inputs.
    """

    point: str
    replicate: int
    phase: str
    epoch: int
    loss: float


class Trained(NamedTuple):
    """One trained model.

    Attributes:
      point: id of its grid point.
      replicate: its number.
      layers: parameters, outermost first, without an axis of models: weights (inputs, hidden),
        hidden_bias (hidden,), visible_bias (inputs,), decoder_weights (hidden, inputs) or None.
        Those of conditions that were left out are 0.
      diverged: whether the training ended nowhere finite, above the loss that it began with, or
        above that of the mean profile.
      curve: of its loss.
      fold: number of the conditions that were left out, from 0; None if none were.
    """

    point: str
    replicate: int
    layers: list[Layer]
    diverged: bool
    curve: list[Loss]
    fold: int | None = None
