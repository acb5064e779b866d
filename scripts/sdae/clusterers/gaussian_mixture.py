"""Mixture of Gaussians, fitted by expectation-maximisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from sdae.clusterers._record import Clusterer, ClustererOptions

if TYPE_CHECKING:
    import numpy as np


class Options(ClustererOptions):
    """Options of a Gaussian mixture."""

    covariance_type: Literal["full", "tied", "diag", "spherical"] = Field(
        "diag",
        description=(
            "Shape of a cluster: any (`full`), any but the same for all (`tied`), a spread for "
            "each feature (`diag`) or one for all (`spherical`)."
        ),
    )
    n_init: int = Field(
        5, ge=1, le=1000, description="Restarts, of which that of the largest likelihood is taken."
    )
    reg_covar: float = Field(
        1e-4,
        gt=0,
        le=1,
        description="Least variance of a cluster, as a share of the mean variance of the features.",
    )


def cluster(X: np.ndarray, clusters: int, seed: int, options: Options) -> np.ndarray:
    """Assign each gene to the component that it most likely came from."""
    import numpy as np
    from sklearn.mixture import GaussianMixture

    centred = X - X.mean(axis=0)
    model = GaussianMixture(
        clusters,
        covariance_type=options.covariance_type,
        n_init=options.n_init,
        reg_covar=options.reg_covar,
        random_state=seed,
    )
    # On a common scale, the least variance means the same whatever the units.
    return model.fit_predict(centred / np.sqrt(centred.var(axis=0).mean()))


ENTRY = Clusterer(
    name="gaussian_mixture",
    label="Gaussian mixture",
    reference="Fraley & Raftery, Model-based clustering, JASA 97 (2002)",
    Options=Options,
    cluster=cluster,
)
