"""Tables without groups that are like a given one in all else: the reference of every test."""

import numpy as np

# Nodes of the quadrature over the logarithm of its variable, which shares of 1 need no wider.
NODES = np.exp(np.linspace(np.log(1e-6), np.log(1e9), 400))
# Steps of the fixed point, and the relative change at which it has settled.
STEPS, SETTLED = 500, 1e-6


class Reference:
    """A Gaussian without groups, from which tables like a given one are drawn.

    Where profiles are standardised, they lie on a sphere. The Gaussian is then the one whose
    profiles, *once they are standardised*, have the covariance of the given ones, and what is drawn
    is standardised. So the reference does not depend on how large each gene's changes were, nor on
    whether a table came standardised. A Gaussian of the covariance of standardised profiles
    themselves is another one: its draws, standardised again, are rounder than the table, and nearly
    every table without groups would seem to have some.

    Args:
      X: profiles as they are clustered, but before any scaling, (genes, conditions), finite.
      standardised: whether each gene has mean 0 and standard deviation 1.

    References:
      Sigclust asks the same of two groups: Liu et al. (2008), Statistical significance of
      clustering for high-dimension, low-sample size data, JASA 103. On the sphere this is the
      angular central Gaussian: Tyler (1987), Statistical analysis for the angular central Gaussian
      distribution, Biometrika 74; its second moments have the eigenvectors of its covariance.
    """

    def __init__(self, X: np.ndarray, standardised: bool):
        X = np.asarray(X, dtype=float)
        self.standardised = standardised
        if standardised:
            X = _standardise(X)
        self.mean = np.zeros(X.shape[1]) if standardised else X.mean(axis=0)
        deviations = X - self.mean
        spread, axes = np.linalg.eigh(deviations.T @ deviations / max(len(X) - 1, 1))
        spread = np.maximum(spread, 0)
        if standardised:
            spread = spread_before_standardising(spread)
        self.root = axes * np.sqrt(spread)

    def draw(self, genes: int, rng: np.random.Generator) -> np.ndarray:
        """Draw a table of that many genes, (genes, conditions)."""
        values = self.mean + rng.standard_normal((genes, len(self.mean))) @ self.root.T
        return _standardise(values) if self.standardised else values


def spread_before_standardising(after: np.ndarray) -> np.ndarray:
    """Find the variances of a Gaussian that give these second moments once rows have unit length.

    With independent z_i of variance v_i, the share of direction i is
    E[z_i^2 / sum_j z_j^2] = int_0^inf v_i / (1 + 2 t v_i) prod_j (1 + 2 t v_j)^(-1/2) dt.

    Args:
      after: second moments along the principal directions, not negative, (directions,).

    Returns:
      The variances, which add up to 1; 0 where nothing was after.
    """
    wanted = after / after.sum()
    present = wanted > 1e-12
    wanted = wanted[present] / wanted[present].sum()
    variance = wanted.copy()
    for _ in range(STEPS):
        widths = 1 + 2 * NODES[:, None] * variance
        together = np.exp(-0.5 * np.log(widths).sum(axis=1))
        integrand = (together * NODES)[:, None] * variance / widths
        share = np.trapezoid(integrand, np.log(NODES), axis=0)
        better = variance * wanted / share
        better /= better.sum()
        change = np.abs(better / variance - 1).max()
        variance = better
        if change < SETTLED:
            break
    result = np.zeros(len(after))
    result[present] = variance
    return result


def _standardise(values: np.ndarray) -> np.ndarray:
    values = values - values.mean(axis=1, keepdims=True)
    sd = values.std(axis=1, ddof=1, keepdims=True)
    return values / np.where(sd > 0, sd, 1)
