"""Regeneration as a generative model: new codes from those of the genes, to be decoded.

The codes of all genes are an empirical distribution. A bootstrap draws from it as it is; a kernel
density smooths it first, so that drawn codes are new ones.
"""

import numpy as np
from sklearn.neighbors import KernelDensity

# What a code can be, by the activation that made it.
RANGE_OF_CODES = {
    "sigmoid": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "relu": (0.0, np.inf),
    "linear": (-np.inf, np.inf),
}


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
        noise to what a bootstrap draws, which is a draw from the kernel density of the codes.
      seed: of what is drawn.
      width: of the kernel, in standard deviations of each node of the code; or the rule
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
    # One width serves all nodes, so they are brought to one scale; a node that is the same for
    # all genes stays as it is.
    differs = np.ptp(codes, axis=0) > 0
    scale = np.where(differs, codes.std(axis=0, dtype=np.float64), 1)
    density = KernelDensity(bandwidth=width).fit(codes / scale)
    drawn = density.sample(number, random_state=seed) * scale
    drawn = np.where(differs, drawn, codes[0])
    return reflected(drawn, *RANGE_OF_CODES[activation]).astype(np.float32)


def reflected(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Reflect values at bounds, as often as it takes, until they lie between them."""
    if np.isinf(low) and np.isinf(high):
        return values
    if np.isinf(high):
        return low + np.abs(values - low)
    period = 2 * (high - low)
    place = np.mod(values - low, period)
    return low + np.minimum(place, period - place)
