"""All that is random in an epoch, drawn afresh for every gene at every step.

The draws are shared by all models of a replicate; each model turns them into its own corruption
by its own level. A value that is masked at one level is masked at every higher one, so models
that differ in their level differ in nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from sdae.network.noises import NOISES

# Random numbers drawn ahead of the training that uses them.
MAX_EPOCHS_DRAWN = 32
MAX_BYTES_DRAWN = 2**26


def draw_epoch(
    noise: str,
    stream: tuple[int, int, int],
    genes: int,
    inputs: int,
    kept: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw all that is random in one epoch.

    NumPy draws it ten times as fast as JAX does on a CPU, needs no compilation, and gives the
    same numbers on every device. Draws belong to a gene, not to a step, so that batches of any
    size corrupt a gene alike; and to an input, so that padding a model does not.

    Args:
      noise: name of the noise.
      stream: replicate, phase and epoch.
      genes: number of genes.
      inputs: values of each.
      kept: (inputs,), which of them the model sees; None for all. Those get the draws that they
        would get if there were no others, and the others the noise's neutral draw.

    Returns:
      The order of the genes, (genes,), int32, and what the noise makes its corruption of, (genes,
      inputs), float32.

    Raises:
      UnknownNameError: no such noise.
    """
    entry = NOISES[noise]
    if kept is not None:
        order, some = draw_epoch(noise, stream, genes, int(kept.sum()))
        draws = np.full((genes, inputs), entry.neutral, np.float32)
        draws[:, kept] = some
        return order, draws
    random = np.random.default_rng(stream)
    order = random.permutation(genes).astype(np.int32)
    samplers: dict[str, Callable[..., Any]] = {
        "uniform": random.random,
        "normal": random.standard_normal,
    }
    sample = samplers[entry.draws]
    _, phase, _ = stream
    if phase == 0:
        return order, sample((genes, inputs), dtype=np.float32)
    # Later phases see codes, which are padded to the widest model of a batch. Drawn input by input,
    # those that only pad come last and change nothing that was drawn before.
    return order, sample((inputs, genes), dtype=np.float32).T


def draw_blocks(
    noise: str,
    repeats: Sequence[tuple[int, np.ndarray | None]],
    phase: int,
    shape: tuple[int, int],
    epochs: range,
) -> Iterator[tuple[int, int, np.ndarray, np.ndarray]]:
    """Draw several epochs of several repeats, in blocks of one shape that fit the memory.

    Args:
      noise: name of the noise.
      repeats: replicate and the inputs kept of each, see `draw_epoch`.
      phase: number of the phase.
      shape: (genes, inputs).
      epochs: which ones.

    Yields:
      The first epoch of a block, how many were drawn, and as `draw_epoch` has them the orders,
      (repeats, epochs, genes), and the draws, (repeats, epochs, genes, inputs).
    """
    genes, inputs = shape
    bytes_of_epoch = len(repeats) * genes * inputs * 4
    size = max(1, min(MAX_EPOCHS_DRAWN, MAX_BYTES_DRAWN // bytes_of_epoch))
    for first in epochs[::size]:
        count = min(size, epochs.stop - first)
        orders = np.zeros((len(repeats), size, genes), np.int32)
        draws = np.zeros((len(repeats), size, genes, inputs), np.float32)
        for r, (replicate, kept) in enumerate(repeats):
            for e in range(count):
                stream = (replicate, phase, first + e)
                orders[r, e], draws[r, e] = draw_epoch(noise, stream, genes, inputs, kept)
        yield first, count, orders, draws
