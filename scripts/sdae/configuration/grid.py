"""The section `grid`: values of each hyper-parameter, of which the grid is the product."""

import math
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_serializer

from sdae.configuration._methods import (
    Activation,
    Initialisation,
    Loss,
    Noise,
    Optimizer,
    Schedule,
)
from sdae.configuration._section import MOST_LAYERS, MOST_NODES, MOST_STEPS, Section
from sdae.network.widths import AUTO

# Points beyond which a grid is refused before it is made: nobody trains as many.
MOST_POINTS = 1_000_000
# Of single precision, in which is trained.
LARGEST = 3e38
SMALLEST = 1e-30
SOME = Field(min_length=1)
AS_IN_MODEL = "As in `model`, several; its value when left out."

Count = Annotated[int, Field(ge=1, le=MOST_STEPS)]
Layers = Annotated[
    list[Annotated[int, Field(ge=1, le=MOST_NODES)]], Field(min_length=1, max_length=MOST_LAYERS)
]


def _kind(value: Any) -> str:
    return "<list>" if isinstance(value, list) else "<word>"


def _as_in_model():
    return Field(None, description=AS_IN_MODEL)


class Product(Section):
    """Values of each hyper-parameter; every key of `model` may stand here too, with a list."""

    layers: Annotated[
        Annotated[Literal["auto"], Tag("<word>")] | Annotated[list[Layers], SOME, Tag("<list>")],
        Discriminator(_kind),
    ] = Field(
        "auto",
        description=(
            "Hidden nodes of each layer, from the outermost to the bottleneck; `auto` means three "
            "networks of one layer, of the largest of 2, 4, 8, 16 and 32 that are smaller than the "
            "number of conditions."
        ),
    )
    corruption: Annotated[list[Annotated[float, Field(ge=0, le=1)]], SOME] = Field(
        [0, 0.1, 0.2],
        description="Level of the noise; the share of masked values, or the standard deviation.",
    )
    learning_rate: Annotated[list[Annotated[float, Field(ge=SMALLEST, le=LARGEST)]], SOME] = Field(
        [0.005], description="Factor of the update of one step."
    )
    batch_size: Annotated[list[Count], SOME] = Field([8], description="Genes per step.")
    epochs: Annotated[list[Count], SOME] = Field(
        [200], description="Passes over the genes, in each phase of the training."
    )
    noise: Annotated[list[Noise], SOME] | None = _as_in_model()
    activation: Annotated[list[Activation], SOME] | None = _as_in_model()
    output: Annotated[list[Activation], SOME] | None = _as_in_model()
    loss: Annotated[list[Loss], SOME] | None = _as_in_model()
    tied: Annotated[list[bool], SOME] | None = _as_in_model()
    optimizer: Annotated[list[Optimizer], SOME] | None = _as_in_model()
    schedule: Annotated[list[Schedule], SOME] | None = _as_in_model()
    initialisation: Annotated[list[Initialisation], SOME] | None = _as_in_model()
    pretrain: Annotated[list[bool], SOME] | None = _as_in_model()
    finetune: Annotated[list[bool], SOME] | None = _as_in_model()

    @model_serializer(mode="wrap")
    def _without_what_model_says(self, serialize) -> dict[str, Any]:
        return {name: values for name, values in serialize(self).items() if values is not None}


def _shape(value: Any) -> str:
    return "<list>" if isinstance(value, list) else "<one>"


Grid = Annotated[
    Annotated[Product, Tag("<one>")] | Annotated[list[Product], SOME, Tag("<list>")],
    Discriminator(_shape),
]


def count_points(grid: Mapping[str, list] | Sequence[Mapping[str, list]]) -> int:
    """Count the points of a checked grid without making them; those in two products count twice."""
    products = [grid] if isinstance(grid, Mapping) else grid
    return sum(math.prod(map(_length, product.values())) for product in products)


def _length(values: list | str) -> int:
    return len(AUTO) if values == AUTO[0] else len(values)
