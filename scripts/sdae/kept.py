"""Models that can be kept: parameters, settings and the numbers of the preparation in a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from sdae.errors import InputError
from sdae.grid import Point, from_row, to_row
from sdae.network import Layer
from sdae.parameters import from_tensors, to_tensors

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
    """

    layers: list[Layer]
    point: Point
    dataset: str
    replicate: int
    conditions: list[str]
    prepare: dict[str, Any]
    clusters: int
    clusterer: dict[str, Any]


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
    }
    save_file(to_tensors(model.layers), path, {"sdae": json.dumps(about)})


def read_model(path: str | Path) -> KeptModel:
    """Read a model.

    Raises:
      InputError: no such file, or another kind of file.
    """
    try:
        with safe_open(path, "numpy") as file:
            about = json.loads((file.metadata() or {}).get("sdae", "null"))
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except FileNotFoundError:
        raise InputError(f"{path}: found no such file; expected an exported model") from None
    except SafetensorError as error:
        raise InputError(
            f"{path}: found no readable safetensors file ({error}); expected an exported model"
        ) from None
    if about is None:
        raise InputError(
            f"{path}: found tensors, but nothing about a model; expected a model exported by "
            "this workflow, as results/models/ has them"
        )
    return KeptModel(layers=from_tensors(tensors), point=from_row(about.pop("settings")), **about)


def preparation(record: Mapping[str, Any]) -> dict[str, Any]:
    """Take from a record of `sdae.prepare.prepare` what another table's preparation needs."""
    return {name: _plain(record[name]) for name in PREPARATION}


def _plain(value: Any) -> Any:
    """Turn a NumPy scalar, as read from a file, into what JSON can hold."""
    return value.item() if hasattr(value, "item") else value
