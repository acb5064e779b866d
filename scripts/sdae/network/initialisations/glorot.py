"""Glorot's uniform distribution, for activations with a slope of one at zero."""

import math

from sdae.network.initialisations._record import Initialisation


def limit(fan_in: int, fan_out: int) -> float:
    return math.sqrt(6 / (fan_in + fan_out))


ENTRY = Initialisation(
    name="glorot",
    label="Glorot, uniform",
    limit=limit,
    reference="Glorot and Bengio, AISTATS 2010, equation 16",
)
