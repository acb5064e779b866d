"""Effects of settings: each as a paired difference over the rest of the grid."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import pandas as pd

from sdae.statistics.comparisons import adjust
from sdae.statistics.paired import Paired, paired

COLUMNS = (
    "setting",
    "level",
    "reference",
    "matches",
    *Paired.__dataclass_fields__,
    "p_adjusted",
)


def effects_of_settings(
    table: pd.DataFrame,
    settings: Sequence[str],
    value: str,
    replicate: str = "replicate",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Compare each level of each setting with its first, all else equal.

    Within a replicate, the effect of a level is the mean difference between grid points that agree
    in all other settings; these means, one per replicate, are what is compared. So the points of a
    grid are never taken for replicates.

    Args:
      table: one row per grid point and replicate.
      settings: columns that tell grid points apart; the levels of each are compared with its
        smallest, or first in the alphabet.
      value: column of what is compared, higher or lower; missing where a model failed.
      replicate: column of the replicate.
      confidence: of the intervals.

    Returns:
      `COLUMNS`, one row per setting and level but its first: `matches`, the pairs of points that
      the effect stands on, and what `Paired` holds; p adjusted by Holm over all rows. Settings of
      one level, and levels without a match, have no row.
    """
    rows = []
    for setting in settings:
        others = [name for name in settings if name != setting]
        # A setting that does not apply is a level too: points that both lack it agree in it.
        keys = table[others].astype(object).where(table[others].notna(), "")
        wide = keys.assign(
            **{column: table[column] for column in (replicate, setting, value)}
        ).pivot_table(index=[replicate, *others], columns=setting, values=value, aggfunc="mean")
        for level in wide.columns[1:]:
            matched = (wide[level] - wide[wide.columns[0]]).dropna()
            if not len(matched):
                continue
            means = matched.groupby(level=0).mean().to_numpy()
            rows.append(
                {
                    "setting": setting,
                    "level": level,
                    "reference": wide.columns[0],
                    "matches": len(matched),
                }
                | asdict(paired(means, np.zeros_like(means), confidence))
            )
    result = pd.DataFrame(rows, columns=COLUMNS[:-1])
    return result.assign(p_adjusted=adjust(result["p"].to_numpy(float)))
