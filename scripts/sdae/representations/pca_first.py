"""The leading principal components."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sdae.representations._record import ComponentOptions, Matrix, Representation
from sdae.representations.components import numbers_of_components, principal_components

if TYPE_CHECKING:
    import numpy as np


def make(X: np.ndarray, replicates: int, options: ComponentOptions) -> list[Matrix]:
    """For each number k, the first k components; they stand for all replicates."""
    scores = principal_components(X)
    return [
        Matrix(
            "pca_first",
            tuple(range(1, replicates + 1)),
            partial(leading, scores, k),
            components=k,
        )
        for k in numbers_of_components(options.components, scores.shape[1])
    ]


def leading(scores: np.ndarray, k: int) -> np.ndarray:
    """Return the first `k` components."""
    return scores[:, :k]


ENTRY = Representation(
    name="pca_first",
    label="first principal components",
    reference="Yeung & Ruzzo, Principal component analysis for clustering gene expression data, "
    "Bioinformatics 17 (2001)",
    size="components",
    make=make,
    matrices=ComponentOptions.expected_numbers,
)
