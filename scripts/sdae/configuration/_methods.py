"""What the registries offer, as types of keys; nothing else in this room knows their names."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import pydantic
from pydantic import Field

from sdae.settings import (
    ACTIVATIONS,
    INITIALISATIONS,
    LOSSES,
    NOISES,
    OPTIMIZERS,
    SCHEDULES,
)


class KMeansOptions(pydantic.BaseModel, extra="forbid", strict=True, allow_inf_nan=False):
    """Options of k-means."""

    n_init: int = Field(
        10, ge=1, le=1000, description="Restarts, of which the best by its own criterion is taken."
    )


class SpectralOptions(pydantic.BaseModel, extra="forbid", strict=True, allow_inf_nan=False):
    """Options of spectral clustering."""

    affinity: Literal["nearest_neighbors", "rbf"] = Field(
        "nearest_neighbors",
        description="Graph of the nearest neighbours, or a Gaussian kernel of the distance.",
    )
    n_neighbors: int = Field(
        10, ge=2, le=10_000, description="Neighbours of each gene in the graph, itself included."
    )
    gamma: Annotated[float, Field(gt=0, le=1e6)] | Literal["scale"] = Field(
        "scale",
        description="Width of the kernel, exp(-gamma d^2); `scale` is 1 / (conditions * variance).",
    )
    n_init: int = Field(10, ge=1, le=1000, description="Restarts of the k-means on the embedding.")


# Options of each clusterer by its name.
CLUSTERER_OPTIONS: dict[str, type[pydantic.BaseModel]] = {
    "kmeans": KMeansOptions,
    "spectral": SpectralOptions,
}
INDEX_NAMES = ("ari", "ami", "nmi", "silhouette")
DEFAULT_INDICES = INDEX_NAMES
READER_NAMES = (
    "h5ad",
    "arrow",
    "excel",
    "gct",
    "series_matrix",
    "featurecounts",
    "cufflinks",
    "salmon",
    "pcl",
    "htseq",
    "delimited",
)
DEFAULT_REPRESENTATIONS = ("raw", "regenerated", "codes", "pca_first", "pca_random")


def one_of(names: Iterable[str]) -> Any:
    """Return the type of a key that holds one of these names."""
    return Literal[tuple(names)]


Noise = one_of(NOISES)
Activation = one_of(ACTIVATIONS)
Loss = one_of(LOSSES)
Optimizer = one_of(OPTIMIZERS)
Schedule = one_of(SCHEDULES)
Initialisation = one_of(["auto", *INITIALISATIONS])
Representation = one_of(DEFAULT_REPRESENTATIONS)
Index = one_of(INDEX_NAMES)
Format = one_of(["auto", *READER_NAMES])
