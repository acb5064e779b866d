"""How much of a grid is trained side by side: as much as fits the memory, and pays."""

import itertools
from collections.abc import Iterable, Iterator

import jax

from sdae.grid import Point
from sdae.network.initial import Repeat
from sdae.network.programs import Program, in_pieces, make_programs
from sdae.network.training_loop import GENES_PER_EVALUATION

# Models in a program, and those times repeats: more no longer fit the caches of a core. 128 in
# one program took a fifth longer than in two; 90 took a sixth less. A GPU takes all that fit.
MAX_MODELS = 96
MAX_MODELS_TIMES_REPEATS = 256


def batches(
    points: Iterable[Point], repeats: list[Repeat], shape: tuple[int, int], budget: float
) -> Iterator[tuple[Program, list[Repeat]]]:
    """Cut points and repeats into what is trained side by side in `budget` bytes.

    Args:
      points: of the grid.
      repeats: of the training.
      shape: of the profiles, (genes, conditions).
      budget: in bytes; a model that needs more is trained alone.
    """
    on_cpu = jax.default_backend() == "cpu"
    masked = any(repeat.kept is not None for repeat in repeats)
    for whole in make_programs(points, shape[1]):
        repeat, model = bytes_needed(whole, *shape, masked)
        fitting = max(1, int((budget - repeat) // model))
        for program in in_pieces(whole, min(fitting, MAX_MODELS) if on_cpu else fitting):
            models = len(program.trajectories)
            count = max(1, int(budget // (repeat + models * model)))
            if on_cpu:
                count = min(count, max(1, MAX_MODELS_TIMES_REPEATS // models))
            for first in range(0, len(repeats), count):
                yield program, repeats[first : first + count]


def bytes_needed(program: Program, genes: int, inputs: int, masked: bool) -> tuple[int, int]:
    """Bytes that a program takes for each repeat, and for each model in each of them."""
    rows = max(program.training.batch_size, min(genes, GENES_PER_EVALUATION))
    widths = (inputs, *program.widths)
    weights = sum(a * b for a, b in itertools.pairwise(widths))
    # An epoch's draws twice, data and draws in the order of the batches; and, where conditions are
    # left out, data of its own.
    repeat = (5 if masked else 4) * genes * inputs
    # Activations and their gradients; parameters, gradients, the optimiser's state and what was
    # done; and, where layers are pre-trained, the codes of all genes, made, as they are and in the
    # order of the batches.
    model = 4 * rows * sum(widths) + 8 * weights
    if len(program.phases) > 1:
        model += 3 * genes * max(program.widths[:-1])
    return 4 * repeat, 4 * model
