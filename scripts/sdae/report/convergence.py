"""What loss curves say, in words; the numbers are of `sdae.network.convergence`."""

import pandas as pd

from sdae.network.convergence import PAPER_EPOCH
from sdae.wording import count, joined


def in_words(table: pd.DataFrame) -> str:
    """Say when the loss settles, in one or two sentences.

    Args:
      table: table of `curves`.
    """
    long = table[table["longest"]]
    diverged = int((long["status"] != "ok").sum())
    good = long[long["settled"].notna()]
    lost = f" {diverged} of {len(long)} trainings diverged." if diverged else ""
    if good.empty:
        if long["first"].isna().all() and not diverged:
            return "Without fine-tuning no network is trained as a whole, so none has a loss curve."
        return f"No loss curve fell.{lost}"
    text = (
        f"Half-way through training a median {_percent(good['left_at_half'])} of the fall since "
        "the first epoch was still to come"
    )
    at_1500 = good["left_at_1500"].dropna()
    if not at_1500.empty:
        text += (
            f", and {_percent(at_1500)} at epoch {PAPER_EPOCH:,}, where the paper saw the error "
            "settle"
        )
    text += (
        f". The median curve is within 1 % of where it ends from epoch "
        f"{good['settled'].astype(int).median():,.0f} of {good['epochs'].max():,} on."
    )
    return text + lost


def divergence(table: pd.DataFrame) -> str:
    """Say how many grid points diverged, and at which learning rates; "" if none did.

    Args:
      table: table of `curves`.
    """
    lost = table[table["status"] != "ok"]
    if lost.empty:
        return ""
    points, diverged = (t["point"].nunique() for t in (table, lost))
    rates = joined(f"{rate:g}" for rate in sorted(lost["learning_rate"].unique()))
    return (
        f"{diverged:,} of {count(points, 'grid point')} diverged (learning rate {rates}), in "
        f"{len(lost):,} of {len(table):,} trainings; these have no scores and count in no mean."
    )


def unsettled(table: pd.DataFrame) -> str:
    """Say how many trainings would have gone on learning; "" if none would.

    Args:
      table: table of `curves` with what can be learned.
    """
    long = table[table["longest"] & table["learnable_share"].notna()]
    moving = long[long["unsettled"].fillna(False).astype(bool)]
    if moving.empty:
        return ""
    return (
        f"{len(moving):,} of {count(len(long), 'training')} had not settled after at most "
        f"{moving['epochs'].max():,} epochs, with a median {_percent(moving['learnable_share'])} "
        "of what can be learned: add epochs, or use Adam."
    )


def _percent(shares: pd.Series) -> str:
    # Two digits, but never 1e+02.
    return f"{float(f'{100 * shares.median():.2g}'):g} %"
