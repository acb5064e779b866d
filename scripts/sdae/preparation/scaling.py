"""Standardise each gene, and bring the matrix or each gene to [0, 1]."""

import numpy as np

# Relative range below which values differ by rounding alone.
ROUNDING = 1e-12


def is_constant(values: np.ndarray) -> np.ndarray:
    """Tell for each gene, which must have a value, whether all are equal but for rounding."""
    high, low = np.nanmax(values, axis=1), np.nanmin(values, axis=1)
    return high - low <= ROUNDING * np.maximum(np.abs(high), np.abs(low))


def moments(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and standard deviation (ddof 1) of each gene, both (genes,)."""
    return values.mean(axis=1), values.std(axis=1, ddof=1)


def standardised(values: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """Give each gene mean 0 and standard deviation 1.

    Examples:
      >>> values = np.array([[1.0, 2.0, 3.0], [10.0, 10.0, 40.0]])
      >>> standardised(values, *moments(values)).round(2).tolist()
      [[-1.0, 0.0, 1.0], [-0.58, -0.58, 1.15]]
    """
    scores = (values - mean[:, None]) / sd[:, None]
    # Of two conditions, every score is one of two numbers; rounding must not make more of them.
    return np.round(scores, 12) if values.shape[1] == 2 else scores


def bounds(
    values: np.ndarray, scale: str, limits: tuple[float, float] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return what becomes 0 and what becomes 1 in each gene, both (genes,).

    Args:
      values: (genes, conditions).
      scale: `matrix` for one minimum and maximum of all values, `gene` for one of each gene,
        `none` for 0 and 1, which leave values as they are.
      limits: minimum and maximum for `matrix`, if they are not those of these values.
    """
    genes = len(values)
    match scale:
        case "none":
            return np.zeros(genes), np.ones(genes)
        case "gene":
            return values.min(axis=1), values.max(axis=1)
        case "matrix":
            low, high = limits or (values.min(), values.max())
            return np.full(genes, low), np.full(genes, high)
    raise ValueError(f"no scale is called '{scale}'")


def scaled(values: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Bring each gene's `low` to 0 and its `high` to 1."""
    return (values - low[:, None]) / (high - low)[:, None]
