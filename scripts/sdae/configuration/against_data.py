"""What a configuration asks of data that turn out to be too small for it.

Known once a table is prepared, and then at once: nothing has been trained by then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sdae.representations import REPRESENTATIONS


@dataclass(frozen=True)
class Fit:
    """How a configuration fits a prepared matrix.

    Attributes:
      problems: what cannot work, as sentences; empty if all can.
      layers: layers of the grid, of which at least one has as many nodes as there are conditions or
        more. Such a network can hand its input through; nothing has to be learned.
      components: numbers of principal components that are asked for and that there cannot be.
      no_components: whether there is none of those that are asked for.
    """

    problems: list[str] = field(default_factory=list)
    layers: list[list[int]] = field(default_factory=list)
    components: list[int] = field(default_factory=list)
    no_components: bool = False

    def doubts(self, conditions: int) -> list[str]:
        """Say, in sentences, what works but hardly as it was meant.

        Args:
          conditions: columns of the prepared matrix.
        """
        said = []
        if self.layers:
            said.append(
                f"of 'grid.layers', {', '.join(map(str, self.layers))} have at least as many nodes "
                f"as there are conditions ({conditions}): such a network can hand its input "
                "through without learning anything, so what it regenerates may be the input"
            )
        if self.components:
            none = ", so no principal components are clustered" if self.no_components else ""
            said.append(
                f"of 'pca.components', {', '.join(map(str, self.components))} are more than there "
                f"are{none}"
            )
        return said


def fit(
    config: Mapping[str, Any],
    dataset: str,
    genes: int,
    conditions: int,
    labels: Iterable[str] | None = None,
) -> Fit:
    """Hold a checked configuration against the size of a prepared matrix.

    Args:
      config: with all defaults.
      dataset: name of the data set, for the sentences.
      genes: rows of the prepared matrix.
      conditions: its columns.
      labels: of the genes that have one, or None where no labels are known.
    """
    most = min(genes - 1, conditions)
    wanted = config["pca"]["components"]
    asked = [] if wanted == "all" else wanted
    components = [number for number in asked if number > most]
    uses = any(REPRESENTATIONS[name].size == "components" for name in config["representations"])
    return Fit(
        problems=_folds(config, dataset, genes, labels),
        layers=_wide(config["grid"], conditions),
        components=components if uses else [],
        no_components=bool(uses and asked and len(components) == len(asked)),
    )


def _folds(
    config: Mapping[str, Any], dataset: str, genes: int, labels: Iterable[str] | None
) -> list[str]:
    sizes = {}
    if config["bottleneck"]:
        sizes["bottleneck"] = genes, "genes"
    if config["classification"] and labels is not None:
        sizes["classification"] = len(list(labels)), "labelled genes"
    return [
        f"data set '{dataset}': found {number} {what}, fewer than the {config[key]['folds']} of "
        f"configuration, key '{key}.folds'; expected at least one gene a fold: ask for fewer folds"
        + (f", or leave '{key}' out" if number < 2 else "")
        for key, (number, what) in sizes.items()
        if number < config[key]["folds"]
    ]


def _wide(grid: Mapping[str, list] | list[Mapping[str, list]], conditions: int) -> list[list[int]]:
    products = [grid] if isinstance(grid, Mapping) else grid
    # Those that follow the data suit them.
    layers = [
        sizes for product in products if product["layers"] != "auto" for sizes in product["layers"]
    ]
    wide = [sizes for sizes in layers if max(sizes) >= conditions]
    return [list(sizes) for sizes in dict.fromkeys(map(tuple, wide))]
