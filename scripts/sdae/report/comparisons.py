"""The verdict on the network in words: one sentence to repeat, then the numbers behind it.

Each number stands beside the table that it is from; a test walks all sentences.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sdae.indices import INDICES
from sdae.report.wording import count, joined, number, representation_name
from sdae.statistics.comparisons import NETWORKS, STABILITY
from sdae.statistics.paired import LEVEL
from sdae.statistics.verdicts import (
    HELPED,
    NO_GAIN,
    NO_LABELS,
    NOT_TOLD,
    NOTHING_LEARNED,
    WORSE,
)

COMPARISONS, PRICE = "comparisons.tsv", "price_of_choosing.tsv"
CONTROLS = {
    "raw restarts": "restarts on raw profiles",
    "untrained": "untrained networks",
    "shuffled": "networks trained on shuffled profiles",
}
# A difference of two values of an index that no two partitions have.
MOST = 1
# Smaller ones are not told apart in words.
SMALLEST_P = 0.001
Verdict = Mapping[str, Any]


def sentence(verdict: Verdict) -> str:
    """Say in one sentence whether the network was worth it.

    Args:
      verdict: of `sdae.statistics.verdicts.judge`.
    """
    says = verdict["says"]
    if says == NOTHING_LEARNED:
        return "Nothing here compares a network with the raw profiles."
    if says == NO_LABELS:
        return _by_stability(verdict)
    gain = _gain(verdict["gain"], verdict["low"], verdict["high"])
    if says == HELPED:
        return f"The network helped: {gain}."
    if says == WORSE:
        return f"The network made the clusters worse: {gain}. Take those from raw profiles."
    if says == NO_GAIN:
        return "Clusters from raw profiles are as good as any here: the network did not help."
    pairs = count(int(verdict["replicates"]), "replicate")
    if verdict["smallest"] >= MOST:
        return (
            f"Whether the network helped cannot be told with {pairs}: give 'replicates' 5 or more."
        )
    return (
        f"Whether the network helped cannot be told with {pairs}: differences below "
        f"{_smallest(verdict)} are invisible."
    )


def _by_stability(verdict: Verdict) -> str:
    none = "nothing says which clusters are right without known groups"
    if pd.isna(verdict["gain"]):
        return f"{none.capitalize()}."
    if verdict["p_adjusted"] > LEVEL:
        return (
            "The network did not help as far as can be seen: its clusters are not found again more "
            f"surely than those from raw profiles; {none}."
        )
    more = "more" if verdict["gain"] > 0 else "less"
    gain = _gain(verdict["gain"], verdict["low"], verdict["high"])
    return (
        f"With the network, clusters are {more} surely found again as conditions are left out: "
        f"{gain}; {none}."
    )


def evidence(verdict: Verdict) -> list[str]:
    """Give the numbers behind the sentence, each with the table that it is from."""
    said = []
    if verdict["says"] in (HELPED, WORSE, NO_GAIN, NOT_TOLD) and pd.notna(verdict["gain"]):
        label = INDICES[verdict["index"]].label
        of_many = "the consensus of " if verdict["kind"] == NETWORKS[1] else ""
        said.append(
            f"{label} {number(verdict['first_mean'], 2)} of "
            f"{of_many}{_way(verdict['first'], verdict['first_clusterer'])}, "
            f"{number(verdict['second_mean'], 2)} of "
            f"{of_many}{_way(verdict['second'], verdict['second_clusterer'])}: "
            f"{_tested(verdict)} ({COMPARISONS})."
        )
    elif verdict["says"] == NO_LABELS and pd.notna(verdict["gain"]):
        said.append(
            f"Stability {number(verdict['first_mean'], 2)} of "
            f"{_way(verdict['first'], verdict['first_clusterer'])}, "
            f"{number(verdict['second_mean'], 2)} of "
            f"{_way(verdict['second'], verdict['second_clusterer'])}: "
            f"{_tested(verdict)} ({COMPARISONS})."
        )
    if pd.notna(verdict["best"]):
        said.append(_luck(verdict))
    return said


def _tested(verdict: Verdict) -> str:
    """Say a difference with its interval, and how surely it is one where many were looked at."""
    gain = _gain(verdict["gain"], verdict["low"], verdict["high"])
    return f"{gain}, {_p(verdict)}" if np.isfinite(verdict["low"]) else gain


def surely(verdict: Verdict) -> str:
    """Say how sure a gain is: whether luck explains it, its interval, its p."""
    if not np.isfinite(verdict["low"]):
        return "no interval of 1 replicate"
    luck = "could be luck, " if verdict["p_adjusted"] > LEVEL else ""
    low, high = (number(verdict[end], 2, True) for end in ("low", "high"))
    return f"{luck}{_p(verdict)} (alone, 95 % interval {low} to {high})"


def _p(verdict: Verdict) -> str:
    p = verdict["p_adjusted"]
    said = f"p = {p:.2g}" if p >= SMALLEST_P else f"p < {SMALLEST_P}"
    return f"{said} after all comparisons"


def _luck(verdict: Verdict) -> str:
    way = _way(verdict["best_representation"], verdict["best_clusterer"])
    best = f"The best of {int(verdict['draws']):,} tries"
    lead = _gain(verdict["lead"], verdict["lead_low"], verdict["lead_high"])
    held = (
        f"{int(verdict['tries']):,} of them reach {number(verdict['grid_best'], 2)} at best, as "
        f"many {CONTROLS[verdict['control']]} {number(verdict['control_best'], 2)}"
    )
    end = "is luck" if verdict["luck"] else "is more than luck"
    return f"{best}, {number(verdict['best'], 2)} ({way}), {end}: {held}, {lead} ({PRICE})."


def unlabelled(verdict: Verdict) -> str:
    """Say what a user without labels would have got; "" where it is not known."""
    if pd.isna(verdict["unlabelled"]):
        return ""
    gain = _gain(verdict["unlabelled_gain"], verdict["unlabelled_low"], verdict["unlabelled_high"])
    return (
        f"Without labels you would have got {number(verdict['unlabelled'], 2)}, {gain} "
        f"against raw profiles by {verdict['unlabelled_against']} ({COMPARISONS})."
    )


def visible(verdicts: Sequence[Verdict]) -> str:
    """Say, before any result, which differences this run could have shown; "" if it has none."""
    own = [each for each in verdicts if pd.notna(each["smallest"])]
    # Folds of conditions are counted apart from replicates, where there are both.
    own = [each for each in own if each["index"] != STABILITY] or own
    if not own:
        return ""
    several = len(own) > 1
    sizes = [
        _smallest(each) + (f" on {each['dataset']}" if several else "")
        for each in own
        if each["smallest"] < MOST
    ]
    blind = [each["dataset"] for each in own if each["smallest"] >= MOST]
    said = [f"differences below {joined(sizes)} are invisible"] if sizes else []
    if blind:
        said.append("no difference is visible" + (f" on {joined(blind)}" if several else ""))
    what = "fold" if own[0]["index"] == STABILITY else "replicate"
    pairs = count(max(int(each["replicates"]) for each in own), what)
    return f"With {pairs}, {joined(said)} ({COMPARISONS})."


def _smallest(verdict: Verdict) -> str:
    """Write the smallest difference that can be seen, never as 0."""
    value = verdict["smallest"]
    return number(value, 2) if value >= 0.01 else number(max(value, 0.001), 3)


def in_words(verdict: Verdict) -> list[str]:
    """Say all of one data set: the sentence, then the numbers, then what comes without labels."""
    return [sentence(verdict), " ".join([*evidence(verdict), unlabelled(verdict)]).strip()]


def _way(representation: str, clusterer: str) -> str:
    return f"{representation_name(representation)} by {clusterer}"


def _gain(value: float, low: float, high: float) -> str:
    if not np.isfinite(low):
        return f"{number(value, 2, signed=True)}"
    return f"{number(value, 2, signed=True)} [{number(low, 2)}, {number(high, 2)}]"
