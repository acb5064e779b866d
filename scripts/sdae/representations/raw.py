"""The prepared profiles as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdae.representations._record import ComponentOptions, Matrix, Representation

if TYPE_CHECKING:
    import numpy as np


def make(X: np.ndarray, replicates: int, options: ComponentOptions) -> list[Matrix]:
    """One matrix that stands for all replicates, which differ by the clusterer's seed alone."""
    return [Matrix("raw", tuple(range(1, replicates + 1)), lambda: X)]


ENTRY = Representation(
    name="raw",
    label="raw profiles",
    reference="the prepared matrix itself",
    make=make,
)
