"""Figures: one file each, with its record; the rule that draws them goes through the list here.

Only names and records are read when the workflow is: what draws is imported inside functions.
"""

from sdae.figures import (
    ari_by_components,
    ari_by_hidden,
    bottleneck,
    calibration,
    classification,
    effects,
    embedding,
    losses,
    number,
    profiles,
    reproduction,
    samples,
)
from sdae.figures._record import Figure, Picture, inputs, pictures
from sdae.registry import Registry

__all__ = ["FIGURES", "Figure", "Picture", "inputs", "pictures"]

FIGURES: Registry[Figure] = Registry(
    "figure",
    [
        reproduction.ENTRY,
        embedding.ENTRY,
        number.ENTRY,
        calibration.ENTRY,
        losses.ENTRY,
        ari_by_hidden.ENTRY,
        ari_by_components.ENTRY,
        effects.ENTRY,
        profiles.ENTRY,
        classification.ENTRY,
        bottleneck.ENTRY,
        samples.ENTRY,
    ],
)
