"""A run held against the published figure, in words."""

import pandas as pd

from sdae.report.wording import count, number


def in_words(table: pd.DataFrame) -> list[str]:
    """Say what reproduces and what does not, in plain sentences.

    Args:
      table: table of `compare`.

    Returns:
      Sentences.
    """
    ran = table[table["best"].notna()]
    dataset, clusterer = table[["dataset", "clusterer"]].iloc[0]
    total = count(len(table), "published point")
    if ran.empty:
        return [f"None of the {total} for {dataset} was run."]
    scope = f"all {total}" if len(ran) == len(table) else f"{len(ran)} of the {total}"
    raw, baseline = ran["raw"].iloc[0], ran["published_baseline"].iloc[0]
    off = ran["difference"]
    sentences = [
        f"This run holds {scope} for {dataset}, clustered by {clusterer}. The raw profiles "
        f"reach an ARI of {number(raw)} here and {number(baseline)} in the paper.",
        "As in the paper, the best over the other settings is taken for each number of hidden "
        "nodes and each noise level"
        + (
            ", within one replicate and then averaged over "
            f"{count(int(ran['replicates'].max()), 'replicate')}"
            if ran["replicates"].max() > 1
            else ""
        )
        + f". It differs from the published value by {number(off.abs().median())} at the median "
        f"point and by {number(off.abs().max())} at most, and lies {number(abs(off.mean()))} "
        f"{'above' if off.mean() > 0 else 'below'} it on average.",
        f"That best exceeds the raw profiles at {int((ran['best'] > ran['raw']).sum())} of "
        f"{len(ran)} points (in the paper at "
        f"{int((ran['published'] > ran['published_baseline']).sum())}); the mean over the same "
        f"settings, which the paper does not show, at "
        f"{int((ran['mean'] > ran['raw']).sum())}.",
    ]
    return sentences
