"""Train the points of a chunk, in all replicates, and keep their parameters and loss curves."""

from pathlib import Path

import pandas as pd
from sdae.choice.folds import condition_masks
from sdae.grid import find_points
from sdae.jobs.job import job
from sdae.jobs.progress import progress
from sdae.jobs.threads import use_threads
from sdae.network.parameters import to_tensors
from sdae.network.profiles import read_profiles
from sdae.network.store import add_model, new_file
from sdae.network.train import Loss, train, workload
from sdae.suitability import require_suitable


def main(logger) -> None:
    use_threads(snakemake.threads)
    points = find_points(snakemake.config, snakemake.params.points)
    settings = {point.id: point for point in points}
    profiles = read_profiles(snakemake.input.prepared)
    require_suitable(snakemake.wildcards.dataset, profiles, snakemake.config, points)
    replicates = range(1, snakemake.params.replicates + 1)
    folds = snakemake.params.folds
    masks = condition_masks(profiles.shape[1], folds) if folds else None

    curves = []
    repeats = len(replicates) + (0 if masks is None else len(masks))
    total = workload(points, profiles.shape[1], repeats)
    with (
        new_file(snakemake.output.parameters) as file,
        new_file(snakemake.output.folds) as file_of_folds,
        progress(total, "training", "model-epoch") as advance,
    ):
        for model in train(
            profiles,
            points,
            replicates,
            advance,
            snakemake.config["memory_mb"],
            masks,
            # No output, so that it is still there after a job that was killed.
            checkpoint=Path(snakemake.output.parameters).with_suffix(".checkpoint"),
        ):
            tensors = to_tensors(model.layers)
            if model.fold is not None:
                add_model(file_of_folds, model.point, model.fold + 1, tensors, model.diverged)
                continue
            add_model(file, model.point, model.replicate, tensors, model.diverged)
            status = "diverged" if model.diverged else "ok"
            curves.append(pd.DataFrame(model.curve, columns=Loss._fields).assign(status=status))
            if model.diverged:
                logger.warning(
                    "point %s diverged in replicate %d, or ended above the loss of the mean "
                    "profile (%s): it is marked and not scored; a lower learning rate may help, "
                    "or more epochs",
                    model.point,
                    model.replicate,
                    settings[model.point],
                )
    pd.concat(curves).to_csv(snakemake.output.losses, sep="\t", index=False)


with job(snakemake) as logger:
    main(logger)
