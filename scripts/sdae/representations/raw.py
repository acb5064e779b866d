"""The prepared profiles as they are."""

import numpy as np

from sdae.representations._record import ComponentOptions, Matrix, Representation


def make(X: np.ndarray, replicates: int, options: ComponentOptions) -> list[Matrix]:
    """One matrix that stands for all replicates, which differ by the clusterer's seed alone."""
    return [Matrix("raw", tuple(range(1, replicates + 1)), lambda: X)]


ENTRY = Representation(
    name="raw",
    label="raw profiles",
    reference="the prepared matrix itself",
    make=make,
)
