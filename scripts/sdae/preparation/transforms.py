"""Library sizes and logarithms, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

PER = 1e6


@dataclass(frozen=True)
class Logarithm:
    """A logarithm, and what undoes it.

    Attributes:
      forward: of an array, NaN where missing.
      inverse: undoes it.
      least: values must be above it.
    """

    forward: Callable[[np.ndarray], np.ndarray]
    inverse: Callable[[np.ndarray], np.ndarray]
    least: float = 0.0


LOGARITHMS = {
    "none": Logarithm(lambda values: values, lambda values: values, -np.inf),
    "log2": Logarithm(np.log2, np.exp2),
    "log10": Logarithm(np.log10, lambda values: 10.0**values),
    "ln": Logarithm(np.log, np.exp),
    "log1p": Logarithm(np.log1p, np.expm1, -1.0),
    "log2p1": Logarithm(lambda v: np.log2(v + 1.0), lambda v: np.exp2(v) - 1.0, -1.0),
}


def library_sizes(values: np.ndarray) -> np.ndarray:
    """Return the sum of each condition over all genes, (conditions,)."""
    return np.nansum(values, axis=0)


def counts_per_million(values: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Divide the counts of each condition by its library size, and multiply by a million.

    One factor a condition, of that condition alone: it works where most genes have zeros, and
    genes that are left out later do not change it. Ratios to a reference, as the median of
    ratios, need genes without any zero.

    References:
      Robinson, McCarthy, Smyth (2010), edgeR, Bioinformatics 26(1).
    """
    return values / sizes * PER


def counts(values: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Undo `counts_per_million`."""
    return values * sizes / PER
