"""What scale the values of a table are on, told from the values alone."""

import warnings
from dataclasses import dataclass

import numpy as np

# So many genes show it.
SAMPLE = 20_000
MILLION = 1e6
# No gene gets more reads; larger whole numbers are intensities, as of mass spectrometry.
MOST_READS = 1e8
# Of estimated counts, at least this share of those below so many are whole.
WHOLE, FEW_READS = 0.3, 100


@dataclass(frozen=True)
class Scale:
    """A guess at the scale of a table.

    Attributes:
      name: counts, estimated_counts, tpm, fpkm, intensities, logs, ratios or z_scores.
      log: the logarithm to take.
      normalise: the normalisation to make first.
      facts: the numbers that it follows from, by name.
    """

    name: str
    log: str
    normalise: str
    facts: dict[str, float]


def guess_scale(values: np.ndarray) -> Scale:
    """Guess the scale of a table.

    Args:
      values: (genes, conditions), NaN where missing; with some value.

    Returns:
      The scale. Counts are whole and not negative, and have zeros if all are small; of estimated
      ones many small ones are whole; TPM add up to a million in each condition; z-scores have mean
      0 and standard deviation 1 in each gene; other tables with negative values are ratios of
      logarithms around 0, or logarithms if they are not around 0, unless large; what is positive
      and does not exceed 30, or 50 if most is above 10, is taken for logarithms, and what is
      larger for intensities or FPKM.
    """
    shown = values[np.linspace(0, len(values) - 1, min(SAMPLE, len(values))).astype(int)]
    finite = shown[np.isfinite(shown)]
    zeros = float((finite == 0).mean())
    largest, least = float(finite.max()), float(finite.min())
    sums = np.nansum(values, axis=0)
    # Genes without values have neither.
    with warnings.catch_warnings(action="ignore"):
        spread = np.nanstd(shown, axis=1, ddof=1) if shown.shape[1] > 2 else np.zeros(len(shown))
        centre = np.abs(np.nanmean(shown, axis=1)) if shown.shape[1] > 2 else spread + 1
    facts = {
        "minimum": least,
        "median": float(np.median(finite)),
        "maximum": largest,
        "zeros": zeros,
        "whole": float((finite == np.round(finite)).mean()),
        "smallest_sum": float(sums.min()),
        "largest_sum": float(sums.max()),
    }
    above = "log2p1" if zeros or least < 1 else "log2"
    if least < 0:
        scored = np.isfinite(spread) & (spread > 0)
        if (
            scored.any()
            and (np.median(np.abs(spread[scored] - 1)) < 0.1)
            and (np.median(centre[scored]) < 0.1)
        ):
            return Scale("z_scores", "none", "none", facts)
        if largest > 100:
            return Scale("intensities", "none", "none", facts)
        around_zero = abs(facts["median"]) < 1
        return Scale("ratios" if around_zero else "logs", "none", "none", facts)
    if facts["whole"] == 1 and largest > MOST_READS:
        return Scale("intensities", above, "none", facts)
    # Logarithms of a whole table are not whole; counts of single cells may well be small.
    if facts["whole"] == 1 and (largest > 30 or (zeros and largest > 2)):
        return Scale("counts", "log2p1", "cpm", facts)
    if np.allclose(sums, MILLION, rtol=0.02):
        return Scale("tpm", "log2p1", "none", facts)
    # Of proteins, and cycles of a PCR, logarithms are up to 50, and most above 10.
    if largest <= 30 or (largest <= 50 and facts["median"] > 10):
        return Scale("logs", "none", "none", facts)
    low = finite[(finite > 0) & (finite < FEW_READS)]
    often_whole = len(low) > 0 and (low == np.round(low)).mean() > WHOLE
    if zeros and often_whole and largest <= MOST_READS:
        return Scale("estimated_counts", "log2p1", "cpm", facts)
    return Scale("fpkm" if zeros > 0.01 else "intensities", above, "none", facts)
