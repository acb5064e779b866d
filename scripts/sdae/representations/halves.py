"""The prepared profiles in random halves of their conditions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sdae.representations._record import ComponentOptions, Matrix, Representation

if TYPE_CHECKING:
    import numpy as np

# Halves of each replicate.
DRAWS = 10


def make(X: np.ndarray, replicates: int, options: ComponentOptions) -> list[Matrix]:
    """Draw `DRAWS` halves for each replicate; the draws stand as replicates."""
    return [
        Matrix("halves", (draw,), partial(half, X, draw))
        for draw in range(1, DRAWS * replicates + 1)
    ]


def half(X: np.ndarray, draw: int) -> np.ndarray:
    """Draw half of the conditions without replacement, two at least, in their order.

    Args:
      X: profiles, genes x conditions.
      draw: number of the draw; the seed.

    Returns:
      Genes x half of the conditions, rounded up.
    """
    import numpy as np

    conditions = X.shape[1]
    most = min(max(2, -(-conditions // 2)), conditions)
    chosen = np.random.default_rng(draw).permutation(conditions)[:most]
    return X[:, np.sort(chosen)]


ENTRY = Representation(
    name="halves",
    label="random halves of the conditions",
    reference="Ho, The random subspace method for constructing decision forests, IEEE TPAMI 20 "
    "(1998); halves: Meinshausen & Buhlmann, Stability selection, J. R. Statist. Soc. B 72 (2010)",
    perturbed=True,
    make=make,
    matrices=lambda options: DRAWS,
)
