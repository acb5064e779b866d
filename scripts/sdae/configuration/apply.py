"""The section `apply`: tables that kept models are applied to."""

from typing import Literal

from pydantic import Field

from sdae.configuration._methods import Format
from sdae.configuration._section import InputPath, Section

MOST_CLUSTERS = 100_000


class Application(Section):
    """A table to apply a kept model to."""

    model: InputPath = Field(
        description=(
            "An exported model, as `results/models/{dataset}/chosen.safetensors`; relative to the "
            "working directory."
        )
    )
    expression: InputPath = Field(
        description=(
            "Expression table with the conditions that the model was trained on, in any order; "
            "relative to the working directory."
        )
    )
    gene_column: str | None = Field(None, description="Column of the ids; the first if left out.")
    orientation: Literal["rows", "columns"] = Field("rows", description="Where the genes are.")
    format: Format = Field(
        "auto", description="Format of the table; `auto` tells it by the content."
    )
    sheet: str | None = Field(
        None,
        description=(
            "Name of the sheet of a workbook, or of the layer of an h5ad; the only one, or X, if "
            "left out."
        ),
    )
    units: Literal["prepared", "input"] = Field(
        "prepared",
        description="Of the table of regenerated profiles, the model's scale or the input's.",
    )
    clusters: int | None = Field(
        None,
        ge=2,
        le=MOST_CLUSTERS,
        description="How many clusters to look for; as many as in the training if left out.",
    )
    clusterer: str | None = Field(
        None,
        description="One of `clusterers`; the one that is kept with the model if left out.",
    )
