"""Spectral embedding of genes, by the definitions of scikit-learn's `SpectralClustering`.

With affinities W of degrees D, the embedding is D^-1/2 u, u being the eigenvectors of the
normalised Laplacian I - D^-1/2 W D^-1/2 with the smallest eigenvalues, the first included. The
same vectors belong to the *largest* eigenvalues of D^-1/2 W D^-1/2, and for those Lanczos' method
needs no factorisation. scikit-learn inverts the Laplacian: on one thread that takes 1.3 times as
long for a neighbour graph of 384 genes, 4 times for 800, 6 times for 6,149, and the factors of a
graph of 20,000 would fill the memory.

References:
  von Luxburg, A tutorial on spectral clustering, Statistics and Computing 17 (2007).
"""

import numpy as np
from scipy import sparse
from scipy.linalg import eigh
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh
from sklearn.kernel_approximation import Nystroem
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.neighbors import kneighbors_graph

# Genes up to which a matrix of genes x genes is made (200 MB each).
DENSE_GENES = 5_000
# Genes, drawn by chance, through which the rbf affinities of more genes than that are seen.
LANDMARKS = 1_000
# Genes up to which a full decomposition is quicker than Lanczos' method for a few eigenvectors.
SMALL_GRAPH = 100
# Restarts after which Lanczos' method is given up; 10 to 30 are usual.
RESTARTS = 60
# Relative error of the eigenvalues of what is an approximation itself, and where that is too
# much to ask for (a kernel far narrower than the distances between landmarks).
CLOSE, ROUGH = 1e-6, 1e-3
# Normalised affinities (at most 1) below this are lost in rounding.
NEGLIGIBLE = 1e-14


def embedding(
    X: np.ndarray,
    dimensions: int,
    affinity: str = "nearest_neighbors",
    n_neighbors: int = 10,
    gamma: float | str = "scale",
) -> np.ndarray:
    """Embed genes by the leading eigenvectors of their affinities.

    Args:
      X: genes x features, finite, not all rows equal.
      dimensions: number of eigenvectors, usually the number of clusters looked for.
      affinity: "nearest_neighbors": 1 for two genes that are each among the nearest neighbours
        of the other, 1/2 where only one is; or "rbf": exp(-gamma * squared distance), seen
        through `LANDMARKS` genes (Nystroem) above `DENSE_GENES` genes.
      n_neighbors: how many nearest neighbours, the gene itself included.
      gamma: a number, or "scale" for 1 / (features * variance of X).

    Returns:
      Genes x dimensions; the same for the same input. The signs of its columns, and the basis
      within an eigenvalue that several of them share, mean nothing, and k-means sees neither.
    """
    X = np.asarray(X, dtype=np.float64)
    if affinity == "nearest_neighbors":
        operator, degrees = normalised_neighbours(X, n_neighbors)
    else:
        gamma = 1 / (X.shape[1] * X.var()) if gamma == "scale" else gamma
        rbf = normalised_rbf if len(X) <= DENSE_GENES else normalised_rbf_by_landmarks
        operator, degrees = rbf(X, gamma)
    return leading_eigenvectors(operator, dimensions) * inverse_root(degrees)[:, None]


def inverse_root(degrees: np.ndarray) -> np.ndarray:
    """Return D^-1/2, with 1 for a gene that has no affinity to any other."""
    return 1 / np.sqrt(np.where(degrees > 0, degrees, 1))


def normalised_neighbours(X: np.ndarray, n_neighbors: int) -> tuple[sparse.csr_array, np.ndarray]:
    """Return D^-1/2 W D^-1/2 (sparse, zero diagonal) and D of the nearest-neighbour graph."""
    directed = kneighbors_graph(X, n_neighbors, include_self=True)
    graph = sparse.coo_array(0.5 * (directed + directed.T))
    row, column = graph.coords
    weight = np.where(row == column, 0, graph.data)
    degrees = np.bincount(row, weight, minlength=len(X))
    scale = inverse_root(degrees)
    weight *= scale[row] * scale[column]
    return sparse.csr_array((weight, (row, column)), shape=graph.shape), degrees


def normalised_rbf(X: np.ndarray, gamma: float) -> tuple[np.ndarray, np.ndarray]:
    """Return D^-1/2 W D^-1/2 (dense, zero diagonal) and D of the Gaussian affinities."""
    affinity = rbf_kernel(X, gamma=gamma)
    np.fill_diagonal(affinity, 0)
    degrees = affinity.sum(axis=0)
    scale = inverse_root(degrees)
    affinity *= scale
    affinity *= scale[:, None]
    return affinity, degrees


def normalised_rbf_by_landmarks(X: np.ndarray, gamma: float) -> tuple[LinearOperator, np.ndarray]:
    """Return what `normalised_rbf` does, as an operator that is never written out.

    The affinities are those of Nystroem's approximation Z Z' with Z of genes x `LANDMARKS`.
    """
    features = Nystroem(gamma=gamma, n_components=LANDMARKS, random_state=0).fit_transform(X)
    own = np.einsum("ij,ij->i", features, features)
    degrees = features @ features.sum(axis=0) - own
    scale = inverse_root(degrees)

    def multiply(v: np.ndarray) -> np.ndarray:
        scaled = scale * v.ravel()
        return scale * (features @ (features.T @ scaled) - own * scaled)

    return LinearOperator((len(X), len(X)), matvec=multiply, dtype=features.dtype), degrees


def leading_eigenvectors(
    operator: np.ndarray | sparse.csr_array | LinearOperator, number: int
) -> np.ndarray:
    """Return orthonormal eigenvectors of the largest eigenvalues of a normalised graph.

    Lanczos' method sees only one of several equal eigenvalues, and a graph in several parts has
    the eigenvalue 1 once for each: so its parts are taken one by one.

    Args:
      operator: D^-1/2 W D^-1/2, genes x genes.
      number: how many, at most the number of genes.

    Returns:
      Genes x number, by falling eigenvalue; of equal eigenvalues, that of the larger part first.
    """
    part_of_gene = connected_parts(operator)
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


def connected_parts(operator: np.ndarray | sparse.csr_array | LinearOperator) -> np.ndarray:
    """Return for each gene the number of the connected part that it belongs to."""
    if isinstance(operator, LinearOperator):
        # All genes are tied through the landmarks.
        return np.zeros(operator.shape[0], dtype=int)
    if isinstance(operator, np.ndarray):
        tied = operator > NEGLIGIBLE
        if np.count_nonzero(tied) == tied.size - len(tied):
            return np.zeros(len(tied), dtype=int)
        operator = sparse.csr_array(tied)
    return connected_components(operator, directed=False)[1]


def _leading_eigenpairs(
    operator: np.ndarray | sparse.csr_array | LinearOperator, number: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest eigenvalues, falling, and their eigenvectors, of a connected graph."""
    size = operator.shape[0]
    if size <= max(SMALL_GRAPH, 2 * number):
        values, vectors = _decomposed(operator, number)
    else:
        random = np.random.default_rng(0)
        lanczos = {"k": number, "v0": random.uniform(-1, 1, size), "rng": random}
        approximate = isinstance(operator, LinearOperator)
        try:
            tol = CLOSE if approximate else 0
            values, vectors = eigsh(operator, which="LA", maxiter=RESTARTS, tol=tol, **lanczos)
        except ArpackNoConvergence:
            # Eigenvalues too close to each other, as for outliers, or for genes along a curve.
            if approximate:
                values, vectors = eigsh(operator, which="LA", tol=ROUGH, **lanczos)
            elif size <= DENSE_GENES:
                values, vectors = _decomposed(operator, number)
            else:
                # Genes along a curve have neighbours in a band only: little to factorise.
                values, vectors = eigsh(operator.tocsc(), sigma=1 + 1e-5, **lanczos)
    falling = np.argsort(-values, kind="stable")
    return values[falling], vectors[:, falling]


def _decomposed(
    operator: np.ndarray | sparse.csr_array, number: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest eigenvalues and their eigenvectors by a full decomposition."""
    dense = operator.toarray() if sparse.issparse(operator) else operator
    size = len(dense)
    return eigh(dense, subset_by_index=[size - number, size - 1], check_finite=False)
