"""How alike drawn and real profiles are."""

from typing import NamedTuple

import numpy as np


class Closeness(NamedTuple):
    """How alike real and drawn profiles are: medians over conditions.

    Attributes:
      shift: absolute difference of the means, in standard deviations of the real values.
      drawn: standard deviation of the drawn values, as a share of that of the real ones.
      regenerated: the same of the regenerated values of the real genes.
    """

    shift: float
    drawn: float
    regenerated: float


def closeness(real: np.ndarray, drawn: np.ndarray, regenerated_sd: np.ndarray) -> Closeness:
    """Measure how alike real and drawn profiles are, condition by condition.

    Args:
      real: prepared profiles, (genes, conditions).
      drawn: drawn profiles, (number, conditions).
      regenerated_sd: standard deviation of the regenerated profiles, (conditions,).

    Returns:
      Medians over the conditions in which the real profiles differ.
    """
    sd = real.std(axis=0)
    shift = np.abs(drawn.mean(axis=0) - real.mean(axis=0))
    ratios = np.array([shift, drawn.std(axis=0), regenerated_sd])[:, sd > 0] / sd[sd > 0]
    return Closeness(*np.median(ratios, axis=1).tolist())
