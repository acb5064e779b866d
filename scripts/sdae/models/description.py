"""What an exported model's file says beside its tensors, and whether that can be true."""

import itertools
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np
import pydantic
from pydantic import Field

from sdae.clusterers.partitioning import parse
from sdae.grid import Point, from_row, to_row
from sdae.network.settings import why_impossible
from sdae.preparation.transforms import LOGARITHMS

Name = Annotated[str, Field(min_length=1)]
# Above this no number of anything can be meant.
MOST = 10**9


class _Strict(pydantic.BaseModel, extra="forbid", strict=True, allow_inf_nan=False):
    """Nothing more, nothing else, nothing infinite."""


class Preparation(_Strict):
    """What the preparation of another table must do alike."""

    max_missing: float = Field(ge=0, le=1)
    normalise: Literal["none", "cpm"]
    log: str
    impute: Literal["knn", "none"]
    standardise: bool
    scale: Literal["matrix", "gene", "none"]
    minimum: float
    maximum: float

    @pydantic.field_validator("log")
    @classmethod
    def _known(cls, log: str) -> str:
        if log not in LOGARITHMS:
            raise ValueError(f"expected one of {', '.join(LOGARITHMS)}")
        return log

    @pydantic.model_validator(mode="after")
    def _ordered(self) -> "Preparation":
        if not self.minimum < self.maximum:
            raise ValueError("expected a 'minimum' below the 'maximum'")
        return self


class Description(_Strict):
    """All that a file says of a model."""

    dataset: Name
    replicate: int = Field(ge=1, le=MOST)
    settings: dict[str, str]
    conditions: list[Name] = Field(min_length=1)
    prepare: Preparation
    clusters: int = Field(ge=2, le=MOST)
    clusterer: dict[str, Any]
    version: Name

    @pydantic.field_validator("clusterer")
    @classmethod
    def _possible(cls, clusterer: dict[str, Any]) -> dict[str, Any]:
        parse(clusterer)
        return clusterer

    @pydantic.field_validator("conditions")
    @classmethod
    def _distinct(cls, conditions: list[str]) -> list[str]:
        if len(set(conditions)) < len(conditions):
            raise ValueError("expected each condition to have a name of its own")
        return conditions


def problems_with_description(about: Any) -> list[str]:
    """Say what in the description of a model cannot be; nothing when all is well."""
    if not isinstance(about, Mapping):
        return ["a description that cannot be read (no names in it)"]
    try:
        Description.model_validate(about)
    except pydantic.ValidationError as error:
        return [_in_words(detail) for detail in error.errors(include_url=False)]
    return _problems_with_settings(about["settings"])


def _in_words(detail: Mapping[str, Any]) -> str:
    place = ".".join(map(str, detail["loc"])) or "description"
    if detail["type"] == "missing":
        return f"nothing about '{place}'"
    if detail["type"] == "extra_forbidden":
        return f"'{place}', which is unknown here"
    reason = detail["msg"].removeprefix("Value error, ")
    return f"{str(detail['input'])[:60]!r} as '{place}' ({reason[0].lower()}{reason[1:]})"


def _problems_with_settings(settings: Mapping[str, str]) -> list[str]:
    try:
        point = from_row(settings)
    # What else than settings may stand there is without end; an unknown name is among it.
    except (ValueError, LookupError, OverflowError) as error:
        return [f"'settings' that cannot be read ({error})"]
    expected = {name: str(value) for name, value in to_row(point, "").items()}
    differing = [name for name in expected if settings.get(name) != expected[name]]
    if differing or settings.keys() - expected.keys():
        odd = differing or sorted(settings.keys() - expected.keys())
        return [f"'settings' that do not belong together ('{odd[0]}')"]
    sizes = (*map(int, point.layers), point.epochs, point.training.batch_size)
    sound = all(1 <= size <= MOST for size in sizes)
    sound &= np.isfinite(point.corruption) and point.corruption >= 0
    sound &= np.isfinite(point.learning_rate) and point.learning_rate > 0
    reason = why_impossible(point.architecture, point.training)
    if reason or not sound:
        return [f"'settings' that nothing is trained with ({reason or 'a number out of bounds'})"]
    return []


def problems_with_tensors(
    tensors: Mapping[str, np.ndarray], point: Point, inputs: int
) -> list[str]:
    """Say in what tensors are not those of a model; nothing when all is well.

    Args:
      tensors: by name.
      point: the model's settings.
      inputs: how many conditions it has.
    """
    shapes = _shapes(point, inputs)
    problems = [f"no tensor '{name}'" for name in sorted(shapes.keys() - tensors.keys())]
    problems += [f"a tensor '{name}' too many" for name in sorted(tensors.keys() - shapes.keys())]
    for name in sorted(shapes.keys() & tensors.keys()):
        tensor = tensors[name]
        if tensor.shape != shapes[name]:
            problems.append(
                f"tensor '{name}' of shape {tensor.shape} where the settings say {shapes[name]}"
            )
        elif tensor.dtype != np.float32:
            problems.append(f"tensor '{name}' of type {tensor.dtype}, not float32")
        elif not np.isfinite(tensor).all():
            problems.append(f"values in tensor '{name}' that are not finite")
    return problems


def _shapes(point: Point, inputs: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each tensor of a model, by name."""
    shapes: dict[str, tuple[int, ...]] = {}
    for depth, (before, after) in enumerate(itertools.pairwise((inputs, *map(int, point.layers)))):
        shapes |= {
            f"{depth}/weights": (before, after),
            f"{depth}/hidden_bias": (after,),
            f"{depth}/visible_bias": (before,),
        }
        if not point.architecture.tied:
            shapes[f"{depth}/decoder_weights"] = (after, before)
    return shapes
