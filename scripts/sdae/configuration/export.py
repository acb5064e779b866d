"""The section `export`: which models are kept as files."""

from typing import Annotated

from pydantic import Field

from sdae.configuration._section import MOST_TIMES, EachOnce, Section, bounded


class Export(Section):
    """Which models are kept as files."""

    points: Annotated[list[str], EachOnce] = Field(
        [], description="Ids of grid points, or `chosen` for the one that `bottleneck` chooses."
    )
    replicate: int = bounded(1, MOST_TIMES, 1, "Which of their trainings.")
    clusterer: str | None = Field(
        None,
        description="The one of `clusterers` that goes with the model; the first if left out.",
    )
