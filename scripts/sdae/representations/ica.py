"""Independent components: as many directions as wanted, in which genes are least Gaussian."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sdae.representations._record import ComponentOptions, Matrix, Representation
from sdae.representations.components import numbers_of_components, principal_components

if TYPE_CHECKING:
    import numpy as np

# Of the fixed-point iteration; some tens are usual, and what has not converged then seldom does.
ITERATIONS = 500


def make(X: np.ndarray, replicates: int, options: ComponentOptions) -> list[Matrix]:
    """For each number k, k components; each replicate starts elsewhere."""
    scores = principal_components(X)
    return [
        Matrix(
            "ica",
            (replicate,),
            partial(independent_components, scores, k, replicate),
            components=k,
        )
        for k in numbers_of_components(options.components, scores.shape[1])
        for replicate in range(1, replicates + 1)
    ]


def independent_components(scores: np.ndarray, k: int, seed: int) -> np.ndarray:
    """Rotate the first `k` principal components, whitened, so that they are independent.

    Args:
      scores: genes x principal components, most variance first.
      k: how many.
      seed: of the start.

    Returns:
      Genes x k, each of variance 1, float64. The rotation changes no distance between genes: what
      differs from principal components is that all k weigh alike, and what looks at single
      features (as a Gaussian mixture of diagonal covariance) sees independent ones.
    """
    import warnings

    from sklearn.decomposition import FastICA
    from sklearn.exceptions import ConvergenceWarning

    model = FastICA(k, whiten="unit-variance", max_iter=ITERATIONS, random_state=seed)
    with warnings.catch_warnings():
        # Whatever the rotation has come to, it is one.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit_transform(scores[:, :k])


ENTRY = Representation(
    name="ica",
    label="independent components",
    reference="Hyvarinen & Oja, Independent component analysis, Neural Networks 13 (2000); as "
    "modules of genes: Saelens, Cannoodt & Saeys, Nature Communications 9 (2018)",
    size="components",
    make=make,
    matrices=ComponentOptions.expected_numbers,
)
