"""Columns that sum up the conditions: their sums, means, standard deviations and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# So many rows show it, to so much of rounding.
ROWS, ROUNDING = 1000, 1e-3
# A name says so as well, so rounding to two digits is allowed, and a few values of another origin.
LOOSE, NEARLY_ALL = 0.02, 0.9
# Fewer rows, or fewer conditions that nothing but values is held against, show nothing.
FEWEST_ROWS, FEWEST = 8, 4


def _means(X: np.ndarray) -> list[np.ndarray]:
    return [X.mean(axis=1)]


def _medians(X: np.ndarray) -> list[np.ndarray]:
    import numpy as np

    return [np.median(X, axis=1)]


def _deviations(X: np.ndarray) -> list[np.ndarray]:
    return [X.std(axis=1, ddof=lost) for lost in (0, 1)]


def _errors(X: np.ndarray) -> list[np.ndarray]:
    return [deviation / X.shape[1] ** 0.5 for deviation in _deviations(X)]


def _variations(X: np.ndarray) -> list[np.ndarray]:
    return [deviation / X.mean(axis=1) for deviation in _deviations(X)]


# What each name may stand for; a condition may be called so, too, as SD is a medium.
SUMMARIES: dict[str, Callable[[np.ndarray], list[np.ndarray]]] = {
    "mean": _means,
    "average": _means,
    "median": _medians,
    "sd": _deviations,
    "stdev": _deviations,
    "sem": _errors,
    "cv": _variations,
}


def summaries(
    values: np.ndarray, columns: Mapping[int, int], named: Mapping[int, str]
) -> dict[int, str]:
    """Find columns whose values follow from those of all others.

    Args:
      values: (genes, columns), NaN where missing.
      columns: of `values`, by place among the names.
      named: those that are called as one of `SUMMARIES`, by place.

    Returns:
      Why, by place.
    """
    import numpy as np

    others = [place for place in columns if place not in named]
    chosen = values[:ROWS, [columns[place] for place in others]]
    complete = np.isfinite(chosen).all(axis=1)
    chosen = chosen[complete]
    if chosen.shape[1] < 2 or len(chosen) < FEWEST_ROWS:
        return {}
    found: dict[int, str] = {}
    # A mean of nothing but zeros divides nothing.
    with np.errstate(all="ignore"):
        for place, name in named.items():
            column = values[:ROWS, columns[place]][complete]
            near = [
                np.isclose(column, wanted, rtol=LOOSE, atol=LOOSE).mean()
                for wanted in SUMMARIES[name](chosen)
            ]
            if max(near) > NEARLY_ALL:
                found[place] = "of its name, and its values follow from the others"
    if len(others) < FEWEST:
        return found
    rest = chosen.sum(axis=1, keepdims=True) - chosen
    for what, wanted in (("sums", rest), ("means", rest / (len(others) - 1))):
        near = np.isclose(chosen, wanted, rtol=ROUNDING, atol=0).all(axis=0)
        for place, same in zip(others, near & (np.ptp(chosen, axis=0) > 0), strict=True):
            if same:
                found[place] = f"its values are the {what} of the others"
    return found
