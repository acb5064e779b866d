"""Exported models: parameters, settings and the numbers of the preparation in one file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

import sdae
from sdae.errors import InputError
from sdae.grid import Point, from_row, to_row
from sdae.jobs.whole import whole_file
from sdae.models.description import (
    Preparation,
    problems_with_description,
    problems_with_tensors,
)
from sdae.network.autoencoder import Layer
from sdae.network.parameters import from_tensors, to_tensors


@dataclass(frozen=True)
class ExportedModel:
    """A trained model and all that applying it to another table needs.

    Attributes:
      layers: parameters, outermost first.
      point: its hyper-parameters.
      dataset: name of the data set that it was trained on.
      replicate: of the training.
      conditions: names of its inputs, in order.
      prepare: settings and numbers of the preparation, see `description.Preparation`.
      clusters: number of clusters that were looked for.
      clusterer: kind and options of the clusterer, as in the configuration.
      version: of this library when the model was exported.
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


def write_without_model(path: str | Path, why: str) -> None:
    """Write a file that says why there is no model: the others of the run go on without it."""
    with whole_file(path) as beside:
        beside.write_bytes(save({}, {"sdae_without_model": why}))


def write_model(path: str | Path, model: ExportedModel) -> None:
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
    tensors = {
        name: np.ascontiguousarray(tensor) for name, tensor in to_tensors(model.layers).items()
    }
    with whole_file(path) as beside:
        beside.write_bytes(save(tensors, {"sdae": json.dumps(about)}))


def read_model(path: str | Path) -> ExportedModel:
    """Read a model.

    Raises:
      InputError: no such file, another kind of file, a damaged one, or one without a model.
    """
    try:
        with safe_open(path, "numpy") as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except FileNotFoundError:
        raise InputError(f"{path}: found no such file; expected an exported model") from None
    # The last two are what types say that NumPy does not have.
    except (SafetensorError, OSError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: found no readable safetensors file ({error}); expected an exported model"
        ) from None
    text = metadata.get("sdae")
    if "sdae_without_model" in metadata:
        raise InputError(
            f"{path}: found no model, since {metadata['sdae_without_model']}; expected one whose "
            "loss stayed finite and below that of the mean profile: lower 'grid.learning_rate', or "
            "name another point of results/grid/ under 'export.points'"
        )
    if text is None:
        raise InputError(
            f"{path}: found tensors, but nothing about a model; expected a model exported by "
            "this workflow, as results/models/ has them"
        )
    try:
        about = json.loads(text)
    except (ValueError, RecursionError) as error:
        problems = [f"a description that cannot be read ({error})"]
    else:
        problems = problems_with_description(about)
    if not problems:
        point = from_row(about.pop("settings"))
        problems = problems_with_tensors(tensors, point, len(about["conditions"]))
    if problems:
        raise InputError(
            f"{path}: found {problem}; expected a model as this workflow exports it: export it "
            "again"
            for problem in problems
        )
    return ExportedModel(layers=from_tensors(tensors), point=point, **about)


def preparation(record: Mapping[str, Any]) -> dict[str, Any]:
    """Take from a record of `sdae.preparation.prepare` what another table's preparation needs."""
    return {name: _plain(record[name]) for name in Preparation.model_fields}


def _plain(value: Any) -> Any:
    """Turn a NumPy scalar, as read from a file, into what JSON can hold."""
    return value.item() if hasattr(value, "item") else value
