"""Train the points of a chunk, in all replicates, and keep their parameters and loss curves."""

import pandas as pd
from sdae.grid import read_grid
from sdae.logs import job_log
from sdae.parameters import to_tensors
from sdae.profiles import read_profiles
from sdae.progress import progress
from sdae.store import write_tensors
from sdae.threads import use_threads
from sdae.train import Loss, train, workload


def main(logger) -> None:
    use_threads(snakemake.threads)
    grid = read_grid(snakemake.input.grid)
    points = [grid[point] for point in snakemake.params.points]
    profiles = read_profiles(snakemake.input.prepared)
    replicates = range(1, snakemake.params.replicates + 1)

    total = workload(points, profiles.shape[1], len(replicates))
    with progress(total, "training", "model-epoch") as advance:
        trained, curves = train(profiles, points, replicates, advance)

    diverged = sorted(key for key, model in trained.items() if model.diverged)
    for point, replicate in diverged:
        logger.warning(
            "point %s diverged in replicate %d (%s): it is marked and not scored; "
            "a lower learning rate may help",
            point,
            replicate,
            grid[point],
        )
    write_tensors(
        snakemake.output.parameters,
        {key: to_tensors(model.layers) for key, model in trained.items()},
        {"diverged": diverged},
    )
    losses = pd.DataFrame(curves, columns=Loss._fields)
    keys = zip(losses.point, losses.replicate, strict=True)
    status = ["diverged" if key in set(diverged) else "ok" for key in keys]
    losses.assign(status=status).to_csv(snakemake.output.losses, sep="\t", index=False)


with job_log(snakemake.log[0]) as logger:
    main(logger)
