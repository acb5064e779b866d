"""The section `choice`: how the final clusters are chosen."""

from typing import Annotated

from pydantic import AfterValidator, Field

from sdae.configuration._section import MOST_TIMES, Section, bounded, wrong

MOST_CLUSTERS = 1000


def _rising(ends: list[int]) -> list[int]:
    if ends[0] >= ends[1]:
        raise wrong("the fewest clusters first and then the most, as [2, 12]")
    return ends


class Choice(Section):
    """How the final clusters and their number are chosen, without labels."""

    folds: int = bounded(
        2,
        MOST_TIMES,
        8,
        "Parts of the conditions, each of which is left out once; as many as there are conditions "
        "where there are fewer.",
    )
    references: int = bounded(
        19, MOST_TIMES, 99, "Tables without structure that the structure found is held against."
    )
    range: Annotated[
        list[Annotated[int, Field(ge=2, le=MOST_CLUSTERS)]],
        Field(min_length=2, max_length=2),
        AfterValidator(_rising),
    ] = Field([2, 12], description="Fewest and most clusters that are considered.")
