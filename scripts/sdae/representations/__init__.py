"""Representations: the matrices of genes x features that are clustered and classified.

One file a representation and one line in the list here. `sdae.representations.matrices` makes or
reads what they stand for.
"""

from collections.abc import Mapping
from typing import Any

from sdae.registry import Registry
from sdae.representations import (
    averaged,
    codes,
    halves,
    ica,
    pca_first,
    pca_random,
    raw,
    regenerated,
)
from sdae.representations._record import ComponentOptions, Matrix, Representation

__all__ = [
    "BASELINES",
    "LEARNED",
    "REPRESENTATIONS",
    "ComponentOptions",
    "Matrix",
    "Representation",
    "needs_training",
]

REPRESENTATIONS = Registry(
    "representation",
    [
        raw.ENTRY,
        regenerated.ENTRY,
        codes.ENTRY,
        pca_first.ENTRY,
        pca_random.ENTRY,
        ica.ENTRY,
        halves.ENTRY,
        averaged.ENTRY,
    ],
)
# What each model makes of the profiles, and what needs none.
LEARNED = tuple(name for name, entry in REPRESENTATIONS.items() if entry.learned)
BASELINES = tuple(name for name, entry in REPRESENTATIONS.items() if not entry.by_network)


def needs_training(config: Mapping[str, Any]) -> bool:
    """Return whether a configuration asks for anything that trained networks give.

    That are learned representations, exported models and drawn profiles; the choice of the
    bottleneck has trainings of its own.

    Args:
      config: checked, with all defaults.
    """
    asked = [name for name in config["representations"] if REPRESENTATIONS[name].by_network]
    return bool(asked or config["export"]["points"] or config["sampling"])
