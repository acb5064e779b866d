"""Effects of settings: each as a paired difference over the rest of the grid."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sdae.statistics.comparisons import adjust
from sdae.statistics.layers import layer_sizes
from sdae.statistics.paired import summed_up

HELD = ("pairs", "difference", "low", "high", "p", "effect", "smallest")
COLUMNS = ("setting", "level", "reference", "matches", *HELD, "p_adjusted")
# Settings of the table of scores, with the layers by what is asked about them.
SETTINGS = (
    *("noise", "corruption", "bottleneck", "depth", "learning_rate", "batch_size", "epochs"),
    *("activation", "output", "loss", "tied", "optimizer", "schedule", "initialisation"),
    *("pretrain", "finetune"),
)


def by_point(
    scores: pd.DataFrame, values: np.ndarray, representation: str
) -> tuple[pd.DataFrame, np.ndarray]:
    """Average the values of one representation over clusterers, by point and replicate.

    Args:
      scores: rows of one data set of the table of scores.
      values: one row per row of `scores`: the index of all genes, then without each block.
      representation: name of a learned one.

    Returns:
      The settings, with `bottleneck` and `depth` for the layers, and the values. A point that
      failed by one clusterer is left out.
    """
    own = (scores["representation"] == representation).to_numpy()
    table = scores[own].reset_index(drop=True)
    frame = pd.DataFrame(values[own])
    means = frame.groupby([table["point"], table["replicate"]]).mean()
    whole = frame[0].notna().groupby([table["point"], table["replicate"]]).all()
    settings = table.drop_duplicates(["point", "replicate"]).set_index(["point", "replicate"])
    settings = settings.loc[means.index[whole]].reset_index()
    layers = settings["layers"].map(layer_sizes)
    settings = settings.assign(bottleneck=layers.str[-1], depth=layers.str.len())
    return settings, means[whole].to_numpy()


def effects_of_settings(
    table: pd.DataFrame,
    values: np.ndarray,
    settings: Sequence[str] = SETTINGS,
    replicate: str = "replicate",
) -> pd.DataFrame:
    """Compare each level of each setting with its first, all else equal.

    Within a replicate, the effect of a level is the mean difference between grid points that agree
    in all other settings; these means, one per replicate, are what is compared. So the points of a
    grid are never taken for replicates.

    Args:
      table: one row per grid point and replicate.
      values: one row per row of `table`: what is compared, of all genes and then without each block
        of them, if any; missing where a model failed.
      settings: columns that tell grid points apart; the levels of each are compared with its
        smallest, or first in the alphabet.
      replicate: column of the replicate.

    Returns:
      `COLUMNS`, one row per setting and level but its first: `matches`, the pairs of points that
      the effect stands on, and what `Paired` holds; p adjusted by Holm over all rows. Settings of
      one level, and levels without a match, have no row.
    """
    settings = [name for name in settings if table[name].nunique() > 1]
    rows = []
    for setting in settings:
        others = [name for name in settings if name != setting]
        # A setting that does not apply is a level too: points that both lack it agree in it.
        keys = table[others].astype(object).where(table[others].notna(), "")
        frame = pd.DataFrame(values, index=table.index)
        wide = (
            frame.groupby([table[replicate], *(keys[name] for name in others), table[setting]])
            .mean()
            .unstack()
        )
        levels = sorted(table[setting].dropna().unique())
        first = wide.xs(levels[0], axis=1, level=1)
        for level in levels[1:]:
            matched = (wide.xs(level, axis=1, level=1) - first).dropna()
            if not len(matched):
                continue
            means = matched.groupby(level=0).mean().to_numpy()
            found = summed_up(means, size=np.nanmax(np.abs(first.to_numpy())))
            rows.append(
                {
                    "setting": setting,
                    "level": level,
                    "reference": levels[0],
                    "matches": len(matched),
                    **{name: getattr(found, name) for name in HELD},
                }
            )
    result = pd.DataFrame(rows, columns=COLUMNS[:-1])
    return result.assign(p_adjusted=adjust(result["p"].to_numpy(float)))
