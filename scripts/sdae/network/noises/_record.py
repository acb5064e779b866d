"""What an entry of the registry of noises says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Noise:
    """A noise, by which the input of a training is corrupted.

    Attributes:
      name: what users write.
      label: what people read.
      amount: a level as people read it, as `share_of_values` or "sd 0.1".
      draws: what `corrupt` is given for each value: `uniform` on [0, 1), or standard `normal`.
      neutral: the draw at which a value of zero stays zero, whatever the level. Conditions that
        a model does not see are zeros with this draw.
      corrupt: from (x, draws, level, low, high) to the corrupted profiles. x are the clean
        profiles; level is the corruption of each model, 0 for none, and then nothing changes; low
        and high are the smallest and the largest value of the data. All are JAX arrays that
        broadcast against each other.
      reference: where it comes from.
    """

    name: str
    label: str
    amount: Callable[[float], str]
    draws: Literal["uniform", "normal"]
    neutral: float
    corrupt: Callable[[Any, Any, Any, Any, Any], Any]
    reference: str


def share_of_values(level: float) -> str:
    """Write a level that is a share of the values: 0.1 is "10 %"."""
    return f"{100 * level:.3g} %"
