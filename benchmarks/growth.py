"""How the cost of the training grows along each axis of the work."""

import os
import time
from collections.abc import Callable

import numpy as np
from joblib import Parallel, delayed
from sdae.grid import make_points
from sdae.network.train import train
from work import MODEL, profiles

ROUNDS = 5
BASE = {"genes": 384, "conditions": 17, "hidden": 8, "points": 64, "replicates": 1}
VALUES = {
    "genes": (192, 384, 768, 1536),
    "conditions": (8, 16, 32, 64),
    "hidden": (4, 8, 16, 32),
    "points": (32, 64, 128, 256),
    "replicates": (1, 2, 4, 8),
}
EPOCHS = 100


def job(genes: int, conditions: int, hidden: int, points: int, replicates: int) -> Callable:
    """Return a function that trains that much."""
    x = profiles(genes, conditions)
    axes = {
        "layers": [[hidden]],
        "corruption": [0.1],
        "learning_rate": list(np.linspace(0.05, 0.1, points)),
        "batch_size": [8],
        "epochs": [EPOCHS],
    }
    grid = make_points(axes, MODEL)
    return lambda: list(train(x, grid, range(1, replicates + 1)))


def measure() -> list[dict]:
    """Time each value of each axis, the others being as in `BASE`; compiled before.

    Returns:
      A row per axis: values, seconds (the least of all rounds, since other work on the machine
      can only add to them), exponent (slope of a line through their logarithms), largest_doubling
      (the highest ratio of neighbours, whose values are doubled).
      With the cores the work stays the same: there the best exponent is -1.
    """
    rows = []
    for axis, values in VALUES.items():
        jobs = [job(**{**BASE, axis: value}) for value in values]
        for run in jobs:
            run()
        seconds = [[] for _ in jobs]
        for _ in range(ROUNDS):
            for run, times in zip(jobs, seconds, strict=True):
                times.append(timed(run))
        rows.append(summarise(axis, values, [min(times) for times in seconds]))
    # Powers of two, so that no core waits for the others.
    cores = tuple(2**power for power in range((os.cpu_count() or 1).bit_length()))
    if len(cores) > 1:
        rows.append(summarise("cores", cores, [side_by_side(k, 4 * cores[-1]) for k in cores]))
    return rows


def timed(run: Callable) -> float:
    """Return the seconds that it takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def side_by_side(processes: int, jobs: int) -> float:
    """Return the seconds (the least) for so many jobs in so many processes of one thread each."""
    with Parallel(n_jobs=processes) as pool:

        def run() -> None:
            pool(delayed(base_job)() for _ in range(jobs))

        # Each process starts and compiles.
        run()
        return min(timed(run) for _ in range(ROUNDS))


def base_job() -> None:
    """Train as much as `BASE` says."""
    job(**BASE)()


def summarise(axis: str, values: tuple[int, ...], seconds: list[float]) -> dict:
    """Fit the exponent, and find the costliest doubling."""
    slope = np.polyfit(np.log(values), np.log(seconds), 1)[0]
    return {
        "axis": axis,
        "values": list(values),
        "seconds": seconds,
        "exponent": float(slope),
        "largest_doubling": float(max(np.array(seconds[1:]) / np.array(seconds[:-1]))),
    }
