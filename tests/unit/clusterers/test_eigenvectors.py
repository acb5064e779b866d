"""The spectral embedding against its definition, whatever the graph looks like."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.sparse.csgraph import laplacian
from sdae.clusterers import affinities, spectral
from sdae.clusterers.affinities import normalised_neighbours, normalised_rbf, rbf_landmarks
from sdae.clusterers.eigenvectors import leading_eigenvectors, leading_of_landmarks
from sdae.clusterers.partitioning import cluster
from sdae.clusterers.spectral import Options
from sklearn.metrics import adjusted_rand_score
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.neighbors import kneighbors_graph
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """As in a job; more threads only get in each other's way on matrices as small as these."""
    with threadpool_limits(1):
        yield


def assert_leading(operator, vectors):
    """Hold eigenvectors against a full decomposition: orthonormal, eigen, and none left out."""
    dense = operator.toarray() if sparse.issparse(operator) else np.array(operator)
    number = vectors.shape[1]
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(number), atol=1e-8)
    values = np.diag(vectors.T @ dense @ vectors)
    np.testing.assert_allclose(dense @ vectors, vectors * values, atol=1e-7)
    np.testing.assert_allclose(values, np.linalg.eigvalsh(dense)[::-1][:number], atol=1e-8)


def embedding(X, dimensions, affinity="nearest_neighbors", **options):
    return spectral.embedding(X, dimensions, Options(affinity=affinity, **options))


def blobs(seed, parts, genes, features=4, distance=8.0):
    rng = np.random.default_rng(seed)
    centres = distance * rng.normal(size=(parts, features))
    return centres[rng.integers(parts, size=genes)] + rng.normal(size=(genes, features))


@pytest.mark.parametrize("genes", [60, 300])
def test_neighbour_graph_is_the_normalised_laplacian_of_scikit_learns(genes):
    X = blobs(0, 3, genes)
    directed = kneighbors_graph(X, 10, include_self=True)
    expected = np.eye(genes) - laplacian(0.5 * (directed + directed.T), normed=True).toarray()
    operator, degrees = normalised_neighbours(X, 10)
    np.testing.assert_allclose(operator.toarray(), expected, atol=1e-12)
    np.testing.assert_allclose(operator @ np.sqrt(degrees), np.sqrt(degrees))


def test_rbf_graph_is_the_normalised_laplacian_of_scikit_learns():
    X = blobs(0, 3, 80, distance=1)
    expected = np.eye(80) - laplacian(rbf_kernel(X, gamma=0.3), normed=True)
    np.testing.assert_allclose(normalised_rbf(X, 0.3)[0], expected, atol=1e-12)


def test_embedding_is_eigenvectors_over_root_degrees():
    X = blobs(1, 2, 150, distance=1)
    operator, degrees = normalised_rbf(X, 0.1)
    assert_leading(operator, embedding(X, 4, "rbf", gamma=0.1) * np.sqrt(degrees)[:, None])


@settings(deadline=None, max_examples=30)
@given(
    seed=st.integers(0, 10_000),
    parts=st.integers(1, 12),
    genes=st.integers(20, 400),
    n_neighbors=st.integers(2, 12),
    number=st.integers(1, 8),
)
def test_leading_eigenvectors_of_neighbour_graphs(seed, parts, genes, n_neighbors, number):
    # Often in several parts, sometimes in more parts than eigenvectors asked for.
    X = blobs(seed, parts, genes, distance=30)
    operator, _ = normalised_neighbours(X, n_neighbors)
    assert_leading(operator, leading_eigenvectors(operator, number))


@settings(deadline=None, max_examples=30)
@given(
    seed=st.integers(0, 10_000),
    genes=st.integers(20, 300),
    gamma=st.floats(1e-4, 100),
    number=st.integers(1, 8),
)
def test_leading_eigenvectors_of_rbf_graphs_with_outliers(seed, genes, gamma, number):
    # Heavy tails: some genes are so far out that their affinities are lost in rounding.
    X = np.random.default_rng(seed).standard_cauchy(size=(genes, 3))
    operator, _ = normalised_rbf(X, gamma)
    assert_leading(operator, leading_eigenvectors(operator, number))


def test_equal_parts_count_once_each():
    X = blobs(3, 1, 130)
    copies = np.concatenate([X + 1000 * shift for shift in range(4)])
    operator, _ = normalised_neighbours(copies, 8)
    # Four times the eigenvalue 1, then four times the next.
    assert_leading(operator, leading_eigenvectors(operator, 7))


@pytest.mark.parametrize("dense", [True, False])
def test_genes_on_a_curve(dense):
    # Eigenvalues so close that Lanczos' method gives up.
    along = np.linspace(0, 1, 1200)
    operator, _ = normalised_neighbours(np.c_[along, along**2], 4)
    if dense:
        operator = operator.toarray()
    assert_leading(operator, leading_eigenvectors(operator, 5))


def test_complete_graph_of_equal_affinities():
    operator = (np.ones((200, 200)) - np.eye(200)) / 199
    assert_leading(operator, leading_eigenvectors(operator, 4))


def test_genes_without_any_affinity():
    X = np.vstack([blobs(0, 2, 150), [[1e6] * 4], [[-1e6] * 4]])
    assert np.isfinite(embedding(X, 3, "rbf", gamma=1.0)).all()


@pytest.mark.parametrize("affinity", ["nearest_neighbors", "rbf"])
def test_same_input_gives_the_same_embedding(affinity):
    X = blobs(5, 4, 200)
    np.testing.assert_array_equal(embedding(X, 4, affinity), embedding(X, 4, affinity))


def test_scale_is_one_over_features_times_variance():
    X = blobs(2, 3, 120, distance=1)
    gamma = 1 / (4 * X.var())
    np.testing.assert_allclose(embedding(X, 3, "rbf"), embedding(X, 3, "rbf", gamma=gamma))


def test_all_genes_as_landmarks_give_the_exact_eigenvectors():
    X = blobs(0, 3, 90, distance=1)
    affinity = rbf_kernel(X, gamma=0.2)
    root = np.sqrt(affinity.sum(axis=0))
    features, degrees = rbf_landmarks(X, 0.2)
    np.testing.assert_allclose(degrees, root**2, rtol=1e-6)
    assert_leading(affinity / np.outer(root, root), leading_of_landmarks(features, 5))


@pytest.mark.parametrize("gamma", ["scale", 1.0])
def test_landmarks_with_outliers(monkeypatch, gamma):
    monkeypatch.setattr(spectral, "DENSE_GENES", 1000)
    monkeypatch.setattr(affinities, "LANDMARKS", 200)
    X = np.random.default_rng(0).standard_cauchy(size=(1500, 3))
    assert np.isfinite(embedding(X, 4, "rbf", gamma=gamma)).all()


def test_landmarks_find_what_all_affinities_find(monkeypatch):
    X = blobs(7, 4, 1500, features=8, distance=1.5)
    options = {"kind": "spectral", "affinity": "rbf", "gamma": "scale"}
    exact = cluster(X, 4, options, seed=0)
    monkeypatch.setattr(spectral, "DENSE_GENES", 1000)
    monkeypatch.setattr(affinities, "LANDMARKS", 300)
    assert adjusted_rand_score(exact, cluster(X, 4, options, seed=0)) > 0.95
