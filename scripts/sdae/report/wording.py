"""How the workflow's terms and numbers are written for a reader, in figures and in sentences."""

from collections.abc import Iterable

import pandas as pd

from sdae.indices import INDICES
from sdae.network.noises import NOISES
from sdae.representations import REPRESENTATIONS
from sdae.statistics.layers import layer_sizes

MISSING = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
# What sizes count, by the column that holds them.
SIZE_NOUNS = {"components": "components", "layers": "nodes of the bottleneck"}


def representation_name(representation: str) -> str:
    """Return the name of a representation as a reader would say it."""
    return REPRESENTATIONS[representation].label


def measure_name(measure: str) -> str:
    """Return the name of what is compared, an index or stability, as a reader would say it."""
    return INDICES[measure].label if measure in INDICES else measure


def size_noun(representation: str) -> str:
    """Return what the size of a representation counts, as a reader would say it."""
    return SIZE_NOUNS[REPRESENTATIONS[representation].size]


def sizes_in_words(sizes: str) -> str:
    """Write sizes as a table holds them for a reader: "4, 5, 6" is "4 to 6"."""
    numbers = [int(size) for size in sizes.split(", ")]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    return joined(map(str, numbers))


def number(value: float, digits: int = 3, signed: bool = False) -> str:
    """Write a score to a fixed number of digits; a missing one as a dash."""
    if pd.isna(value):
        return MISSING
    text = f"{value:{'+' if signed else ''}.{digits}f}"
    negative_zero = text.strip("-+0.") == ""
    return (text.replace("-", "+" if signed else "") if negative_zero else text).replace("-", MINUS)


def percent(share: float) -> str:
    """Write a share as whole percents."""
    return f"{100 * share:.0f} %"


def count(how_many: int, what: str) -> str:
    """Write a count with its noun: `count(1, "replicate")` is "1 replicate"."""
    return f"{how_many:,} {what}{'' if how_many == 1 else 's'}"


def joined(words: Iterable[str], last: str = "and") -> str:
    """Join words as in a sentence: "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def noise_name(noise: str, level: float, kinds: int = 1) -> str:
    """Write a noise level; its kind is named when `kinds`, the kinds in sight, is not one."""
    entry = NOISES[noise]
    return entry.amount(level) if kinds == 1 else f"{entry.amount(level)} {entry.label}"


def noise_series(table: pd.DataFrame) -> list[tuple[str, float, str]]:
    """List the noises of a table as (kind, level, name), by kind and rising level."""
    pairs = table[["noise", "corruption"]].drop_duplicates().sort_values(["noise", "corruption"])
    kinds = pairs["noise"].nunique()
    return [
        (noise, level, noise_name(noise, level, kinds))
        for noise, level in pairs.itertuples(index=False)
    ]


def layers_in_words(layers: str) -> str:
    """Name the width and the depth of a model: "a bottleneck of 16 in 2 hidden layers (32-16)"."""
    sizes = layer_sizes(layers)
    depth = count(len(sizes), "hidden layer")
    return f"a bottleneck of {sizes[-1]} in {depth}{f' ({layers})' if len(sizes) > 1 else ''}"


def above_raw(parts: Iterable[tuple[str, pd.Series, float]]) -> str:
    """Say at how many points representations exceed the raw profiles; "" where none is compared.

    Args:
      parts: representation, scores of its points, score of the raw profiles by the same clusterer.
    """
    counts: dict[str, list[int]] = {}
    for name, scores, raw in parts:
        known = counts.setdefault(name, [0, 0])
        known[0] += int((scores > raw).sum())
        known[1] += len(scores)
    return joined(
        f"{representation_name(name)} at {more} of {count(points, 'point')}"
        for name, (more, points) in counts.items()
    )
