"""Files of models between the stages: one per chunk, written and read one model at a time.

An HDF5 file with a group `{point}/{replicate}` for each model. It holds the model's tensors by
name, and has an attribute `diverged` if its training did. Where it may be used again instead of
training it, its attribute `key` is a digest of all that its numbers depend on, and `curve` is the
table of its loss curve.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import h5py
import numpy as np

from sdae.errors import InputError
from sdae.jobs.whole import whole_file

# Names of tensors all have a digit and a slash; this one has none.
CURVE = "curve"


class Stored(NamedTuple):
    """A model as a file has it.

    Attributes:
      point: id of the grid point.
      replicate: of the training.
      tensors: by name; of a model that diverged there may be none.
      diverged: whether the training did.
      curve: rows of its loss curve, as they were given; none if there were none.
    """

    point: str
    replicate: int
    tensors: dict[str, np.ndarray]
    diverged: bool
    curve: list[list[Any]]


@contextmanager
def new_file(path: str | Path) -> Iterator[h5py.File]:
    """Open a file for writing, which takes the place of `path` once it is complete."""
    with whole_file(path) as beside, h5py.File(beside, "w") as file:
        yield file


@contextmanager
def open_file(path: str | Path) -> Iterator[h5py.File]:
    """Open a file for reading.

    Raises:
      InputError: a file that is damaged, here or where it is read.
    """
    try:
        with h5py.File(path) as file:
            yield file
    except FileNotFoundError:
        raise
    # What HDF5 says of a cut file depends on where it is cut.
    except (OSError, RuntimeError) as error:
        raise InputError(
            f"{path}: found a damaged HDF5 file ({error}); expected one that this workflow wrote "
            "to its end: delete it and run again"
        ) from None


def add_model(
    file: h5py.File,
    point: str,
    replicate: int,
    tensors: Mapping[str, np.ndarray],
    diverged: bool = False,
    key: str | None = None,
    curve: Sequence[Sequence[Any]] | None = None,
) -> None:
    """Add a model to a file that is open for writing.

    Args:
      file: to write to.
      point: id of the grid point.
      replicate: of the training.
      tensors: by name; a slash in a name makes a group.
      diverged: whether the training did.
      key: digest of all that the model's numbers depend on; None for one that is not used again.
      curve: rows of its loss curve, of text and numbers.
    """
    group = file.create_group(f"{point}/{replicate}")
    if diverged:
        group.attrs["diverged"] = True
    if key is not None:
        group.attrs["key"] = key
    if curve is not None:
        # Attributes hold 64 kB only.
        group[CURVE] = json.dumps([list(row) for row in curve])
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
        if isinstance(item, h5py.Dataset) and name != CURVE:
            tensors[name] = item[:]

    model.visititems(read)
    return tensors


def read_curve(model: h5py.Group) -> list[list[Any]]:
    """Read the rows of a model's loss curve; none if it was stored without."""
    return json.loads(model[CURVE].asstr()[()]) if CURVE in model else []


def find_model(
    paths: Iterable[str | Path], point: str, replicate: int
) -> dict[str, np.ndarray] | None:
    """Find the tensors of one model in the files of all chunks; None if it diverged.

    Raises:
      KeyError: no file has the model.
      InputError: a file that is damaged.
    """
    for path in paths:
        with open_file(path) as file:
            model = file.get(f"{point}/{replicate}")
            if model is not None:
                return None if is_diverged(model) else read_tensors(model)
    raise KeyError(f"no chunk has point {point}, replicate {replicate}")


def find_reusable(
    paths: Iterable[str | Path], keys: Mapping[tuple[str, int], str]
) -> Iterator[Stored]:
    """Find models that need not be trained again, in the files of former chunks.

    Args:
      paths: of the files; those that cannot be read are passed over, and so are what they lack.
      keys: of the models that are wanted, by point and replicate; see `add_model`.

    Yields:
      Each model whose key is the one that is wanted, once.
    """
    found: set[tuple[str, int]] = set()
    for path in paths:
        try:
            with h5py.File(path) as file:
                for (point, replicate), key in keys.items():
                    model = file.get(f"{point}/{replicate}")
                    if (point, replicate) in found or not isinstance(model, h5py.Group):
                        continue
                    if model.attrs.get("key") != key:
                        continue
                    of = read_tensors(model), is_diverged(model), read_curve(model)
                    found.add((point, replicate))
                    yield Stored(point, replicate, *of)
        except (OSError, RuntimeError, KeyError, ValueError):
            continue
