"""The section `published`: scores to hold the run against."""

from pydantic import Field

from sdae.configuration._section import InputPath, Section


class Published(Section):
    """Published scores to hold the run against."""

    table: InputPath = Field(
        description=(
            "Table of scores by hidden nodes (rows) and noise (columns); path as `datasets`."
        )
    )
    dataset: str = Field(description="The data set that they were published for.")
    clusterer: str = Field(
        description="The clusterer, one of `clusterers`, that they are held against."
    )
