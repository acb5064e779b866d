"""Result files as figures use them, each read once however many figures need it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import anndata
import h5py
import pandas as pd

# Read as they stand: an id such as 1234567e10 is no number, nor are layers written 10.
TYPES = {
    **dict.fromkeys(["dataset", "point", "chunk", "layers", "noise", "clusterer", "status"], str),
    **dict.fromkeys(["sizes", "verdict", "representation", "reason"], str),
    **dict.fromkeys(["replicate", "batch_size", "epochs", "components", "fold"], "Int64"),
}


class Tables(Mapping[str, Any]):
    """What result files hold, by the name of the input; read when it is asked for.

    Args:
      paths: of each input; several are those of the chunks of the grid.

    Tables are data frames, .json what it says, .h5ad annotated matrices, .h5 open files. Of
    several files it is a mapping of such from the chunk, which is the file's name.
    """

    def __init__(self, paths: Mapping[str, str | list[str]]):
        self._paths = paths

    def __getitem__(self, name: str) -> Any:
        paths = self._paths[name]
        return read(paths) if isinstance(paths, str) else _Chunks(paths)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class _Chunks(Mapping[str, Any]):
    def __init__(self, paths: list[str]):
        self._paths = {Path(path).stem: path for path in paths}

    def __getitem__(self, chunk: str) -> Any:
        return read(self._paths[chunk])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@cache
def read(path: str) -> Any:
    """Read a result file by its suffix.

    Raises:
      ValueError: the suffix is none of .tsv, .json, .h5ad and .h5.
    """
    suffix = Path(path).suffix
    if suffix == ".tsv":
        return pd.read_csv(path, sep="\t", dtype=TYPES)
    if suffix == ".json":
        return json.loads(Path(path).read_text(encoding="utf-8"))
    if suffix == ".h5ad":
        return anndata.read_h5ad(path)
    if suffix == ".h5":
        return h5py.File(path)
    raise ValueError(f"{path}: found '{suffix}'; expected .tsv, .json, .h5ad or .h5")
