"""Which models are trained in one program.

All models of a program share its shapes, so models of similar width are padded to the widest of
them. One program for each width would waste nothing but compile for longer than it trains.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from sdae.grid import Point
from sdae.network.layout import choose
from sdae.network.settings import Architecture, Training

# Where loss curves are looked at, beside the ends of the runs.
POINTS_OF_A_CURVE = 40


@dataclass(frozen=True)
class Trajectory:
    """One training run of one model; its grid points are snapshots of it, by their epochs."""

    layers: tuple[int, ...]
    corruption: float
    learning_rate: float
    points: tuple[tuple[int, str], ...]

    @property
    def epochs(self) -> int:
        """Length of the run."""
        return max(epochs for epochs, _ in self.points)


@dataclass(frozen=True)
class Program:
    """Trajectories of equal architecture, training and depth, and of similar widths."""

    architecture: Architecture
    training: Training
    trajectories: tuple[Trajectory, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Hidden nodes of each layer, padded to the widest."""
        return _widest(self.trajectories)

    @property
    def phases(self) -> tuple[str, ...]:
        """Names of the phases of the training, in order."""
        return self.training.phases(len(self.widths))

    @property
    def epochs(self) -> int:
        """Length of each phase."""
        return max(t.epochs for t in self.trajectories)


def make_programs(points: Iterable[Point], conditions: int) -> list[Program]:
    """Sort the points of a chunk into programs."""

    def alike(point: Point) -> tuple:
        key = (point.architecture, point.training, len(point.layers))
        return (*key, 0 if point.training.has_snapshots(len(point.layers)) else point.epochs)

    programs = []
    for (architecture, training, *_), group in _grouped(points, alike).items():
        runs = _grouped(group, lambda p: (p.layers, p.corruption, p.learning_rate))
        trajectories = [
            Trajectory(layers, corruption, rate, tuple(sorted((p.epochs, p.id) for p in members)))
            for (layers, corruption, rate), members in sorted(runs.items())
        ]
        programs += [
            Program(architecture, training, tuple(band))
            for band in _bands(trajectories, conditions, training.batch_size)
        ]
    return programs


def in_pieces(program: Program, most: int) -> list[Program]:
    """Cut a program into pieces of at most `most` models, of equal number and widths.

    Every piece gets every so many-th trajectory, so that they need one compilation between them.
    """
    count = -(-len(program.trajectories) // most)
    return [
        replace(program, trajectories=program.trajectories[first::count]) for first in range(count)
    ]


def _grouped(items: Iterable, key) -> dict[tuple, list]:
    groups: dict[tuple, list] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _cost(layers: Iterable[int], conditions: int) -> int:
    sizes = (conditions, *layers)
    return sum(a * b for a, b in itertools.pairwise(sizes))


def _widest(trajectories: Iterable[Trajectory]) -> tuple[int, ...]:
    return tuple(map(max, zip(*(t.layers for t in trajectories), strict=True)))


def _bands(
    trajectories: list[Trajectory], conditions: int, batch_size: int
) -> list[list[Trajectory]]:
    """Join neighbours in width while the widest costs little more than the narrowest."""
    bands: list[list[Trajectory]] = []
    for trajectory in sorted(trajectories, key=lambda t: _cost(t.layers, conditions)):
        if bands:
            narrowest = _cost(bands[-1][0].layers, conditions)
            widest = _widest([*bands[-1], trajectory])
            bound = choose((conditions, *widest), batch_size).padding
            if _cost(widest, conditions) <= bound * narrowest:
                bands[-1].append(trajectory)
                continue
        bands.append([trajectory])
    return bands


def milestones(epochs: int, ends: set[int]) -> list[int]:
    """Epochs after which the loss is looked at: dense at first, where it falls."""
    early = np.geomspace(1, epochs, POINTS_OF_A_CURVE // 2)
    even = np.linspace(0, epochs, POINTS_OF_A_CURVE // 2 + 1)
    return sorted({round(e) for e in (*early, *even)} | ends)
