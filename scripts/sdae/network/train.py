"""The batched trainer: a whole chunk of grid points in a few compiled programs.

`train` takes points and yields parameters and losses; how they are grouped, padded and laid out
is its own affair (`programs`, `layout`). All models of a replicate see the same initial weights,
the same order of genes and the same draws behind the corruption, so their differences are those
of their hyper-parameters. The replicates of a program are a second, outer axis of the batch.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from sdae.grid import Point
from sdae.network.autoencoder import Layer
from sdae.network.initial import initial_layers, padding_masks, single_model
from sdae.network.layout import choose
from sdae.network.noise import draw_epoch
from sdae.network.optimise import gradient_transformation
from sdae.network.programs import Program, in_pieces, make_programs
from sdae.network.settings import Architecture
from sdae.network.training_loop import (
    ROWS_AT_ONCE,
    Settings,
    State,
    encode,
    mean_losses,
    run_epochs,
    value_range,
)

# Models side by side in a program, and those times replicates: more no longer fit the caches of a
# core. 128 in one program took a fifth longer than in two; 90 took a sixth less. A GPU takes all
# that fit its memory.
MODELS_ABREAST = 96
MODELS_AT_ONCE = 256
# Random numbers drawn ahead of the training that uses them.
EPOCHS_DRAWN_AT_ONCE = 32
BYTES_DRAWN_AT_ONCE = 2**26
# Where loss curves are looked at, beside the ends of the runs.
POINTS_OF_A_CURVE = 40


class Loss(NamedTuple):
    """A point of a loss curve: the mean over genes of the loss from their uncorrupted profiles.

    Attributes:
      point: id of the grid point.
      replicate: its number.
      phase: "train", "finetune", "pretrain N", whose loss is that of layer N and its own inputs, or
        "whole" for the network after a training that ends with its pre-training.
      epoch: of the phase, 0 before the first.
      loss: summed over the inputs.
    """

    point: str
    replicate: int
    phase: str
    epoch: int
    loss: float


class Trained(NamedTuple):
    """One trained model.

    Attributes:
      point: id of its grid point.
      replicate: its number.
      layers: parameters, outermost first, without an axis of models: weights (inputs, hidden),
        hidden_bias (hidden,), visible_bias (inputs,), decoder_weights (hidden, inputs) or None.
      diverged: whether the training ended above the loss that it began with, or nowhere finite.
      curve: of its loss.
    """

    point: str
    replicate: int
    layers: list[Layer]
    diverged: bool
    curve: list[Loss]


def train(
    x: np.ndarray,
    points: Iterable[Point],
    replicates: Iterable[int],
    advance: Callable[[float], None] = lambda done: None,
    memory_mb: float = 500,
) -> Iterator[Trained]:
    """Train every point in every replicate.

    Args:
      x: prepared profiles, (genes, conditions); within [0, 1] where the loss is cross-entropy.
      points: of the grid, any mixture.
      replicates: their numbers, which seed everything random.
      advance: called with the number of model-epochs done since the last call; see `workload`.
      memory_mb: MB that models and draws may take at once, beside the data; a model that needs more
        is trained alone.

    Yields:
      Each model in each replicate, as they are done.
    """
    x = jnp.asarray(x, jnp.float32)
    for program, some in _at_once(points, list(replicates), x.shape, memory_mb * 1e6):
        yield from _Run(program, x, some, advance).train()


def _at_once(
    points: Iterable[Point], replicates: list[int], shape: tuple[int, int], room: float
) -> Iterator[tuple[Program, list[int]]]:
    """Cut points and replicates into what is trained at once in `room` bytes."""
    on_cpu = jax.default_backend() == "cpu"
    for whole in make_programs(points, shape[1]):
        replicate, model = _bytes(whole, *shape)
        abreast = max(1, int((room - replicate) // model))
        for program in in_pieces(whole, min(abreast, MODELS_ABREAST) if on_cpu else abreast):
            models = len(program.trajectories)
            count = max(1, int(room // (replicate + models * model)))
            if on_cpu:
                count = min(count, max(1, MODELS_AT_ONCE // models))
            for first in range(0, len(replicates), count):
                yield program, replicates[first : first + count]


def _bytes(program: Program, genes: int, inputs: int) -> tuple[int, int]:
    """Bytes that a program takes for each replicate, and for each model in each of them."""
    rows = max(program.training.batch_size, min(genes, ROWS_AT_ONCE))
    widths = (inputs, *program.widths)
    weights = sum(a * b for a, b in itertools.pairwise(widths))
    # An epoch's draws twice, data and draws in the order of the batches.
    replicate = 4 * genes * inputs
    # Activations and their gradients; parameters, gradients, what the optimiser keeps and what was
    # done; and, where layers are pre-trained, the codes of all genes, made, as they are and in the
    # order of the batches.
    model = 4 * rows * sum(widths) + 8 * weights
    if len(program.phases) > 1:
        model += 3 * genes * max(program.widths[:-1])
    return 4 * replicate, 4 * model


def workload(points: Iterable[Point], conditions: int, replicates: int) -> int:
    """Number of model-epochs that `train` does."""
    return replicates * sum(
        trajectory.epochs * len(program.phases)
        for program in make_programs(points, conditions)
        for trajectory in program.trajectories
    )


class _Run:
    """One program over some replicates, from initial weights to the last snapshot."""

    def __init__(self, program: Program, x: Array, replicates: list[int], advance) -> None:
        self.program = program
        self.replicates = replicates
        self.advance = advance
        self.layout = choose((x.shape[1], *program.widths), program.training.batch_size)
        self.data = self.layout.shared(x)
        self.one = jnp.float32(1)
        # Models that fill the batch up are the last trajectory again, and nobody looks at them.
        count = self.layout.fill(len(program.trajectories))
        last = program.trajectories[-1]
        self.models = [*program.trajectories, *[last] * (count - len(program.trajectories))]
        self.widths = [(x.shape[1], *model.layers) for model in self.models]
        self.masks = padding_masks(self.layout, self.widths)
        self.layers = initial_layers(self.layout, program.architecture, self.widths, replicates)
        self.start_loss: np.ndarray | None = None
        self.trained: list[Trained] = []
        self.curves: dict[tuple[str, int], list[Loss]] = defaultdict(list)

    def train(self) -> list[Trained]:
        program, depth = self.program, len(self.program.widths)
        whole = self._settings(self.masks, None, self.data)
        self.start_loss = self._losses(self.layers, self.data, whole, program.architecture)
        codes, visible = self.data, None
        for number, phase in enumerate(program.phases):
            if phase in ("train", "finetune"):
                self.layers = self._phase(
                    number, phase, self.layers, self.data, whole, program.architecture
                )
                continue
            architecture = program.architecture.single_layer(number)
            settings = self._settings(self.masks[number : number + 1], visible, codes)
            (layer,) = self._phase(
                number, phase, self.layers[number : number + 1], codes, settings, architecture
            )
            self.layers[number] = layer
            if number + 1 < depth:
                codes = encode(
                    [layer], codes, settings, architecture=architecture, layout=self.layout
                )
                visible = self.masks[number]
        if program.phases[-1] not in ("train", "finetune"):
            self._record(
                program.epochs,
                "whole",
                self._losses(self.layers, self.data, whole, program.architecture),
            )
            self._snapshot(program.epochs)
        return self.trained

    def _settings(self, masks: tuple, visible: Array | None, data: Array) -> Settings:
        low, high = value_range(self.layout, data, visible)
        return Settings(
            corruption=jnp.asarray([model.corruption for model in self.models], jnp.float32),
            learning_rate=jnp.asarray([model.learning_rate for model in self.models], jnp.float32),
            masks=masks,
            visible=visible,
            low=low,
            high=high,
            one=self.one,
        )

    def _phase(
        self,
        number: int,
        phase: str,
        layers: list[Layer],
        data: Array,
        settings: Settings,
        architecture: Architecture,
    ) -> list[Layer]:
        program = self.program
        ends = {epochs for t in program.trajectories for epochs, _ in t.points}
        memory = jax.vmap(gradient_transformation(program.training.optimizer).init)(layers)
        state = State(layers, memory)
        epoch = 0
        for stop in _milestones(program.epochs, ends):
            for start, count, orders, draws in self._draws(number, architecture, data, epoch, stop):
                state = run_epochs(
                    state,
                    data,
                    settings,
                    orders,
                    draws,
                    start,
                    count,
                    program.epochs,
                    architecture=architecture,
                    training=program.training,
                    layout=self.layout,
                )
            loss = self._losses(state.layers, data, settings, architecture)
            self._record(stop, phase, loss)
            if stop in ends and phase in ("train", "finetune"):
                self.layers = state.layers
                self._snapshot(stop, loss)
            running = sum(t.epochs > epoch for t in program.trajectories)
            self.advance((stop - epoch) * running * len(self.replicates))
            epoch = stop
        return state.layers

    def _draws(
        self, phase: int, architecture: Architecture, data: Array, start: int, stop: int
    ) -> Iterator[tuple[int, int, np.ndarray, np.ndarray]]:
        """Draw the epochs from `start` to `stop`, in blocks of one shape that fit the memory."""
        genes, inputs = data.shape[-3:-1] if self.layout.axis == -1 else data.shape[-2:]
        bytes_of_epoch = len(self.replicates) * genes * inputs * 4
        size = max(1, min(EPOCHS_DRAWN_AT_ONCE, BYTES_DRAWN_AT_ONCE // bytes_of_epoch))
        for first in range(start, stop, size):
            count = min(size, stop - first)
            orders = np.zeros((len(self.replicates), size, genes), np.int32)
            draws = np.zeros((len(self.replicates), size, genes, inputs), np.float32)
            for r, replicate in enumerate(self.replicates):
                for e in range(count):
                    stream = (replicate, phase, first + e)
                    orders[r, e], draws[r, e] = draw_epoch(
                        architecture.noise, stream, genes, inputs
                    )
            yield first, count, orders, draws

    def _losses(self, layers, data, settings, architecture) -> np.ndarray:
        """Mean loss over genes, (replicates, models)."""
        return np.asarray(
            mean_losses(layers, data, settings, architecture=architecture, layout=self.layout)
        )

    def _record(self, epoch: int, phase: str, losses: np.ndarray) -> None:
        for model, trajectory in enumerate(self.program.trajectories):
            for epochs, point in trajectory.points:
                if epoch <= epochs:
                    for r, replicate in enumerate(self.replicates):
                        loss = Loss(point, replicate, phase, epoch, float(losses[r, model]))
                        self.curves[point, replicate].append(loss)

    def _snapshot(self, epoch: int, losses: np.ndarray | None = None) -> None:
        layers = jax.tree.map(np.asarray, self.layers)
        if losses is None:
            whole = self._settings(self.masks, None, self.data)
            losses = self._losses(self.layers, self.data, whole, self.program.architecture)
        for model, trajectory in enumerate(self.program.trajectories):
            for epochs, point in trajectory.points:
                if epochs != epoch:
                    continue
                for r, replicate in enumerate(self.replicates):
                    single = single_model(self.layout, layers, r, model, self.widths[model])
                    diverged = not losses[r, model] <= self.start_loss[r, model]
                    curve = self.curves[point, replicate]
                    self.trained.append(Trained(point, replicate, single, bool(diverged), curve))


def _milestones(epochs: int, ends: set[int]) -> list[int]:
    """Epochs after which the loss is looked at: dense at first, where it falls."""
    early = np.geomspace(1, epochs, POINTS_OF_A_CURVE // 2)
    even = np.linspace(0, epochs, POINTS_OF_A_CURVE // 2 + 1)
    return sorted({round(e) for e in (*early, *even)} | ends)
