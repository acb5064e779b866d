"""What a figure says about itself; read when the workflow is, so it imports nothing heavy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Config = Mapping[str, Any]
Row = Mapping[str, Any]


def always(config: Config, dataset: str, row: Row) -> bool:
    """Whatever is configured."""
    return True


def once(config: Config) -> list[dict[str, str]]:
    """One picture for a data set."""
    return [{}]


@dataclass(frozen=True)
class Figure:
    """A kind of figure.

    Attributes:
      name: what its files are called, followed by what a variant holds.
      label: what people call it.
      category: where Snakemake's report shows it.
      inputs: the result files that it needs, by name: patterns of {dataset} and, for a file of
        each chunk of the grid, {chunk}.
      data: from what these files hold (`sdae.figures.reading.Tables`, or any mapping), the data
        set and the variant to what is drawn: arguments of `draw`, or a sentence that says why
        there is nothing to draw. Pure.
      draw: from these to a `matplotlib.figure.Figure`.
      caption: plain text, or a function that makes it of the arguments of `draw`, so that it
        names nothing that is not drawn.
      wanted: whether a configuration calls for it, of a data set with that row in their table.
      variants: what tells its pictures of one data set apart, for each of them.
    """

    name: str
    label: str
    category: str
    inputs: Mapping[str, str]
    data: Callable[..., Mapping[str, Any] | str]
    draw: Callable[..., Any]
    caption: str | Callable[..., str]
    wanted: Callable[[Config, str, Row], bool] = always
    variants: Callable[[Config], Sequence[Mapping[str, str]]] = once

    def words(self, data: Mapping[str, Any] | str) -> str:
        """Return the caption of a picture of these data."""
        if isinstance(data, str):
            return data
        return self.caption if isinstance(self.caption, str) else self.caption(**data)


@dataclass(frozen=True)
class Picture:
    """One picture of a data set: of which figure, and which variant of it."""

    figure: Figure
    variant: Mapping[str, str]

    @property
    def stem(self) -> str:
        """Name of its files without suffix."""
        return "_".join([self.figure.name, *self.variant.values()])

    @property
    def labels(self) -> dict[str, str]:
        """What tells it apart in Snakemake's report."""
        return {"figure": self.figure.label, **self.variant}


def pictures(
    figures: Mapping[str, Figure], config: Config, dataset: str, row: Row
) -> list[Picture]:
    """List the pictures of a data set that a configuration calls for.

    Args:
      figures: by name, in the order in which they are shown.
      config: checked, with all defaults.
      dataset: name of the data set.
      row: its row in the table of data sets.
    """
    return [
        Picture(figure, variant)
        for figure in figures.values()
        if figure.wanted(config, dataset, row)
        for variant in figure.variants(config)
    ]


def inputs(drawn: Sequence[Picture]) -> dict[str, str]:
    """Return the result files that pictures need, by name, as patterns.

    Raises:
      ValueError: two figures call different files by one name.
    """
    needed: dict[str, str] = {}
    for picture in drawn:
        for name, pattern in picture.figure.inputs.items():
            if needed.setdefault(name, pattern) != pattern:
                raise ValueError(
                    f"figure '{picture.figure.name}': input '{name}' is {pattern}, but "
                    f"{needed[name]} for another figure"
                )
    return needed
