"""Spectral clustering: k-means on the leading eigenvectors of the affinities between genes.

The definitions are those of scikit-learn's `SpectralClustering`; the eigenvectors are found
another way (`sdae.clusterers.eigenvectors`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sdae.clusterers._record import Clusterer, ClustererOptions
from sdae.clusterers.affinities import (
    inverse_root,
    normalised_neighbours,
    normalised_rbf,
    rbf_landmarks,
)
from sdae.clusterers.eigenvectors import leading_eigenvectors, leading_of_landmarks
from sdae.clusterers.kmeans import kmeans

if TYPE_CHECKING:
    import numpy as np

# Genes up to which a matrix of genes x genes is made (200 MB each); affinities of more genes are
# seen through landmarks.
DENSE_GENES = 5_000


class Options(ClustererOptions):
    """Options of spectral clustering."""

    affinity: Literal["nearest_neighbors", "rbf"] = Field(
        "nearest_neighbors",
        description=(
            "Graph of the nearest neighbours, or a Gaussian kernel of the distance (seen through "
            "1,000 genes, drawn by chance, above 5,000 genes)."
        ),
    )
    n_neighbors: int = Field(
        10, ge=2, le=10_000, description="Neighbours of each gene in the graph, itself included."
    )
    gamma: Annotated[float, Field(ge=1e-12, le=1e6)] | Literal["scale"] = Field(
        "scale",
        description=(
            "Width of the kernel, exp(-gamma d^2); `scale` is 1 / (conditions * variance)."
        ),
    )
    n_init: int = Field(10, ge=1, le=1000, description="Restarts of the k-means on the embedding.")

    @model_validator(mode="after")
    def _without_effect(self) -> Options:
        """Refuse an option of the other affinity, which would change nothing."""
        idle = "gamma" if self.affinity == "nearest_neighbors" else "n_neighbors"
        if getattr(self, idle) != Options.model_fields[idle].default:
            expected = f"no '{idle}', which has no effect with affinity {self.affinity}"
            raise PydanticCustomError("expected", "{expected}", {"expected": expected})
        return self


def embedding(X: np.ndarray, dimensions: int, options: Options) -> np.ndarray:
    """Embed genes by D^-1/2 u, u being the leading eigenvectors of their normalised affinities.

    Args:
      X: genes x features, finite, not all rows equal.
      dimensions: number of eigenvectors, the first included; the number of clusters looked for.
      options: which affinities.

    Returns:
      Genes x dimensions; the same for the same input. The signs of its columns, and the basis
      within an eigenvalue that several of them share, mean nothing, and k-means sees neither.
    """
    if options.affinity == "nearest_neighbors":
        operator, degrees = normalised_neighbours(X, options.n_neighbors)
        vectors = leading_eigenvectors(operator, dimensions)
    else:
        gamma = 1 / (X.shape[1] * X.var()) if options.gamma == "scale" else options.gamma
        if len(X) <= DENSE_GENES:
            operator, degrees = normalised_rbf(X, gamma)
            vectors = leading_eigenvectors(operator, dimensions)
        else:
            features, degrees = rbf_landmarks(X, gamma)
            vectors = leading_of_landmarks(features, dimensions)
    return vectors * inverse_root(degrees)[:, None]


def cluster(X: np.ndarray, clusters: int, seed: int, options: Options) -> np.ndarray:
    """Cluster embedded genes by k-means."""
    return kmeans(X, clusters, seed, options.n_init)


def least_genes(options: Options) -> Mapping[str, int]:
    """A graph needs the neighbours that it is of."""
    neighbours = options.affinity == "nearest_neighbors"
    return {"n_neighbors": options.n_neighbors} if neighbours else {}


ENTRY = Clusterer(
    name="spectral",
    label="spectral clustering",
    reference="von Luxburg, A tutorial on spectral clustering, Statistics and Computing 17 (2007)",
    Options=Options,
    cluster=cluster,
    embed=embedding,
    least_genes=least_genes,
)
