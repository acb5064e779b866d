"""Affinities W between genes, as D^-1/2 W D^-1/2 with their degrees D."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


# Genes, drawn by chance, through which the rbf affinities of many genes are seen.
LANDMARKS = 1_000


def inverse_root(degrees: np.ndarray) -> np.ndarray:
    """Return D^-1/2, with 1 for a gene that has no affinity to any other."""
    import numpy as np

    return 1 / np.sqrt(np.where(degrees > 0, degrees, 1))


def normalised_neighbours(X: np.ndarray, n_neighbors: int):
    """Make the graph of nearest neighbours.

    The affinity is 1 for two genes that are each among the nearest neighbours of the other, 1/2
    where only one is.

    Args:
      X: genes x features.
      n_neighbors: how many nearest neighbours, the gene itself included.

    Returns:
      The normalised affinities (scipy's csr_array, genes x genes, zero diagonal) and the degrees.
    """
    import numpy as np
    from scipy import sparse
    from sklearn.neighbors import kneighbors_graph

    directed = kneighbors_graph(X, n_neighbors, include_self=True)
    graph = sparse.coo_array(0.5 * (directed + directed.T))
    row, column = graph.coords
    weight = np.where(row == column, 0, graph.data)
    degrees = np.bincount(row, weight, minlength=len(X))
    scale = inverse_root(degrees)
    weight *= scale[row] * scale[column]
    return sparse.csr_array((weight, (row, column)), shape=graph.shape), degrees


def normalised_rbf(X: np.ndarray, gamma: float) -> tuple[np.ndarray, np.ndarray]:
    """Make the Gaussian affinities exp(-gamma * squared distance).

    Returns:
      The normalised affinities (genes x genes, zero diagonal) and the degrees.
    """
    import numpy as np
    from sklearn.metrics.pairwise import rbf_kernel

    affinity = rbf_kernel(X, gamma=gamma)
    np.fill_diagonal(affinity, 0)
    degrees = affinity.sum(axis=0)
    scale = inverse_root(degrees)
    affinity *= scale
    affinity *= scale[:, None]
    return affinity, degrees


def rbf_landmarks(X: np.ndarray, gamma: float) -> tuple[np.ndarray, np.ndarray]:
    """Make Gaussian affinities of rank `LANDMARKS`, never written out.

    Returns:
      F, genes x landmarks, and the degrees: F F' are the normalised affinities, each gene's with
      itself among them, by Nystroem's approximation.

    References:
      Fowlkes, Belongie, Chung & Malik, Spectral grouping using the Nystroem method, IEEE
      Transactions on Pattern Analysis and Machine Intelligence 26 (2004).
    """
    from sklearn.kernel_approximation import Nystroem

    n_components = min(LANDMARKS, len(X))
    features = Nystroem(gamma=gamma, n_components=n_components, random_state=0).fit_transform(X)
    degrees = features @ features.sum(axis=0)
    features *= inverse_root(degrees)[:, None]
    return features, degrees
