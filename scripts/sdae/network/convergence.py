"""When training settles: what the loss curves of a whole grid say.

Only what trains a whole network counts: with one layer all of the training, with several the
fine-tuning. The loss of a layer that is pre-trained on codes is on a scale of its own.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sdae.network.references import reference_losses

SETTLED_SHARE = 0.01
# A training has not settled if this share of what it learned was learned in this last part of it.
UNSETTLED_SHARE = 0.01
LAST_PART = 0.1
WHOLE_NETWORK = ["train", "finetune"]
QUANTILES = {0.1: "low", 0.5: "median", 0.9: "high"}
CURVE = ["point", "replicate"]
LEARNED = ["floor", "mean_profile", "learnable_share", "unsettled"]
LINE = ["layers", "loss", "learning_rate", "batch_size"]
GRID_TYPES = {"point": str, "chunk": str, "layers": str, "batch_size": "Int64", "epochs": "Int64"}


def curves(
    losses: pd.DataFrame,
    grid: pd.DataFrame,
    profiles: np.ndarray | None = None,
    landmarks: Iterable[int] = (),
) -> pd.DataFrame:
    """Describe each loss curve by one row.

    Args:
      losses: one row per point, replicate, phase of the training and recorded epoch of it: loss
        (mean over genes of the reconstruction loss of the uncorrupted input), status (ok or
        diverged).
      grid: one row per point with its hyper-parameters.
      profiles: the prepared matrix, (genes, conditions), which says what can be learned; without
        it, that is missing.
      landmarks: epochs at which to say what was still to come.

    Returns:
      One row per point and replicate: the point's hyper-parameters and

      - first, final: the losses at the first recorded epoch from 1 on, and at the last. The fall
        during the first epoch is that of the initial weights, and would hide all others.
      - left_at_half: the share of the whole fall that was still to come half-way through; it
        tells whether training was stopped while it still paid.
      - settled: the first epoch from which the loss stays within 1 % of its whole fall, that is
        of first minus final, from its final value; missing if it never fell.
      - left_at_N for each landmark N: the share of the whole fall that was still to come at that
        epoch; missing for shorter trainings.
      - floor, mean_profile: the losses of a perfect reconstruction and of the same mean profile
        for all genes, by the point's loss. What lies between them can be learned.
      - learnable_share: the share of it that is learned at the end,
        (mean_profile - final) / (mean_profile - floor).
      - unsettled: whether more than 1 % of what is learned at the end, mean_profile - final, was
        learned in the last tenth of the epochs: more epochs would go on.
      - status: ok or diverged; then, and without fine-tuning, the numbers before are missing.
      - longest: whether no other point differs from this one in its greater epochs alone.
    """
    ordered = losses[losses["epoch"] >= 1].sort_values([*CURVE, "epoch"])
    good = ordered[(ordered["status"] == "ok") & ordered["phase"].isin(WHOLE_NETWORK)]
    ends = good.groupby(CURVE)["loss"].agg(first="first", final="last")
    good = good.join(ends, on=CURVE)
    fall = good["first"] - good["final"]
    good["left"] = ((good["loss"] - good["final"]) / fall).where(fall > 0)

    moving = good[good["left"].abs() > SETTLED_SHARE].groupby(CURVE)["epoch"].max()
    later = good.join(moving.rename("moving"), on=CURVE)
    later = later[later["left"].notna() & (later["epoch"] > later["moving"])]
    settled = later.groupby(CURVE)["epoch"].min()

    last = good.groupby(CURVE)["epoch"].max()
    half = good[good["epoch"] <= good.groupby(CURVE)["epoch"].transform("max") / 2]
    half = half.groupby(CURVE)["left"].last()

    table = ordered.groupby(CURVE)["status"].last().to_frame()
    numbers = ends.assign(left_at_half=half, settled=settled)
    for epoch in landmarks:
        until = good[good["epoch"] <= epoch].groupby(CURVE)["left"].last()
        numbers[f"left_at_{epoch}"] = until.where(last.reindex(until.index) > epoch)
    learned = _learned(good, grid, profiles) if profiles is not None else None
    numbers = numbers.join(pd.DataFrame(learned, index=numbers.index, columns=LEARNED))
    table = table.join(numbers.where(table["status"].reindex(numbers.index) == "ok"))
    points = grid.assign(longest=grid["point"].isin(longest(grid)["point"])).drop(columns="chunk")
    table = points.merge(table.reset_index(), on="point").astype({"settled": "Int64"})
    return table.astype({"unsettled": "boolean"})


def _learned(good: pd.DataFrame, grid: pd.DataFrame, profiles: np.ndarray) -> pd.DataFrame:
    """What share of the learnable part each curve learns, and whether it still does at its end."""
    references = _references(profiles, grid["loss"])
    of_points = grid.set_index("point")["loss"].map(references.to_dict("index"))
    last = good.groupby(CURVE)["loss"].last()
    ends = good.groupby(CURVE)["epoch"].transform("max")
    early = good[good["epoch"] <= (1 - LAST_PART) * ends].groupby(CURVE)["loss"].last()
    points = last.index.get_level_values("point")
    floor, mean = (
        pd.Series([of_points[point][name] for point in points], last.index, dtype=float)
        for name in references.columns
    )
    learned = mean - last
    # Where nothing is learned, nothing can have settled.
    unsettled = (early - last > UNSETTLED_SHARE * learned).where(early.notna(), other=True)
    return pd.DataFrame(
        {
            "floor": floor,
            "mean_profile": mean,
            "learnable_share": (learned / (mean - floor)).where(mean > floor),
            "unsettled": unsettled,
        }
    )


def _references(profiles: np.ndarray, losses: pd.Series) -> pd.DataFrame:
    """The losses of a perfect reconstruction and of the mean profile, by the name of the loss."""
    known = {name: reference_losses(profiles, name)._asdict() for name in losses.unique()}
    return pd.DataFrame(known).T


def longest(grid: pd.DataFrame) -> pd.DataFrame:
    """Return the points with the most epochs among those that differ in nothing else.

    Numbers of epochs are snapshots of one trajectory, so the others are its beginnings.
    """
    same = [name for name in grid.columns if name not in ("point", "chunk", "epochs")]
    return grid[grid["epochs"] == grid.groupby(same, dropna=False)["epochs"].transform("max")]


def bands(losses: pd.DataFrame, grid: pd.DataFrame, profiles: np.ndarray) -> pd.DataFrame:
    """Gather loss curves into bands over all but layers, loss, learning rate and batch size.

    Args:
      losses: as for `curves`.
      grid: as for `curves`.
      profiles: the prepared matrix, (genes, conditions).

    Returns:
      One row per layers, loss, learning rate, batch size and recorded epoch from 1 on: curves
      (how many), the 10 %, 50 % and 90 % quantile of their losses as low, median and high, and
      between which losses there is something to learn, mean_profile and floor as of `curves`.
      Only the longest of trainings that differ in nothing but epochs are counted, and none that
      diverged or did without fine-tuning.
    """
    kept = longest(grid)[["point", *LINE]]
    good = losses["phase"].isin(WHOLE_NETWORK) & (losses["status"] == "ok")
    # The name of the loss is one of the settings.
    values = losses[good & (losses["epoch"] >= 1)].rename(columns={"loss": "value"})
    together = values.merge(kept, on="point")
    together = together.groupby([*LINE, "epoch"])["value"]
    quantiles = together.quantile(list(QUANTILES)).unstack().rename(columns=QUANTILES)
    quantiles.insert(0, "curves", together.size())
    table = quantiles.reset_index()
    return table.join(_references(profiles, grid["loss"]), on="loss")
