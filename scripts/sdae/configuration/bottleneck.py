"""The section `bottleneck`: how the size of the bottleneck is chosen without labels."""

from pydantic import Field

from sdae.configuration._section import MOST_TIMES, Section, bounded


class Bottleneck(Section):
    """How the size of the bottleneck is chosen without labels."""

    folds: int = bounded(
        2,
        MOST_TIMES,
        5,
        "Parts of the genes for the cross-validated, held-out loss of every grid point; costs "
        "`folds` / `replicates` times the training.",
    )
    variance: float = Field(
        0.9,
        gt=0,
        le=1,
        description="Share of the variance that principal components are to hold.",
    )
