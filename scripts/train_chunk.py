"""Train the points of a chunk, in all replicates, and keep their parameters and loss curves.

Points that a former chunk has trained on the same data by the same code are taken from there.
"""

from pathlib import Path

import pandas as pd
from sdae.choice.folds import read_masks
from sdae.grid import find_points
from sdae.jobs.job import job
from sdae.jobs.progress import progress
from sdae.jobs.threads import use_threads
from sdae.network.parameters import to_tensors
from sdae.network.profiles import read_profiles
from sdae.network.results import Loss
from sdae.network.reuse import find_trained, key_of
from sdae.network.store import add_model, new_file
from sdae.network.train import train, workload
from sdae.suitability import require_suitable


def main(logger) -> None:
    use_threads(snakemake.threads)
    given, made = snakemake.params, snakemake.output
    dataset = snakemake.wildcards.dataset
    profiles = read_profiles(snakemake.input.prepared)
    points = find_points(snakemake.config, given.points, profiles.shape[1])
    settings = {point.id: point for point in points}
    require_suitable(dataset, profiles, snakemake.config, points)
    replicates = range(1, given.replicates + 1)
    masks = read_masks(snakemake.input.prepared, given.folds) if given.folds else None
    folds = range(1, 1 if masks is None else len(masks) + 1)
    key = key_of(profiles, given.library, masks)
    former = find_trained(made.parameters, made.folds, given.points, replicates, folds, key)
    new = [point for point in points if point.id not in former]
    logger.info("%d of %d points are trained, the others taken from before", len(new), len(points))

    curves = []
    total = workload(new, profiles.shape[1], len(replicates) + len(folds))
    with (
        new_file(made.parameters) as file,
        new_file(made.folds) as file_of_folds,
        progress(total, f"training {dataset}", "model-epoch") as advance,
    ):

        def keep(point, number, tensors, diverged, curve, is_fold) -> None:
            target = file_of_folds if is_fold else file
            add_model(target, point, number, tensors, diverged, key, curve)
            if not is_fold:
                status = "diverged" if diverged else "ok"
                table = pd.DataFrame(curve, columns=Loss._fields)
                curves.append(table.assign(status=status))
            if diverged and not is_fold:
                logger.warning(
                    "point %s diverged in replicate %d, or ended above the loss of the mean "
                    "profile (%s): it is marked and not scored; a lower learning rate may help, "
                    "or more epochs",
                    point,
                    number,
                    settings[point],
                )

        for own in former.values():
            for stored, is_fold in own:
                keep(*stored, is_fold)
        for model in train(
            profiles,
            new,
            replicates,
            advance,
            snakemake.config["memory_mb"],
            masks,
            # No output, so that it is still there after a job that was killed.
            checkpoint=Path(made.parameters).with_suffix(".checkpoint"),
        ):
            is_fold = model.fold is not None
            number = model.fold + 1 if is_fold else model.replicate
            keep(
                *(model.point, number, to_tensors(model.layers), model.diverged, model.curve),
                is_fold,
            )
    # In an order that does not tell what was trained when.
    table = pd.concat(curves).sort_values(["point", "replicate"], kind="stable")
    table.to_csv(made.losses, sep="\t", index=False)


with job(snakemake) as logger:
    main(logger)
