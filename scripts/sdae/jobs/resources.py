"""Memory and time that jobs ask for, by the size of the data and of the grid.

Fitted from above to benchmarks/jobs.tsv, which `scripts/print_usage.py` gathers; read when the
workflow is, so it imports nothing heavy.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdae.grid import Point
from sdae.representations import REPRESENTATIONS, ComponentOptions


@dataclass(frozen=True)
class Need:
    """What the jobs of a rule need on one core.

    Attributes:
      memory: MB, however small the data.
      seconds: however small the data; starting Python and compiling are in it.
      memory_per_mb: MB for each MB of data.
      memory_at_once: share of what the configuration lets a training take at once, `memory_mb`.
      seconds_per_mb: for each MB of data.
      seconds_per_work: for each unit of work on one MB of data.
      seconds_each: for each unit of work, whatever the input.
    """

    memory: float
    seconds: float
    memory_per_mb: float = 0
    memory_at_once: float = 0
    seconds_per_mb: float = 0
    seconds_per_work: float = 0
    seconds_each: float = 0


# Small tables in, small tables or pictures out.
SMALL = Need(memory=1000, seconds=0)

# Units of work: see `work`. Memory includes 260 MB of Snakemake itself, which starts every job.
NEEDS = {
    "prepare_table": Need(memory=700, memory_per_mb=20, seconds=30, seconds_per_mb=10),
    "train_chunk": Need(
        memory=600, memory_per_mb=4, memory_at_once=1, seconds=120, seconds_per_work=2e-4
    ),
    "validate_chunk": Need(
        memory=600, memory_per_mb=4, memory_at_once=1, seconds=120, seconds_per_work=2e-4
    ),
    "regenerate_chunk": Need(memory=700, memory_per_mb=4, seconds=60, seconds_per_work=0.02),
    "cluster_chunk": Need(memory=700, memory_per_mb=4, seconds=60, seconds_per_work=0.15),
    "cluster_baseline": Need(memory=700, memory_per_mb=4, seconds=60, seconds_per_work=0.15),
    "cluster_averaged": Need(memory=700, memory_per_mb=6, seconds=60, seconds_per_work=0.15),
    "classify_chunk": Need(memory=700, memory_per_mb=6, seconds=60, seconds_per_work=1.0),
    "classify_baseline": Need(memory=700, memory_per_mb=6, seconds=60, seconds_per_work=1.0),
    "score_partitions": Need(memory=700, memory_per_mb=3, seconds=60, seconds_each=0.03),
    "make_controls": Need(
        memory=700, memory_per_mb=6, memory_at_once=1, seconds=180, seconds_per_work=2e-4
    ),
    "compare_partitions": Need(memory=1500, memory_per_mb=6, seconds=120, seconds_each=0.01),
    "gather_comparisons": SMALL,
    "state_verdict": SMALL,
    "judge_claims": Need(memory=2000, seconds=300),
    "choose_number": Need(memory=700, memory_per_mb=6, seconds=120, seconds_per_mb=2),
    "enrich_clusters": SMALL,
    "choose_clusters": Need(memory=1700, memory_per_mb=6, seconds=120, seconds_per_mb=2),
    "write_anndata": Need(memory=700, memory_per_mb=8, seconds=120, seconds_per_mb=20),
    "make_grid": Need(memory=500, seconds=0),
    "choose_bottleneck": Need(memory=2000, seconds=0),
    "gather_classification": Need(memory=2000, seconds=0),
    "gather_scores": Need(memory=2000, seconds=0),
    "summarise_losses": Need(memory=2000, seconds=300),
    "summarise_scores": SMALL,
    "compare_published": SMALL,
    "write_report": SMALL,
    "download_table": Need(memory=1000, seconds=600),
    "export_model": Need(memory=2000, seconds=0),
    "apply_model": Need(memory=4000, seconds=600),
    "sample_profiles": Need(memory=4000, seconds=300),
    "plot_figures": Need(memory=1000, memory_per_mb=4, seconds=120, seconds_per_mb=4),
}


def asked(
    rule: str, config: Mapping[str, Any], points: Mapping[str, Collection[Point]]
) -> dict[str, Callable[..., int]]:
    """Return what the jobs of a rule ask for, by resource: functions as Snakemake calls them.

    Args:
      rule: one of `NEEDS`.
      config: the checked configuration.
      points: of the grid, by chunk.

    Returns:
      Memory in MB and time limit in minutes, each a function of a job's wildcards and its input,
      by name, and of its attempt.
    """
    # With a GPU, `memory_mb` is of its memory and not of the node's.
    at_once = 0 if config["accelerator"] == "gpu" else config["memory_mb"]

    def mem_mb(wildcards: Mapping, input: Mapping, attempt: int) -> int:
        return memory(rule, _size(input), at_once, attempt)

    def minutes(wildcards: Mapping, input: Mapping, attempt: int) -> int:
        amount = 0
        if grows_with_work(rule):
            chunk = wildcards.get("chunk")
            chunks = [chunk] if chunk else points
            own = [point for chunk in chunks for point in points[chunk]]
            amount = work(rule, own, config, wildcards.get("representation", ""))
        return runtime(rule, _size(input), amount, attempt)

    return {"mem_mb": mem_mb, "runtime": minutes}


def _size(input: Any) -> float:
    """MB of the data of a job: all else that it reads is reckoned from the grid."""
    data = input.get("prepared", input)
    return megabytes([data] if isinstance(data, str) else data)


def grows_with_work(rule: str) -> bool:
    """Tell whether the time of a rule's jobs depends on their units of work."""
    return bool(NEEDS[rule].seconds_per_work or NEEDS[rule].seconds_each)


def memory(rule: str, size: float, at_once: float, attempt: int) -> int:
    """Return the memory, in MB, that a job asks for.

    Args:
      rule: one of `NEEDS`.
      size: MB of its data, as a file.
      at_once: MB that the models of a training may take at once, beside the data.
      attempt: 1 at first; each further one asks for half as much again.
    """
    need = NEEDS[rule]
    first = need.memory + need.memory_per_mb * size + need.memory_at_once * at_once
    return math.ceil(first * (1 + attempt) / 2)


def runtime(rule: str, size: float, amount: float, attempt: int) -> int:
    """Return the time limit, in minutes, that a job asks for.

    Args:
      rule: one of `NEEDS`.
      size: MB of its data, as a file.
      amount: units of work, of `work`.
      attempt: 1 at first; each further one asks for as much again.
    """
    need = NEEDS[rule]
    # Twice what was measured and ten minutes: file systems and nodes have slow days, and a job that
    # is stopped too early has cost more than one that asked for too much.
    per_work = need.seconds_per_work * size + need.seconds_each
    seconds = need.seconds + need.seconds_per_mb * size + per_work * amount
    return math.ceil((10 + 2 * seconds / 60) * attempt)


def work(rule: str, points: Iterable[Point], config: Mapping[str, Any], baseline: str = "") -> int:
    """Count the units of work of a job, that is what its time is proportional to besides its data.

    Args:
      rule: of the job.
      points: of the grid, those of its chunk or all.
      config: the checked configuration.
      baseline: which one is clustered or classified, if it is one.

    Returns:
      For training, controls and cross-validation, epochs times hidden nodes of all models; for
      regenerating,
      models; for clustering and scoring, partitions; for classifying, fits.
    """
    replicates = config["replicates"]
    # Each fold of conditions is one more of all that is learned and clustered, but for controls.
    is_control = bool(baseline) and REPRESENTATIONS[baseline].control
    folds = config["choice"]["folds"] if config["choice"] and not is_control else 0
    repeats = replicates + folds
    if rule == "train_chunk":
        return repeats * _node_epochs(points)
    if rule == "make_controls":
        # Fewer are trained, and in one replicate, but they are clustered as well.
        return 3 * _node_epochs(points)
    if rule == "validate_chunk":
        return config["bottleneck"]["folds"] * _node_epochs(points)
    if rule == "regenerate_chunk":
        return repeats * len(list(points))
    if rule == "cluster_averaged":
        return repeats * len(config["clusterers"])
    if baseline:
        matrices = REPRESENTATIONS[baseline].matrices(ComponentOptions(**config["pca"]))
    else:
        learned = [name for name in config["representations"] if REPRESENTATIONS[name].learned]
        matrices = len(learned) * len(list(points))
    if "classify" in rule:
        return replicates * matrices * config["classification"]["folds"]
    return repeats * matrices * len(config["clusterers"])


def _node_epochs(points: Iterable[Point]) -> int:
    """Hidden nodes times epochs, over trainings: snapshots share one."""
    longest: dict[tuple, int] = {}
    for point in points:
        phases = 1 if len(point.layers) == 1 else 2
        epochs = 0 if point.training.has_snapshots(len(point.layers)) else point.epochs
        run = (point.layers, point.corruption, point.learning_rate, epochs)
        key = (*run, point.architecture, point.training)
        nodes = phases * point.nodes
        longest[key] = max(longest.get(key, 0), nodes * point.epochs)
    return sum(longest.values())


def megabytes(paths: Iterable[str]) -> float:
    """Return the size of all files that are there, in MB.

    Those that are not, because a job of the same group is yet to make them or a storage keeps
    them, count as nothing.
    """
    return sum(path.stat().st_size for path in map(Path, paths) if path.is_file()) / 1e6
