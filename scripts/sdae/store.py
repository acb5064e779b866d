"""Files of tensors between the stages: one per chunk, a tensor by point, replicate and name."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

Key = tuple[str, int]


def write_tensors(
    path: str | Path, models: Mapping[Key, Mapping[str, np.ndarray]], about: Mapping[str, Any]
) -> None:
    """Write the tensors of many models.

    Args:
      path: of the safetensors file.
      models: tensors by name, by (point id, replicate).
      about: what else the file says, as JSON values by name.
    """
    tensors = {
        f"{point}/{replicate}/{name}": tensor
        for (point, replicate), named in models.items()
        for name, tensor in named.items()
    }
    save(path, tensors, about)


def save(path: str | Path, tensors: Mapping[str, np.ndarray], about: Mapping[str, Any]) -> None:
    """Write tensors, in C order, and JSON values, both by name, with the rights that are usual."""
    # The library makes files that none but their owner can read, whatever the umask says.
    path = Path(path)
    path.touch()
    mode = path.stat().st_mode
    save_file(
        {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()},
        path,
        {name: json.dumps(value) for name, value in about.items()},
    )
    path.chmod(mode)


def read_about(path: str | Path) -> dict[str, Any]:
    """Read what a file says beside its tensors."""
    with safe_open(path, "numpy") as file:
        return {name: json.loads(value) for name, value in (file.metadata() or {}).items()}


def read_tensors(path: str | Path) -> Iterator[tuple[Key, dict[str, np.ndarray]]]:
    """Read one model after the other, in the order of their names; never the whole file."""
    with safe_open(path, "numpy") as file:
        names: dict[Key, list[str]] = {}
        for full in file.keys():  # noqa: SIM118 - a safetensors file is not a mapping
            point, replicate, name = full.split("/", 2)
            names.setdefault((point, int(replicate)), []).append(name)
        for key, own in names.items():
            yield key, {name: file.get_tensor(f"{key[0]}/{key[1]}/{name}") for name in own}


def find_model(
    paths: Iterable[str | Path], point: str, replicate: int
) -> dict[str, np.ndarray] | None:
    """Find the tensors of one model in the files of all chunks; None if it diverged.

    Raises:
      KeyError: no file has the point.
    """
    for path in paths:
        if [point, replicate] in read_about(path)["diverged"]:
            return None
        with safe_open(path, "numpy") as file:
            prefix = f"{point}/{replicate}/"
            names = [name for name in file.keys() if name.startswith(prefix)]  # noqa: SIM118
            if names:
                return {name.removeprefix(prefix): file.get_tensor(name) for name in names}
    raise KeyError(f"no chunk has point {point}, replicate {replicate}")
