"""Layers as tables write them: sizes from the outermost to the bottleneck, as "32-16-8"."""

from collections.abc import Iterable, Sequence

import pandas as pd


def layer_sizes(layers: str) -> tuple[int, ...]:
    """Parse layers as tables write them, from the outermost to the bottleneck: "32-16-8"."""
    return tuple(int(size) for size in str(layers).split("-"))


def by_bottleneck(layers: Iterable[str]) -> list[str]:
    """Return the distinct layers, ordered by bottleneck, then depth, then the outer sizes."""

    def order(text: str) -> tuple[int, int, Sequence[int]]:
        sizes = layer_sizes(text)
        return sizes[-1], len(sizes), sizes

    return sorted(set(layers), key=order)


def layers_of(table: pd.DataFrame) -> list[str]:
    """List the layers of a table, ordered by bottleneck."""
    return by_bottleneck(table["layers"].dropna())
