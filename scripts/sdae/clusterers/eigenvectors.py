"""Leading eigenvectors of normalised affinities.

The eigenvectors of the normalised Laplacian I - D^-1/2 W D^-1/2 with the smallest eigenvalues are
those of D^-1/2 W D^-1/2 with the largest, and for those Lanczos' method needs no factorisation.
scikit-learn inverts the Laplacian: on one thread that takes 1.3 times as long for a neighbour graph
of 384 genes, 4 times for 800, 6 times for 6,149, and the factors of a graph of 20,000 would fill
the memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


# Genes up to which a full decomposition is quicker than Lanczos' method for a few eigenvectors.
SMALL_GRAPH = 100
# Restarts after which Lanczos' method is given up; 10 to 30 are usual.
RESTARTS = 60
# Just above the largest eigenvalue, 1.
ABOVE = 1 + 1e-5
# Normalised affinities (at most 1) below this are lost in rounding.
NEGLIGIBLE = 1e-14


def leading_eigenvectors(operator, number: int) -> np.ndarray:
    """Return orthonormal eigenvectors of the largest eigenvalues of a normalised graph.

    Lanczos' method sees only one of several equal eigenvalues, and a graph in several parts has
    the eigenvalue 1 once for each: so its parts are taken one by one.

    Args:
      operator: D^-1/2 W D^-1/2, genes x genes, an array or scipy's csr_array.
      number: how many, at most the number of genes.

    Returns:
      Genes x number, by falling eigenvalue; of equal eigenvalues, that of the larger part first.
    """
    import numpy as np

    part_of_gene = _connected_parts(operator)
    sizes = np.bincount(part_of_gene)
    if len(sizes) == 1:
        return _leading_eigenpairs(operator, number)[1]
    found = []
    for part in np.argsort(-sizes, kind="stable"):
        members = np.flatnonzero(part_of_gene == part)
        values, vectors = _leading_eigenpairs(
            operator[members][:, members], min(number, len(members))
        )
        found += [(value, members, vector) for value, vector in zip(values, vectors.T, strict=True)]
    # Rounding must not decide between equals.
    order = np.argsort([-round(value, 12) for value, *_ in found], kind="stable")
    vectors = np.zeros((operator.shape[0], number))
    for column, place in enumerate(order[:number]):
        _, members, vector = found[place]
        vectors[members, column] = vector
    return vectors


def leading_of_landmarks(features: np.ndarray, number: int) -> np.ndarray:
    """Return orthonormal eigenvectors of the largest eigenvalues of F F', by those of F' F.

    Args:
      features: F, genes x landmarks.
      number: how many, at most the rank of F.

    Returns:
      Genes x number, by falling eigenvalue.
    """
    import numpy as np

    values, vectors = _decomposed(features.T @ features, number)
    vectors = features @ vectors[:, ::-1]
    return vectors / np.sqrt(np.maximum(values[::-1], np.finfo(float).tiny))


def _connected_parts(operator) -> np.ndarray:
    """Return for each gene the number of the connected part that it belongs to."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    if isinstance(operator, np.ndarray):
        tied = operator > NEGLIGIBLE
        if np.count_nonzero(tied) == tied.size - len(tied):
            return np.zeros(len(tied), dtype=int)
        operator = sparse.csr_array(tied)
    return connected_components(operator, directed=False)[1]


def _leading_eigenpairs(operator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest eigenvalues, falling, and their eigenvectors, of a connected graph."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.linalg import ArpackNoConvergence, eigsh

    size = operator.shape[0]
    if size <= max(SMALL_GRAPH, 2 * number):
        dense = operator.toarray() if sparse.issparse(operator) else operator
        values, vectors = _decomposed(dense, number)
    else:
        random = np.random.default_rng(0)
        lanczos = {"k": number, "v0": random.uniform(-1, 1, size), "rng": random}
        try:
            values, vectors = eigsh(operator, which="LA", maxiter=RESTARTS, **lanczos)
        except ArpackNoConvergence:
            # Eigenvalues too close to each other, as for outliers, or for genes along a curve.
            if sparse.issparse(operator):
                # Such graphs are narrow bands, quick to factorise; inverted, they are far apart.
                values, vectors = eigsh(operator.tocsc(), sigma=ABOVE, **lanczos)
            else:
                values, vectors = _decomposed(operator, number)
    falling = np.argsort(-values, kind="stable")
    return values[falling], vectors[:, falling]


def _decomposed(dense: np.ndarray, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest eigenvalues, rising, and their eigenvectors by a full decomposition."""
    from scipy.linalg import eigh

    size = len(dense)
    return eigh(dense, subset_by_index=[size - number, size - 1], check_finite=False)
