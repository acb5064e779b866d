"""The whole configuration: its sections, and the keys that stand alone."""

from typing import Annotated, Literal

from pydantic import Field

from sdae.configuration._methods import (
    DEFAULT_INDICES,
    DEFAULT_REPRESENTATIONS,
    Index,
    Representation,
)
from sdae.configuration._section import (
    MOST_TIMES,
    EachOnce,
    InputPath,
    Mirror,
    Name,
    PathText,
    Section,
    bounded,
)
from sdae.configuration.apply import Application
from sdae.configuration.bottleneck import Bottleneck
from sdae.configuration.choice import Choice
from sdae.configuration.classification import Classification
from sdae.configuration.clusterers import DEFAULT, Clusterers
from sdae.configuration.export import Export
from sdae.configuration.grid import Grid, Product
from sdae.configuration.model import Model
from sdae.configuration.pca import Pca
from sdae.configuration.published import Published
from sdae.configuration.sampling import Sampling


class Configuration(Section):
    """The keys of a configuration file. All have defaults but `datasets`."""

    datasets: PathText = Field(
        description=(
            "Table of data sets, one row each; a path relative to the working directory, then to "
            "the workflow."
        )
    )
    select: Annotated[list[str], Field(min_length=1), EachOnce] | None = Field(
        None, description="Names of the data sets to run; all rows of the table when left out."
    )
    mirrors: list[Mirror] = Field(
        [], description="Folders or base addresses asked for a file before its own address."
    )
    replicates: int = bounded(
        1, MOST_TIMES, 5, "Independent repetitions of everything that is random."
    )
    grid: Grid = Field(
        Product(),
        description=(
            "Values of each hyper-parameter; the grid is the product of these lists. Every key of "
            "`model` may stand here too, with a list of values. A list of such grids means their "
            "union."
        ),
    )
    model: Model = Field(
        Model(),
        description="Settings of the network and its training that all points of the grid share.",
    )
    clusterers: Clusterers = Field(
        DEFAULT,
        validate_default=True,
        description=(
            "Clusterers by a name of your choice; several of one kind may stand side by side."
        ),
    )
    representations: Annotated[list[Representation], Field(min_length=1), EachOnce] = Field(
        list(DEFAULT_REPRESENTATIONS), description="What is clustered."
    )
    indices: Annotated[list[Index], Field(min_length=1), EachOnce] = Field(
        list(DEFAULT_INDICES),
        description=(
            "Indices of how well a partition agrees with the known groups, or with the profiles "
            "themselves; columns of results/scores.tsv."
        ),
    )
    pca: Pca = Field(Pca(), description="The baseline of principal components.")
    points_per_chunk: int = bounded(
        1,
        1_000_000,
        64,
        "Grid points that are trained together in one job; no result depends on it.",
    )
    memory_mb: float = Field(
        500,
        gt=0,
        le=1e9,
        description=(
            "MB that the models and the random draws of a training job may take at once, beside "
            "the data; on a GPU, of its memory. What does not fit is trained one after the other; "
            "no result depends on it."
        ),
    )
    bottleneck: Bottleneck | None = Field(
        None,
        description="How the size of the bottleneck is chosen without labels; left out, it is not.",
    )
    sampling: Sampling | None = Field(
        None,
        description=(
            "New profiles drawn by a model from the distribution of the codes; left out, none."
        ),
    )
    classification: Classification | None = Field(
        None,
        description="Codes as features, a cross-validated logistic regression; left out, none.",
    )
    export: Export = Field(Export(), description="Which models are kept as files.")
    apply: dict[Name, Application] = Field(
        {}, description="Tables to apply kept models to, by a name of your choice."
    )
    choice: Choice | None = Field(
        Choice(),
        description=(
            "How the final clusters and their number are chosen, without labels; null leaves it "
            "out."
        ),
    )
    controls: bool = Field(
        True,
        description=(
            "Whether the best of the grid is held against controls, so that luck is told from "
            "gain: restarts on raw profiles, untrained networks, networks trained on shuffled "
            "profiles."
        ),
    )
    gene_sets: InputPath | None = Field(
        None,
        description=(
            "Sets of genes in which clusters may be enriched, a GMT file; path as `datasets`. "
            "Left out, none."
        ),
    )
    min_stability: float = Field(
        0,
        ge=0,
        le=1,
        description="Stability below which a gene is left unassigned; with 0, none is.",
    )
    accelerator: Literal["cpu", "gpu"] = Field(
        "cpu",
        description=(
            "Which environment training gets with --software-deployment-method conda; with `gpu`, "
            "JAX comes with CUDA. Results agree within rounding."
        ),
    )
    published: Published | None = Field(
        None,
        description="Published scores to hold the run against; left out, nothing is compared.",
    )
