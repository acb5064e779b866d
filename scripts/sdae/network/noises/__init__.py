"""Noises: one file each, listed here."""

from sdae.network.noises import (
    gaussian,
    masking,
    salt_and_pepper,
)
from sdae.registry import Registry

NOISES = Registry(
    "noise",
    [
        masking.ENTRY,
        gaussian.ENTRY,
        salt_and_pepper.ENTRY,
    ],
)
