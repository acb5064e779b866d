"""Fill in missing values."""

import numpy as np

NEIGHBOURS = 10


def impute_knn(values: np.ndarray, neighbours: int = NEIGHBOURS) -> np.ndarray:
    """Fill each missing value with the mean of the most similar genes that have one there.

    The mean is unweighted; the reference weights each neighbour by its similarity.

    Args:
      values: (genes, conditions), with a value in each row and in each column.
      neighbours: genes to take the mean of; similar means near over the conditions both have.

    Returns:
      The same, without missing values.

    References:
      After Troyanskaya et al. (2001), Missing value estimation methods for DNA microarrays,
      Bioinformatics 17(6).
    """
    from sklearn.impute import KNNImputer

    return KNNImputer(n_neighbors=neighbours).fit_transform(values)
