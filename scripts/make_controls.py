"""Cluster the controls of the price of choosing: raw restarts, networks that learned no structure.

Those that were trained on shuffled profiles, and those that were not trained, regenerate the real
ones. All in one job: what each needs is little, and starting is most of it.
"""

from collections.abc import Iterator
from dataclasses import replace

import anndata as ad
import numpy as np
from sdae.choice.files import read_number
from sdae.grid import Point, read_grid
from sdae.jobs.job import job
from sdae.jobs.progress import progress
from sdae.jobs.threads import use_threads
from sdae.network.autoencoder import Layer
from sdae.network.controls import beginnings, numbers, sample, shuffled, untrained
from sdae.network.regenerate import regenerate
from sdae.network.train import train, workload
from sdae.partitions.make import partition
from sdae.partitions.table import write
from sdae.representations import Matrix
from threadpoolctl import threadpool_limits


def main() -> None:
    use_threads(snakemake.threads)
    given = snakemake.params
    prepared = ad.read_h5ad(snakemake.input.prepared)
    profiles = np.asarray(prepared.X, np.float32)
    grid = read_grid(snakemake.input.grid)
    # By the name that the whole run has for each.
    points = [replace(point, named=name) for name, point in grid.items()]
    clusters = read_number(snakemake.input.number)
    wanted = numbers(points, given.repeats, len(given.representations))

    def regenerated(models: Iterator[tuple[Point, int, list[Layer]]]) -> Iterator[Matrix]:
        for point, seed, layers in models:
            made = regenerate(profiles, layers, point.architecture)
            for name, matrix in zip(("codes", "regenerated"), made, strict=True):
                if name in given.representations and np.isfinite(matrix).all():
                    yield Matrix(name, (seed,), lambda matrix=matrix: matrix, point=point.id)

    def by_beginning() -> Iterator[tuple[Point, int, list[Layer]]]:
        for point in beginnings(points):
            for seed in range(1, wanted.seeds + 1):
                yield point, seed, untrained(point, profiles.shape[1], seed)

    def by_training() -> Iterator[tuple[Point, int, list[Layer]]]:
        some = {point.id: point for point in sample(points, wanted.trained)}
        total = workload(some.values(), profiles.shape[1], 1)
        what = f"training on shuffled {snakemake.wildcards.dataset}"
        with progress(total, what, "model-epoch") as advance:
            for model in train(
                shuffled(profiles),
                some.values(),
                [1],
                advance,
                snakemake.config["memory_mb"],
            ):
                # One that learned nothing is marked as diverged; here, that is what it is for.
                yield some[model.point], 1, model.layers

    restarts = [Matrix("raw", tuple(range(1, wanted.restarts + 1)), lambda: profiles)]
    made = {
        "raw restarts": restarts,
        "untrained": regenerated(by_beginning()),
        "shuffled": regenerated(by_training()),
    }
    tables = []
    with threadpool_limits(snakemake.threads):
        for control, matrices in made.items():
            some = list(matrices)
            if not some:
                # All that was to be trained has diverged.
                continue
            what = f"clustering controls of {snakemake.wildcards.dataset}"
            table = partition(some, clusters, given.clusterers, prepared.obs_names, what)
            table.obs["control"] = control
            tables.append(table)
    write(ad.concat(tables, index_unique="-"), snakemake.output.controls)


with job(snakemake):
    main()
