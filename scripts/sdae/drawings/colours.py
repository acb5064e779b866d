"""Colours that are told apart on white and on black: three to one against both."""

from collections.abc import Sequence

import numpy as np

# Neighbours differ in hue and in lightness. After the last the first comes again: clusters are
# numbered in every picture, so no colour has to be known by itself.
CLUSTERS = (
    *("#2b7bd4", "#c9560a", "#178a5a", "#a855c7", "#b58105", "#d6456f"),
    *("#1490a3", "#7a6ae0", "#6f8a1e", "#a4664a", "#5e7fa3", "#c2479b"),
)
NEITHER = "#808890"
# From low over the middle to high; the ends differ in hue for all common colour blindness.
DIVERGING = ("#12498c", "#4c93c9", "#b9d8ec", "#f7f7f7", "#f8c9a6", "#dd7a45", "#97270f")


def of_cluster(number: int | None) -> str:
    """Return the colour of a cluster by its number, from 1; of no cluster a grey."""
    return NEITHER if number is None else CLUSTERS[(number - 1) % len(CLUSTERS)]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def steps(how_many: int, anchors: Sequence[str] = DIVERGING) -> np.ndarray:
    """Return colours from the first anchor to the last, (how_many, 3) bytes."""
    known = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in anchors])
    places = np.linspace(0, len(known) - 1, how_many)
    return np.stack(
        [np.interp(places, range(len(known)), known[:, i]) for i in range(3)], axis=1
    ).round().astype(np.uint8)  # fmt: skip
