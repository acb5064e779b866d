"""What is seen in the page's own pictures, in words, for who cannot see them."""

from collections.abc import Mapping, Sequence

import numpy as np

from sdae.report.wording import count, joined, number

EXTREMES = 3


def profile(cluster: int, genes: int, median: np.ndarray, conditions: Sequence[str]) -> str:
    """Say where a cluster's median gene is highest and lowest."""
    order = np.argsort(median)
    most = min(EXTREMES, len(conditions))
    high = joined(conditions[i] for i in order[::-1][:most])
    low = joined(conditions[i] for i in order[:most])
    return (
        f"Profile of cluster {cluster}, {count(genes, 'gene')}: its median gene is highest in "
        f"{high} (up to {number(median.max(), 2)}) and lowest in {low} (down to "
        f"{number(median.min(), 2)})."
    )


def embedding(points: np.ndarray, numbers: Sequence[int | None], axes: tuple[str, str]) -> str:
    """Say where each cluster lies in a plane, and which two are nearest."""
    known = sorted({each for each in numbers if each is not None})
    said = f"{count(len(numbers), 'gene')} as points, {axes[0]} across and {axes[1]} in height."
    if len(known) < 2:
        return said
    own = np.array([0 if each is None else each for each in numbers])
    middles = {each: np.median(points[own == each], axis=0) for each in known}
    gaps = {
        (a, b): float(np.linalg.norm(middles[a] - middles[b]))
        for a in known
        for b in known
        if a < b
    }
    near, far = min(gaps, key=gaps.__getitem__), max(gaps, key=gaps.__getitem__)
    return (
        f"{said} By their midst, clusters {near[0]} and {near[1]} are nearest to each other, "
        f"{far[0]} and {far[1]} farthest apart."
    )


def heatmap(sizes: Mapping[int, int], rows: int, conditions: int, grouped: bool) -> str:
    """Say what the rows of the heat map are."""
    listed = joined(f"{number} ({size:,})" for number, size in sizes.items())
    return (
        f"Heat map of {count(rows, 'gene')} by {count(conditions, 'condition')}, by cluster (genes "
        f"of each): {listed}{', with known groups beside the rows' if grouped else ''}. The "
        "medians are in the profiles of the clusters above."
    )


def interval(what: str, low: float, value: float, high: float) -> str:
    """Say a value with its interval."""
    return f"{what}: {number(value)}, from {number(low)} to {number(high)}"


def curve(title: str, across: Sequence[int], values: Sequence[float], marked: int | None) -> str:
    """Say where a criterion is highest, and what it votes for."""
    top = across[int(np.argmax(values))]
    vote = "it votes for none" if marked is None else f"it votes for {marked}"
    return (
        f"{title} over {across[0]} to {across[-1]} clusters: highest, {number(max(values))}, at "
        f"{top}; {vote}."
    )
