"""Models that can be kept: parameters, settings and the numbers of the preparation in a file."""

import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

import sdae
from sdae.errors import InputError
from sdae.grid import Point, from_row, to_row
from sdae.network import Layer
from sdae.parameters import from_tensors, to_tensors
from sdae.store import find_model

# What the preparation of another table must do alike.
PREPARATION = ("max_missing", "log", "impute", "standardise", "scale", "minimum", "maximum")


@dataclass(frozen=True)
class KeptModel:
    """A trained model and all that applying it to another table needs.

    Attributes:
      layers: parameters, outermost first.
      point: its hyper-parameters.
      dataset: name of the data set that it was trained on.
      replicate: of the training.
      conditions: names of its inputs, in order.
      prepare: settings and numbers of the preparation, see `PREPARATION`.
      clusters: number of clusters that were looked for.
      clusterer: kind and options of the clusterer, as in the configuration.
      version: of this library when the model was kept.
    """

    layers: list[Layer]
    point: Point
    dataset: str
    replicate: int
    conditions: list[str]
    prepare: dict[str, Any]
    clusters: int
    clusterer: dict[str, Any]
    version: str = sdae.__version__


def find_finished(
    paths: Iterable[str | Path], dataset: str, model: str, point: str | None, replicate: int
) -> dict[str, np.ndarray]:
    """Find the tensors of a model that is to be kept.

    Args:
      paths: of the files of all chunks.
      dataset: its name.
      model: as the configuration calls it, a point or `chosen`.
      point: id of the grid point; None if there was none to choose.
      replicate: of the training.

    Raises:
      InputError: its training diverged, or all trainings that could have been chosen did.
    """
    found = None if point is None else find_model(paths, point, replicate)
    if found is None:
        what = (
            "every training of the cross-validation diverged, so that no point is chosen"
            if point is None
            else f"the training of point {point}, replicate {replicate}, diverged"
        )
        raise InputError(
            f"configuration, key 'export.points', '{model}' on data set '{dataset}': found that "
            f"{what}; expected a training whose loss stayed finite: lower 'grid.learning_rate', "
            f"name another point of results/grid/{dataset}.tsv, or keep no model. Everything "
            "else is made with --keep-going"
        )
    return found


def write_model(path: str | Path, model: KeptModel) -> None:
    """Write a model as a safetensors file; what is no tensor stands in its metadata as JSON."""
    about = {
        "dataset": model.dataset,
        "replicate": model.replicate,
        "settings": {name: str(value) for name, value in to_row(model.point, "").items()},
        "conditions": model.conditions,
        "prepare": model.prepare,
        "clusters": model.clusters,
        "clusterer": model.clusterer,
        "version": model.version,
    }
    tensors = to_tensors(model.layers)
    # The library makes files that none but their owner can read, whatever the umask says.
    path = Path(path)
    path.touch()
    mode = path.stat().st_mode
    save_file(
        {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()},
        path,
        {"sdae": json.dumps(about)},
    )
    path.chmod(mode)


def read_model(path: str | Path) -> KeptModel:
    """Read a model.

    Raises:
      InputError: no such file, another kind of file, or a damaged one.
    """
    try:
        with safe_open(path, "numpy") as file:
            text = (file.metadata() or {}).get("sdae")
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except FileNotFoundError:
        raise InputError(f"{path}: found no such file; expected an exported model") from None
    except (SafetensorError, OSError) as error:
        raise InputError(
            f"{path}: found no readable safetensors file ({error}); expected an exported model"
        ) from None
    if text is None:
        raise InputError(
            f"{path}: found tensors, but nothing about a model; expected a model exported by "
            "this workflow, as results/models/ has them"
        )
    try:
        about = json.loads(text)
        point = from_row(about.pop("settings"))
        problems = _damage(about, tensors, point)
    # What else than a description may stand there is without end.
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        problems = [f"a description that cannot be read ({error!r})"]
    if problems:
        raise InputError(
            f"{path}: found {problem}; expected a model as this workflow exports it: export it "
            "again"
            for problem in problems
        )
    return KeptModel(layers=from_tensors(tensors), point=point, **about)


def _damage(about: Mapping[str, Any], tensors: Mapping[str, np.ndarray], point: Point) -> list[str]:
    """Say in what a file is not a whole model; nothing when it is."""
    known = {field.name for field in fields(KeptModel)} - {"layers", "point"}
    problems = [f"nothing about '{name}'" for name in sorted(known - set(about))]
    problems += [f"'{name}', which is unknown here" for name in sorted(set(about) - known)]
    if problems:
        return problems
    shapes = _shapes(point, len(about["conditions"]))
    problems = [
        f"nothing called '{name}' in 'prepare'"
        for name in PREPARATION
        if name not in about["prepare"]
    ]
    problems += [f"no tensor '{name}'" for name in sorted(shapes.keys() - tensors.keys())]
    problems += [f"a tensor '{name}' too many" for name in sorted(tensors.keys() - shapes.keys())]
    for name in sorted(shapes.keys() & tensors.keys()):
        if tensors[name].shape != shapes[name]:
            problems.append(
                f"tensor '{name}' of shape {tensors[name].shape} where the settings say "
                f"{shapes[name]}"
            )
        elif not np.isfinite(tensors[name]).all():
            problems.append(f"values in tensor '{name}' that are not finite")
    return problems


def _shapes(point: Point, inputs: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each tensor of a model, by name."""
    shapes: dict[str, tuple[int, ...]] = {}
    for depth, (before, after) in enumerate(itertools.pairwise((inputs, *point.layers))):
        shapes |= {
            f"{depth}/weights": (before, after),
            f"{depth}/hidden_bias": (after,),
            f"{depth}/visible_bias": (before,),
        }
        if not point.architecture.tied:
            shapes[f"{depth}/decoder_weights"] = (after, before)
    return shapes


def preparation(record: Mapping[str, Any]) -> dict[str, Any]:
    """Take from a record of `sdae.preparation.prepare` what another table's preparation needs."""
    return {name: _plain(record[name]) for name in PREPARATION}


def _plain(value: Any) -> Any:
    """Turn a NumPy scalar, as read from a file, into what JSON can hold."""
    return value.item() if hasattr(value, "item") else value
