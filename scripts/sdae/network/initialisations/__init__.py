"""Distributions of initial weights: one file each, listed here."""

from sdae.network.initialisations import glorot, glorot_sigmoid, he
from sdae.registry import Registry

INITIALISATIONS = Registry("initialisation", [glorot_sigmoid.ENTRY, glorot.ENTRY, he.ENTRY])
