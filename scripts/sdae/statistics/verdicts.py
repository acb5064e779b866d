"""What the comparisons of a data set come to, as numbers: whether a network was worth it."""

from typing import Any

import numpy as np
import pandas as pd

from sdae.statistics.choosing import ALL
from sdae.statistics.comparisons import CHOICE, NETWORKS, STABILITY

HELPED, WORSE, NO_GAIN, NOT_TOLD = "helped", "worse", "no gain", "not told"
NO_LABELS, NOTHING_LEARNED = "no labels", "nothing learned"
# Of an index that is 0 by chance and 1 at best: a gain that nobody would change a method for.
MARGIN = 0.05
FROM_COMPARISON = {
    **{
        name: name
        for name in ("index", "kind", "first", "first_clusterer", "second", "second_clusterer")
    },
    **{"gain": "difference", "low": "low", "high": "high", "p_adjusted": "p_adjusted"},
    **{"smallest": "smallest", "replicates": "replicates"},
    **{"first_mean": "first_mean", "second_mean": "second_mean"},
}
OF_BEST = (
    *("best", "best_representation", "best_clusterer", "draws", "luck"),
    *("control", "tries", "grid_best", "control_best", "lead", "lead_low", "lead_high"),
)
OF_CHOICE = (
    *("unlabelled", "unlabelled_against", "unlabelled_gain", "unlabelled_low", "unlabelled_high"),
)  # fmt: skip
COLUMNS = ("dataset", "says", *FROM_COMPARISON, *OF_BEST, *OF_CHOICE)
Verdict = dict[str, Any]


def judge(dataset: str, comparisons: pd.DataFrame, prices: pd.DataFrame, labelled: bool) -> Verdict:
    """Decide what is to be said of one data set.

    A gain is one that is significant after all was adjusted for, against the raw profiles by their
    own best clusterer. Where none is, and a gain of `MARGIN` lies in no interval, there is none;
    else it cannot be told. Without labels nothing says which clusters are right, so the comparison
    is that of stability.

    Args:
      dataset: its name.
      comparisons: of `sdae.statistics.comparisons.assembled`, of all data sets.
      prices: of `sdae.statistics.choosing.best_of_grid`, of all data sets.
      labelled: whether known groups stand behind the index.

    Returns:
      `COLUMNS`; what does not apply is missing.
    """
    own = comparisons[comparisons["dataset"] == dataset]
    found = dict.fromkeys(COLUMNS, np.nan) | {"dataset": dataset}
    network = own[own["kind"].isin(NETWORKS)]
    if not len(network):
        return found | {"says": NOTHING_LEARNED} | (_choice(own) if labelled else {})
    if not labelled:
        found |= {"says": NO_LABELS}
        learned, raw = set(network["first"]), set(network["second"])
        stable = own[(own["kind"] == STABILITY) & own["second"].isin(raw)]
        stable = stable[stable["first"].isin(learned)]
        return found | (_copied(_decisive(stable)[1]) if len(stable) else {})
    says, row = _decisive(network)
    found |= {"says": says} | _copied(row) | _choice(own)
    found["replicates"] = network["replicates"].max()
    return found | _price(prices[prices["dataset"] == dataset])


def _decisive(rows: pd.DataFrame) -> tuple[str, pd.Series]:
    """Return what comparisons of learned ways say, and the one that says it."""
    gains = rows[rows["significant"] & (rows["difference"] > 0)]
    if len(gains):
        return HELPED, gains.loc[gains["difference"].idxmax()]
    best = (
        rows.loc[rows["difference"].idxmax()] if rows["difference"].notna().any() else rows.iloc[0]
    )
    if best["significant"]:
        return WORSE, best
    return (NO_GAIN if (rows["high"] < MARGIN).all() else NOT_TOLD), best


def _copied(row: pd.Series) -> Verdict:
    return {name: row[column] for name, column in FROM_COMPARISON.items()}


def _choice(own: pd.DataFrame) -> Verdict:
    """What a user without labels gets, against the raw profiles by the best clusterer of theirs."""
    rows = own[own["kind"] == CHOICE]
    if not len(rows):
        return {}
    row = rows.loc[rows["second_mean"].idxmax()]
    return {
        "unlabelled": row["first_mean"],
        "unlabelled_against": row["second_clusterer"],
        "unlabelled_gain": row["difference"],
        "unlabelled_low": row["low"],
        "unlabelled_high": row["high"],
    }


def _price(prices: pd.DataFrame) -> Verdict:
    """The best of the whole grid, and the control that comes nearest to it."""
    if not len(prices):
        return {}
    # A best that was picked over clusterers too is held against the best of them.
    own = prices[prices["representation"] == ALL]
    row = own.loc[own["difference"].idxmin()]
    ways = prices[prices["representation"] != ALL]
    ours = ways.loc[ways["best"].idxmax()]
    return {
        "best": row["best"],
        "best_representation": ours["representation"],
        "best_clusterer": ours["clusterer"],
        "draws": row["draws"],
        "luck": not own["beaten"].all(),
        "control": row["control"],
        "tries": row["tries"],
        "grid_best": row["grid_best"],
        "control_best": row["expected_best"],
        "lead": row["difference"],
        "lead_low": row["low"],
        "lead_high": row["high"],
    }


def read_tables(*paths: str) -> list[pd.DataFrame]:
    """Read tables of comparisons and prices; text columns come back as text."""
    text = ["dataset", "index", "kind", "first", "second", "sizes", "representation", "control"]
    text += ["first_clusterer", "second_clusterer", "clusterer", "setting", "level", "reference"]
    tables = [pd.read_csv(path, sep="\t", dtype=dict.fromkeys(text, str)) for path in paths]
    return [table.fillna(dict.fromkeys(text, "")) for table in tables]
