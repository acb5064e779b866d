"""Where a training stands, in files, so that one that is killed goes on from there.

A folder with a file for each program that is being trained or is done. A file's name is a digest
of all that decides the program's numbers, so one that fits is of the same training.
"""

import hashlib
import json
import time
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import jax
import numpy as np

import sdae
from sdae.jobs.logs import logger
from sdae.jobs.whole import whole_file
from sdae.network.initial import Repeat
from sdae.network.parameters import from_tensors, to_tensors
from sdae.network.programs import Program
from sdae.network.results import Loss, Trained

# Seconds between two checkpoints; what a killed training loses is this and a few epochs.
INTERVAL = 120.0
ENDING = ".npz"
ABOUT = "about"


class Checkpoint:
    """The folder of a training's checkpoints.

    Args:
      folder: made when it is first needed.
    """

    def __init__(self, folder: str | Path):
        self.folder = Path(folder)
        self._done: list[tuple[str, Sequence[Trained]]] = []
        self._saved = time.monotonic()

    def due(self) -> bool:
        """Whether it is time to save."""
        return time.monotonic() - self._saved >= INTERVAL

    def save(self, key: str, arrays: Mapping[str, np.ndarray], about: Mapping[str, Any]) -> None:
        """Save where a program stands, and every program that was done since the last time.

        Args:
          key: of the program, see `key_of`.
          arrays: by name.
          about: the rest, for JSON.
        """
        self._saved = time.monotonic()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for done, trained in self._done:
                self._write(done, *pack(trained))
            self._done.clear()
            self._write(key, arrays, about)
        except OSError as error:
            # A training that cannot be resumed is still a training.
            logger.warning("%s: no checkpoint could be written (%s)", self.folder, error)

    def done(self, key: str, trained: Sequence[Trained]) -> None:
        """Remember, for the next time that is due, the models of a program that is done."""
        self._done.append((key, trained))

    def load(self, key: str) -> tuple[dict[str, np.ndarray], dict[str, Any]] | None:
        """Return the arrays and the rest of a program; None if no whole file has them."""
        try:
            with np.load(self._path(key), allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
            return arrays, json.loads(str(arrays.pop(ABOUT)))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def clear(self) -> None:
        """Delete all checkpoints, at the end of a training."""
        for path in self.folder.glob(f"*{ENDING}"):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{ENDING}"

    def _write(self, key: str, arrays: Mapping[str, np.ndarray], about: Mapping[str, Any]) -> None:
        with whole_file(self._path(key)) as path:
            np.savez(path, allow_pickle=False, **{**arrays, ABOUT: np.array(json.dumps(about))})


def key_of(program: Program, x: np.ndarray, repeats: Sequence[Repeat]) -> str:
    """Digest all that decides the numbers of a program, this library included."""
    digest = hashlib.sha256()
    digest.update(repr((program, x.shape, x.dtype.str, jax.__version__)).encode())
    digest.update(np.ascontiguousarray(x).tobytes())
    for repeat in repeats:
        kept = None if repeat.kept is None else repeat.kept.tolist()
        digest.update(repr((repeat.replicate, repeat.fold, kept)).encode())
    digest.update(_library().encode())
    return digest.hexdigest()[:32]


@lru_cache
def _library() -> str:
    """Digest this room: other code may train other models."""
    digest = hashlib.sha256(sdae.__version__.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def pack(trained: Sequence[Trained]) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Turn trained models into arrays and what JSON can hold."""
    arrays, rows = {}, []
    for number, model in enumerate(trained):
        rows.append([*model._replace(layers=[])])
        for name, tensor in to_tensors(model.layers).items():
            arrays[f"trained/{number}/{name}"] = tensor
    return arrays, {"trained": rows}


def unpack(arrays: Mapping[str, np.ndarray], about: Mapping[str, Any]) -> list[Trained]:
    """Read back what `pack` made."""
    tensors: dict[str, dict[str, np.ndarray]] = defaultdict(dict)
    for name, array in arrays.items():
        kind, _, rest = name.partition("/")
        if kind == "trained":
            number, _, tensor = rest.partition("/")
            tensors[number][tensor] = array
    models = []
    for place, row in enumerate(about["trained"]):
        model = Trained(*row)
        curve = [Loss(*loss) for loss in model.curve]
        models.append(model._replace(layers=from_tensors(tensors[str(place)]), curve=curve))
    return models


def filled(name: str, tree, arrays: dict[str, np.ndarray]):
    """Fill a tree with the arrays that were saved of one like it."""
    leaves, structure = jax.tree.flatten(tree)
    saved = [jax.numpy.asarray(arrays[f"{name}/{place}"]) for place in range(len(leaves))]
    return jax.tree.unflatten(structure, saved)
