"""When training settles and how much is learned, in words."""

import pandas as pd

from sdae.published import SETTLED_EPOCH
from sdae.report.wording import count, joined


def in_words(table: pd.DataFrame) -> str:
    """Say when the loss settles and what was learned, in a few sentences.

    Args:
      table: one row per training, as the workflow keeps it in `curves.tsv`.
    """
    long = table[table["longest"]]
    diverged = int((long["status"] != "ok").sum())
    lost = f" {diverged} of {len(long)} trainings diverged." if diverged else ""
    good = long[long["left_at_half"].notna()]
    if good.empty:
        if long["first"].isna().all() and not diverged:
            return "Without fine-tuning no network is trained as a whole, so none has a loss curve."
        return f"No loss curve fell.{lost}"
    text = (
        f"Half-way through training a median {_percent(good['left_at_half'])} of the fall since "
        "the first epoch was still to come"
    )
    at_epoch = good.get(f"left_at_{SETTLED_EPOCH}", pd.Series(dtype=float)).dropna()
    if not at_epoch.empty:
        text += (
            f", and {_percent(at_epoch)} at epoch {SETTLED_EPOCH:,}, where the paper saw the error "
            "settle"
        )
    text += "."
    epochs = good["settled"].dropna().astype(float)
    if not epochs.empty:
        text += (
            f" The median curve is within 1 % of where it ends from epoch "
            f"{epochs.median():,.0f} of {good['epochs'].max():,} on."
        )
    return " ".join(part for part in (text, learned(table), unsettled(table)) if part) + lost


def learned(table: pd.DataFrame) -> str:
    """Say which share of what can be learned the trainings learned; "" where it is not known.

    Args:
      table: as for `in_words`, with a column `learnable_share`: of the loss of the mean profile
        above the least loss that there can be, the share that the training took away.
    """
    shares = table.loc[table["longest"], "learnable_share"].dropna().astype(float)
    if shares.empty:
        return ""
    return f"A median {_percent(shares)} of what can be learned of the profiles was learned."


def unsettled(table: pd.DataFrame) -> str:
    """Say how many trainings were stopped before their loss settled; "" if all settled.

    Args:
      table: as for `in_words`, with flags in the column `unsettled`.
    """
    long = table[table["longest"] & (table["status"] == "ok")]
    flags = long["unsettled"].dropna()
    early = int(flags.astype(bool).sum())
    if not early:
        return ""
    if early == len(flags):
        return "Training has not settled: add epochs ('grid.epochs')."
    return (
        f"In {early:,} of {count(len(flags), 'training')} the loss has not settled: add epochs "
        "('grid.epochs')."
    )


def divergence(table: pd.DataFrame) -> str:
    """Say how many grid points diverged, and at which learning rates; "" if none did.

    Args:
      table: as for `in_words`.
    """
    lost = table[table["status"] != "ok"]
    if lost.empty:
        return ""
    points, diverged = (t["point"].nunique() for t in (table, lost))
    rates = joined(f"{rate:g}" for rate in sorted(lost["learning_rate"].unique()))
    return (
        f"{diverged:,} of {count(points, 'grid point')} diverged, or ended worse than the mean "
        f"profile (learning rate {rates}), in {len(lost):,} of {len(table):,} trainings: take a "
        "lower rate or more epochs. These have no scores and count in no mean."
    )


def _percent(shares: pd.Series) -> str:
    # Two digits, but never 1e+02.
    return f"{float(f'{100 * shares.median():.2g}'):g} %"
