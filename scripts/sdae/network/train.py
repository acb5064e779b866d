"""The batched trainer: a whole chunk of grid points in a few compiled programs.

`train` takes points and yields parameters and losses; how they are grouped, padded and laid out
is its own affair (`programs`, `budget`, `layout`). All models of a replicate see the same initial
weights, the same order of genes and the same draws behind the corruption, so their differences are
those of their hyper-parameters. The replicates of a program, and those that leave conditions out,
are a second, outer axis of the batch.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from sdae.errors import InputError
from sdae.grid import Point
from sdae.network.budget import batches
from sdae.network.checkpoint import Checkpoint
from sdae.network.initial import Repeat
from sdae.network.program_run import ProgramRun
from sdae.network.programs import make_programs
from sdae.network.references import trainable
from sdae.network.results import Loss, Trained

__all__ = ["Loss", "Trained", "train", "workload"]


def train(
    x: np.ndarray,
    points: Iterable[Point],
    replicates: Iterable[int],
    progress: Callable[[float], None] = lambda done: None,
    memory_mb: float = 500,
    condition_masks: np.ndarray | None = None,
    fold_replicates: Iterable[int] | None = None,
    checkpoint: str | Path | None = None,
) -> Iterator[Trained]:
    """Train every point in every replicate.

    Args:
      x: prepared profiles, (genes, conditions); within the `targets` of the loss.
      points: of the grid, any mixture.
      replicates: their numbers, which seed everything random; may be none where masks are given.
      progress: called with the number of model-epochs done since the last call; see `workload`.
      memory_mb: MB that models and draws may take, beside the data; a model that needs more is
        trained alone.
      condition_masks: (folds, conditions), bool, the conditions that the models of each fold see.
        They are trained in the same programs as all others, and are those that the table without
        the other conditions would give.
      fold_replicates: replicates in which the folds are trained; None for the first of
        `replicates`.
      checkpoint: a folder to save in, every two minutes, where the training stands. One that was
        killed goes on from there, and ends in the same numbers. The folder is deleted at the end.

    Yields:
      Each model in each replicate, and in each fold, program by program.

    Raises:
      InputError: profiles that are not finite in float32, or masks that do not fit.
    """
    x = trainable(x)
    repeats = _repeats(list(replicates), condition_masks, fold_replicates, x.shape[1])
    saved = None if checkpoint is None else Checkpoint(checkpoint)
    for program, some in batches(points, repeats, x.shape, memory_mb * 1e6):
        yield from ProgramRun(program, x, some, progress, saved).train()
    if saved is not None:
        saved.clear()


def _repeats(
    replicates: list[int],
    masks: np.ndarray | None,
    fold_replicates: Iterable[int] | None,
    conditions: int,
) -> list[Repeat]:
    if masks is None:
        return [Repeat(replicate) for replicate in replicates]
    masks = np.asarray(masks, bool)
    if masks.ndim != 2 or masks.shape[1] != conditions or (masks.sum(axis=1) < 1).any():
        raise InputError(
            f"condition masks: found shape {masks.shape}; expected one row for each fold, with a "
            f"place for each of {conditions} conditions, of which at least one is kept"
        )
    inside = replicates[:1] if fold_replicates is None else list(fold_replicates)
    every = np.ones(conditions, bool)
    # The same program for all: those that see every condition have a mask that says so.
    return [Repeat(replicate, None, every) for replicate in replicates] + [
        Repeat(replicate, fold, mask) for replicate in inside for fold, mask in enumerate(masks)
    ]


def workload(points: Iterable[Point], conditions: int, repeats: int) -> int:
    """Number of model-epochs that `train` does.

    Args:
      points: of the grid.
      conditions: how many.
      repeats: how many replicates, each of those that train folds counted once more for each fold.
    """
    return repeats * sum(
        trajectory.epochs * len(program.phases)
        for program in make_programs(points, conditions)
        for trajectory in program.trajectories
    )
