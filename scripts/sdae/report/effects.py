"""Which settings matter, in words."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sdae.indices import INDICES
from sdae.report.wording import joined, number, representation_name

NAMES = {"corruption": "noise", "bottleneck": "nodes of the bottleneck", "depth": "hidden layers"}
LEVEL = 0.05


def level_name(row: Mapping[str, Any]) -> str:
    """Name an effect: "noise 0.1 rather than 0"."""
    setting = NAMES.get(row["setting"], row["setting"].replace("_", " "))
    return f"{setting} {_level(row['level'])} rather than {_level(row['reference'])}"


def axis(effects: pd.DataFrame) -> str:
    """Name what a row of effects is measured in."""
    label = INDICES[effects["index"].iloc[0]].label
    return f"difference in {label}, mean over clusterers, 95 % intervals"


def in_short(effects: pd.DataFrame) -> str:
    """Say which settings have an effect that is more than luck.

    Args:
      effects: of `sdae.statistics.effects.effects_of_settings`, with representations.
    """
    if not np.isfinite(effects["low"]).any():
        return "whether a setting has an effect cannot be told with 1 replicate"
    real = effects[effects["p_adjusted"] <= LEVEL]
    if real.empty:
        return "no setting has an effect that is more than luck"
    largest = real.loc[real["difference"].abs().idxmax()].to_dict()
    settings = dict.fromkeys(
        NAMES.get(name, name.replace("_", " "))
        for name in effects["setting"]
        if name in set(real["setting"])
    )
    return (
        f"{joined(settings)} {'matters' if len(settings) == 1 else 'matter'}, most of all "
        f"{level_name(largest)} ({number(largest['difference'], 2, signed=True)}, "
        f"{representation_name(largest['representation'])})"
    )


def _level(level: object) -> str:
    # Numbers of a column that holds whole ones and others are all fractions there.
    return f"{level:g}" if isinstance(level, (int, float)) else str(level)
