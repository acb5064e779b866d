"""What representations are worth as features, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sdae.report.wording import (
    joined,
    number,
    representation_name,
    size_noun,
    sizes_in_words,
)
from sdae.statistics.classification import CONFIDENCE, NOT_TOLD_APART


def at_sizes(comparison: pd.DataFrame) -> str:
    """Say at which sizes a data set's representations are compared, "" where none has one."""
    sized = comparison[(comparison["sizes"] != "") & comparison["mean"].notna()]
    if sized.empty:
        return ""
    kinds = joined(dict.fromkeys(map(size_noun, sized["representation"])), "or")
    return f"{sizes_in_words(sized['sizes'].iloc[0])} {kinds}"


def in_short(comparison: pd.DataFrame) -> str:
    """Say which representations differ from the raw profiles as features, and which may not.

    Args:
      comparison: rows of `compare`, of one data set.
    """
    others = comparison[comparison["verdict"].notna()]
    if others.empty and "raw" in set(comparison["representation"]):
        return "as features, there is nothing to compare with the raw profiles"
    if others.empty:
        return "as features, there are no raw profiles to compare with"
    parts = []
    for verdict, words in (
        ("above", "exceed the raw profiles"),
        ("below", "fall short of the raw profiles"),
        (NOT_TOLD_APART, "cannot be told apart from the raw profiles"),
    ):
        names = others.loc[others["verdict"] == verdict, "representation"]
        if len(names):
            parts.append(f"{joined(map(representation_name, names))} {words}")
    return f"as features, {'; '.join(parts)}"


def difference_in_words(row: Mapping[str, Any]) -> str:
    """Write the difference from the raw profiles of a row of `compare`, with its interval."""
    difference, low, high = (
        number(row[name], signed=True) for name in ("difference", "low", "high")
    )
    return f"{difference} ({low} to {high})"


def in_words(comparison: pd.DataFrame) -> list[str]:
    """Say how well each representation tells the classes apart, a paragraph per data set.

    Args:
      comparison: table of `compare`.
    """
    lines = []
    for dataset, rows in comparison.groupby("dataset", sort=False):
        listed, differences = [], []
        for row in rows.to_dict("records"):
            name = representation_name(row["representation"])
            if pd.isna(row["mean"]):
                listed.append(f"{name} without a score at that size")
            else:
                listed.append(f"{name} {number(row['mean'])}")
            if pd.notna(row["verdict"]):
                differences.append(f"{name} {difference_in_words(row)}")
        sizes = at_sizes(rows)
        text = (
            f"{dataset}, {in_short(rows)}. Balanced accuracy of a classifier that learns the "
            f"labels, cross-validated{f', mean at {sizes}' if sizes else ''}: {joined(listed)}."
        )
        if differences:
            text += (
                " Difference from the raw profiles on the same folds, with the "
                f"{100 * CONFIDENCE:g} % interval of each: {joined(differences)}."
            )
        lines.append(text)
    return lines
