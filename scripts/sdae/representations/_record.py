"""What a representation says about itself, and the matrices that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic
from pydantic import Field

if TYPE_CHECKING:
    import numpy as np

# Numbers of components to expect where all of them are asked for.
ALL_COMPONENTS = 100


class ComponentOptions(
    pydantic.BaseModel, extra="forbid", frozen=True, strict=True, allow_inf_nan=False
):
    """How many components: of every representation by principal or independent components."""

    components: (
        Literal["all"]
        | Annotated[
            list[Annotated[int, Field(ge=1, le=1_000_000)]], Field(min_length=1, max_length=10_000)
        ]
    ) = Field("all", description="Numbers of components to keep; `all` means every one there is.")
    random_draws: int = Field(
        10,
        ge=0,
        le=10_000,
        description="How often each number of components is drawn at random.",
    )

    def expected_numbers(self) -> int:
        """How many numbers of components there will be, or may be where all are asked for."""
        return ALL_COMPONENTS if self.components == "all" else len(set(self.components))


@dataclass(frozen=True)
class Matrix:
    """One matrix of genes x features.

    Attributes:
      representation: name of what it is an instance of.
      replicates: numbers of the replicates it stands for; also the seeds of its clusterers.
      load: returns the matrix, made or read only now, or None if its training diverged.
      point: id of its grid point, "" where there is none.
      components: number of components, None where there are none.
      fold: number of the fold of conditions that it was made without, 0 if it was made of all.
    """

    representation: str
    replicates: tuple[int, ...]
    load: Callable[[], np.ndarray | None]
    point: str = ""
    components: int | None = None
    fold: int = 0


def one(options: ComponentOptions) -> int:
    """A single matrix."""
    return 1


@dataclass(frozen=True)
class Representation:
    """A way to represent genes.

    Attributes:
      name: what users write; of a learned one also the name of its tensor, genes x features, in
        the files of `sdae.network.store`.
      label: as in a sentence or a figure.
      reference: where it is from.
      learned: whether models make it, one matrix for each.
      pooled: whether it is made of all models together, one matrix of them all; the others are made
        without any.
      size: column of the table of scores that says how many features it has been reduced to:
        "layers" (the last one counts), "components", or "" where nothing is reduced.
      control: whether it is one to compare with rather than one to use.
      perturbed: whether its matrices are random parts of the profiles, so that its partitions by a
        clusterer show which genes that clusterer is sure of.
      make: from the prepared matrix (genes x conditions), the number of replicates and options to
        matrices; None if models make it.
      matrices: how many matrices each replicate has, at most, for the time and memory of jobs.
    """

    name: str
    label: str
    reference: str
    learned: bool = False
    pooled: bool = False
    size: Literal["", "components", "layers"] = ""
    control: bool = False
    perturbed: bool = False
    make: Callable[[np.ndarray, int, ComponentOptions], list[Matrix]] | None = None
    matrices: Callable[[ComponentOptions], int] = one

    @property
    def by_network(self) -> bool:
        """Whether it needs trained networks."""
        return self.learned or self.pooled

    @property
    def sized(self) -> bool:
        """Whether it comes in several sizes, at which alone it can be compared with others."""
        return bool(self.size)
