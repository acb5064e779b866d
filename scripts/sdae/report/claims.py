"""The paper's claims in words: whether each holds, by how much, how surely."""

import numpy as np
import pandas as pd

from sdae.published.claims import (
    BEATS_RAW,
    COMPONENTS_WORSE,
    HIDDEN_HELPS,
    LEVELS_ALIKE,
    NO,
    NOISE_HELPS,
    NOT_TOLD,
    YES,
)
from sdae.report.wording import number

CLAIMS = {
    BEATS_RAW: "regenerated profiles beat raw ones",
    NOISE_HELPS: "noise of 5 % and more helps",
    HIDDEN_HELPS: "more hidden nodes help",
    COMPONENTS_WORSE: "components do worse than both",
    LEVELS_ALIKE: "levels of noise hardly differ",
}
WORDS = {YES: "holds", NO: "does not hold", NOT_TOLD: "cannot be told"}
TABLE = "claims.tsv"


def in_words(table: pd.DataFrame) -> list[str]:
    """Say of each claim whether it holds, a paragraph per data set.

    Args:
      table: of `sdae.published.claims.judge_claims`, of all data sets.
    """
    paragraphs = []
    for dataset, own in table.groupby("dataset", sort=False):
        said = []
        for claim, rows in own.groupby("claim", sort=False):
            row = weakest(rows)
            said.append(f"{CLAIMS[claim]}: {WORDS[row['holds']]} ({_gain(row)})")
        replicates = int(own["replicates"].max())
        sure = "" if replicates > 1 else " One replicate says nothing of how sure that is."
        paragraphs.append(
            f"{dataset}, the paper's claims by {own['clusterer'].iloc[0]}: {'; '.join(said)} "
            f"({TABLE}).{sure}"
        )
    return paragraphs


def weakest(rows: pd.DataFrame) -> pd.Series:
    """Return the row that decides a claim on several differences: it holds if all do."""
    for holds in (NO, NOT_TOLD, YES):
        some = rows[rows["holds"] == holds]
        if len(some):
            worse = rows["claim"].iloc[0] == COMPONENTS_WORSE
            place = some["difference"].idxmax() if worse else some["difference"].abs().idxmax()
            return some.loc[place]
    raise ValueError(f"found no row of a known answer; expected one of {', '.join(WORDS)}")


def _gain(row: pd.Series) -> str:
    text = number(row["difference"], 2, signed=True)
    if np.isfinite(row["low"]):
        text += f" [{number(row['low'], 2)}, {number(row['high'], 2)}]"
    return text
