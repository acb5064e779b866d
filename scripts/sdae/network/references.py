"""What a reconstruction costs at least, and without any network."""

from typing import NamedTuple

import numpy as np

from sdae.errors import InputError
from sdae.network.losses import LOSSES


class Reference(NamedTuple):
    """Losses that those of a model are held against, means over genes as they are.

    Attributes:
      floor: of a perfect reconstruction. That of the cross-entropy is the entropy of the targets.
      mean_profile: of the same profile for all genes, their mean.
    """

    floor: float
    mean_profile: float


def reference_losses(x: np.ndarray, loss: str) -> Reference:
    """Return what a perfect reconstruction and the mean profile cost.

    Args:
      x: prepared profiles, (genes, conditions).
      loss: its name.

    Returns:
      Both, summed over the conditions. Between them lies what a network can learn: a model's
      learnable share is (mean_profile - its loss) / (mean_profile - floor).

    Raises:
      UnknownNameError: no such loss.
    """
    x = np.asarray(x, np.float64)
    costs = LOSSES[loss].reconstruction
    mean = x.mean(axis=0, keepdims=True)
    return Reference(
        floor=float(costs(x, x).sum(axis=1).mean()),
        mean_profile=float(costs(np.broadcast_to(mean, x.shape), x).sum(axis=1).mean()),
    )


def trainable(x: np.ndarray) -> np.ndarray:
    """Return profiles in float32, in which networks are trained.

    Args:
      x: prepared profiles, (genes, conditions).

    Raises:
      InputError: values that are not finite, or not in float32, or whose squares are not, by their
        place; or of which nothing is left in float32.
    """
    x = np.asarray(x)
    with np.errstate(over="ignore", under="ignore"):
        values = x.astype(np.float32)
    most = np.sqrt(np.finfo(np.float32).max / x.shape[1])
    # What is no number is not below anything.
    wrong = ~(np.abs(values) < most)
    if wrong.any():
        gene, condition = np.argwhere(wrong)[0]
        raise InputError(
            f"prepared profiles, gene {gene + 1}, condition {condition + 1}: found "
            f"{x[gene, condition]:g} ({wrong.any(axis=1).sum()} of {len(x)} genes have such); "
            "expected finite numbers whose squares float32 can hold (below about 1e19): mend the "
            "table, or set 'standardise' or 'scale' in the table of data sets"
        )
    if x.any() and not values.any():
        raise InputError(
            f"prepared profiles: found no value above {np.abs(x).max():g}; expected some that "
            "float32 can tell from 0 (above about 1e-38): set 'scale' to matrix in the table of "
            "data sets"
        )
    return values
