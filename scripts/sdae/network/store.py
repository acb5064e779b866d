"""Files of models between the stages: one per chunk, written and read one model at a time.

An HDF5 file with a group `{point}/{replicate}` for each model. It holds the model's tensors by
name, and has an attribute `diverged` if its training did.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import h5py
import numpy as np


def add_model(
    file: h5py.File,
    point: str,
    replicate: int,
    tensors: Mapping[str, np.ndarray],
    diverged: bool = False,
) -> None:
    """Add a model to a file that is open for writing.

    Args:
      file: to write to.
      point: id of the grid point.
      replicate: of the training.
      tensors: by name; a slash in a name makes a group.
      diverged: whether the training did.
    """
    group = file.create_group(f"{point}/{replicate}")
    if diverged:
        group.attrs["diverged"] = True
    for name, tensor in tensors.items():
        group[name] = tensor


def models(file: h5py.File) -> Iterator[tuple[str, int, h5py.Group]]:
    """Go through the models of a file: point, replicate and group, in the order of both."""
    for point in sorted(file):
        for replicate in sorted(map(int, file[point])):
            yield point, replicate, file[f"{point}/{replicate}"]


def is_diverged(model: h5py.Group) -> bool:
    """Whether the training of a model diverged."""
    return "diverged" in model.attrs


def read_tensors(model: h5py.Group) -> dict[str, np.ndarray]:
    """Read all tensors of a model, by name."""
    tensors = {}

    def read(name: str, item: h5py.Group | h5py.Dataset) -> None:
        if isinstance(item, h5py.Dataset):
            tensors[name] = item[:]

    model.visititems(read)
    return tensors


def find_model(
    paths: Iterable[str | Path], point: str, replicate: int
) -> dict[str, np.ndarray] | None:
    """Find the tensors of one model in the files of all chunks; None if it diverged.

    Raises:
      KeyError: no file has the model.
    """
    for path in paths:
        with h5py.File(path) as file:
            model = file.get(f"{point}/{replicate}")
            if model is not None:
                return None if is_diverged(model) else read_tensors(model)
    raise KeyError(f"no chunk has point {point}, replicate {replicate}")
