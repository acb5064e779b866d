"""The choice of the size of the bottleneck, in words."""

from collections.abc import Mapping
from typing import Any

from sdae.report.wording import count, layers_in_words, percent
from sdae.statistics.layers import layer_sizes


def in_words(choice: Mapping[str, Any]) -> list[str]:
    """Say what each rule of thumb chooses, a sentence each.

    Args:
      choice: what the workflow keeps in results/chosen/{dataset}.json.
    """
    lines = [
        f"{count(choice['components'], 'principal component')} hold at least "
        f"{percent(choice['variance'])} of the variance."
        if choice["components"]
        else "All profiles are the same, so there is no variance for principal components to hold."
    ]
    if choice["point"] is None:
        return ["Every training of the cross-validation diverged.", *lines]
    chosen = (
        f"Cross-validation over {choice['folds']} folds chooses point {choice['point']}, "
        f"{layers_in_words(choice['layers'])}"
    )
    if choice["layers"] == choice["lowest_layers"]:
        chosen += ", of the lowest held-out loss of all"
    else:
        chosen += (
            ": the smallest bottleneck, and the shallowest with it, whose held-out loss is within "
            f"one standard error of the lowest, that of {layers_in_words(choice['lowest_layers'])}"
        )
    found = edge(choice)
    return [f"{chosen}.", *([f"{found[0].upper()}{found[1:]}."] if found else []), *lines]


def edge(choice: Mapping[str, Any]) -> str:
    """Say if the sizes that were tried end where the choice is, and how to widen them; or "".

    Args:
      choice: as for `in_words`, of a point that was chosen.
    """
    tried = choice["bottlenecks"]
    chosen, lowest = (layer_sizes(choice[key])[-1] for key in ("layers", "lowest_layers"))
    if len(tried) == 1:
        return "no other bottleneck was there to choose from: add some to 'grid.layers'"
    if lowest == max(tried):
        return (
            "the lowest loss is at the largest bottleneck tried, so larger ones may reach a lower "
            "one: add some to 'grid.layers'"
        )
    # There is nothing below a single node.
    if chosen == min(tried) > 1:
        what = "lowest loss is at" if lowest == chosen else "choice is"
        return (
            f"the {what} the smallest bottleneck tried, so smaller ones may do as well: add some "
            "to 'grid.layers'"
        )
    return ""
