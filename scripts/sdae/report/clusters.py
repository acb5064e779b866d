"""What was chosen without labels, in words: groups, their number, how sure, and by which way."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sdae.report.wording import count, joined, number, percent
from sdae.representations import REPRESENTATIONS

# Pairs of clusters that are named; of many, the closest.
PAIRS_NAMED = 5
# Clusters up to which the size of each is said.
SIZES_SAID = 12
# Of the test for structure.
LEVEL = 0.05
SOURCES = {
    "labels": "as many as there are known groups",
    "table of data sets": "as many as the table of data sets asks for",
    "panel": "as many as the panel of four criteria sees",
}


def in_words(
    choice: Mapping[str, Any], genes: pd.DataFrame, ways: pd.DataFrame, pairs: pd.DataFrame
) -> str:
    """Say whether there are groups, how many, how sure they are, and whether a network helped.

    Args:
      choice: of results/number/{dataset}.json.
      genes: of results/clusters/{dataset}.tsv.
      ways: of results/choice/{dataset}.tsv.
      pairs: of results/clusters/{dataset}.pairs.tsv.
    """
    said = [structure(choice), clusters(choice, genes), separation(pairs), network(ways)]
    return " ".join(filter(None, said))


def in_short(choice: Mapping[str, Any], genes: pd.DataFrame) -> str:
    """Say how many clusters there are, of what size, how sure, and whether there are groups."""
    sizes = genes["cluster"].value_counts().sort_index()
    p = choice["structure"]["p"]
    are = f"the genes fall into groups (p = {p:.2g})"
    if p > LEVEL:
        are = f"no groups were shown (p = {p:.2g}): the clusters are a cut through a continuum"
    left = int(genes["cluster"].isna().sum())
    none = f", {count(left, 'gene')} in none" if left else ""
    panel = choice["panel"]
    guessed = choice["from"] == "panel" and panel["unsure"]
    unsure = f" (unsure: {panel['low']} to {panel['high']})" if guessed else ""
    return (
        f"{count(len(sizes), 'cluster')}{unsure} of {_of_each(sizes)}{none}, with a median "
        f"stability of {number(genes['stability'].median(), 2)} (at most 1); {are}."
    )


def _of_each(sizes: pd.Series) -> str:
    if len(sizes) > SIZES_SAID and sizes.min() == sizes.max():
        return f"{sizes.min():,} genes each"
    if len(sizes) > SIZES_SAID:
        return f"{sizes.min():,} to {sizes.max():,} genes"
    return f"{joined(f'{size:,}' for size in sizes)} genes"


def structure(choice: Mapping[str, Any]) -> str:
    """Say whether the profiles fall into groups at all."""
    tested = choice["structure"]
    held = (
        f"p = {tested['p']:.2g}, against {count(tested['references'], 'table')} without groups and "
        "of the same covariance"
    )
    if tested["p"] <= LEVEL:
        return f"The genes fall into groups ({held})."
    levels = (
        " Groups that differ in level alone are none here, since each gene is standardised."
        if tested["standardised"]
        else ""
    )
    return f"No groups were shown ({held}): the clusters are a cut through a continuum.{levels}"


def clusters(choice: Mapping[str, Any], genes: pd.DataFrame) -> str:
    """Say how many clusters there are, of what size, and how sure."""
    sizes = genes["cluster"].value_counts().sort_index()
    panel = choice["panel"]
    low, high = panel["low"], panel["high"]
    alike = f"all its criteria {low}" if low == high else f"its criteria {low} to {high}"
    seen = f"the panel sees {panel['number']}, {alike}"
    seen += ", so it is unsure" if panel["unsure"] else ""
    text = (
        f"{count(len(sizes), 'cluster')} ({SOURCES[choice['from']]}; {seen}) of "
        f"{_of_each(sizes)}, with a median stability of "
        f"{number(genes['stability'].median(), 2)} (at most 1)."
    )
    left = int(genes["cluster"].isna().sum())
    if not left:
        return text
    fit, are = ("fits", "is") if left == 1 else ("fit", "are")
    return (
        f"{text} {count(left, 'gene')} {fit} nowhere surely enough and {are} left unassigned "
        "('min_stability')."
    )


def separation(pairs: pd.DataFrame) -> str:
    """Name the clusters that the evidence hardly separates; "" if it separates all."""
    close = pairs[~pairs["separated"]]
    if close.empty:
        return ""
    ordered = close.assign(share=close["between"] / close["within"]).sort_values(
        "share", ascending=False, kind="stable"
    )
    named = joined(
        f"{row['cluster']} and {row['other']} ({percent(row['share'])})"
        for row in ordered.head(PAIRS_NAMED).to_dict("records")
    )
    more = len(close) - PAIRS_NAMED
    others = f", and {count(more, 'other pair')}" if more > 0 else ""
    return (
        f"Hardly separated are clusters {named}{others}: "
        "their genes are found together that often, as a share of how often those of the looser of "
        "the two are."
    )


def network(ways: pd.DataFrame) -> str:
    """Say which ways the clusters come from, and how the best with a network compares."""
    taken = ways[ways["taken"]].sort_values("stability", ascending=False)
    text = (
        f"They come from the most stable of {count(len(ways), 'way')} when conditions are left "
        f"out: {joined(map(_way, taken.to_dict('records')))}."
    )
    learned = ways["representation"].map(lambda name: REPRESENTATIONS[name].by_network)
    if learned.all() or not learned.any():
        return text
    best, plain = (
        part.loc[part["stability"].idxmax()].to_dict() for part in (ways[learned], ways[~learned])
    )
    if best["stability"] > plain["stability"]:
        return (
            f"{text} With the network the most stable way is {_way(best)}, without it "
            f"{_way(plain)}; results/comparisons.tsv says whether that is more than luck."
        )
    return f"{text} The most stable way with the network is {_way(best)}."


def _way(row: Mapping[str, Any]) -> str:
    label = REPRESENTATIONS[row["representation"]].label
    return f"{label} by {row['clusterer']} ({number(row['stability'], 2)})"
