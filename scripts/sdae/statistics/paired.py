"""Paired differences over replicates: interval, test, effect, and what the design can show."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import optimize, stats

# Spread below which differences are equal but for rounding, as a share of the largest of them.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Paired:
    """What paired differences say.

    Attributes:
      pairs: number of finite differences.
      dropped: number of pairs left out since one of the two values is missing.
      difference: their mean; NaN without any.
      low: lower end of the interval of the mean; -inf with fewer than two pairs.
      high: upper end; inf with fewer than two pairs.
      p: two-sided, that the mean is zero; 1 with fewer than two pairs.
      effect: Hedges' g of paired differences, mean / sd corrected for few pairs; infinite where all
        differences are equal and not zero.
      smallest: smallest mean difference that as many pairs of this spread show with the power
        asked for; inf with fewer than two pairs.
    """

    pairs: int
    dropped: int
    difference: float
    low: float
    high: float
    p: float
    effect: float
    smallest: float


def paired(
    first: np.ndarray, second: np.ndarray, confidence: float = 0.95, power: float = 0.8
) -> Paired:
    """Compare paired values by Student's t.

    With five pairs a sign-flip or signed-rank test cannot go below p = 2/32, so it could never
    speak, and a plain bootstrap interval covers 80 to 85 %; the t interval covers what it says at
    any number of pairs if the differences are about normal.

    Args:
      first: one value per replicate, (replicates,).
      second: those to subtract, in the same order.
      confidence: of the interval.
      power: of `smallest`, at the level 1 - `confidence`.

    Returns:
      The differences first - second summed up. Where all are equal, the interval is that one
      value, p is 0 (1 where they are zero), and `smallest` is 0.

    References:
      Student (1908), The probable error of a mean, Biometrika 6. Hedges (1981), Distribution
      theory for Glass's estimator of effect size, J. Educ. Stat. 6.
    """
    differences = np.asarray(first, float) - np.asarray(second, float)
    finite = differences[np.isfinite(differences)]
    pairs, dropped = len(finite), len(differences) - len(finite)
    if pairs < 2:
        mean = float(finite[0]) if pairs else np.nan
        return Paired(pairs, dropped, mean, -np.inf, np.inf, 1.0, 0.0, np.inf)
    mean, sd = float(finite.mean()), float(finite.std(ddof=1))
    size = max(np.nanmax(np.abs(first)), np.abs(finite).max())
    if sd <= ROUNDING * size:
        zero = abs(mean) <= ROUNDING * size
        effect = 0.0 if zero else float(np.copysign(np.inf, mean))
        return Paired(pairs, dropped, mean, mean, mean, float(zero), effect, 0.0)
    error = sd / np.sqrt(pairs)
    half = stats.t.ppf((1 + confidence) / 2, pairs - 1) * error
    return Paired(
        pairs=pairs,
        dropped=dropped,
        difference=mean,
        low=float(mean - half),
        high=float(mean + half),
        p=float(2 * stats.t.sf(abs(mean) / error, pairs - 1)),
        effect=mean / sd * (1 - 3 / (4 * (pairs - 1) - 1)),
        smallest=smallest_effect(pairs, 1 - confidence, power) * sd,
    )


@lru_cache
def smallest_effect(pairs: int, level: float = 0.05, power: float = 0.8) -> float:
    """Return the smallest mean difference, in standard deviations, that a paired t test can show.

    Args:
      pairs: number of pairs.
      level: of the two-sided test.
      power: probability with which the difference is to be seen.

    Returns:
      The effect at which the test has that power; inf with fewer than two pairs.
    """
    if pairs < 2:
        return np.inf
    # The two-sided t test is the F test of the square, and its power a noncentral F.
    critical = stats.f.isf(level, 1, pairs - 1)

    def lacking(effect: float) -> float:
        return stats.ncf.sf(critical, 1, pairs - 1, pairs * effect**2) - power

    highest = 1.0
    while lacking(highest) < 0:
        highest *= 2
    return float(optimize.brentq(lacking, 0, highest))
