"""The section `export`: which models are kept as files."""

from typing import Annotated

from pydantic import Field

from sdae.configuration._section import MOST_TIMES, EachOnce, Section


class Export(Section):
    """Which models are kept as files."""

    points: Annotated[list[str], EachOnce] = Field(
        [],
        description=(
            "Ids of grid points, or `chosen` for the one that `bottleneck` chooses or, where that "
            "is left out, that the clusters agree with most."
        ),
    )
    replicate: Annotated[int, Field(ge=1, le=MOST_TIMES)] | None = Field(
        None,
        description=(
            "Which of their trainings; left out, of `chosen` the one that the clusters agree with "
            "most, of others the first."
        ),
    )
    clusterer: str | None = Field(
        None,
        description=(
            "The one of `clusterers` that goes with the model; left out, that of the most stable "
            "way with a network."
        ),
    )
