"""The section `sampling`: new profiles drawn from the distribution of a model's codes."""

from typing import Annotated, Literal

from pydantic import Field

from sdae.configuration._section import MOST_SEED, MOST_STEPS, MOST_TIMES, Section, bounded


class Sampling(Section):
    """New profiles drawn by a model from the distribution of the codes."""

    point: str = Field(
        "chosen",
        description="Id of a grid point, or `chosen`, as in `export`.",
    )
    replicate: Annotated[int, Field(ge=1, le=MOST_TIMES)] | None = Field(
        None, description="Which of its trainings; left out, as in `export`."
    )
    profiles: int = bounded(1, MOST_STEPS, 500, "How many profiles to draw.")
    method: Literal["kernel_density", "bootstrap"] = Field(
        "kernel_density",
        description="Codes of the genes as they are, drawn with replacement, or smoothed.",
    )
    width: Annotated[float, Field(gt=0, le=1000)] | Literal["scott", "silverman"] = Field(
        "scott", description="Of the kernel, in standard deviations of the codes, or a rule."
    )
    seed: int = bounded(0, MOST_SEED, 1, "Of what is drawn.")
