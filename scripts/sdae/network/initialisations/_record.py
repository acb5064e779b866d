"""What an entry of the registry of initialisations says."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Initialisation:
    """A distribution of initial weights: uniform on both sides of zero.

    Attributes:
      name: what users write.
      label: what people read.
      limit: from fan in and fan out to half the width of the distribution.
      reference: where it comes from.
    """

    name: str
    label: str
    limit: Callable[[int, int], float]
    reference: str
