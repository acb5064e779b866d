"""How the workflow's terms and numbers are written for a reader, in figures and in sentences."""

from collections.abc import Iterable, Sequence

import pandas as pd

MISSING = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
REPRESENTATIONS = {
    "raw": "raw profiles",
    "regenerated": "regenerated profiles",
    "codes": "codes",
    "pca_first": "first principal components",
    "pca_random": "random principal components",
}


def representation_name(representation: str) -> str:
    """Return the name of a representation as a reader would say it."""
    return REPRESENTATIONS.get(representation, representation)


def number(value: float, digits: int = 3, signed: bool = False) -> str:
    """Write a score to a fixed number of digits; a missing one as a dash."""
    if pd.isna(value):
        return MISSING
    text = f"{value:{'+' if signed else ''}.{digits}f}"
    negative_zero = text.strip("-+0.") == ""
    return (text.replace("-", "+" if signed else "") if negative_zero else text).replace("-", MINUS)


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
    amount = f"sd {level:g}" if noise == "gaussian" else f"{100 * level:.3g} %"
    return amount if kinds == 1 else f"{amount} {noise.replace('_', ' ')}"


def layer_sizes(layers: str) -> tuple[int, ...]:
    """Parse layers as tables write them, from the outermost to the bottleneck: "32-16-8"."""
    return tuple(int(size) for size in str(layers).split("-"))


def layers_in_words(layers: str) -> str:
    """Name the width and the depth of a model: "a bottleneck of 16 in 2 hidden layers (32-16)"."""
    sizes = layer_sizes(layers)
    depth = count(len(sizes), "hidden layer")
    return f"a bottleneck of {sizes[-1]} in {depth}{f' ({layers})' if len(sizes) > 1 else ''}"


def by_bottleneck(layers: Iterable[str]) -> list[str]:
    """Return the distinct layers, ordered by bottleneck, then depth, then the outer sizes."""

    def order(text: str) -> tuple[int, int, Sequence[int]]:
        sizes = layer_sizes(text)
        return sizes[-1], len(sizes), sizes

    return sorted(set(layers), key=order)
