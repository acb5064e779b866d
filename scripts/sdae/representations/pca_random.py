"""Principal components drawn at random: a control of the leading ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sdae.representations._record import ComponentOptions, Matrix, Representation
from sdae.representations.components import numbers_of_components, principal_components

if TYPE_CHECKING:
    import numpy as np


def make(X: np.ndarray, replicates: int, options: ComponentOptions) -> list[Matrix]:
    """For each number k, several draws of k components; the draws stand as replicates."""
    scores = principal_components(X)
    return [
        Matrix(
            "pca_random",
            (draw,),
            partial(drawn, scores, k, draw),
            components=k,
        )
        for k in numbers_of_components(options.components, scores.shape[1])
        for draw in range(1, options.random_draws + 1)
    ]


def drawn(scores: np.ndarray, k: int, draw: int) -> np.ndarray:
    """Return `k` components drawn without replacement, each as likely as any other.

    A draw is one random order of all components, of which the first `k` are taken: with growing
    `k` it only gains components, and it does not depend on which other `k` are looked at.

    Args:
      scores: genes x components.
      k: how many.
      draw: number of the draw; the seed.

    Returns:
      Genes x k.
    """
    import numpy as np

    return scores[:, np.random.default_rng(draw).permutation(scores.shape[1])[:k]]


ENTRY = Representation(
    name="pca_random",
    label="random principal components",
    reference="Yeung & Ruzzo, Principal component analysis for clustering gene expression data, "
    "Bioinformatics 17 (2001)",
    size="components",
    control=True,
    make=make,
    matrices=lambda options: options.expected_numbers() * options.random_draws,
)
