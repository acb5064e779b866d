"""Regeneration as a generative model: new codes from those of the genes, to be decoded.

The codes of all genes are an empirical distribution. A bootstrap draws from it as it is; a kernel
density smooths it first, so that drawn codes are new ones.
"""

import numpy as np
from sklearn.neighbors import KernelDensity

from sdae.network.activations import ACTIVATIONS

# Variance, relative to the largest, of a direction in which the codes do not differ.
NEGLIGIBLE = 1e-10


def draw_codes(
    codes: np.ndarray,
    number: int,
    method: str,
    seed: int,
    width: str | float = "scott",
    activation: str = "sigmoid",
) -> np.ndarray:
    """Draw new codes from the distribution of those of the genes.

    Args:
      codes: (genes, bottleneck).
      number: how many to draw.
      method: `bootstrap` draws codes of genes, with replacement; `kernel_density` adds normal
        noise of the codes' own covariance to what a bootstrap draws, and shrinks the sum towards
        the mean so that their covariance stays what it was (Silverman 1986, section 6.4.1).
      seed: of what is drawn.
      width: of the kernel, in standard deviations of the codes in each direction; or the rule
        `scott` or `silverman`.
      activation: of the codes; a code drawn outside of its range is reflected into it, which
        keeps the density near a bound where it is (Silverman 1986, section 2.10).

    Returns:
      Codes, (number, bottleneck), float32.

    References:
      Silverman, Density Estimation for Statistics and Data Analysis (1986).
    """
    if method == "bootstrap":
        rows = np.random.default_rng(seed).integers(len(codes), size=number)
        return codes[rows].astype(np.float32)
    mean = codes.mean(axis=0, dtype=np.float64)
    covariance = np.atleast_2d(np.cov(codes.T.astype(np.float64), bias=True))
    values, directions = np.linalg.eigh(covariance)
    # One round kernel serves all directions once each has a standard deviation of 1.
    kept = values > max(NEGLIGIBLE * values.max(), NEGLIGIBLE**2)
    if not kept.any():
        return np.repeat(codes[:1], number, axis=0).astype(np.float32)
    spread = np.sqrt(values[kept])
    density = KernelDensity(bandwidth=width).fit((codes - mean) @ directions[:, kept] / spread)
    drawn = density.sample(number, random_state=seed) / np.sqrt(1 + density.bandwidth_**2)
    drawn = mean + drawn * spread @ directions[:, kept].T
    return reflected(drawn, *ACTIVATIONS[activation].range).astype(np.float32)


def reflected(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Reflect values at bounds, as often as it takes, until they lie between them."""
    if np.isinf(low) and np.isinf(high):
        return values
    if np.isinf(high):
        return low + np.abs(values - low)
    period = 2 * (high - low)
    place = np.mod(values - low, period)
    return low + np.minimum(place, period - place)
