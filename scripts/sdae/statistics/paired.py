"""Paired differences: interval, test, effect, and what the design can show.

A difference is uncertain for two reasons: another replicate would give other partitions, and other
genes of the same kind another agreement with their groups. The first is seen from replicate to
replicate, the second when blocks of genes are left out (the jackknife). Both count, since a
clusterer that gives the same partition for each seed is not sure to be right about other genes.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import optimize, stats

# Differences and spreads below this share of the values are rounding: tables hold twelve digits.
ROUNDING = 1e-9
LEVEL, POWER = 0.05, 0.8


@dataclass(frozen=True)
class Paired:
    """What paired differences say.

    Attributes:
      pairs: number of finite differences.
      dropped: number of pairs left out since one of the two values is missing.
      difference: their mean; NaN without any.
      low: lower end of the interval of the mean; -inf where nothing says how far it varies.
      high: upper end; inf there.
      p: two-sided, that the mean is zero; 1 there.
      effect: Hedges' g of paired differences, mean / sd corrected for few pairs; infinite where all
        differences are equal and not zero, NaN with fewer than three.
      error: standard error of the mean; inf there.
      df: its degrees of freedom.
    """

    pairs: int
    dropped: int
    difference: float
    low: float
    high: float
    p: float
    effect: float
    error: float
    df: float

    @property
    def smallest(self) -> float:
        """The smallest mean difference that as much spread shows."""
        return smallest_difference(self.error, self.df)


def paired(first: np.ndarray, second: np.ndarray, confidence: float = 1 - LEVEL) -> Paired:
    """Compare paired values by Student's t.

    With five pairs a sign-flip or signed-rank test cannot go below p = 2/32, so it could never
    speak, and a plain bootstrap interval covers 80 to 85 %; the t interval covers what it says at
    any number of pairs if the differences are about normal.

    Args:
      first: one value per replicate, (replicates,).
      second: those to subtract, in the same order.
      confidence: of the interval.

    Returns:
      The differences first - second summed up. Where all are equal, the interval is that one
      value, and p is 0 (1 where they are zero).

    References:
      Student (1908), The probable error of a mean, Biometrika 6. Hedges (1981), Distribution
      theory for Glass's estimator of effect size, J. Educ. Stat. 6.

    Examples:
      >>> found = paired(np.array([0.52, 0.55, 0.50, 0.53]), np.array([0.50, 0.51, 0.49, 0.50]))
      >>> print(f"{found.difference:.3f} ({found.low:.3f} to {found.high:.3f}), p = {found.p:.3f}")
      0.025 (0.004 to 0.046), p = 0.030
    """
    differences = np.asarray(first, float) - np.asarray(second, float)
    size = np.nanmax(np.abs(first)) if np.isfinite(first).any() else 0.0
    return summed_up(differences[:, None], confidence=confidence, size=size)


def summed_up(
    differences: np.ndarray,
    *,
    size: float,
    fixed: bool = False,
    confidence: float = 1 - LEVEL,
) -> Paired:
    """Sum up paired differences, each also with blocks of genes left out.

    Args:
      differences: (replicates, 1 + blocks), the first of all genes, the others without one block of
        them each; without blocks, only the replicates say how far the mean varies.
      size: the largest of the values that were subtracted, against which rounding counts.
      fixed: whether no replicate would change what is compared, so that only the genes count.
      confidence: of the interval.

    References:
      Tukey (1958), Bias and confidence in not-quite large samples, Ann. Math. Stat. 29.
      Satterthwaite (1946), An approximate distribution of estimates of variance components,
      Biometrics Bulletin 2.
    """
    finite = differences[np.isfinite(differences).all(axis=1)]
    pairs, dropped = len(finite), len(differences) - len(finite)
    mean = float(finite[:, 0].mean()) if pairs else np.nan
    parts = [] if fixed else [_of_replicates(finite[:, 0])]
    if pairs and finite.shape[1] > 1:
        parts.append(_of_genes(finite[:, 1:].mean(axis=0)))
    variances = np.array([variance for variance, _ in parts])
    if not pairs or not parts or np.isinf(variances).any():
        return Paired(pairs, dropped, mean, -np.inf, np.inf, 1.0, np.nan, np.inf, 1.0)
    if abs(mean) <= ROUNDING * size:
        mean = 0.0
    effect = np.nan if fixed else _hedges(finite[:, 0], size)
    error = float(np.sqrt(variances.sum()))
    if error <= ROUNDING * size:
        least = min(df for _, df in parts)
        return Paired(pairs, dropped, mean, mean, mean, float(mean == 0), effect, 0.0, least)
    df = float(
        variances.sum() ** 2 / sum(variance**2 / own for variance, own in parts if variance > 0)
    )
    half = stats.t.ppf((1 + confidence) / 2, df) * error
    return Paired(
        pairs=pairs,
        dropped=dropped,
        difference=mean,
        low=float(mean - half),
        high=float(mean + half),
        p=float(2 * stats.t.sf(abs(mean) / error, df)),
        effect=effect,
        error=error,
        df=df,
    )


def _of_replicates(values: np.ndarray) -> tuple[float, float]:
    """Variance of the mean over replicates, and its degrees of freedom."""
    if len(values) < 2:
        return np.inf, 1.0
    return float(values.var(ddof=1) / len(values)), len(values) - 1.0


def _of_genes(without: np.ndarray) -> tuple[float, float]:
    """Variance over genes by the jackknife of blocks, and its degrees of freedom."""
    blocks = len(without)
    if blocks < 2:
        return np.inf, 1.0
    return float((blocks - 1) * without.var()), blocks - 1.0


def _hedges(values: np.ndarray, size: float) -> float:
    # The correction for few pairs leaves nothing of two.
    if len(values) < 3:
        return np.nan
    mean, sd = values.mean(), values.std(ddof=1)
    if sd <= ROUNDING * size:
        return 0.0 if abs(mean) <= ROUNDING * size else float(np.copysign(np.inf, mean))
    return float(mean / sd * (1 - 3 / (4 * (len(values) - 1) - 1)))


def smallest_effect(pairs: int, level: float = LEVEL, power: float = POWER) -> float:
    """Return the smallest mean difference, in standard deviations, that a paired t test can show.

    Args:
      pairs: number of pairs.
      level: of the two-sided test.
      power: probability with which the difference is to be seen.

    Returns:
      The effect at which the test has that power; inf with fewer than two pairs.
    """
    return np.inf if pairs < 2 else smallest_shift(pairs - 1.0, level, power) / np.sqrt(pairs)


def smallest_difference(
    error: float, df: float, level: float = LEVEL, power: float = POWER
) -> float:
    """Return the smallest mean difference that a t test can show; inf if none.

    Args:
      error: standard error of the mean.
      df: its degrees of freedom.
      level: of the two-sided test.
      power: probability with which the difference is to be seen.
    """
    return float(error * smallest_shift(df, level, power)) if 0 < error < np.inf else float(error)


@lru_cache
def smallest_shift(df: float, level: float = LEVEL, power: float = POWER) -> float:
    """Return the smallest mean, in standard errors, that a t test can show.

    Args:
      df: degrees of freedom.
      level: of the two-sided test.
      power: probability with which the mean is to be seen.
    """
    # The two-sided t test is the F test of the square, and its power a noncentral F.
    critical = stats.f.isf(level, 1, df)

    def lacking(shift: float) -> float:
        return stats.ncf.sf(critical, 1, df, shift**2) - power

    highest = 1.0
    while lacking(highest) < 0:
        highest *= 2
    return float(optimize.brentq(lacking, 0, highest))
