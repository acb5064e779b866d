"""Tables of paired comparisons, adjusted for all that was tested."""

from collections.abc import Iterable
from dataclasses import asdict

import numpy as np
import pandas as pd
from scipy import stats

from sdae.statistics.paired import Paired, paired

COLUMNS = ("first", "second", *Paired.__dataclass_fields__, "p_adjusted")


def compare(
    values: pd.DataFrame,
    pairs: Iterable[tuple[str, str]],
    *,
    confidence: float = 0.95,
    power: float = 0.8,
    method: str = "holm",
) -> pd.DataFrame:
    """Compare methods that were measured in the same replicates.

    Args:
      values: replicates x methods; missing where a method failed.
      pairs: names of two columns each, the second to be subtracted.
      confidence: of the intervals, each for itself.
      power: of the smallest difference that could have been shown.
      method: how p is adjusted over these pairs, as for `adjust`.

    Returns:
      `COLUMNS`, one row per pair: the two names, what `Paired` holds, `p_adjusted`.
    """
    rows = [
        {"first": a, "second": b}
        | asdict(paired(values[a].to_numpy(float), values[b].to_numpy(float), confidence, power))
        for a, b in pairs
    ]
    table = pd.DataFrame(rows, columns=COLUMNS[:-1])
    return table.assign(p_adjusted=adjust(table["p"].to_numpy(float), method))


def adjust(p: np.ndarray, method: str = "holm") -> np.ndarray:
    """Adjust p for the number of tests.

    Args:
      p: of each test, any shape; NaN where nothing was tested.
      method: "holm", for the chance of any false discovery, or "bh", for the share of false ones
        among the discoveries.

    Returns:
      Adjusted p, of the same shape, NaN where p is.

    References:
      Holm (1979), Scand. J. Statist. 6. Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57.
    """
    p = np.asarray(p, float)
    adjusted = np.full(p.shape, np.nan)
    tested = p[~np.isnan(p)]
    if method == "bh":
        found = stats.false_discovery_control(tested) if tested.size else tested
    elif method == "holm":
        order = np.argsort(tested, kind="stable")
        steps = np.maximum.accumulate(tested[order] * np.arange(tested.size, 0, -1))
        found = np.empty_like(tested)
        found[order] = np.minimum(steps, 1)
    else:
        raise ValueError(f"found the adjustment '{method}'; expected 'holm' or 'bh'")
    adjusted[~np.isnan(p)] = found
    return adjusted
