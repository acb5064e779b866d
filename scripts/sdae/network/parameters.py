"""Trained parameters as named tensors, and back."""

from collections.abc import Mapping

import numpy as np

from sdae.network.autoencoder import Layer


def to_tensors(layers: list[Layer]) -> dict[str, np.ndarray]:
    """Name the parameters of one model: `0/weights`, `0/hidden_bias`, ..., outermost first."""
    return {
        f"{depth}/{field}": array
        for depth, layer in enumerate(layers)
        for field, array in layer._asdict().items()
        if array is not None
    }


def from_tensors(tensors: Mapping[str, np.ndarray]) -> list[Layer]:
    """Read back what `to_tensors` named."""
    depth = 1 + max(int(name.split("/")[0]) for name in tensors)
    return [
        Layer(**{field: tensors.get(f"{layer}/{field}") for field in Layer._fields})
        for layer in range(depth)
    ]
