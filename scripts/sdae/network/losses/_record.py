"""What an entry of the registry of losses says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Loss:
    """A loss of the reconstruction.

    Attributes:
      name: what users write.
      label: what people read.
      terms: from (logits, activate, x) to the loss of each value. logits are the weighted sums
        before the output's activation, `activate` is that activation, x are the clean profiles;
        all JAX arrays of one shape.
      reconstruction: from (z, x), the reconstruction and the clean profiles, to the loss of each
        value, in NumPy and float64: what any reconstruction costs, and z = x the least.
      output: name of the only activation of the output that it is defined for; None for any.
      targets: smallest and largest value of the profiles that it is defined for; None for any.
      why: why there are such limits, for the message; "" without any.
      reference: where it comes from.
    """

    name: str
    label: str
    terms: Callable[[Any, Callable[[Any], Any], Any], Any]
    reconstruction: Callable[[np.ndarray, np.ndarray], np.ndarray]
    output: str | None
    targets: tuple[float, float] | None
    why: str
    reference: str
