"""What is asked of the clusterers, held against the data before anything is computed."""

from collections.abc import Mapping
from typing import Any


def problems_with_clusterers(
    clusterers: Mapping[str, Mapping[str, Any]], genes: int, dataset: str
) -> list[str]:
    """Return what cannot work, one sentence each; nothing when all is well.

    Args:
      clusterers: options by name, as in the configuration.
      genes: number of genes to cluster.
      dataset: name of the data set, for the message.
    """
    return [
        f"clusterers: {name}: n_neighbors is {options['n_neighbors']}, but data set '{dataset}' "
        f"has only {genes} genes; choose at most {genes}"
        for name, options in clusterers.items()
        if options.get("affinity") == "nearest_neighbors" and options["n_neighbors"] > genes
    ]
