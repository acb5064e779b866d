"""Losses: one file each, listed here."""

from sdae.network.losses import cross_entropy, squared_error
from sdae.registry import Registry

LOSSES = Registry("loss", [cross_entropy.ENTRY, squared_error.ENTRY])
