"""The section `pca`: the baseline of principal components."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from sdae.configuration._section import (
    MOST_NODES,
    MOST_TIMES,
    EachOnce,
    Section,
    bounded,
)

Numbers = Annotated[list[Annotated[int, Field(ge=1, le=MOST_NODES)]], Field(min_length=1), EachOnce]


def _shape(value: Any) -> str:
    return "<list>" if isinstance(value, list) else "<word>"


class Pca(Section):
    """The baseline of principal components."""

    components: Annotated[
        Annotated[Literal["all"], Tag("<word>")] | Annotated[Numbers, Tag("<list>")],
        Discriminator(_shape),
    ] = Field(
        "all", description="Numbers of components to keep; `all` means every number there is."
    )
    random_draws: int = bounded(
        0, MOST_TIMES, 10, "How often each number of components is drawn at random."
    )
