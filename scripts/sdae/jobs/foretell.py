"""What a run will take: the time and memory of each of its jobs, and the files, before it begins.

What jobs ask for (`sdae.jobs.resources`) is meant never to be too little; this is about what they
use, from runs on two cores of an AMD EPYC, with data of 48 x 7, 300 x 150, 384 x 17, 500 x 12, 800
x 73, 1,200 x 24, 2,953 x 6, 5,000 x 4, 5,000 x 60, 5,000 x 500 and, but for what knows folds,
20,000 x 500. `sdae.jobs.speed` says how much longer it takes on the machine at hand. Read by a
script that answers at once: nothing heavy here.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sdae.grid import Point, sized
from sdae.jobs.resources import grows_with_work, work

# MB of a value of a prepared matrix, which keeps several layers, and of a regenerated one.
PREPARED = 2e-5
REGENERATED = 4.8e-6
# MB of a value that a model in training regenerates.
MODEL = 4e-6
# Seconds of reading an MB of text.
READING = 0.095
# Genes all pairs of which are looked at; of more, as many stand for all.
ALL_PAIRS = 5_000
# MB of figures, report and tables of a data set.
PICTURES = 12


@dataclass(frozen=True)
class Job:
    """A job of a run: its rule, and which data set and chunk or representation it is of."""

    rule: str
    dataset: str = ""
    part: str = ""


@dataclass(frozen=True)
class Shape:
    """Of a prepared matrix."""

    genes: int
    conditions: int

    @property
    def megabytes(self) -> float:
        return PREPARED * self.genes * self.conditions

    @property
    def pairs(self) -> float:
        """Pairs of genes that are looked at, in millions."""
        return min(self.genes, ALL_PAIRS) ** 2 / 1e6


@dataclass(frozen=True)
class Use:
    """What the jobs of a rule use.

    Attributes:
      seconds: however small the data; starting Python is in it.
      seconds_per_mb: for each MB of prepared data.
      seconds_per_pairs: for each million pairs of genes.
      seconds_each: for each unit of work, of `sdae.jobs.resources.work`.
      seconds_per_work: for each unit of work on one MB of data.
      seconds_per_work_on_pairs: for each unit of work on a million pairs of genes.
      memory: MB, however small the data.
      memory_per_mb: for each MB of data.
      memory_per_pairs: for each million pairs of genes.
    """

    seconds: float = 3
    seconds_per_mb: float = 0
    seconds_per_pairs: float = 0
    seconds_each: float = 0
    seconds_per_work: float = 0
    seconds_per_work_on_pairs: float = 0
    memory: float = 240
    memory_per_mb: float = 0
    memory_per_pairs: float = 0


# fmt: off
USES = {
    "prepare_table": Use(2.5, seconds_per_mb=0.15, memory_per_mb=5.5),
    "make_grid": Use(1, memory=40),
    "choose_number": Use(11, seconds_per_mb=2, memory_per_mb=2),
    "train_chunk": Use(5, memory=510, memory_per_mb=1),
    "validate_chunk": Use(5, memory=530, memory_per_mb=2.5, memory_per_pairs=2),
    "regenerate_chunk": Use(2.5, seconds_per_work=0.005, memory=260, memory_per_mb=4.5),
    "cluster_chunk": Use(
        4, seconds_each=0.01, seconds_per_work=0.0155, seconds_per_work_on_pairs=0.019,
        memory_per_mb=1.8, memory_per_pairs=9,
    ),
    "cluster_baseline": Use(
        3.5, seconds_each=0.01, seconds_per_work=0.0114, seconds_per_work_on_pairs=0.029,
        memory_per_mb=1.8, memory_per_pairs=18,
    ),
    "cluster_averaged": Use(
        4, seconds_each=0.01, seconds_per_work=0.0143, seconds_per_work_on_pairs=0.017,
        memory_per_mb=2, memory_per_pairs=9,
    ),
    "make_controls": Use(
        5, seconds_per_mb=1, seconds_per_pairs=2.2, memory=560, memory_per_mb=6, memory_per_pairs=4
    ),
    "write_anndata": Use(4, seconds_per_mb=2, seconds_per_pairs=1, memory_per_mb=3),
    "classify_chunk": Use(4, seconds_each=0.02, memory_per_mb=1.4),
    "classify_baseline": Use(3, seconds_each=0.01, memory_per_mb=1.4),
    "score_partitions": Use(3.5, seconds_each=0.004),
    "choose_clusters": Use(
        4, seconds_per_mb=0.3, seconds_per_pairs=4, memory_per_mb=1, memory_per_pairs=12
    ),
    "plot_figures": Use(6.5, seconds_per_mb=2, memory_per_mb=2),
    "sample_profiles": Use(4, memory=420),
    "download_table": Use(10),
}
# fmt: on
OTHER = Use(2)
# Snakemake's own start.
START = 3
# Networks that differ in nothing but numbers are trained side by side. Seconds of compiling for
# them; of a step of them all; and of each multiplication of a weight and a value in it.
COMPILATION, STEP, MULTIPLICATION = 5, 3e-4, 9e-10
# Rules each of whose jobs waits for one of the rule before.
CHAIN = (
    "download_table", "prepare_table", "choose_number", "train_chunk", "regenerate_chunk",
    "cluster_chunk", "score_partitions", "choose_clusters", "plot_figures", "write_report",
)  # fmt: skip


def seconds(
    job: Job, shape: Shape, config: Mapping[str, Any], chunks: Mapping[str, Sequence[Point]]
) -> float:
    """Return how long a job takes on a core of its own.

    Args:
      job: of this run.
      shape: of its data.
      config: the checked configuration.
      chunks: the points of the grid.
    """
    use = USES.get(job.rule, OTHER)
    fixed = use.seconds + use.seconds_per_mb * shape.megabytes + use.seconds_per_pairs * shape.pairs
    points = sized(_points(job, chunks), shape.conditions)
    if job.rule in ("train_chunk", "validate_chunk", "make_controls"):
        return fixed + _training(job.rule, shape, config, points)
    if not grows_with_work(job.rule):
        return fixed
    baseline = job.part if "baseline" in job.rule else ""
    amount = work(job.rule, points, config, baseline)
    on_pairs = use.seconds_per_work_on_pairs * shape.pairs
    return fixed + amount * (use.seconds_each + use.seconds_per_work * shape.megabytes + on_pairs)


def reading(megabytes: float) -> float:
    """Return how long a table of text takes to be read."""
    return READING * megabytes


def memory(
    job: Job, shape: Shape, config: Mapping[str, Any], chunks: Mapping[str, Sequence[Point]]
) -> float:
    """Return the MB that a job uses; arguments as of `seconds`."""
    use = USES.get(job.rule, OTHER)
    models = 0.0
    if job.rule == "train_chunk":
        values = len(_points(job, chunks)) * _repeats(config) * shape.genes * shape.conditions
        models = min(config["memory_mb"], MODEL * values)
    on_pairs = use.memory_per_pairs * shape.pairs
    return use.memory + models + use.memory_per_mb * shape.megabytes + on_pairs


def _points(job: Job, chunks: Mapping[str, Sequence[Point]]) -> Sequence[Point]:
    """Return the points of a job's chunk, or all of them."""
    return chunks.get(job.part) or [point for chunk in chunks.values() for point in chunk]


def run_time(jobs: Mapping[Job, float], cores: int) -> float:
    """Return the seconds of a whole run.

    What must follow one another does, and the rest is shared by the cores (the bound of Graham).

    Args:
      jobs: each with its seconds.
      cores: at hand.
    """
    longest = dict.fromkeys(CHAIN, 0.0)
    for job, time in jobs.items():
        if job.rule in longest:
            longest[job.rule] = max(longest[job.rule], time)
    chain = sum(longest.values())
    return START + chain + (sum(jobs.values()) - chain) / cores if jobs else 0.0


def disk(shapes: Iterable[Shape], config: Mapping[str, Any], points: int) -> float:
    """Return the MB of all files of a run.

    Args:
      shapes: of the data sets.
      config: the checked configuration.
      points: of the grid.
    """
    models = points * _repeats(config)
    return sum(
        PICTURES + shape.megabytes + models * REGENERATED * shape.genes * shape.conditions
        for shape in shapes
    )


def _repeats(config: Mapping[str, Any]) -> int:
    return config["replicates"] + (config["choice"]["folds"] if config["choice"] else 0)


def _models(rule: str, config: Mapping[str, Any]) -> int:
    """Return how many networks are trained of each point."""
    if rule == "validate_chunk":
        return config["bottleneck"]["folds"]
    # Controls are of few points and in one replicate, which is as much as this.
    return 3 if rule == "make_controls" else _repeats(config)


def _training(rule: str, shape: Shape, config: Mapping[str, Any], points: Iterable[Point]) -> float:
    """Seconds of the steps of all groups of networks that are trained side by side."""
    models = _models(rule, config)
    groups: dict[tuple, dict[tuple, Point]] = defaultdict(dict)
    for point in points:
        epochs = 0 if point.training.has_snapshots(len(point.layers)) else point.epochs
        group = (len(point.layers), point.architecture, point.training, epochs)
        trajectory = (point.layers, point.corruption, point.learning_rate)
        known = groups[group].get(trajectory, point)
        groups[group][trajectory] = max(point, known, key=lambda one: one.epochs)
    total = 0.0
    for (depth, _, training, _), trajectories in groups.items():
        phases = 1 if depth == 1 else 2
        epochs = max(point.epochs for point in trajectories.values())
        steps = phases * epochs * math.ceil(shape.genes / training.batch_size)
        nodes = models * sum(point.nodes for point in trajectories.values())
        multiplications = nodes * shape.conditions * training.batch_size
        total += COMPILATION + steps * (STEP + MULTIPLICATION * multiplications)
    return total
